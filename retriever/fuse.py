"""Several rankings made one."""

from collections import defaultdict
from collections.abc import Sequence

from core.records import Hit, Passage
from retriever.base import ranked


def reciprocal_rank_fusion(
    rankings: Sequence[Sequence[Hit]], *, weights: Sequence[float] | None = None, k: int = 60
) -> tuple[Hit, ...]:
    """One ranking from several: a passage is worth the sum of weight / (k + rank) over the rankings that found it.

    Ranks count from 1, as in Cormack, Clarke and Büttcher (2009), where every weight is 1. Scores are ignored, since
    they come from different scales.
    """
    worth: dict[str, float] = defaultdict(float)
    passages: dict[str, Passage] = {}
    for ranking, weight in zip(rankings, weights or [1.0] * len(rankings), strict=True):
        for hit in ranking:
            passages[hit.passage.passage_id] = hit.passage
            worth[hit.passage.passage_id] += weight / (k + hit.rank)
    return ranked(((passages[passage_id], score) for passage_id, score in worth.items()), "hybrid")
