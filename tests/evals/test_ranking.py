import math

import pytest

from evals.ranking import retrieval_tallies, success_curve
from evals.record import Row
from tests.evals.toys import DEATHS, answer, question, row, unanswerable


def values(found: str, gold_passages: tuple[str, ...] = ("gold-1",)) -> dict[str, float]:
    kept = row(question(), answer(DEATHS), found=found).model_copy(update={"gold_passages": gold_passages})
    return {name: tally.hit for name, tally in retrieval_tallies([kept])["q-1"].items()}


def test_a_gold_passage_at_rank_two_is_worth_a_half_in_mrr() -> None:
    found = values("xgxxx")
    assert found["mrr"] == pytest.approx(1 / 2)
    assert found["ndcg@10"] == pytest.approx(1 / math.log2(3))
    assert (found["success@1"], found["success@5"], found["recall@5"]) == (0, 1, 1)


def test_recall_asks_for_every_gold_passage_and_success_for_one() -> None:
    found = values("gxxxxxg", gold_passages=("gold-1", "gold-2"))
    assert (found["recall@5"], found["recall@10"]) == (1 / 2, 1)
    assert (found["success@1"], found["success@10"]) == (1, 1)


def test_a_gold_passage_that_was_not_found_still_counts_in_recall() -> None:
    assert values("gxx", gold_passages=("gold-1", "gold-2", "gold-3", "gold-4"))["recall@20"] == 1 / 4


def test_nothing_relevant_and_nothing_at_all_are_worth_nothing() -> None:
    assert set(values("xxxx").values()) == {0.0}
    assert set(values("").values()) == {0.0}


def test_questions_without_gold_have_no_retrieval_metrics() -> None:
    assert retrieval_tallies([row(unanswerable(), None)]) == {}


def test_the_curve_rises_where_questions_find_their_passage() -> None:
    rows: list[Row] = [
        row(question("a"), None, found="g"),
        row(question("b"), None, found="xxg"),
        row(question("c"), None, found="xxx"),
        row(unanswerable("d"), None),
    ]
    curve = dict(success_curve(rows))
    assert [curve[k] for k in (1, 2, 3, 20)] == [1 / 3, 1 / 3, 2 / 3, 2 / 3]
    assert success_curve([]) == ()
