import pytest

from core.records import Outcome, Verdict
from evals.figures import (
    FAILED,
    by_group,
    documents_of,
    failures,
    headline,
    latency_figures,
    outcome_matrix,
    score_rows,
    stage_medians,
    tags_of,
    tokens_used,
    verdict_counts,
)
from evals.questions import Kind
from evals.record import Row
from tests.evals.toys import DEATHS, HALF, REFUSAL, answer, question, row, unanswerable

ROWS: tuple[Row, ...] = (
    row(question("a"), answer(DEATHS), found="g", seconds=0.2),
    row(question("b", tags=["factual", "es"]), answer(HALF, DEATHS), found="xg", seconds=0.4),
    row(question("c", tags=["why"]), REFUSAL, found="xx", seconds=0.6),
    row(unanswerable("d", tags=["unanswerable"]), answer(HALF), seconds=0.8),
    row(unanswerable("e", tags=["unanswerable"]), None, error="boom"),
)


def figures() -> dict[str, float]:
    return {figure.name: figure.value for figure in headline(score_rows(ROWS))}


def test_the_headline_counts_failures_as_wrong() -> None:
    found = figures()
    assert found["accuracy"] == 2 / 5
    assert found["accuracy_answerable"] == 2 / 3
    assert found["refusal_recall"] == 0
    assert found["false_refusals"] == 1 / 3
    assert found["failures"] == 1 / 5
    assert found["success@1"] == 1 / 3
    assert found["mrr"] == pytest.approx((1 + 1 / 2 + 0) / 3)


def test_citations_weigh_answers_by_how_much_they_cite() -> None:
    # Two answers to answerable questions: one right citation of one, and one of two.
    assert figures()["citation_precision"] == 2 / 3


def test_a_metric_that_concerns_no_question_is_not_shown() -> None:
    assert "corrections" not in figures()
    assert "follow_up_loss" not in figures()


def test_a_question_is_counted_in_each_of_its_groups() -> None:
    groups = {figure.label: (figure.value, figure.count) for figure in by_group(score_rows(ROWS), tags_of)}
    assert groups == {"factual": (1, 2), "es": (1, 1), "why": (0, 1), "unanswerable": (0, 2)}
    (document,) = by_group(score_rows(ROWS), documents_of)
    assert (document.label, document.value, document.count) == ("a.md", 2 / 3, 3)


def test_outcomes_stand_against_gold_with_failures_apart() -> None:
    matrix = outcome_matrix(ROWS)
    assert {o: n for o, n in matrix[Kind.ANSWERABLE].items() if n} == {Outcome.ANSWERED: 2, Outcome.NO_EVIDENCE: 1}
    assert {o: n for o, n in matrix[Kind.UNANSWERABLE].items() if n} == {Outcome.ANSWERED: 1, FAILED: 1}
    assert sum(matrix[Kind.FALSE_PREMISE].values()) == 0


def test_times_are_of_answers_and_not_of_failures() -> None:
    median, p95 = latency_figures(ROWS)
    assert median.value == pytest.approx(0.5)
    assert median.count == 4
    assert p95.value == pytest.approx(0.77)
    assert latency_figures(()) == ()
    assert stage_medians(ROWS) == {"read": 0.2}


def test_statements_are_counted_by_verdict() -> None:
    rows = (*ROWS, row(question("f"), answer(DEATHS, verdict=Verdict.UNCHECKED)))
    assert verdict_counts(rows) == {"SUPPORTED": 4, "UNCHECKED": 1, "withheld": 0}


def test_failed_questions_are_listed() -> None:
    assert [failed.question.question_id for failed in failures(ROWS)] == ["e"]


def test_tokens_are_summed_over_replies_and_standalone_forms() -> None:
    spent = {"m": {"input": 100, "output": 7}}
    plain = row(question("a"), answer(DEATHS), standalone=answer(DEATHS))
    assert plain.standalone is not None
    paid = plain.model_copy(
        update={
            "reply": plain.reply.model_copy(update={"tokens": spent}),
            "standalone": plain.standalone.model_copy(update={"tokens": spent}),
        }
    )
    assert tokens_used([paid, plain]) == {"m": {"input": 200, "output": 14}}
    assert tokens_used(ROWS) == {}
