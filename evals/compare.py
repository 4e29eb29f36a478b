"""Two runs side by side: what got better, what got worse, and whether that could be chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.figures import Scored, score_rows
from evals.metrics import METRICS, NOTHING, Metric
from evals.record import Row, Run
from evals.statistics import Difference, mcnemar, paired_difference, ratio
from evals.tables import markdown_table, shown, shown_change


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricChange:
    """One metric in both runs, over the questions that both asked and that it concerns in either."""

    metric: Metric
    before: float
    after: float
    difference: Difference
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two runs over the questions that both asked in the same words.

    `better` and `worse` hold the rows of questions that only one of them answered rightly. `p` is McNemar's.
    """

    before: str
    after: str
    shared: int
    left_out: tuple[str, ...]
    changes: tuple[MetricChange, ...]
    better: tuple[tuple[Row, Row], ...]
    worse: tuple[tuple[Row, Row], ...]
    p: float


def compare(before: Run, after: Run) -> Comparison:
    """How the second run differs from the first."""
    first, second = _by_id(score_rows(before.rows)), _by_id(score_rows(after.rows))
    shared = [name for name, one in first.items() if name in second and _same(one, second[name])]
    pairs = [(first[name], second[name]) for name in shared]
    better = tuple((old.row, new.row) for old, new in pairs if new.right and not old.right)
    worse = tuple((old.row, new.row) for old, new in pairs if old.right and not new.right)
    changes = (_change(pairs, metric) for metric in METRICS.values())
    return Comparison(
        before=before.record.name,
        after=after.record.name,
        shared=len(pairs),
        left_out=tuple(sorted((first.keys() | second.keys()) - set(shared))),
        changes=tuple(change for change in changes if change.count),
        better=better,
        worse=worse,
        p=mcnemar(len(better), len(worse)),
    )


def comparison_text(compared: Comparison, most: int = 20) -> str:
    """The comparison as Markdown, with both answers to each question that changed sides (the first `most` of each)."""
    p = f"McNemar's exact p = {compared.p:.3f}" if compared.better or compared.worse else "no question changed sides"
    opening = (
        f"{compared.before} → {compared.after}: {compared.shared} questions in both, {len(compared.better)} better, "
        f"{len(compared.worse)} worse; {p}."
    )
    left_out = f"Not in both, or not in the same words: {', '.join(compared.left_out)}." if compared.left_out else ""
    return "\n\n".join(
        filter(
            None,
            (
                opening,
                left_out,
                _changes_table(compared.changes),
                _sides("Worse", compared.worse, most),
                _sides("Better", compared.better, most),
            ),
        )
    )


def _by_id(scored: Sequence[Scored]) -> Mapping[str, Scored]:
    return {one.row.question.question_id: one for one in scored}


def _same(one: Scored, other: Scored) -> bool:
    return one.row.question.digest == other.row.question.digest


def _change(pairs: Sequence[tuple[Scored, Scored]], metric: Metric) -> MetricChange:
    concerned = [pair for pair in pairs if any(metric.name in one.tallies for one in pair)]
    before = [old.tallies.get(metric.name, NOTHING) for old, _ in concerned]
    after = [new.tallies.get(metric.name, NOTHING) for _, new in concerned]
    return MetricChange(
        metric=metric,
        before=ratio(before),
        after=ratio(after),
        difference=paired_difference(before, after, [old.row.unit for old, _ in concerned]),
        count=len(concerned),
    )


def _changes_table(changes: Sequence[MetricChange]) -> str:
    rows = [
        (
            ("↑ " if change.metric.higher_is_better else "↓ ") + change.metric.label,
            shown(change.metric.name, change.before),
            shown(change.metric.name, change.after),
            shown_change(change.metric.name, change.difference.value),
            " to ".join(shown_change(change.metric.name, bound) for bound in change.difference.interval),
            f"{change.difference.p:.3f}",
            _verdict(change),
        )
        for change in changes
    ]
    return markdown_table(("metric", "before", "after", "change", "95 % interval", "p", ""), rows)


def _verdict(change: MetricChange) -> str:
    low, high = change.difference.interval
    if not (low > 0 or high < 0):  # holds for NaN too
        return ""
    return "better" if (change.difference.value > 0) == change.metric.higher_is_better else "worse"


def _sides(title: str, pairs: Sequence[tuple[Row, Row]], most: int) -> str:
    told = [f"## {title} ({len(pairs)})", *(_both_answers(old, new) for old, new in pairs[:most])]
    if len(pairs) > most:
        told.append(f"… and {len(pairs) - most} more.")
    return "\n\n".join(told) if pairs else ""


def _both_answers(old: Row, new: Row) -> str:
    question = old.question
    facts = "; ".join(" | ".join(group) for group in question.all_facts) or str(question.kind)
    return (
        f"{question.question_id}: {question.question}\n  gold:   {facts}\n"
        f"  before: {one_line(old)}\n  after:  {one_line(new)}"
    )


def one_line(row: Row) -> str:
    """What came of a question, in a line: outcome and text, or the error."""
    answer = row.reply.answer
    return f"{answer.outcome}: {' '.join(answer.text.split())}" if answer else f"FAILED: {row.reply.error}"
