"""The quotations retold by a language model, where one is wanted; where it fails, the quotations stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from answering.clock import Clock
from answering.notes import note
from answering.prose.model import QUOTATIONS, ModelChoice, configured_models, open_model
from answering.prose.rephrase import condense_with_model, translate_quotes
from answering.prose.write import write
from answering.protocols import Checker
from answering.question import language_of
from core.errors import ModelError
from core.records import DocumentCard, Evidence, Statement, Turn
from core.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Statements as they are to be shown; `model` is empty where they are the quotations."""

    statements: tuple[Statement, ...]
    withheld: tuple[Statement, ...] = ()
    model: str = ""
    note: str = ""


class Author:
    """One question's language model: what was chosen for it, or the first that the settings name, or none.

    A model that has failed once for a question is not tried again for it.
    """

    def __init__(self, settings: Settings, checker: Checker, choice: ModelChoice | None) -> None:
        self._settings = settings
        self._checker = checker
        self._chosen = choice
        self._failure = ""

    @property
    def is_wanted(self) -> bool:
        """Whether there is a language model to write with."""
        if self._chosen is None:
            return bool(self._settings.language_model)
        return self._chosen != QUOTATIONS

    def condense(self, question: str, history: Sequence[Turn], by_rule: str) -> str:
        """The model's standalone question, or the one made by rule where there is no model or it fails."""
        if not self.is_wanted or not history:
            return by_rule
        try:
            seconds = self._settings.language_model_seconds
            return condense_with_model(self._model, question, history, seconds=seconds)
        except ModelError as error:
            self._failure = str(error)
            return by_rule

    def retell(
        self, question: str, quotes: tuple[Statement, ...], evidence: tuple[Evidence, ...], clock: Clock
    ) -> Prose:
        """The answer in the model's words, each sentence checked; the quotations where nothing of it passes."""
        if not self.is_wanted or not quotes:
            return Prose(statements=quotes)
        if self._failure:
            return self._fallen_back(question, quotes)
        try:
            written = write(
                self._model,
                self._checker,
                question,
                evidence,
                language=language_of(question),
                on_statement=lambda statements: clock.tell(statements, evidence),
                seconds=self._settings.language_model_seconds,
                voices={number: quote.voice for quote in quotes for number in quote.evidence},
            )
        except ModelError as error:  # of the writer, or of the checker: nothing unchecked is shown
            self._failure = str(error)
            return self._fallen_back(question, quotes)
        if not written.statements:
            fallen_back = f"{written.reason} {note('quotations', language_of(question))}"
            return Prose(statements=quotes, withheld=written.withheld, note=fallen_back)
        return Prose(
            statements=written.statements, withheld=written.withheld, model=self._choice.label, note=written.reason
        )

    def translate(
        self, question: str, evidence: tuple[Evidence, ...], cards: Mapping[str, DocumentCard]
    ) -> tuple[Evidence, ...]:
        """The evidence, with the model's translation beside every quote that is not in the question's language."""
        language = language_of(question)
        foreign = [e for e in evidence if cards[e.passage.doc_id].metadata.language != language]
        if not foreign or not self.is_wanted or self._failure:
            return evidence
        try:
            told = translate_quotes(self._model, foreign, language, seconds=self._settings.language_model_seconds)
        except ModelError:  # it cannot be opened; the quotes stand as they are
            return evidence
        return tuple(replace(e, translation=told.get(e.number, "")) for e in evidence)

    def _fallen_back(self, question: str, quotes: tuple[Statement, ...]) -> Prose:
        return Prose(statements=quotes, note=f"{self._failure} {note('quotations', language_of(question))}")

    @property
    def _choice(self) -> ModelChoice:
        return self._chosen or configured_models(self._settings)[0]

    @cached_property
    def _model(self) -> "BaseChatModel":
        return open_model(self._settings, self._choice)
