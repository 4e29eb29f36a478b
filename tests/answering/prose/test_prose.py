"""What becomes of an answer when a language model is wanted: it writes, it fails, or nothing of it passes."""

import pytest

from answering.clock import Clock
from answering.compose import compose
from answering.prose.model import QUOTATIONS, ModelChoice
from answering.prose.prose import Author
from answering.reading.plain import PlainChecker
from core.records import Evidence, Statement, Turn
from core.settings import Settings
from tests.answering.candidates import candidate, card
from tests.answering.writing import ScriptedModel, evidence_of
from tests.toys import ToyEmbedder

NOWHERE = ModelChoice(provider="openai", name="absent", url="http://127.0.0.1:9/v1")


@pytest.fixture
def quotes() -> tuple[tuple[Statement, ...], tuple[Evidence, ...]]:
    return compose([candidate("The mill burned in 1911.", 0.9)], {"d.md": card()}, sides=False)


def author(settings: Settings, choice: ModelChoice | None) -> Author:
    return Author(settings, PlainChecker(ToyEmbedder()), choice)


def test_without_a_model_the_quotations_are_the_answer(
    settings: Settings, quotes: tuple[tuple[Statement, ...], tuple[Evidence, ...]]
) -> None:
    prose = author(settings, None).retell("When did it burn?", *quotes, Clock())
    assert (prose.statements, prose.model, prose.note) == (quotes[0], "", "")


def test_quotations_by_choice_leave_the_model_of_the_settings_alone(
    settings: Settings, quotes: tuple[tuple[Statement, ...], tuple[Evidence, ...]]
) -> None:
    named = settings.model_copy(update={"language_model": "no-provider"})  # would be noted where it was asked for
    chosen = author(named, QUOTATIONS)
    prose = chosen.retell("When did it burn?", *quotes, Clock())
    assert (prose.statements, prose.model, prose.note) == (quotes[0], "", "")
    history = (Turn(question="What burned?", answer="The mill."),)
    assert chosen.condense("When?", history, "When did the mill burn?") == "When did the mill burn?"
    assert not QUOTATIONS.is_remote


@pytest.mark.local_server
def test_a_model_that_cannot_be_reached_leaves_the_quotations_and_says_so(
    settings: Settings, quotes: tuple[tuple[Statement, ...], tuple[Evidence, ...]]
) -> None:
    prose = author(settings, NOWHERE).retell("When did it burn?", *quotes, Clock())
    assert (prose.statements, prose.model) == (quotes[0], "")
    assert "'absent' cannot be reached" in prose.note
    assert "quotations" in prose.note


def test_a_malformed_setting_leaves_the_quotations_and_is_named(
    settings: Settings, quotes: tuple[tuple[Statement, ...], tuple[Evidence, ...]]
) -> None:
    wrong = settings.model_copy(update={"language_model": "no-provider"})
    prose = author(wrong, None).retell("When did it burn?", *quotes, Clock())
    assert prose.statements == quotes[0]
    assert "COTEJO_LANGUAGE_MODEL" in prose.note


@pytest.mark.local_server
def test_a_model_that_failed_to_rewrite_is_not_tried_again(
    settings: Settings, quotes: tuple[tuple[Statement, ...], tuple[Evidence, ...]]
) -> None:
    writer = author(settings, NOWHERE)
    history = [Turn(question="What of the mill?", answer="It burned.")]
    assert writer.condense("When?", history, "When did the mill burn?") == "When did the mill burn?"
    clock = Clock(lambda progress: pytest.fail("the model was asked again"))
    assert writer.retell("When did the mill burn?", *quotes, clock).statements == quotes[0]


class ModelAuthor(Author):
    """An author whose model is at hand."""

    def __init__(self, settings: Settings, model: ScriptedModel) -> None:
        super().__init__(settings, PlainChecker(ToyEmbedder()), NOWHERE)
        self._model = model


def test_quotes_in_another_language_get_a_translation_beside_them(settings: Settings) -> None:
    evidence = evidence_of("The mill burned in 1911.", "Ardió entero.")
    cards = {"1.md": card(), "2.md": card(language="es")}
    model = ScriptedModel(scripts=[["El molino ardió en 1911."]])
    told = ModelAuthor(settings, model).translate("¿Cuándo ardió el molino?", evidence, cards)
    assert [(e.quote, e.translation) for e in told] == [
        ("The mill burned in 1911.", "El molino ardió en 1911."),
        ("Ardió entero.", ""),
    ]


def test_quotes_in_the_language_of_the_question_are_not_sent(settings: Settings) -> None:
    evidence = evidence_of("The mill burned in 1911.")
    told = ModelAuthor(settings, ScriptedModel(scripts=[])).translate("When did it burn?", evidence, {"1.md": card()})
    assert told == evidence


def test_without_a_model_nothing_is_translated(settings: Settings) -> None:
    evidence = evidence_of("The mill burned in 1911.")
    assert author(settings, None).translate("¿Cuándo ardió el molino?", evidence, {"1.md": card()}) == evidence
