"""The evaluation: start a run and watch it, and see what it came to, question by question."""

import streamlit as st

from app import run_compare, run_figures, run_questions
from app.marks import plain
from app.room import the_room, the_words
from evals.cases import remove_case
from evals.plan import RunPlan
from evals.questions import OWN_SET, list_sets, load_set
from evals.record import RunRecord
from evals.runs import RunInProgress, list_runs, load_run, running, start

_POLL_SECONDS = 1.0


def draw() -> None:
    """The page."""
    words, settings = the_words(), the_room().settings
    st.title(words("page.evaluation"), anchor=False)
    st.caption(words("evals.lead"))
    under_way = bool(running())
    st.fragment(_draw_running, run_every=_POLL_SECONDS if under_way else None)(under_way)
    if not under_way:
        _draw_failure()
        _draw_start()
    busy = {run.name for run in running()}
    records = [record for record in list_runs(settings) if record.name not in busy]
    if not records:
        st.info(words("evals.none"), icon=":material/info:")
        return
    name = st.selectbox(words("evals.run"), [record.name for record in records], key="run")
    _draw_run(name, records)


def _draw_run(name: str, records: list[RunRecord]) -> None:
    words = the_words()
    run = load_run(the_room().settings, name)
    figures, questions, compare, history, own = st.tabs(
        [words(f"evals.{tab}") for tab in ("figures", "questions", "compare", "history", "own")]
    )
    with figures:
        run_figures.draw(run)
    with questions:
        run_questions.draw(run)
    with compare:
        run_compare.draw(run, [record.name for record in records if record.name != name])
    with history:
        run_compare.draw_history([record.name for record in reversed(records[:12])])
    with own:
        _draw_own()


def _draw_start() -> None:
    words, room = the_words(), the_room()
    sets = list_sets(room.settings)
    if not sets:
        st.info(words("evals.no_sets"))
        return
    with st.expander(words("evals.start"), icon=":material/play_arrow:"), st.form("start-run", border=False):
        chosen = st.selectbox(words("evals.set"), list(sets), key="run-set")
        limit = st.number_input(words("evals.limit"), min_value=0, max_value=10_000, value=20, key="run-limit")
        name = st.text_input(words("evals.name"), key="run-name")
        if st.form_submit_button(words("evals.go"), type="primary"):
            plan = RunPlan(sets=(chosen,), name=name.strip(), limit=int(limit), command="started on the page")
            st.session_state.begun = start(room.settings, plan, room.engine.opened)
            st.rerun()


def _draw_running(was_running: bool) -> None:
    runs = running()
    for run in runs:
        _draw_progress(run)
    if was_running and not runs:
        st.rerun()


def _draw_progress(run: RunInProgress) -> None:
    words, progress = the_words(), run.progress
    left = f"{progress.seconds_left:.0f} s" if progress.seconds_left is not None else "…"
    text = words("evals.progress", done=progress.done, total=progress.total, left=left)
    st.progress(progress.done / max(1, progress.total), text=f"{plain(run.name)}: {text}")
    st.button(words("evals.stop"), key=f"stop-{run.name}", on_click=run.cancel)


def _draw_failure() -> None:
    """Why the run that this visitor began last came to nothing, if it did."""
    begun: RunInProgress | None = st.session_state.get("begun")
    if begun is not None and begun.error:
        st.error(f"{plain(begun.name)}: {plain(begun.error)}", icon=":material/error:")


def _draw_own() -> None:
    words, settings = the_words(), the_room().settings
    own = load_set(settings, OWN_SET) if OWN_SET in list_sets(settings) else ()
    if not own:
        st.caption(words("evals.no_own"))
    for question in own:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(question.question))
            st.button(
                words("evals.remove"),
                key=f"own-{question.question_id}",
                on_click=remove_case,
                args=(settings, question.question_id),
            )
