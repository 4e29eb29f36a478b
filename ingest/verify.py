"""Compares the files of the library, the catalogue and both indexes, and mends what differs."""

import hashlib
from dataclasses import dataclass

from core.errors import IndexDamagedError
from core.settings import Settings
from index.embed import Embedder
from index.folder import index_folder
from index.health import Examination, examine
from index.lock import writing
from index.store import PassageIndex
from ingest.build import build_unlocked, built_anew, rebuild_unlocked
from ingest.progress import Watch
from ingest.states import IngestReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What was found wrong, in words, and what the run that mended it did. Healthy means that nothing was wrong."""

    problems: tuple[str, ...]
    report: IngestReport

    @property
    def healthy(self) -> bool:
        """Whether everything agreed before."""
        return not self.problems


def verify(settings: Settings, *, watch: Watch | None = None, embedder: Embedder | None = None) -> Health:
    """Looks closely at everything; what is wrong is named and put right from the files, and no file is ever changed."""
    with writing(settings):
        try:
            problems, texts_differ = _look(settings, embedder)
        except IndexDamagedError as error:
            report = rebuild_unlocked(settings, watch=watch, embedder=embedder)
            return Health(problems=(built_anew(error),), report=report)
        if texts_differ:
            report = rebuild_unlocked(settings, watch=watch, embedder=embedder)
        else:
            report = build_unlocked(settings, watch=watch, embedder=embedder)
        return Health(problems=tuple(problems), report=report)


def _look(settings: Settings, embedder: Embedder | None) -> tuple[list[str], bool]:
    """Problems, and whether only building anew helps. Marks the index for mending where that is enough."""
    if not (index_folder(settings) / "catalog.sqlite").is_file():
        return ["There was no index."], False
    index = PassageIndex(settings, embedder)
    try:
        index.check_manifest()
        untrue = _damaged_texts(index)
        problems = [*untrue, *_changed_unseen(settings, index)]
        found = examine(index)
        if not found.healthy:
            index.catalog.set_meta("unfinished", "yes")
        return [*problems, *_told(found)], bool(untrue or found.unreachable)
    finally:
        index.close()


def _told(found: Examination) -> list[str]:
    lines = (
        (len(found.litter), "passages of no document in the indexes"),
        (len(found.without_vector), "passages without a vector"),
        (len(found.without_words), "passages that a search for words does not know"),
        (found.unreachable, "vectors that a search does not reach"),
    )
    return [f"There were {count} {what}." for count, what in lines if count]


def _damaged_texts(index: PassageIndex) -> list[str]:
    """Documents whose stored text is not what it was."""
    bad: list[str] = []
    for card in index.catalog.cards():
        document = index.document(card.doc_id)
        if document is None or hashlib.sha256(document.text.encode()).hexdigest() != card.checksum:
            bad.append(f"The stored text of {card.doc_id!r} was damaged.")
    return bad


def _changed_unseen(settings: Settings, index: PassageIndex) -> list[str]:
    """Files that changed without a new time stamp: they are marked to be read again."""
    problems: list[str] = []
    for path, row in index.catalog.files().items():
        file = settings.library / path
        if not file.is_file() or row.sha256.startswith(":"):
            continue
        with file.open("rb") as opened:
            content_hash = hashlib.file_digest(opened, "sha256").hexdigest()
        if not row.sha256.startswith(content_hash) and file.stat().st_mtime_ns == row.mtime_ns:
            problems.append(f"{path!r} had changed without a new time stamp.")
            with index.catalog.transaction() as db:
                index.catalog.put_file(db, path, row._replace(mtime_ns=0))
    return problems
