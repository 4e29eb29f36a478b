"""Brings the index in line with the library: the files are the truth, the index follows."""

import time
from pathlib import Path

from core.errors import IndexDamagedError, IndexMismatchError, SettingsError
from core.settings import Settings
from index.embed import Embedder
from index.folder import index_folder, next_folder, remove_other_folders, use_folder
from index.health import examine, looks_healthy, mend
from index.lock import writing
from index.store import PassageIndex
from ingest.originals import read_sources, supply_originals
from ingest.progress import Watch
from ingest.reading import FileReader
from ingest.states import AbsentOriginal, IngestReport
from ingest.update import Update


def build_index(settings: Settings, *, watch: Watch | None = None, embedder: Embedder | None = None) -> IngestReport:
    """Adds what is new in the library, replaces what changed, removes what vanished; reports what it did.

    A file that cannot be read is reported and the rest goes on. `watch` may raise `IngestStopped`: what is done stays.
    """
    with writing(settings):
        return build_unlocked(settings, watch=watch, embedder=embedder)


def rebuild_index(settings: Settings, *, watch: Watch | None = None, embedder: Embedder | None = None) -> IngestReport:
    """Builds the index anew from the files, beside the old one, which serves readers until the new one is whole."""
    with writing(settings):
        return rebuild_unlocked(settings, watch=watch, embedder=embedder)


def build_unlocked(settings: Settings, *, watch: Watch | None = None, embedder: Embedder | None = None) -> IngestReport:
    """`build_index`, for a caller that holds the lock. A damaged index is built anew."""
    try:
        remove_other_folders(settings)
        return _run(settings, index_folder(settings), watch, embedder)
    except IndexMismatchError as error:
        if error.field != "schema_version":  # another model or chunking is the user's to decide
            raise
        return rebuild_unlocked(settings, watch=watch, embedder=embedder, why="The index was of an older form.")
    except IndexDamagedError as error:
        return rebuild_unlocked(settings, watch=watch, embedder=embedder, why=built_anew(error))


def built_anew(error: IndexDamagedError) -> str:
    """What was wrong with an index in whose place a new one is."""
    return f"The index was damaged ({error.reason}). It was built anew from the files; nothing was lost."


def rebuild_unlocked(
    settings: Settings, *, watch: Watch | None = None, embedder: Embedder | None = None, why: str = ""
) -> IngestReport:
    """`rebuild_index`, for a caller that holds the lock."""
    remove_other_folders(settings)
    folder = next_folder(settings)
    report = _run(settings, folder, watch, embedder, notes=(why,) if why else ())
    use_folder(settings, folder)
    remove_other_folders(settings)
    return report


def _run(
    settings: Settings, folder: Path, watch: Watch | None, embedder: Embedder | None, notes: tuple[str, ...] = ()
) -> IngestReport:
    started = time.monotonic()
    if not settings.library.is_dir():
        raise SettingsError(
            f"The library folder {str(settings.library)!r} does not exist, so nothing can be indexed. Make it, or set "
            "COTEJO_LIBRARY to the folder of your documents."
        )
    sources = read_sources(settings.library)
    absent = supply_originals(settings, sources)
    reader = FileReader(settings)
    index = PassageIndex(settings, embedder, folder=folder)
    try:
        if index.catalog.meta("manifest") is None:
            index.write_manifest()
        index.check_manifest()
        mended = _repair(index)
        index.note_absent({original.source_id: original.title for original in absent})
        update = Update(settings, index, sources, reader)
        index.catalog.set_meta("unfinished", "yes")
        update.run(watch)
        index.finish()
        index.catalog.set_meta("unfinished", "")
        update.tally.notes += notes
        return _report(update, index, absent, mended, time.monotonic() - started)
    finally:
        reader.close()
        index.close()


def _repair(index: PassageIndex) -> int:
    """Puts right what a killed run left behind; returns how many passages that were."""
    if not index.catalog.meta("unfinished") and looks_healthy(index):
        return 0
    found = examine(index)
    mend(index, found)
    return len(found.litter | found.without_vector | found.without_words)


def _report(
    update: Update, index: PassageIndex, absent: tuple[AbsentOriginal, ...], mended: int, seconds: float
) -> IngestReport:
    tally, catalog = update.tally, index.catalog
    return IngestReport(
        added=tuple(tally.added), replaced=tuple(tally.replaced), removed=tuple(tally.removed),
        unchanged=tally.unchanged, passages_added=tally.passages_added, passage_count=catalog.passage_count(),
        document_count=len(catalog.versions()), failed=tuple(tally.failed), duplicates=tuple(tally.duplicates),
        superseded=tuple(tally.superseded), hidden=tuple(tally.hidden), absent=absent, notes=tuple(tally.notes),
        mended=mended, seconds=seconds,
    )  # fmt: skip
