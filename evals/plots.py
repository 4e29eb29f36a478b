"""Plots of a run as SVG, drawn without a display and without a remote font."""

import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from evals.figures import Figure
from evals.questions import Kind

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

INK, ACCENT, FAINT = "#2b2b2b", "#2f6f6a", "#d9d5cc"
_XML_HEAD = re.compile(r"^.*?(?=<svg\b)", re.DOTALL)


def figures_plot(figures: Sequence[Figure], title: str) -> str:
    """Shares as bars with their intervals, one a row, with the number of questions."""
    canvas, axes = _canvas(7.2, 0.9 + 0.32 * len(figures), title)
    rows = range(len(figures))
    values = [figure.value for figure in figures]
    low = [max(0.0, f.value - f.interval.low) for f in figures]
    high = [max(0.0, f.interval.high - f.value) for f in figures]
    axes.barh(rows, values, color=ACCENT, alpha=0.75, height=0.6)
    axes.errorbar(values, rows, xerr=(low, high), fmt="none", ecolor=INK, elinewidth=1, capsize=2)
    axes.set_yticks(rows, [f"{figure.label} ({figure.count})" for figure in figures])
    axes.set_ylim(len(figures) - 0.4, -0.6)
    axes.set_xlim(0, 1.01)
    axes.grid(visible=False, axis="y")
    axes.xaxis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %")
    return _svg(canvas)


def outcome_plot(matrix: Mapping[Kind, Mapping[str, int]], title: str = "Outcomes against gold") -> str:
    """Kinds of questions down, outcomes across, as shares of each row with the counts written in."""
    outcomes = list(next(iter(matrix.values())))
    canvas, axes = _canvas(7.2, 2.6, title)
    shares = [[counts[outcome] / max(1, sum(counts.values())) for outcome in outcomes] for counts in matrix.values()]
    axes.imshow(shares, cmap="BuGn", vmin=0, vmax=1.4, aspect="auto")
    for row, counts in enumerate(matrix.values()):
        for column, outcome in enumerate(outcomes):
            colour = "white" if shares[row][column] > 0.7 else INK if counts[outcome] else FAINT
            axes.text(column, row, str(counts[outcome]), ha="center", va="center", color=colour)
    axes.set_xticks(range(len(outcomes)), [outcome.replace("_", "\n") for outcome in outcomes], fontsize=8)
    axes.set_yticks(range(len(matrix)), [str(kind) for kind in matrix])
    axes.grid(visible=False)
    return _svg(canvas)


def curve_plot(curves: Mapping[str, Sequence[tuple[int, float]]], title: str = "Gold passage among the first k") -> str:
    """Success@k for every k, a line each."""
    canvas, axes = _canvas(7.2, 3.2, title)
    axes.set_prop_cycle(color=(ACCENT, INK, "#b3372f", "#8a6d1f"))
    for label, curve in curves.items():
        axes.plot([k for k, _ in curve], [share for _, share in curve], marker="o", markersize=3, label=label)
    axes.set_ylim(0, 1.02)
    axes.set_xlabel("k")
    axes.set_ylabel("Success@k")
    axes.locator_params(axis="x", integer=True)
    axes.legend(frameon=False)
    return _svg(canvas)


def latency_plot(seconds: Sequence[float], title: str = "Seconds to an answer") -> str:
    """A histogram of times, with the median and the 95th percentile marked."""
    import numpy as np

    canvas, axes = _canvas(7.2, 2.8, title)
    axes.hist(seconds, bins=min(40, max(5, len(seconds) // 4)), color=ACCENT, alpha=0.75)
    for quantile, name in ((0.5, "median"), (0.95, "p95")):
        value = float(np.quantile(seconds, quantile))
        axes.axvline(value, color=INK, linewidth=1, linestyle="--")
        axes.annotate(f" {name} {value:.2f} s", (value, 0.92), xycoords=("data", "axes fraction"), fontsize=8)
    axes.set_xlabel("seconds")
    axes.set_ylabel("questions")
    return _svg(canvas)


def history_plot(points: Sequence[tuple[str, Figure]], title: str = "Answer accuracy by run") -> str:
    """One figure over several runs, the oldest first, with its intervals."""
    canvas, axes = _canvas(7.2, 3.0, title)
    at = range(len(points))
    values = [figure.value for _, figure in points]
    low = [max(0.0, f.value - f.interval.low) for _, f in points]
    high = [max(0.0, f.interval.high - f.value) for _, f in points]
    axes.errorbar(at, values, yerr=(low, high), color=ACCENT, marker="o", capsize=2)
    axes.set_xticks(at, [name for name, _ in points], rotation=30, ha="right", fontsize=8)
    axes.set_ylim(0, 1)
    return _svg(canvas)


def _canvas(width: float, height: float, title: str) -> "tuple[Canvas, Axes]":
    from matplotlib.figure import Figure as Canvas

    canvas = Canvas(figsize=(width, height), layout="constrained")
    axes = canvas.add_subplot()
    axes.set_title(title, loc="left", fontsize=11, color=INK)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="both", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    return canvas, axes


def _svg(canvas: "Canvas") -> str:
    """The drawing as an `<svg>` element; text stays text, in the reader's own font."""
    import matplotlib as mpl

    written = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "cotejo"}):
        canvas.savefig(written, format="svg", metadata={"Date": None})
    return _XML_HEAD.sub("", written.getvalue())
