"""Passages whose meaning lies near: cosine similarity of sentence vectors in Chroma."""

from core.records import Hit, Scope
from index.store import PassageIndex
from retriever.base import ranked


class DenseRetriever:
    """Scores are cosine similarities, at most 1."""

    name = "dense"

    def __init__(self, index: PassageIndex) -> None:
        self._index = index

    def retrieve(self, query: str, k: int, scope: Scope | None = None) -> tuple[Hit, ...]:
        """The k nearest passages."""
        if not query.strip():
            return ()
        return ranked(self._index.search_vectors(query, k, scope), self.name)
