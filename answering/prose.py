"""The quotations retold by a language model, where one is wanted; where it fails, the quotations stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from answering.clock import Clock
from answering.model import ModelChoice, configured_models, open_model
from answering.protocols import Checker
from answering.question import language_of
from answering.rephrase import condense_with_model
from answering.write import write
from core.errors import LanguageModelError
from core.records import Evidence, Statement, Turn
from core.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Statements as they are to be shown; `model` is empty where they are the quotations."""

    statements: tuple[Statement, ...]
    withheld: tuple[Statement, ...] = ()
    model: str = ""
    note: str = ""


class Author:
    """One question's language model: chosen for it, or the first that the settings name, or none."""

    def __init__(self, settings: Settings, checker: Checker, choice: ModelChoice | None) -> None:
        self.choice = choice or next(iter(configured_models(settings)), None)
        self._settings = settings
        self._checker = checker

    def condense(self, question: str, history: Sequence[Turn], by_rule: str) -> str:
        """The model's standalone question, or the one made by rule where there is no model or it fails."""
        if self.choice is None or not history:
            return by_rule
        try:
            model = open_model(self._settings, self.choice)
            return condense_with_model(model, question, history, seconds=self._settings.language_model_seconds)
        except LanguageModelError:
            return by_rule  # `retell` will say that the model failed

    def retell(
        self, question: str, quotes: tuple[Statement, ...], evidence: tuple[Evidence, ...], clock: Clock
    ) -> Prose:
        """The answer in the model's words, each sentence checked; the quotations where nothing of it passes."""
        if self.choice is None or not quotes:
            return Prose(statements=quotes)
        try:
            written = write(
                open_model(self._settings, self.choice),
                self._checker,
                question,
                evidence,
                language=language_of(question),
                on_statement=lambda statements: clock.tell(statements, evidence),
                seconds=self._settings.language_model_seconds,
                voices={number: quote.voice for quote in quotes for number in quote.evidence},
            )
        except LanguageModelError as error:
            return Prose(statements=quotes, note=f"{error} These are the quotations themselves.")
        if not written.statements:
            return Prose(statements=quotes, withheld=written.withheld, note=f"{written.reason} These are quotations.")
        return Prose(
            statements=written.statements, withheld=written.withheld, model=self.choice.label, note=written.reason
        )
