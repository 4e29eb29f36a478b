"""What a run leaves behind: how it was made, and a row for every question with the whole answer."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from core.records import Answer
from evals.gold import GoldSpan
from evals.questions import EvalQuestion


class _Stored(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Reply(_Stored):
    """What came of asking once: an answer, or an error that counts as a wrong one.

    `exact`: numbers of the evidence whose quote is what the stored document says at its place. `tokens`: what a
    language model read and wrote, by model.
    """

    answer: Answer | None = None
    error: str = ""
    seconds: float = 0.0
    exact: tuple[int, ...] = ()
    tokens: dict[str, dict[str, int]] = Field(default_factory=dict)


class Ranked(_Stored):
    """A retrieved passage; `relevant` when it holds part of a gold sentence."""

    passage_id: str
    doc_id: str
    relevant: bool


class Row(_Stored):
    """One question of a run.

    `unit`: questions of one dialogue share it, for they stand and fall together. `gold_passages`: every passage of the
    index that holds part of a gold sentence. `standalone`: the reply to the same question asked on its own.
    """

    question: EvalQuestion
    from_set: str
    unit: str
    reply: Reply
    gold: tuple[GoldSpan, ...] = ()
    gold_passages: tuple[str, ...] = ()
    ranking: tuple[Ranked, ...] = ()
    standalone: Reply | None = None

    @property
    def rests_on_absent_documents(self) -> bool:
        """Whether none of the places that hold the answer is in the library that was asked."""
        return bool(self.question.quotes) and not self.gold


class RunRecord(_Stored):
    """How a run was made: enough to make it again."""

    name: str
    state: Literal["running", "finished", "stopped"] = "running"
    command: str = ""
    started: str = ""
    finished: str = ""
    seconds: float = 0.0
    sets: tuple[str, ...] = ()
    set_digest: str = ""
    question_ids: tuple[str, ...] = ()
    parallel: int = 1
    settings: dict[str, Any] = Field(default_factory=dict)
    settings_id: str = ""
    models: dict[str, str] = Field(default_factory=dict)
    corpus_checksum: str = ""
    documents: dict[str, str] = Field(default_factory=dict)
    commit: str = ""
    machine: dict[str, str] = Field(default_factory=dict)

    @property
    def maker(self) -> tuple[str, ...]:
        """What must be the same for two halves of one run."""
        models = ",".join(f"{name}={value}" for name, value in sorted(self.models.items()))
        return (self.set_digest, self.settings_id, self.corpus_checksum, models)


class Run(_Stored):
    """A run as it is read back: its record, and its rows in the order of the questions."""

    record: RunRecord
    rows: tuple[Row, ...] = ()

    def row(self, question_id: str) -> Row | None:
        """The row of a question, or None where the run has no such question."""
        return next((row for row in self.rows if row.question.question_id == question_id), None)
