"""What is measured: the assistant as it is shipped, and the index and retriever that it stands on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from answering.protocols import Watch
from core.records import Answer, Hit, Passage, Scope, Turn
from core.settings import Settings
from evals.gold import TextOf
from index.store import PassageIndex

RANKING_DEPTH = 20


class Ask(Protocol):
    """`Assistant.ask`, as far as it is used here."""

    def __call__(
        self, question: str, history: Sequence[Turn] = ..., *, scope: Scope | None = ..., watch: Watch | None = ...
    ) -> Answer: ...


class Measured(Protocol):
    """The assistant, as far as a run needs it. `answering.assistant.Assistant` is one."""

    @property
    def settings(self) -> Settings: ...
    @property
    def index(self) -> PassageIndex: ...
    def warm_up(self) -> None: ...
    def rank(self, query: str, asked: str, k: int) -> tuple[Hit, ...]: ...
    @property
    def ask(self) -> Ask: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The four doors that a run goes through.

    `ask` is the one way to an answer; `retrieve` gives the ranking for a standalone query and the question as
    it was asked, to a depth.
    """

    ask: Ask
    retrieve: Callable[[str, str, int], tuple[Hit, ...]]
    text_of: TextOf
    passages_of: Callable[[str], tuple[Passage, ...]]


def subject_of(assistant: Measured) -> Subject:
    """The subject that an assistant is."""
    index = assistant.index

    @lru_cache(maxsize=1024)
    def text_of(doc_id: str) -> str | None:
        document = index.document(doc_id)
        return document.text if document else None

    return Subject(
        ask=assistant.ask,
        retrieve=assistant.rank,
        text_of=text_of,
        passages_of=lru_cache(maxsize=1024)(index.catalog.passages_of),
    )
