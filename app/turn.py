"""A conversation and its turns as records, and how a turn stands in its row."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from answering.prose.model import ModelChoice
from core.codec import answer_from_json, answer_to_json
from core.records import Answer, Kind, Scope


class State(StrEnum):
    """How far a turn has come."""

    WAITING = "waiting"
    WORKING = "working"
    STOPPING = "stopping"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    INTERRUPTED = "interrupted"

    @property
    def is_open(self) -> bool:
        """Whether an answer may still come."""
        return self in (State.WAITING, State.WORKING, State.STOPPING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A conversation as lists show it."""

    conversation_id: str
    owner: str
    title: str
    updated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTurn:
    """One question and what has become of it. `draft` is what has passed the check while the answer is being made.

    `model` was chosen to write the answer; None leaves that to the settings.
    `suggestions` are None until they are made.
    """

    turn_id: str
    conversation_id: str
    position: int
    question: str
    query: str | None
    scope: Scope
    model: ModelChoice | None
    state: State
    stage: str
    lease_until: float
    draft: Answer | None
    answer: Answer | None
    suggestions: tuple[str, ...] | None
    error: str
    judgement: str
    correction: str
    asked: str


def turn_of(row: dict[str, Any]) -> StoredTurn:
    """The turn that a row keeps."""
    answers = {name: answer_from_json(row[name]) if row[name] else None for name in ("answer", "draft")}
    suggestions, model = row["suggestions"], row["model"]
    told = {
        "scope": _scope(row["scope"]),
        "state": State(row["state"]),
        "suggestions": None if suggestions is None else tuple(suggestions),
        "model": ModelChoice(**model) if model else None,
    }
    return StoredTurn(**(row | answers | told))


def columns_of(values: dict[str, Any]) -> dict[str, Any]:
    """The values as the columns of a row keep them."""
    return {name: _kept(value) for name, value in values.items()}


def _kept(value: object) -> object:
    if isinstance(value, Answer):
        return answer_to_json(value)
    if isinstance(value, Scope | ModelChoice):
        return asdict(value)
    return str(value) if isinstance(value, State) else value


def _scope(told: dict[str, Any]) -> Scope:
    lists = {name: tuple(value) for name, value in told.items() if isinstance(value, list | tuple)}
    return Scope(**(told | lists | {"kinds": tuple(Kind(kind) for kind in told.get("kinds", ()))}))
