"""Evaluation questions: what is asked, what the documents say to it, and where. JSON Lines, one question a line."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from core.errors import QuestionError
from core.lines import read_lines, write_lines
from core.records import Scope, Turn
from core.settings import ROOT, Settings
from evals.match import FactGroup

MOST_PHRASE_WORDS = 8
SHIPPED = ROOT / "evals" / "questions"
OWN_SET = "user"

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Kind(StrEnum):
    """What a good assistant does with a question."""

    ANSWERABLE = "answerable"
    UNANSWERABLE = "unanswerable"
    FALSE_PREMISE = "false premise"


class Quote(BaseModel):
    """A place that counts as gold: a short phrase of a document. The sentence around it is the gold sentence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    doc_id: Text
    phrase: Text


class Exchange(BaseModel):
    """An earlier exchange, where the history of a question is fixed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: Text
    answer: str = ""


class EvalQuestion(BaseModel):
    """One question with its gold. Gold is a quote and not a passage, so that it survives another chunking.

    `facts`: groups of alternatives; an answer must say one of every group. `list_facts`: the items of a list, of which
    the share is counted. `quotes`: places that hold the answer, any of which will do.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    question_id: Text = Field(alias="id")
    question: Text
    answerable: bool
    premise: Literal["", "true", "false"] = ""
    history: tuple[Exchange, ...] = ()
    scope: Scope = Scope()
    dialogue: str = ""
    turn: int = Field(0, ge=0)
    standalone: str = ""
    facts: tuple[FactGroup, ...] = ()
    list_facts: tuple[FactGroup, ...] = ()
    quotes: tuple[Quote, ...] = ()
    must_not: tuple[Text, ...] = ()
    tags: tuple[Text, ...] = ()
    topic: str = ""
    language: str = "en"

    @model_validator(mode="after")
    def _is_whole(self) -> "EvalQuestion":
        if bool(self.dialogue) != bool(self.turn):
            raise ValueError("a turn of a dialogue needs both `dialogue` and `turn` (from 1)")
        if any(not group or not all(map(str.strip, group)) for group in (*self.facts, *self.list_facts)):
            raise ValueError("a fact group needs at least one alternative, and none may be empty")
        return self

    @property
    def kind(self) -> Kind:
        """Which of the three outcomes is the right one."""
        if self.premise == "false":
            return Kind.FALSE_PREMISE
        return Kind.ANSWERABLE if self.answerable else Kind.UNANSWERABLE

    @property
    def is_follow_up(self) -> bool:
        """Whether the question leans on what was said before."""
        return self.turn > 1 or bool(self.history)

    @property
    def unit(self) -> str:
        """Names what stands and falls together: the turns of a dialogue, or the question alone."""
        return f"dialogue {self.dialogue}" if self.dialogue else self.question_id

    @property
    def all_facts(self) -> tuple[FactGroup, ...]:
        """Facts and list items together."""
        return self.facts + self.list_facts

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The fixed history, in the form that the assistant takes."""
        return tuple(Turn(question=said.question, answer=said.answer) for said in self.history)

    @property
    def digest(self) -> str:
        """Changes when anything about the question does."""
        return hashlib.sha256(to_line(self).encode()).hexdigest()[:12]


def to_json(question: EvalQuestion) -> dict[str, Any]:
    """The question as plain JSON values, empty fields left out."""
    told: dict[str, Any] = question.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return told


def to_line(question: EvalQuestion) -> str:
    """The question as one line of JSON."""
    return json.dumps(to_json(question), ensure_ascii=False)


def load_questions(path: Path) -> tuple[EvalQuestion, ...]:
    """The questions of a file; a line that cannot be used raises `InputFileError` with its number."""
    if not path.is_file():
        raise QuestionError(f"There is no question set at {str(path)!r}. `python -m evals sets` lists those there are.")
    return tuple(read_lines(path, EvalQuestion))


def save_questions(path: Path, questions: Iterable[EvalQuestion]) -> None:
    """Writes a question set, all or nothing."""
    write_lines(path, map(to_json, questions))


def set_path(settings: Settings, name: str) -> Path:
    """Where a set lies: a path as it is, a name among the user's own sets and then the shipped ones."""
    if name.endswith(".jsonl"):
        return Path(name)
    own = own_folder(settings) / f"{name}.jsonl"
    return own if own.is_file() else SHIPPED / f"{name}.jsonl"


def load_set(settings: Settings, name: str) -> tuple[EvalQuestion, ...]:
    """The questions of a set by its name or path."""
    return load_questions(set_path(settings, name))


def list_sets(settings: Settings) -> dict[str, Path]:
    """Every set by name."""
    folders = (SHIPPED, own_folder(settings))
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.jsonl"))}


def own_folder(settings: Settings) -> Path:
    """Where the user's own question sets are kept."""
    return settings.evaluation / "questions"


def set_digest(questions: Sequence[EvalQuestion]) -> str:
    """Changes when any question of a set does."""
    return hashlib.sha256("\n".join(map(to_line, questions)).encode()).hexdigest()[:12]
