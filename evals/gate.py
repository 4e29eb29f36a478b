"""The regression gate: a run held against the accepted baseline, question by question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.errors import QuestionError
from evals.baseline import Baseline, BaselineQuestion, refuse_unfinished
from evals.figures import Scored, score_rows
from evals.metrics import METRICS, NOTHING, Tally
from evals.record import Run
from evals.statistics import ratio
from evals.tables import shown, shown_change

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A figure that fell further than it may, and the questions that it lost."""

    metric: str
    before: float
    after: float
    tolerance: float
    question_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GateReport:
    """What the gate found; it is passed without losses."""

    losses: tuple[Loss, ...]
    gains: tuple[Loss, ...]
    notes: tuple[str, ...]
    shared: int

    @property
    def passed(self) -> bool:
        """Whether nothing got worse than it may."""
        return not self.losses


def hold_against(run: Run, baseline: Baseline) -> GateReport:
    """The losses of a run, over the questions that it shares with the baseline in the same words.

    Raises `QuestionError` for an unfinished run, and for one that shares no question.
    """
    refuse_unfinished(run)
    now = {one.row.question.question_id: one for one in score_rows(run.rows)}
    absent = {name for name, one in now.items() if one.row.rests_on_absent_documents}
    asked = [name for name, was in baseline.questions.items() if name in now and _same(was, now[name])]
    shared = [name for name in asked if name not in absent]
    if not shared:
        raise QuestionError(
            f"The run {run.record.name!r} shares no question with the baseline {baseline.run!r}, so there is nothing "
            "to compare. Run the set of the baseline, or accept this run with --accept."
        )
    moves = list(_moves(baseline, now, shared))
    return GateReport(
        losses=tuple(loss for loss, fall in moves if fall > loss.tolerance + _ROUNDING),
        gains=tuple(gain for gain, fall in moves if -fall > gain.tolerance + _ROUNDING),
        notes=tuple(_notes(run, baseline, len(asked), len(absent))),
        shared=len(shared),
    )


def gate_text(report: GateReport) -> str:
    """The verdict of the gate, each loss with the questions that it lost."""
    lines = [f"Gate {'passed' if report.passed else 'FAILED'} over {report.shared} questions."]
    lines += [f"  lost:   {_told(loss)} ({', '.join(loss.question_ids)})" for loss in report.losses]
    lines += [f"  gained: {_told(gain)}; accept it with `gate --accept`" for gain in report.gains]
    return "\n".join([*lines, *(f"  note: {note}" for note in report.notes)])


def _told(loss: Loss) -> str:
    name, change = loss.metric, loss.after - loss.before
    return (
        f"{METRICS[name].label} {shown(name, loss.before)} → {shown(name, loss.after)} "
        f"({shown_change(name, change)}, tolerance {shown(name, loss.tolerance)})"
    )


def _moves(baseline: Baseline, now: Mapping[str, Scored], shared: Sequence[str]) -> Iterator[tuple[Loss, float]]:
    """Every gated figure before and after, and how far it fell (below 0: rose), whichever way is better."""
    for name, tolerance in baseline.tolerances.items():
        was = {question: baseline.questions[question].tallies.get(name, NOTHING) for question in shared}
        become = {question: now[question].tallies.get(name, NOTHING) for question in shared}
        before, after = ratio(list(was.values())), ratio(list(become.values()))
        sign = 1 if METRICS[name].higher_is_better else -1
        worse = tuple(question for question in shared if sign * (_share(become[question]) - _share(was[question])) < 0)
        loss = Loss(metric=name, before=before, after=after, tolerance=tolerance, question_ids=worse)
        yield loss, sign * (before - after)


def _share(tally: Tally) -> float:
    return tally.hit / tally.of if tally.of else 0.0


def _notes(run: Run, baseline: Baseline, asked: int, absent: int) -> Iterator[str]:
    if asked < len(baseline.questions):
        yield f"{len(baseline.questions) - asked} questions of the baseline were not asked, or in other words"
    if len(run.rows) > asked:
        yield f"{len(run.rows) - asked} questions asked are not in the baseline; `gate --accept` takes them in"
    if absent:
        yield f"{absent} questions rest on documents that are not in the library, and are left out"
    if run.record.corpus_checksum != baseline.corpus_checksum:
        yield "the documents are not those of the baseline"


def _same(was: BaselineQuestion, one: Scored) -> bool:
    return was.digest == one.row.question.digest
