import pytest
from langchain_core.exceptions import ModelAuthenticationError, ModelConnectionError

from answering.prose.write import MOST_SENTENCES, Written, write
from answering.protocols import AnswerStopped
from core.errors import LanguageModelError
from core.records import Statement, Verdict
from tests.answering.writing import ScriptedModel, WordChecker, evidence_of, model_that_says

EVIDENCE = evidence_of("The mill burned in 1911.", "Lightning struck the mill.", "The roof was not repaired.")
ALL_OF_IT = "Lightning struck the mill [2]. The mill burned [1]. The miller fled [1]. The roof was repaired [3]."


def written(model: ScriptedModel, shown: list[tuple[Statement, ...]] | None = None, language: str = "en") -> Written:
    return write(
        model, WordChecker(), "What happened to the mill?", EVIDENCE, language=language, seconds=20,
        on_statement=None if shown is None else shown.append,
    )  # fmt: skip


def test_sentences_that_pass_are_shown_and_the_others_withheld() -> None:
    found = written(model_that_says(ALL_OF_IT))
    assert [(s.text, s.evidence) for s in found.statements] == [
        ("Lightning struck the mill.", (2,)), ("The mill burned.", (1,)),
    ]  # fmt: skip
    assert [(s.text, s.verdict) for s in found.withheld] == [
        ("The miller fled.", Verdict.UNSUPPORTED), ("The roof was repaired.", Verdict.CONTRADICTED),
    ]  # fmt: skip
    assert found.reason == ""


def test_only_what_has_passed_is_shown_on_the_way_and_it_only_grows() -> None:
    shown: list[tuple[Statement, ...]] = []
    found = written(model_that_says(ALL_OF_IT), shown)
    assert shown[-1] == found.statements
    assert all(later[: len(earlier)] == earlier for earlier, later in zip(shown, shown[1:], strict=False))
    assert {s.verdict for statements in shown for s in statements} == {Verdict.SUPPORTED}


@pytest.mark.parametrize(
    "text",
    [
        "The documents do not say what happened.",
        "asdf qwer 123 zxcv! lorem 🜁 ipsum; [1] [1] [1]",
        "I am sorry, but as a language model I cannot help with that.",
        "{\"answer\": \"The miller fled.\"}",
        "The miller fled [7]. The miller sang [12].",
    ],
)  # fmt: skip
def test_a_text_that_no_passage_carries_leaves_nothing_and_says_so(text: str) -> None:
    found = written(model_that_says(text))
    assert (found.statements, found.reason) == ((), "No sentence of the language model is carried by a passage.")


@pytest.mark.parametrize("text", ["", " \n ", "[1]", "<think>The mill burned."])
def test_an_empty_text_leaves_nothing_and_says_so(text: str) -> None:
    assert written(model_that_says(text)) == Written(reason="The language model wrote nothing.")


def test_a_number_that_no_evidence_has_is_dropped_and_the_sentence_keeps_what_carries_it() -> None:
    assert [s.evidence for s in written(model_that_says("The mill burned [7].")).statements] == [(1,)]


def test_a_sentence_said_again_and_again_stands_once() -> None:
    found = written(model_that_says("The mill burned [1]. " * 5))
    assert [s.text for s in found.statements] == ["The mill burned."]


def test_a_model_that_goes_on_and_on_is_cut_short() -> None:
    text = "".join(f"The mill burned {'and burned ' * n}[1]. " for n in range(MOST_SENTENCES + 5))
    found = written(model_that_says(text))
    assert len(found.statements) == MOST_SENTENCES
    assert found.reason == "The language model went on and was cut short."


def test_one_sentence_without_an_end_is_cut_short_and_not_shown() -> None:
    found = written(model_that_says("The mill burned and " * 2000))
    assert (found.statements, found.reason) == ((), "The language model went on and was cut short.")


def test_what_the_watcher_raises_ends_the_request() -> None:
    def stop(statements: tuple[Statement, ...]) -> None:
        raise AnswerStopped

    with pytest.raises(AnswerStopped):
        write(
            model_that_says(ALL_OF_IT), WordChecker(), "What?", EVIDENCE, language="en", seconds=20, on_statement=stop
        )


def test_a_failure_before_a_sentence_passed_is_raised() -> None:
    with pytest.raises(LanguageModelError, match="COTEJO_LANGUAGE_MODEL_KEY"):
        written(ScriptedModel(scripts=[[_with_status(ModelAuthenticationError("no"), 401)]]))


def test_a_failure_after_a_sentence_passed_leaves_what_passed_and_says_so() -> None:
    found = written(ScriptedModel(scripts=[["The mill burned [1]. The ", "roof ", ModelConnectionError("gone")]]))
    assert [s.text for s in found.statements] == ["The mill burned."]
    assert "cannot be reached" in found.reason


def test_without_evidence_the_model_is_not_asked() -> None:
    found = write(ScriptedModel(scripts=[]), WordChecker(), "What?", (), language="en", seconds=20)
    assert found == Written(reason="There is no evidence to write from.")


def test_over_evidence_in_another_language_what_passed_is_translated() -> None:
    model = model_that_says("The mill burned in 1911 [1]. The miller fled [1].", "El molino ardió en 1911.")
    shown: list[tuple[Statement, ...]] = []
    found = written(model, shown, language="es")
    assert [(s.text, s.evidence) for s in found.statements] == [("El molino ardió en 1911.", (1,))]
    assert [s.text for s in found.withheld] == ["The miller fled."]
    assert {s.text for statements in shown for s in statements} == {"El molino ardió en 1911."}


def test_a_translation_that_changes_a_figure_is_not_used() -> None:
    model = model_that_says("The mill burned in 1911 [1].", "El molino ardió en 1912.")
    assert [s.text for s in written(model, language="es").statements] == ["The mill burned in 1911."]


def _with_status(error: Exception, status: int) -> Exception:
    error.status_code = status  # type: ignore[attr-defined]
    return error
