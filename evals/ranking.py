"""Retrieval metrics by ir-measures, under the names that the literature gives them.

Relevance is binary: a passage is relevant when it holds part of a gold sentence. The gold quotes of a question are
alternatives, any of which answers it, so Success@k (hit rate) is what an answer needs; recall@k asks for all of them.
"""

from collections.abc import Iterable

from evals.metrics import Tallies, Tally
from evals.record import Row
from evals.subject import RANKING_DEPTH


def retrieval_tallies(rows: Iterable[Row]) -> dict[str, Tallies]:
    """The retrieval metrics of every question that has gold passages, by question id."""
    import ir_measures

    judged = [row for row in rows if row.gold_passages]
    if not judged:
        return {}
    qrels = {row.question.question_id: dict.fromkeys(row.gold_passages, 1) for row in judged}
    ranked = {row.question.question_id: _scores(row) for row in judged}
    measures = _measures()
    found: dict[str, Tallies] = {question_id: {} for question_id in qrels}
    # A question for which nothing was retrieved is unknown to some providers: it is worth 0, not left out.
    for question_id in found:
        found[question_id] = dict.fromkeys(measures.values(), Tally(0.0, 1.0))
    for value in ir_measures.iter_calc(list(measures), qrels, ranked):
        found[value.query_id][measures[value.measure]] = Tally(float(value.value), 1.0)
    return found


def success_curve(rows: Iterable[Row]) -> tuple[tuple[int, float], ...]:
    """k and the share of questions with a gold passage among the first k, for every k up to the depth."""
    ranks = [_first_relevant(row) for row in rows if row.gold_passages]
    if not ranks:
        return ()
    return tuple((k, sum(rank <= k for rank in ranks) / len(ranks)) for k in range(1, RANKING_DEPTH + 1))


def _first_relevant(row: Row) -> int:
    found = (rank for rank, hit in enumerate(row.ranking, start=1) if hit.relevant)
    return next(found, RANKING_DEPTH + 1)


def _scores(row: Row) -> dict[str, float]:
    """Scores that fall with the rank, so that the order given is the order measured."""
    return {hit.passage_id: 1.0 / rank for rank, hit in enumerate(row.ranking, start=1)}


def _measures() -> "dict[object, str]":
    from ir_measures import RR, R, Success, nDCG

    return {
        Success @ 1: "success@1",
        Success @ 5: "success@5",
        Success @ 10: "success@10",
        Success @ 20: "success@20",
        R @ 5: "recall@5",
        R @ 10: "recall@10",
        R @ 20: "recall@20",
        RR @ RANKING_DEPTH: "mrr",
        nDCG @ 10: "ndcg@10",
    }
