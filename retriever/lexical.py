"""Passages that share words: BM25 in Tantivy."""

from core.records import Hit, Scope
from index.store import PassageIndex
from retriever.base import ranked


class LexicalRetriever:
    """Scores are BM25 weights: above zero, without an upper bound."""

    name = "lexical"

    def __init__(self, index: PassageIndex) -> None:
        self._index = index

    def retrieve(self, query: str, k: int, scope: Scope | None = None) -> tuple[Hit, ...]:
        """The k passages that match best."""
        if not query.strip():
            return ()
        return ranked(self._index.search_words(query, k, scope), self.name)
