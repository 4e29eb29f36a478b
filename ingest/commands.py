"""The commands of `python -m ingest`: each calls one function and says what came of it. Returns the exit code."""

import argparse
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from core.settings import Settings
from ingest.build import build_index, rebuild_index
from ingest.follow import follow
from ingest.library import Added, add_links, add_paths, refetch
from ingest.removal import remove_documents
from ingest.rows import absent_originals, library_state
from ingest.states import IngestReport, State
from ingest.terminal import print_added, print_lines, print_report, print_rows, watched
from ingest.verify import verify

Command = Callable[[Settings, argparse.Namespace], int]


def build_command(settings: Settings, _: argparse.Namespace) -> int:
    """Brings the index in line with the library."""
    with watched() as watch:
        report = build_index(settings, watch=watch)
    return _told(report)


def rebuild_command(settings: Settings, _: argparse.Namespace) -> int:
    """Builds the index anew from the files."""
    with watched() as watch:
        report = rebuild_index(settings, watch=watch)
    return _told(report)


def add_command(settings: Settings, wanted: argparse.Namespace) -> int:
    """Adds files, folders and links."""
    links = [name for name in wanted.names if name.startswith(("http://", "https://"))]
    paths = [Path(name) for name in wanted.names if name not in links]
    with watched() as watch:
        done: list[Added] = [add_links(settings, links, watch=watch)] if links else []
        if paths:
            done.append(add_paths(settings, paths, watch=watch))
    for added in done:
        print_added(added)
    return 0 if all(added.ok for added in done) else 1


def remove_command(settings: Settings, wanted: argparse.Namespace) -> int:
    """Removes documents and shows the receipt."""
    with watched() as watch:
        receipt = remove_documents(settings, wanted.names, watch=watch)
    found = "nothing of them came back" if receipt.clean else f"STILL FOUND: {', '.join(receipt.found)}"
    print_lines(
        f"Removed {', '.join(receipt.paths)}: {len(receipt.doc_ids)} documents, {receipt.passages} passages.",
        f"Receipt: {receipt.probes} searches with their own sentences, {found}; {receipt.left} passages are left.",
        *(f"The very same text is still in the library: {doc_id}." for doc_id in receipt.same_text),
    )
    return 0 if receipt.clean else 1


def list_command(settings: Settings, _: argparse.Namespace) -> int:
    """Lists the library."""
    print_rows(library_state(settings))
    return 0


def status_command(settings: Settings, _: argparse.Namespace) -> int:
    """Says how many files are in which state, and what is absent."""
    rows = library_state(settings)
    counts = {state: sum(row.state == state for row in rows) for state in State}
    print_lines(
        ", ".join(f"{count} {state}" for state, count in counts.items() if count) or "The library is empty.",
        *(f"{row.state}: {row.path}: {row.reason}" for row in rows if row.state != State.INDEXED),
        *(f"absent: {one.source_id}: {one.reason}" for one in absent_originals(settings)),
    )
    return 1 if counts[State.FAILED] else 0


def verify_command(settings: Settings, _: argparse.Namespace) -> int:
    """Compares files and indexes, and mends."""
    with watched() as watch:
        health = verify(settings, watch=watch)
    print_lines(*health.problems or ("Files, catalogue, vectors and words agree.",))
    return _told(health.report)


def refetch_command(settings: Settings, wanted: argparse.Namespace) -> int:
    """Fetches links again and shows what is different."""
    for path in wanted.names:
        with watched() as watch:
            again = refetch(settings, path, watch=watch)
        print_lines(*again.difference or (f"{path}: the text is the same as before.",))
    return 0


def watch_command(settings: Settings, _: argparse.Namespace) -> int:
    """Follows the library folder until Ctrl-C."""
    with suppress(KeyboardInterrupt):
        print_lines(f"Following {settings.library}; Ctrl-C ends it.")
        for report in follow(settings):
            print_report(report)
    return 0


def _told(report: IngestReport) -> int:
    print_report(report)
    return 0 if report.ok else 1


COMMANDS: dict[str, tuple[Command, str, bool]] = {
    "build": (build_command, "bring the index in line with the library folder (the default)", False),
    "add": (add_command, "add files, folders and links", True),
    "remove": (remove_command, "remove documents, with a receipt", True),
    "list": (list_command, "list the library", False),
    "status": (status_command, "count states, name what failed and what is absent", False),
    "verify": (verify_command, "compare files and indexes, and mend what is wrong", False),
    "rebuild": (rebuild_command, "build the index anew from the files", False),
    "watch": (watch_command, "follow the library folder", False),
    "refetch": (refetch_command, "fetch links again and show the difference", True),
}
