import pytest

from answering.follow_up.condense import condense
from answering.prose.rephrase import condense_with_model, translate_quotes
from core.errors import LanguageModelError
from core.records import Turn
from tests.answering.writing import ScriptedModel, evidence_of, model_that_says

HISTORY = (Turn(question="When did the mill of Alba burn?", answer="The mill burned in 1911."),)


def condensed(said: str, question: str = "Who owned it?") -> str:
    return condense_with_model(model_that_says(said), question, HISTORY, seconds=20)


def test_a_faithful_rewriting_is_the_query() -> None:
    assert condensed("Who owned the mill of Alba?") == "Who owned the mill of Alba?"


def test_the_first_line_without_its_quotation_marks_is_taken() -> None:
    said = '\n"Who owned the mill of Alba?"\nI hope this helps!'
    assert condensed(said) == "Who owned the mill of Alba?"


@pytest.mark.parametrize(
    "said",
    [
        "", "...", "Who sold the mill of Alba?", "Who owned the mill in 1812?", "Who owned the mill of Borea Castle?",
        "Who owned " + "the mill " * 60,
    ],
)  # fmt: skip
def test_a_rewriting_that_invents_or_drops_or_rambles_gives_way_to_the_rule(said: str) -> None:
    assert condensed(said) == condense("Who owned it?", HISTORY)


def test_a_question_without_a_conversation_is_not_sent() -> None:
    assert condense_with_model(ScriptedModel(scripts=[]), "Who owned it?", (), seconds=20) == "Who owned it?"


def test_a_failing_model_is_told() -> None:
    with pytest.raises(LanguageModelError):
        condense_with_model(ScriptedModel(scripts=[[ValueError()]]), "Who owned it?", HISTORY, seconds=20)


def test_quotes_are_translated_unless_the_model_fails_or_changes_a_figure() -> None:
    evidence = evidence_of("It burned in 1911.", "Forty oaks fell.", "Alba wept.")
    model = ScriptedModel(scripts=[["Ardió en 1911."], ["Cayeron 50 robles."], [ValueError()]])
    assert translate_quotes(model, evidence, "es", seconds=20) == {1: "Ardió en 1911."}


def test_translations_that_would_come_too_late_are_not_asked_for() -> None:
    assert translate_quotes(ScriptedModel(scripts=[]), evidence_of("It burned."), "es", seconds=0) == {}
