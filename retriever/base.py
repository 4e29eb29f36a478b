"""What every retriever promises."""

from collections.abc import Iterable
from typing import Protocol

from core.records import Hit, Passage, Scope


class Retriever(Protocol):
    """Ranks passages for a query.

    Of any retriever: at most k hits, ranks 1..n without a gap, scores that do not rise, no passage twice; an empty
    index or a query without words gives an empty tuple.
    """

    @property
    def name(self) -> str: ...
    def retrieve(self, query: str, k: int, scope: Scope | None = None) -> tuple[Hit, ...]: ...


def ranked(scored: Iterable[tuple[Passage, float]], retriever: str) -> tuple[Hit, ...]:
    """Hits in the order of their scores, best first; ties by passage id, so that two runs agree."""
    ordered = sorted(scored, key=lambda pair: (-pair[1], pair[0].passage_id))
    return tuple(
        Hit(passage=passage, score=score, rank=rank, retriever=retriever)
        for rank, (passage, score) in enumerate(ordered, start=1)
    )
