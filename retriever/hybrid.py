"""Meaning and words together, by reciprocal rank."""

from collections.abc import Mapping, Sequence

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
        return self.retrieve_all({query: 1.0}, k, scope)

    def retrieve_all(self, queries: Mapping[str, float], k: int, scope: Scope | None = None) -> tuple[Hit, ...]:
        """The same over several wordings of one question, each with its weight in the fusion."""
        depth = max(self._candidates, k)
        rankings = [r.retrieve(query, depth, scope) for query in queries for r in self._retrievers]
        weights = [weight for weight in queries.values() for _ in self._retrievers]
        return reciprocal_rank_fusion(rankings, weights=weights)[:k]
