"""Meaning and words together, by reciprocal rank."""

from collections.abc import Sequence

from core.records import Hit, Scope
from retriever.base import Retriever
from retriever.fuse import reciprocal_rank_fusion


class HybridRetriever:
    """Asks each retriever for `candidates` passages and fuses their rankings. Scores are reciprocal-rank sums."""

    name = "hybrid"

    def __init__(self, retrievers: Sequence[Retriever], *, candidates: int) -> None:
        self._retrievers = tuple(retrievers)
        self._candidates = candidates

    def retrieve(self, query: str, k: int, scope: Scope | None = None) -> tuple[Hit, ...]:
        """The k passages that fare best over all rankings."""
        return self.retrieve_all((query,), k, scope)

    def retrieve_all(self, queries: Sequence[str], k: int, scope: Scope | None = None) -> tuple[Hit, ...]:
        """The same over several wordings of one question, so that a bad rewriting cannot hide the good passages."""
        depth = max(self._candidates, k)
        rankings = [r.retrieve(query, depth, scope) for query in dict.fromkeys(queries) for r in self._retrievers]
        return reciprocal_rank_fusion(rankings)[:k]
