"""Work on the library while it lasts, and its outcome in plain words."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from app.marks import plain
from app.room import may_change_library, the_room, the_words
from ingest.library import Added, Refetched
from ingest.progress import IngestProgress
from ingest.removal import Receipt
from ingest.run import IngestRun
from ingest.states import FileNote, IngestReport
from ingest.verify import Health

_POLL_SECONDS = 0.5


def draw_work() -> None:
    """Progress and Stop while work is under way, else what the last piece came to."""
    busy = the_room().shelf.is_busy
    st.fragment(_draw_run, run_every=_POLL_SECONDS if busy else None)(busy)


def _draw_run(was_busy: bool) -> None:
    shelf = the_room().shelf
    run = shelf.run
    if run is None:
        return
    if not run.finished:
        _draw_progress(run.progress)
        if may_change_library():
            st.button(the_words()("stop"), key="stop-work", on_click=shelf.stop)
        return
    if was_busy:
        st.rerun()
    _draw_outcome(run)


def _draw_progress(progress: IngestProgress | None) -> None:
    words = the_words()
    if progress is None:
        st.progress(0.0, text=words("library.starting"))
        return
    text = words("library.working", state=words(f"ingest.{progress.state}"), path=plain(progress.path))
    left = f"{progress.seconds_left:.0f} s" if progress.seconds_left is not None else "…"
    rate = words("library.rate", rate=f"{progress.passages_per_second:.0f}", left=left)
    st.progress(progress.share, text=f"{text} · {rate}")


def _draw_outcome(run: IngestRun[Any]) -> None:
    words = the_words()
    if run.stopped:
        st.info(words("library.stopped"), icon=":material/stop_circle:")
    elif run.error is not None:
        st.error(f"{words('library.failed')}: {plain(str(run.error))}", icon=":material/error:")
    elif run.result is not None:
        _DRAW[type(run.result)](run.result)


def draw_report(report: IngestReport) -> None:
    """What a run did, and each file that has something to tell."""
    words = the_words()
    told = {name: len(getattr(report, name)) for name in ("added", "replaced", "removed")}
    line = words("library.report", **told, unchanged=report.unchanged, seconds=f"{report.seconds:.1f}")
    (st.success if report.ok else st.warning)(line)
    _draw_notes((*report.failed, *report.duplicates))
    for note in report.notes:
        st.caption(plain(note))


def _draw_added(added: Added) -> None:
    words = the_words()
    for note in added.refused:
        st.error(f"{words('library.refused')}: **{plain(note.path)}**: {plain(note.reason)}", icon=":material/block:")
    for found in added.hidden:
        st.warning(f"**{plain(found.path)}**: {words('library.hidden')}", icon=":material/visibility_off:")
        for hidden in found.hidden:
            st.caption(f"{plain(hidden.reason)}: {plain(hidden.text[:300])}")
    if added.stored:
        draw_report(added.report)


def _draw_receipt(receipt: Receipt) -> None:
    words = the_words()
    if receipt.found or receipt.left:
        st.error(words("library.receipt_bad"), icon=":material/error:")
        return
    st.success(
        words("library.receipt", passages=receipt.passages, probes=receipt.probes), icon=":material/receipt_long:"
    )
    for twin in receipt.same_text:
        st.warning(words("library.receipt_twin", path=plain(twin)), icon=":material/content_copy:")


def _draw_health(health: Health) -> None:
    words = the_words()
    if not health.problems:
        st.success(words("library.healthy"), icon=":material/check_circle:")
        return
    st.warning(words("library.mended"))
    for problem in health.problems:
        st.caption(plain(problem))


def _draw_notes(notes: Sequence[FileNote]) -> None:
    for note in notes:
        st.caption(f"**{plain(note.path)}**: {plain(note.reason)}")


def _draw_refetched(refetched: Refetched) -> None:
    st.success(the_words()("library.different" if refetched.changed else "library.same"))
    if refetched.changed:
        st.code("\n".join(refetched.difference), language="diff")


_DRAW: dict[type, Callable[[Any], None]] = {
    IngestReport: draw_report,
    Added: _draw_added,
    Receipt: _draw_receipt,
    Refetched: _draw_refetched,
    Health: _draw_health,
}
