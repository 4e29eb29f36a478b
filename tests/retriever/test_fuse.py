import pytest

from core.records import Hit, Passage
from retriever.fuse import reciprocal_rank_fusion


def passage(name: str) -> Passage:
    return Passage(passage_id=name, doc_id="d", title="", heading_path=(), text=name, start=0, end=len(name))


def ranking(names: str) -> list[Hit]:
    return [
        Hit(passage=passage(name), score=-n, rank=n, retriever="toy") for n, name in enumerate(names.split(), start=1)
    ]


def order(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.passage.passage_id for hit in hits]


def test_fusion_ranks_a_passage_found_by_both_retrievers_first() -> None:
    fused = reciprocal_rank_fusion([ranking("a b c"), ranking("c a d")])
    assert order(fused) == ["a", "c", "b", "d"]
    assert [hit.score for hit in fused] == pytest.approx([1 / 61 + 1 / 62, 1 / 63 + 1 / 61, 1 / 62, 1 / 63])
    assert [hit.rank for hit in fused] == [1, 2, 3, 4]


def test_fusion_weighs_rankings() -> None:
    fused = reciprocal_rank_fusion([ranking("a b"), ranking("b a")], weights=[1.0, 3.0])
    assert order(fused) == ["b", "a"]
    assert fused[0].score == pytest.approx(1 / 62 + 3 / 61)


def test_fusion_breaks_ties_by_name() -> None:
    assert order(reciprocal_rank_fusion([ranking("b"), ranking("a")])) == ["a", "b"]


def test_fusion_of_nothing_is_nothing() -> None:
    assert reciprocal_rank_fusion([[], []]) == ()
