"""Lists and tables in plain Markdown, for the terminal and for files alike."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from evals.check import Fault
from evals.figures import Figure, Scored, failures
from evals.labels import Agreement
from evals.metrics import METRICS
from evals.questions import Kind

_SECONDS = "latency_"
_MEANS = ("mrr", "ndcg@10")


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table whose columns are padded, so that it also reads well unrendered."""
    body = [[str(cell).replace("|", "\\|").replace("\n", " ") for cell in row] for row in (header, *rows)]
    widths = [max(len(row[column]) for row in body) for column in range(len(header))]
    padded = ((cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in body)
    lines = [f"| {' | '.join(cells)} |" for cells in padded]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def shown(name: str, value: float) -> str:
    """A value in the unit of its metric: per cent, seconds, or a mean; a dash where nothing was measured."""
    if math.isnan(value):
        return "–"
    if name.startswith(_SECONDS):
        return f"{value:.2f} s"
    return f"{value:.3f}" if name in _MEANS else f"{100 * value:.1f} %"


def shown_change(name: str, value: float) -> str:
    """A change with its sign, in percentage points where the metric is a share."""
    if math.isnan(value):
        return "–"
    if name.startswith(_SECONDS):
        return f"{value:+.2f} s"
    return f"{value:+.3f}" if name in _MEANS else f"{100 * value:+.1f}"


def figures_table(figures: Iterable[Figure], header: str = "metric") -> str:
    """Value, bounds and count of each figure; an arrow tells which way is better."""
    rows = [
        (_arrow(f.name) + f.label, shown(f.name, f.value), interval(f), str(f.count), f.definition) for f in figures
    ]
    if not any(row[-1] for row in rows):
        return markdown_table((header, "value", "95 % interval", "questions"), [row[:-1] for row in rows])
    return markdown_table((header, "value", "95 % interval", "questions", "share of"), rows)


def interval(figure: Figure) -> str:
    """The bounds of a figure, in its unit."""
    low, high = figure.interval
    return "–" if math.isnan(low) else f"{shown(figure.name, low)} to {shown(figure.name, high)}"


def outcome_table(matrix: Mapping[Kind, Mapping[str, int]]) -> str:
    """Kinds of questions down, outcomes across; columns that nothing ended in are left out."""
    outcomes = [outcome for outcome in next(iter(matrix.values())) if any(row[outcome] for row in matrix.values())]
    rows = [(str(kind), *(str(counts[outcome]) for outcome in outcomes)) for kind, counts in matrix.items()]
    return markdown_table(("gold", *outcomes), rows)


def failures_list(scored: Iterable[Scored]) -> str:
    """The questions that ended in an error, one a line; empty without any."""
    failed = failures(one.row for one in scored)
    return "\n".join(f"failed: {row.question.question_id}: {row.reply.error}" for row in failed)


def faults_list(faults: Iterable[Fault]) -> str:
    """One fault a line, errors first."""
    ordered = sorted(faults, key=lambda fault: fault.is_warning)
    return "\n".join(f"{'warning' if f.is_warning else 'error'}: {f.question_id}: {f.reason}" for f in ordered)


def counts_table(counts: Mapping[str, Counter[str]]) -> str:
    """How many questions each set has of each sort."""
    rows = sorted({row for counted in counts.values() for row in counted}, key=lambda row: (row.startswith("#"), row))
    total = [(row, *(str(counted[row]) for counted in counts.values())) for row in rows]
    return markdown_table(("questions", *counts), total)


def _arrow(name: str) -> str:
    if name not in METRICS:
        return ""
    return "↑ " if METRICS[name].higher_is_better else "↓ "


def kappa_text(one: Agreement) -> str:
    """Cohen's kappa, or a dash where chance alone would agree always."""
    return "–" if math.isnan(one.kappa) else f"{one.kappa:.2f}"
