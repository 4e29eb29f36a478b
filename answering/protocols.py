"""The seams where models plug in: who reads a passage against a question, and who holds a claim against evidence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from core.records import Evidence, Statement
from core.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Readable:
    """A passage as a reader sees it: its heading line (title and headings, may be empty), its text and its sentences.

    `sentences` are spans of `text`, in order.
    """

    heading: str
    text: str
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader made of one question and one passage.

    `answerable`: probability that the passage answers the question, calibrated where the reader is trained.
    `start`, `end`: the answering words, a span of the passage's text (start == end where none were found).
    `sentence_scores`: one a sentence of the passage, higher is better, comparable across passages of one question.
    `contradicts`: probability that the passage denies what the question takes for true; None from a reader that has not
    learnt to tell.
    """

    answerable: float
    start: int
    end: int
    sentence_scores: tuple[float, ...]
    contradicts: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What a checker made of a claim: probabilities that the evidence supports it and that it contradicts it."""

    supported: float
    contradicted: float


class Skill(StrEnum):
    """How well a reader reads: by similarity, with the small network, or with the deep one for what matters most."""

    PLAIN = "plain"
    SMALL = "small"
    DEEP = "deep"


class PassageReader(Protocol):
    """Reads question and passages together."""

    @property
    def name(self) -> str: ...
    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]: ...


class Reader(PassageReader, Protocol):
    """Reads many passages with `read`, and the few that matter with `read_closely`."""

    @property
    def skill(self) -> Skill: ...
    def read_closely(self, question: str, passages: Sequence[Readable]) -> list[Reading]: ...


class Checker(Protocol):
    """Holds a claim against the sentences it cites."""

    @property
    def name(self) -> str: ...
    def check(self, claim: str, evidence: Sequence[str]) -> Support: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an answer has come: the stage at work, and what has already passed the check."""

    stage: str
    statements: tuple[Statement, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class AnswerStopped(Exception):  # noqa: N818 - not an error: the user pressed Stop
    """Raised by a `Watch` to end the answer; `Assistant.ask` lets it through."""


Watch = Callable[[Progress], None]
