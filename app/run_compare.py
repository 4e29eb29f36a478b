"""Two runs side by side, and one figure over all of them."""

from collections.abc import Sequence

import streamlit as st

from app.marks import plain
from app.room import the_room, the_words
from app.run_figures import draw_plot
from app.run_questions import draw_answer
from evals.compare import Comparison, MetricChange, compare
from evals.figures import figure, score_rows
from evals.metrics import METRICS
from evals.plots import history_plot
from evals.record import Row, Run
from evals.runs import load_run

_MOST = 30


def draw(after: Run, others: Sequence[str]) -> None:
    """What got better and what got worse against an earlier run, question by question with both answers."""
    words = the_words()
    if not others:
        st.caption(words("evals.two"))
        return
    name = st.selectbox(words("evals.before"), others, key="before")
    compared = compare(load_run(the_room().settings, name), after)
    st.caption(words("evals.shared", n=compared.shared, p=f"{compared.p:.3f}"))
    st.dataframe([_told(change) for change in compared.changes], hide_index=True, width="stretch", height="content")
    _draw_sides(compared)


def draw_history(names: Sequence[str]) -> None:
    """Answer accuracy of the runs, the oldest first."""
    runs = [load_run(the_room().settings, name) for name in names]
    points = [(run.record.name, figure(score_rows(run.rows), METRICS["accuracy"])) for run in runs if run.rows]
    if points:
        draw_plot(the_words()("evals.history_plot"), history_plot(points, ""))


def _told(change: MetricChange) -> dict[str, str | int]:
    words = the_words()
    return {
        words("evals.metric"): change.metric.label,
        words("evals.before"): f"{change.before:.3f}",
        words("evals.after"): f"{change.after:.3f}",
        words("evals.difference"): f"{change.after - change.before:+.3f}",
        words("evals.count"): change.count,
    }


def _draw_sides(compared: Comparison) -> None:
    for name, pairs in (("worse", compared.worse), ("better", compared.better)):
        st.markdown(f"**{the_words()(f'evals.{name}', n=len(pairs))}**")
        for before, after in pairs[:_MOST]:
            _draw_pair(before, after)


def _draw_pair(before: Row, after: Row) -> None:
    words = the_words()
    with st.expander(plain(f"{after.question.question_id}: {after.question.question}")):
        for column, name, row in zip(st.columns(2), ("before", "after"), (before, after), strict=True):
            with column:
                st.markdown(f"**{words(f'evals.{name}')}**")
                if row.reply.answer is not None:
                    draw_answer(row.reply.answer)
                else:
                    st.error(plain(row.reply.error))
