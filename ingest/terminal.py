"""Runs on the terminal: a progress bar with rate and time left, and the report in words."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from ingest.library import Added
from ingest.progress import IngestProgress, Watch
from ingest.rows import LibraryRow
from ingest.states import IngestReport, State

MOST_LISTED = 20


@contextmanager
def watched() -> Iterator[Watch]:
    """A watcher that draws a progress bar on standard error."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("planning", total=1.0, told="")

        def watch(seen: IngestProgress) -> None:
            what = escape(seen.path) if seen.state == State.READING else str(seen.state)
            bar.update(task, description=what[:40].ljust(40), completed=seen.share, told=_told(seen))

        yield watch


def _told(seen: IngestProgress) -> str:
    left = "" if seen.seconds_left is None else f", {seen.seconds_left:.0f} s left"
    rate = f", {seen.passages_per_second:.0f} passages/s" if seen.passages_per_second else ""
    return f"{seen.files_done}/{seen.files} files{rate}{left}"


def print_report(report: IngestReport) -> None:
    """The report, one line a fact."""
    out = Console(soft_wrap=True, highlight=False)
    for word, line in _facts(report):
        out.print(f"{word:>10}  {escape(line)}")
    out.print(_summary(report))


def _facts(report: IngestReport) -> Iterator[tuple[str, str]]:
    for word, doc_ids in (("added", report.added), ("replaced", report.replaced), ("removed", report.removed)):
        yield from ((word, doc_id) for doc_id in doc_ids[:MOST_LISTED])
        if len(doc_ids) > MOST_LISTED:
            yield word, f"… and {len(doc_ids) - MOST_LISTED} more"
    noted = (("duplicate", report.duplicates), ("superseded", report.superseded), ("failed", report.failed))
    for word, notes in noted:
        yield from ((word, f"{note.path}: {note.reason}") for note in notes)
    for note in report.hidden:
        yield from (("hidden", f"{note.path}: left out {one.reason}: {one.text[:120]!r}") for one in note.hidden)
    yield from _absent_facts(report)
    yield from (("note", line) for line in report.notes)


def _absent_facts(report: IngestReport) -> Iterator[tuple[str, str]]:
    """Absent originals, those with one reason together."""
    by_reason: dict[str, list[str]] = {}
    for absent in report.absent:
        by_reason.setdefault(absent.reason, []).append(absent.source_id)
    for reason, source_ids in by_reason.items():
        yield "absent", f"{', '.join(source_ids)}: {reason}."
    if report.absent:
        yield "", f"To supply one: {report.absent[0].advice}"


def _summary(report: IngestReport) -> str:
    held = f"{report.document_count} documents, {report.passage_count} passages"
    if not report.changed and report.ok:
        return f"Nothing to do: the index is in line with the library ({held}; {report.seconds:.1f} s)."
    counts = f"{len(report.added)} added, {len(report.replaced)} replaced, {len(report.removed)} removed"
    return f"{counts}, {report.unchanged} unchanged, {len(report.failed)} failed. Now {held}; {report.seconds:.1f} s."


def print_added(added: Added) -> None:
    """What became of what somebody added."""
    for note in added.refused:
        print_lines(f"{'refused':>10}  {note.path}: {note.reason}")
    for path in added.stored:
        print_lines(f"{'stored':>10}  {path}")
    print_report(added.report)


def print_rows(rows: Sequence[LibraryRow]) -> None:
    """The library, one line a file."""
    width = max((len(row.path) for row in rows), default=0)
    print_lines(
        *(f"{row.path:<{width}}  {row.state:<10}  {row.passage_count:>6} passages  {row.title}" for row in rows),
        *([] if rows else ["The library is empty. Add documents with `python -m ingest add PATH`."]),
    )


def print_lines(*lines: str) -> None:
    """Lines as they are."""
    out = Console(soft_wrap=True, highlight=False)
    for line in lines:
        out.print(escape(line))
