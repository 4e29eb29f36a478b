"""Prose from a language model, of which only the sentences that the evidence carries are shown."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from answering.notes import note
from answering.prose.draft import Draft, Drafted
from answering.prose.gate import Gate
from answering.prose.prompt import write_messages
from answering.prose.rephrase import translate
from answering.prose.stream import stream_pieces
from answering.protocols import Checker
from answering.question import language_of
from core.errors import LanguageModelError
from core.records import Evidence, Statement, Verdict, Voice
from core.text import words

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

MOST_SENTENCES = 12  # judged, not shown; a model that goes on and on is cut short
MOST_CHARS = 6000

OnStatement = Callable[[tuple[Statement, ...]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What came through the gate and what did not; `reason` says why there is less than hoped for, if there is."""

    statements: tuple[Statement, ...] = ()
    withheld: tuple[Statement, ...] = ()
    reason: str = ""


def write(
    model: "BaseChatModel",
    checker: Checker,
    question: str,
    evidence: tuple[Evidence, ...],
    *,
    language: str,
    on_statement: OnStatement | None = None,
    seconds: float,
    voices: Mapping[int, Voice] | None = None,
) -> Written:
    """The answer in the model's words, in `language`, each sentence SUPPORTED by the evidence that it cites.

    `on_statement` is told all statements so far whenever one has passed, and a few times a second while the model is
    silent; what it raises ends the request and passes through. Over evidence in another language the model writes in
    that one, is checked, and what passed is translated. Raises `LanguageModelError` when the model fails before a
    sentence passed.
    """
    if not evidence:
        return Written(reason="There is no evidence to write from.")
    ends = time.monotonic() + seconds
    spoken = language_of(" ".join(e.quote for e in evidence))
    foreign = spoken != language
    show = on_statement or _show_nobody
    page = _Page(Gate(checker=checker, evidence=evidence, voices=voices or {}), _hide(show) if foreign else show)
    failure = _fill(page, model, write_messages(question, evidence, spoken), spoken, seconds)
    statements = tuple(page.statements)
    if foreign:
        statements = _in_language(model, statements, language, ends, show)
    return Written(statements=statements, withheld=tuple(page.withheld), reason=failure or page.reason(language))


class _Page:
    """Takes sentences one by one and keeps those that pass apart from those that do not."""

    def __init__(self, gate: Gate, show: OnStatement) -> None:
        self._gate, self._show = gate, show
        self._seen: set[str] = set()
        self.taken = 0
        self.cut_short = False
        self.statements: list[Statement] = []
        self.withheld: list[Statement] = []

    @property
    def is_full(self) -> bool:
        """Whether enough was judged."""
        return self.taken >= MOST_SENTENCES

    def reason(self, language: str) -> str:
        """Why there is less than hoped for, if there is."""
        if self.cut_short:
            return note("cut_short", language)
        if self.statements:
            return ""
        return note("not_carried" if self.taken else "nothing", language)

    def take(self, drafted: Drafted) -> None:
        """Judges a sentence; one that was said before only counts."""
        self.taken += 1
        said = " ".join(words(drafted.text))
        if said in self._seen or self.taken > MOST_SENTENCES:
            return
        self._seen.add(said)
        statement = self._gate.judge(drafted)
        if statement.verdict is not Verdict.SUPPORTED:
            self.withheld.append(statement)
            return
        self.statements.append(statement)
        self.beat()

    def beat(self) -> None:
        """Shows what has passed so far."""
        self._show(tuple(self.statements))


def _fill(page: _Page, model: "BaseChatModel", messages: "Sequence[BaseMessage]", language: str, seconds: float) -> str:
    """What went wrong with the model, or nothing. Of one that is cut short a broken-off sentence is not judged."""
    draft = Draft(language)
    try:
        with closing(stream_pieces(model, messages, seconds=seconds)) as pieces:
            for piece in pieces:
                if not piece:
                    page.beat()
                for drafted in draft.feed(piece):
                    page.take(drafted)
                if page.is_full or draft.length > MOST_CHARS:
                    page.cut_short = True
                    return ""
    except LanguageModelError as error:
        if not page.statements:
            raise
        return str(error)
    for drafted in draft.finish():
        page.take(drafted)
    return ""


def _in_language(
    model: "BaseChatModel",
    statements: tuple[Statement, ...],
    language: str,
    ends: float,
    show: OnStatement,
) -> tuple[Statement, ...]:
    """The statements in another language; one that does not translate, or not in time, stays as it was checked."""
    told: list[Statement] = []
    for statement in statements:
        told.append(replace(statement, text=translate(model, statement.text, language, ends) or statement.text))
        show(tuple(told))
    return tuple(told)


def _hide(show: OnStatement) -> OnStatement:
    """Shows that something goes on, and nothing of it."""
    return lambda _: show(())


def _show_nobody(statements: tuple[Statement, ...]) -> None:
    """For a caller who waits for the whole."""
