import time
from collections.abc import Callable, Iterator

import pytest

from app.engine import Engine, Readiness
from app.store import Store
from app.turn import State, StoredTurn
from app.worker import Worker
from core.errors import IndexMissingError
from core.settings import Settings
from tests.app.toy_assistant import ToyAssistant

ME = "browser:me"


def _until(is_so: Callable[[], bool]) -> None:
    for _ in range(400):
        if is_so():
            return
        time.sleep(0.025)
    raise AssertionError("it did not come about within ten seconds")


@pytest.fixture
def assistant(settings: Settings) -> ToyAssistant:
    return ToyAssistant(settings)


@pytest.fixture
def worker(store: Store, assistant: ToyAssistant) -> Iterator[Worker]:
    engine = Engine(assistant.settings, lambda _: assistant)  # type: ignore[arg-type, return-value]
    engine.start(delay_seconds=0)
    worker = Worker(store, engine)
    yield worker
    worker.close()


def _finish(store: Store, worker: Worker, turn_id: str) -> StoredTurn:
    worker.submit(turn_id)
    _until(lambda: not (store.state_of(turn_id) or State.DONE).is_open)
    turn = store.turn(turn_id)
    assert turn is not None
    return turn


def test_an_answer_lands_in_the_store_and_follow_ups_after_it(store: Store, worker: Worker) -> None:
    turn = _finish(store, worker, store.ask(store.begin(ME, "Guard"), "Guard founded?"))
    assert turn.state is State.DONE
    assert turn.answer is not None
    assert [s.text for s in turn.answer.statements] == ["The Guard was founded in March 2019."]
    _until(lambda: (store.turn(turn.turn_id) or turn).suggestions == ("Who are the critics?",))


def test_a_follow_up_gets_the_answered_turns_before_it(store: Store, worker: Worker, assistant: ToyAssistant) -> None:
    talk = store.begin(ME, "Guard")
    _finish(store, worker, store.ask(talk, "Guard founded?"))
    _finish(store, worker, store.ask(talk, "Critics call?"))
    question, history = assistant.asked[-1]
    assert question == "Critics call?"
    assert [(t.question, t.answer) for t in history] == [("Guard founded?", "The Guard was founded in March 2019.")]


def test_stop_ends_an_answer_between_two_stages(store: Store, worker: Worker, assistant: ToyAssistant) -> None:
    assistant.pause_seconds = 0.4
    turn_id = store.ask(store.begin(ME, "Guard"), "Guard founded?")
    worker.submit(turn_id)
    _until(lambda: store.state_of(turn_id) is State.WORKING)
    worker.stop(turn_id)
    _until(lambda: store.state_of(turn_id) is State.STOPPED)
    turn = store.turn(turn_id)
    assert turn is not None
    assert turn.answer is None


def test_a_conversation_deleted_in_mid_answer_stays_deleted(
    store: Store, worker: Worker, assistant: ToyAssistant
) -> None:
    assistant.pause_seconds = 0.2
    talk = store.begin(ME, "Guard")
    turn_id = store.ask(talk, "Guard founded?")
    worker.submit(turn_id)
    _until(lambda: store.state_of(turn_id) is State.WORKING)
    store.delete(talk)
    time.sleep(0.8)
    assert store.turns(talk) == ()


def test_two_conversations_at_once_get_their_own_answers(store: Store, worker: Worker) -> None:
    talks = {question: store.begin(ME, question) for question in ("Guard founded?", "register counts?")}
    turn_ids = {question: store.ask(talk, question) for question, talk in talks.items()}
    for turn_id in turn_ids.values():
        worker.submit(turn_id)
    _until(lambda: all(store.state_of(turn_id) is State.DONE for turn_id in turn_ids.values()))
    answers = {question: store.turns(talk)[0].answer for question, talk in talks.items()}
    assert {question: answer.question for question, answer in answers.items() if answer} == {q: q for q in talks}


def test_a_missing_index_ends_a_turn_with_the_command_that_mends_it(store: Store, settings: Settings) -> None:
    def build(_: Settings) -> ToyAssistant:
        raise IndexMissingError("nowhere")

    engine = Engine(settings, build)  # type: ignore[arg-type]
    engine.start(delay_seconds=0)
    worker = Worker(store, engine)
    turn = _finish(store, worker, store.ask(store.begin(ME, "Guard"), "Guard founded?"))
    worker.close()
    assert turn.state is State.FAILED
    assert "python -m ingest" in turn.error


def test_the_engine_opens_at_a_second_start_what_failed_at_the_first(settings: Settings) -> None:
    built: list[ToyAssistant] = []

    def build(_: Settings) -> ToyAssistant:
        if not built:
            built.append(ToyAssistant(settings))
            raise IndexMissingError("nowhere")
        return built[0]

    engine = Engine(settings, build)  # type: ignore[arg-type]
    engine.start(delay_seconds=0)
    _until(lambda: engine.condition.readiness is Readiness.FAILED)
    engine.start(delay_seconds=0)
    _until(lambda: engine.condition.readiness is Readiness.READY)
    found: object = engine.assistant(timeout_seconds=1)
    assert found is built[0]


def test_nobody_waits_for_the_follow_ups_of_somebody_else(
    store: Store, worker: Worker, assistant: ToyAssistant
) -> None:
    talk = store.begin(ME, "Guard")
    first = store.ask(talk, "Guard founded?")
    assistant.pause_seconds = 0.3
    worker.submit(first)
    later = [store.ask(store.begin(ME, "More"), "Critics call?") for _ in range(6)]
    for turn_id in later:
        worker.submit(turn_id)
    _until(lambda: store.state_of(later[-1]) is State.DONE)
    _until(lambda: _suggestions(store, later[-1]) is not None)
    assert assistant.order[:7] == ["ask"] * 7


def test_follow_ups_are_given_up_where_somebody_asks(store: Store, worker: Worker, assistant: ToyAssistant) -> None:
    assistant.suggest_seconds = 8.0
    first = store.ask(store.begin(ME, "Guard"), "Guard founded?")
    worker.submit(first)
    _until(lambda: "suggest" in assistant.order)
    assistant.pause_seconds = 1.5
    second = store.ask(store.begin(ME, "More"), "Critics call?")
    worker.submit(second)
    _until(lambda: _suggestions(store, first) is not None)
    assert _suggestions(store, first) == ()


def test_an_answer_that_is_not_the_last_any_more_gets_no_follow_ups(
    store: Store, worker: Worker, assistant: ToyAssistant
) -> None:
    talk = store.begin(ME, "Guard")
    turn_ids = [store.ask(talk, "Guard founded?"), store.ask(talk, "Critics call?")]
    for turn_id in turn_ids:
        worker.submit(turn_id)
    _until(lambda: all(_suggestions(store, turn_id) is not None for turn_id in turn_ids))
    assert [_suggestions(store, turn_id) for turn_id in turn_ids] == [(), ("Who are the critics?",)]


def _suggestions(store: Store, turn_id: str) -> tuple[str, ...] | None:
    turn = store.turn(turn_id)
    return turn.suggestions if turn else None
