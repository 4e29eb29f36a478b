"""The library as a list: every file with its state, as the page and the command line show it. Writes nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from core.records import DocumentCard, DocumentMetadata
from core.settings import Settings
from index.catalog import Catalog, FileRow
from index.folder import index_folder
from ingest.formats.draft import Hidden
from ingest.metadata import told_metadata
from ingest.originals import missing_originals, read_sources, source_of
from ingest.plan import salt
from ingest.scan import FoundFile, scan
from ingest.sidecar import read_sidecar
from ingest.states import AbsentOriginal, State


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryRow:
    """One file of the library. A collection file has many documents, and shows what they have in common.

    `state` is planned where the next run will do something with the file; `reason` says what, or why it failed.
    """

    path: str
    state: State
    reason: str
    title: str
    metadata: DocumentMetadata
    media_type: str
    size: int
    document_count: int
    passage_count: int
    indexed_at: str
    fetched: str
    hidden: tuple[Hidden, ...]

    @property
    def is_link(self) -> bool:
        """Whether it was fetched from an address, and can be fetched again."""
        return bool(self.fetched)


def library_state(settings: Settings) -> tuple[LibraryRow, ...]:
    """A row for each file that is in the library, in the index, or in both, in the library's order."""
    found = scan(settings.library)
    known, cards, counts = _known(settings)
    sidecar = read_sidecar(settings.library)
    sources = {source.id: source for source in read_sources(settings.library)}
    rows: list[LibraryRow] = []
    for path in dict.fromkeys([*found, *known]):
        source = source_of(path, sources)
        told = {**(source.told if source else {}), **sidecar.get(path, {})}
        state, reason = _state(found.get(path), known.get(path), salt(settings, told))
        rows.append(
            _row(path, state, reason, found.get(path), known.get(path), cards.get(path), counts.get(path), told)
        )
    return tuple(rows)


def absent_originals(settings: Settings) -> tuple[AbsentOriginal, ...]:
    """The originals that the list of sources names and the library lacks. Fetches nothing."""
    return missing_originals(settings, read_sources(settings.library))


def _known(
    settings: Settings,
) -> tuple[dict[str, FileRow], dict[str, DocumentCard], dict[str, tuple[int, int]]]:
    """By path: what became of a file, a document in it, and how many documents and passages it gave."""
    path = index_folder(settings) / "catalog.sqlite"
    if not path.is_file():
        return {}, {}, {}
    catalog = Catalog(path)
    try:
        return catalog.files(), {card.path: card for card in catalog.cards()}, catalog.counts_by_path()
    finally:
        catalog.close()


def _state(found: FoundFile | None, known: FileRow | None, fresh_salt: str) -> tuple[State, str]:
    if found is None:
        return State.PLANNED, "is no longer in the library folder; the next run takes it out of the index"
    if known is None:
        return State.PLANNED, "is new; the next run reads it"
    if known.size != found.size or known.mtime_ns not in (0, found.mtime_ns) or not known.sha256.endswith(fresh_salt):
        return State.PLANNED, "has changed; the next run reads it again"
    return State(known.state), known.reason


def _row(
    path: str,
    state: State,
    reason: str,
    found: FoundFile | None,
    known: FileRow | None,
    card: DocumentCard | None,
    counts: tuple[int, int] | None,
    told: Mapping[str, object],
) -> LibraryRow:
    documents, passages = counts or (0, 0)
    single = card is not None and card.doc_id == path
    return LibraryRow(
        path=path,
        state=state,
        reason=reason,
        title=card.title if card is not None and single else str(told.get("title") or PurePosixPath(path).name),
        metadata=card.metadata if card is not None else told_metadata(told),
        media_type=card.media_type if card is not None else "",
        size=found.size if found is not None else 0,
        document_count=documents,
        passage_count=passages,
        indexed_at=card.indexed_at if card is not None else "",
        fetched=str(told.get("fetched") or ""),
        hidden=tuple(Hidden(reason=why, text=text) for why, text in json.loads(known.hidden)) if known else (),
    )
