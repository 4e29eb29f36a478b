from pathlib import Path

import pytest

from core.errors import InputFileError, QuestionError
from evals.baseline import TOLERANCES, load_baseline, make_baseline, save_baseline
from evals.gate import gate_text, hold_against
from evals.metrics import METRICS
from evals.record import Row, Run, RunRecord
from tests.evals.test_compare import made
from tests.evals.toys import DEATHS, HALF, REFUSAL, answer, question, row, unanswerable

GOOD = made(
    "good",
    *(row(question(f"q{n}"), answer(DEATHS), found="g") for n in range(8)),
    *(row(unanswerable(f"u{n}"), REFUSAL) for n in range(2)),
)


def worse(*question_ids: str) -> Run:
    """The good run with these questions answered wrongly."""
    rows = (_spoiled(kept) if kept.question.question_id in question_ids else kept for kept in GOOD.rows)
    return made("worse", *rows)


def _spoiled(kept: Row) -> Row:
    return row(kept.question, answer(HALF), found="xg" if kept.gold else "")


def test_the_gate_passes_the_run_that_it_was_made_of() -> None:
    report = hold_against(GOOD, make_baseline(GOOD))
    assert (report.passed, report.losses, report.gains, report.notes, report.shared) == (True, (), (), (), 10)
    assert gate_text(report) == "Gate passed over 10 questions."


def test_a_loss_beyond_the_tolerance_names_the_questions_that_it_lost() -> None:
    report = hold_against(worse("q1", "q3"), make_baseline(GOOD))
    losses = {loss.metric: loss for loss in report.losses}
    accuracy = losses["accuracy"]
    assert (accuracy.before, accuracy.after, accuracy.question_ids) == (1.0, 0.8, ("q1", "q3"))
    assert losses["mrr"].after == pytest.approx(7 / 8)
    assert not report.passed
    assert "lost:   Answer accuracy 100.0 % → 80.0 % (-20.0, tolerance 1.0 %) (q1, q3)" in gate_text(report)


def test_a_loss_within_the_tolerance_passes() -> None:
    baseline = make_baseline(GOOD, dict.fromkeys(TOLERANCES, 0.2))
    assert hold_against(worse("q1"), baseline).passed
    assert not hold_against(worse("q1", "q2", "q3"), baseline).passed


def test_a_figure_that_should_be_low_is_lost_by_rising() -> None:
    report = hold_against(made("refusing", *(row(kept.question, REFUSAL) for kept in GOOD.rows)), make_baseline(GOOD))
    false_refusals = next(loss for loss in report.losses if loss.metric == "false_refusals")
    assert (false_refusals.before, false_refusals.after) == (0.0, 1.0)


def test_a_gain_is_told_and_does_not_fail() -> None:
    report = hold_against(GOOD, make_baseline(worse("q1")))
    assert report.passed
    assert "gained: Answer accuracy" in gate_text(report)


def test_a_question_that_is_new_or_in_other_words_is_left_out_and_told() -> None:
    rows = (*GOOD.rows[1:], row(question("q0", question="How many died?"), REFUSAL), row(question("new"), REFUSAL))
    report = hold_against(made("changed", *rows), make_baseline(GOOD))
    assert (report.passed, report.shared) == (True, 9)
    assert report.notes == (
        "1 questions of the baseline were not asked, or in other words",
        "2 questions asked are not in the baseline; `gate --accept` takes them in",
    )


def test_a_question_whose_documents_are_absent_is_no_loss_and_told() -> None:
    rows = [kept.model_copy(update={"gold": ()}) if kept.gold else kept for kept in worse("q1").rows]
    report = hold_against(made("without", *rows), make_baseline(GOOD))
    assert (report.passed, report.shared) == (True, 2)
    assert report.notes == ("8 questions rest on documents that are not in the library, and are left out",)


def test_other_documents_are_told() -> None:
    record = GOOD.record.model_copy(update={"corpus_checksum": "other"})
    notes = hold_against(GOOD.model_copy(update={"record": record}), make_baseline(GOOD)).notes
    assert notes == ("the documents are not those of the baseline",)


def test_runs_that_share_nothing_or_are_not_finished_are_refused() -> None:
    baseline = make_baseline(GOOD)
    with pytest.raises(QuestionError, match="shares no question"):
        hold_against(made("other", row(question("z"), REFUSAL)), baseline)
    stopped = Run(record=RunRecord(name="half", state="stopped"), rows=GOOD.rows)
    with pytest.raises(QuestionError, match="run --name half"):
        hold_against(stopped, baseline)
    with pytest.raises(QuestionError, match="not finished"):
        make_baseline(stopped)


def test_a_baseline_is_read_back_as_it_was_written_one_question_a_line(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    save_baseline(make_baseline(GOOD), path)
    assert load_baseline(path) == make_baseline(GOOD)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith('  "q') for line in lines) == 8


def test_an_absent_or_a_broken_baseline_is_named_with_what_mends_it(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="gate RUN --accept"):
        load_baseline(tmp_path / "none.json")
    (tmp_path / "broken.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputFileError, match="broken.json"):
        load_baseline(tmp_path / "broken.json")


def test_every_tolerance_is_of_a_metric_that_exists() -> None:
    assert TOLERANCES.keys() <= METRICS.keys()
