"""A writing model behind a real server: a small real model, and scripted ones that misbehave."""

import socket
import time
from collections.abc import Iterator

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage

from answering.language.facts import missing_facts
from answering.prose.gate import SUPPORTED_FROM, SUPPORTED_FROM_BY_LIKENESS
from answering.prose.model import open_model
from answering.prose.stream import stream_pieces, whole_text
from answering.prose.write import Written, write
from answering.protocols import AnswerStopped
from answering.reading.readers import make_checker
from core.errors import LanguageModelError
from core.records import Statement, Verdict
from core.settings import Settings
from tests.answering.writing import WordChecker, evidence_of
from tests.integration.language_servers import Reply, Script, scripted_server, small_model_server
from tests.toys import ToyEmbedder

pytestmark = [pytest.mark.integration, pytest.mark.local_server]

EVIDENCE = evidence_of(
    "The mill of Alba burned in 1911 after lightning struck its roof.",
    "Only 12 of its 40 workers found work elsewhere.",
    "The council decided not to rebuild the mill.",
)
QUESTIONS = ("When did the mill burn?", "How many workers found other work?")


@pytest.fixture(scope="module")
def small_model_url() -> Iterator[str]:
    with small_model_server() as url:
        yield url


@pytest.fixture
def script() -> Iterator[Script]:
    with scripted_server() as script:
        yield script


@pytest.fixture
def small_model(settings: Settings, small_model_url: str) -> BaseChatModel:
    """Given much time, for a busy machine reads a prompt at ten words a second."""
    patient = model_at(settings, small_model_url, language_model_seconds=200.0)
    return patient.model_copy(update={"max_tokens": 32})


def model_at(settings: Settings, url: str, **more: object) -> BaseChatModel:
    return open_model(settings.model_copy(update={"language_model": "m", "language_model_url": url, **more}))


def written(model: BaseChatModel, seconds: float = 20, shown: list[tuple[Statement, ...]] | None = None) -> Written:
    return write(
        model, WordChecker(), QUESTIONS[0], EVIDENCE, language="en", seconds=seconds,
        on_statement=None if shown is None else shown.append,
    )  # fmt: skip


def test_no_sentence_of_a_real_small_model_is_shown_that_its_citation_does_not_carry(
    settings: Settings, small_model: BaseChatModel
) -> None:
    checker = make_checker(settings, ToyEmbedder())
    least = SUPPORTED_FROM_BY_LIKENESS if checker.name == "plain" else SUPPORTED_FROM
    quotes = {e.number: e.quote for e in EVIDENCE}
    judged = 0
    for question in QUESTIONS:
        found = write(small_model, checker, question, EVIDENCE, language="en", seconds=200)
        judged += len(found.statements) + len(found.withheld)
        for statement in found.statements:
            cited = [quotes[number] for number in statement.evidence]
            assert cited
            assert not missing_facts(statement.text, "\n".join(cited))
            assert checker.check(statement.text, cited).supported >= least
        assert all(s.verdict is Verdict.SUPPORTED for s in found.statements)
        assert all(s.verdict in (Verdict.UNSUPPORTED, Verdict.CONTRADICTED) for s in found.withheld)
    assert judged > 0


def test_a_real_model_streams_and_serves_the_next_question_after_a_stop(
    settings: Settings, small_model: BaseChatModel, small_model_url: str
) -> None:
    endless = model_at(settings, small_model_url)
    pieces = stream_pieces(endless, [HumanMessage("Count from 1 to 900, every number.")], seconds=60)
    assert sum(bool(next(pieces)) for _ in range(40)) > 1
    pieces.close()
    began = time.monotonic()
    assert whole_text(small_model, [HumanMessage("Say yes.")], seconds=60)
    assert time.monotonic() - began < 45  # 900 numbers take minutes


def test_a_stop_ends_the_request_at_the_server(settings: Settings, script: Script) -> None:
    script.replies = [Reply(pieces=["The mill burned [1]. "] + ["And so on. "] * 500, pause=0.05)]

    def stop(statements: tuple[Statement, ...]) -> None:
        if statements:
            raise AnswerStopped

    with pytest.raises(AnswerStopped):
        write(
            model_at(settings, script.url), WordChecker(), "What?", EVIDENCE, language="en", seconds=20,
            on_statement=stop,
        )  # fmt: skip
    assert script.hung_up.wait(5)


def test_a_stop_is_heard_while_the_model_is_silent(settings: Settings, script: Script) -> None:
    script.replies = [Reply(pieces=["The mill burned [1]."], pause=20)]
    model = model_at(settings, script.url)
    began = time.monotonic()

    def stop(statements: tuple[Statement, ...]) -> None:
        raise AnswerStopped

    with pytest.raises(AnswerStopped):
        write(model, WordChecker(), "?", EVIDENCE, language="en", seconds=30, on_statement=stop)
    assert time.monotonic() - began < 10


def test_sentences_are_shown_while_the_model_is_still_writing(settings: Settings, script: Script) -> None:
    script.replies = [Reply(pieces=["The mill burned [1]. ", "The council ", "did not ", "rebuild it [3]."], pause=0.6)]
    shown: list[tuple[Statement, ...]] = []
    times: list[float] = []

    def show(statements: tuple[Statement, ...]) -> None:
        shown.append(statements)
        times.append(time.monotonic())

    write(model_at(settings, script.url), WordChecker(), "?", EVIDENCE, language="en", seconds=20, on_statement=show)
    first = next(at for at, statements in zip(times, shown, strict=True) if statements)
    assert time.monotonic() - first > 0.6


def test_a_server_that_is_down_is_told_with_what_mends_it(settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
    with pytest.raises(LanguageModelError, match=r"'m' cannot be reached.*COTEJO_LANGUAGE_MODEL_URL"):
        written(model_at(settings, url))


def test_an_ollama_that_is_down_is_told_in_the_same_words(settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    model = open_model(settings.model_copy(update={"language_model": "ollama:m", "language_model_url": url}))
    with pytest.raises(LanguageModelError, match=r"'m' cannot be reached.*COTEJO_LANGUAGE_MODEL_URL"):
        written(model)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again(settings: Settings, script: Script, status: int) -> None:
    script.replies = [Reply(status=status), Reply(pieces=["The mill burned [1]."])]
    assert [s.text for s in written(model_at(settings, script.url)).statements] == ["The mill burned."]
    assert len(script.bodies) == 2


def test_a_server_that_goes_on_failing_is_asked_three_times(settings: Settings, script: Script) -> None:
    script.replies = [Reply(status=500)]
    with pytest.raises(LanguageModelError, match="failed with status 500"):
        written(model_at(settings, script.url))
    assert len(script.bodies) == 3


def test_a_wrong_key_is_told_at_once_and_not_repeated(settings: Settings, script: Script) -> None:
    script.replies = [Reply(status=401)]
    with pytest.raises(LanguageModelError, match="COTEJO_LANGUAGE_MODEL_KEY") as raised:
        written(model_at(settings, script.url, language_model_key="sk-secret"))
    assert script.keys == ["Bearer sk-secret"]
    assert "sk-secret" not in str(raised.value)


def test_a_slow_model_is_left_when_its_time_is_over(settings: Settings, script: Script) -> None:
    script.replies = [Reply(pieces=["The mill"] * 100, pause=0.3)]
    model = model_at(settings, script.url)
    began = time.monotonic()
    with pytest.raises(LanguageModelError, match="within 1 s"):
        written(model, seconds=1)
    assert time.monotonic() - began < 10  # of 30
    assert script.hung_up.wait(5)


def test_a_slow_model_keeps_the_sentences_that_came_in_time(settings: Settings, script: Script) -> None:
    script.replies = [Reply(pieces=["The mill burned [1]. The ", "council ", *["and "] * 100], pause=0.2)]
    found = written(model_at(settings, script.url), seconds=4)
    assert [s.text for s in found.statements] == ["The mill burned."]
    assert "within 4 s" in found.reason


@pytest.mark.parametrize(
    "reply",
    [
        Reply(pieces=["\ufffd\u0000]]>>", "{{{{ 42 [1] [1]", " \U0001f741 zxcv. qwer! "]),
        Reply(pieces=["The miller fled [7]. ", "The miller sang [99999999999]. ", "He left [1]."]),
        Reply(pieces=["The documents do not say."]),
        Reply(pieces=[""]),
    ],
    ids=["garbage", "invented", "no answer", "empty"],
)
def test_a_text_that_no_passage_carries_leaves_the_quotes_to_stand(
    settings: Settings, script: Script, reply: Reply
) -> None:
    script.replies = [reply]
    shown: list[tuple[Statement, ...]] = []
    found = written(model_at(settings, script.url), shown=shown)
    assert found.statements == ()
    assert found.reason
    assert not any(shown)


@pytest.mark.parametrize("raw", ["this is no JSON", '{"choices": "none"}', '{"error": {"message": "out of memory"}}'])
def test_a_broken_stream_is_a_failure_of_the_model(settings: Settings, script: Script, raw: str) -> None:
    script.replies = [Reply(pieces=["The "], raw=raw, whole=False)]
    with pytest.raises(LanguageModelError):
        written(model_at(settings, script.url))


def test_citations_to_numbers_that_do_not_exist_are_replaced_by_the_check(settings: Settings, script: Script) -> None:
    script.replies = [Reply(pieces=["The mill burned [7]. ", "The council did not rebuild the mill [0][42]."])]
    assert [(s.text, s.evidence) for s in written(model_at(settings, script.url)).statements] == [
        ("The mill burned.", (1,)), ("The council did not rebuild the mill.", (3,)),
    ]  # fmt: skip


def test_a_trace_set_up_for_other_programs_does_not_carry_the_documents_away(
    settings: Settings, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scripted_server() as tracer:
        tracer.replies = [Reply(status=500)]
        for name, value in {
            "LANGSMITH_TRACING": "true", "LANGCHAIN_TRACING_V2": "true", "LANGSMITH_API_KEY": "k",
            "LANGSMITH_ENDPOINT": tracer.url,
        }.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        script.replies = [Reply(pieces=["The mill burned [1]."])]
        assert written(model_at(settings, script.url)).statements
        time.sleep(1)  # a trace would be sent from another thread
        assert tracer.bodies == []
