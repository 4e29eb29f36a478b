"""The figures of a run, with their intervals, and its plots."""

import math

import streamlit as st

from app.marks import plain
from app.room import the_room, the_words
from app.words import Words
from evals.figures import (
    Figure,
    by_group,
    documents_of,
    headline,
    latencies,
    latency_figures,
    outcome_matrix,
    score_rows,
    tags_of,
)
from evals.labels import agreements, load_labels
from evals.plots import curve_plot, figures_plot, latency_plot, outcome_plot
from evals.ranking import success_curve
from evals.record import Run
from evals.report import html_report

_IN_SECONDS = "latency"


def draw(run: Run) -> None:
    """Table, plots, the report to take away, and how the run was made."""
    words = the_words()
    version = (run.record.name, run.record.finished, len(run.rows))
    st.dataframe([_told(f) for f in _figures(version, run)], hide_index=True, width="stretch", height="content")
    for title, svg in _plots(version, words.language, run):
        draw_plot(title, svg)
    st.download_button(
        words("evals.report"), data=lambda: _report(run), file_name=f"{run.record.name}.html", mime="text/html"
    )
    with st.expander(words("evals.made")):
        st.json(run.record.model_dump(mode="json", exclude={"question_ids", "documents"}), expanded=1)


def draw_plot(title: str, svg: str) -> None:
    """A plot of our own making, under its title."""
    st.markdown(f"**{plain(title)}**")
    st.image(svg, width="stretch", output_format="PNG")


@st.cache_data(show_spinner=False, max_entries=16)
def _figures(version: tuple[str, str, int], _run: Run) -> tuple[Figure, ...]:
    """The figures of a run; reckoned once for each version of it."""
    return (*headline(score_rows(_run.rows)), *latency_figures(_run.rows))


def _told(figure: Figure) -> dict[str, str | int]:
    words = the_words()
    show = _seconds if figure.name.startswith(_IN_SECONDS) else _share
    return {
        words("evals.metric"): figure.label,
        words("evals.value"): show(figure.value),
        words("evals.interval"): f"{show(figure.interval.low)} – {show(figure.interval.high)}",
        words("evals.count"): figure.count,
    }


def _share(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3f}"


def _seconds(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.2f} s"


@st.cache_data(show_spinner=False, max_entries=16)
def _plots(version: tuple[str, str, int], language: str, _run: Run) -> list[tuple[str, str]]:
    """The plots of a run with their titles; drawn once for each version and language."""
    words, scored, rows = Words(language), score_rows(_run.rows), _run.rows
    by_tag, by_document, curve = by_group(scored, tags_of), by_group(scored, documents_of), success_curve(rows)
    seconds = latencies(rows)
    plots = [(words("evals.by_tag"), figures_plot(by_tag, ""))] if by_tag else []
    plots += [(words("evals.by_document"), figures_plot(by_document[:15], ""))] if by_document else []
    plots += [(words("evals.matrix"), outcome_plot(outcome_matrix(rows), ""))]
    plots += [(words("evals.curve"), curve_plot({version[0]: curve}, ""))] if curve else []
    plots += [(words("evals.latency"), latency_plot(seconds, ""))] if seconds else []
    return plots


def _report(run: Run) -> bytes:
    labels = load_labels(the_room().settings)
    return html_report(run, labels, agreements(run.rows, labels)).encode()
