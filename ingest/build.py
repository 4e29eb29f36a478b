"""Brings the index in line with the library: the files are the truth, the index follows."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.errors import DocumentError, SettingsError, UnreadableDocumentError
from core.settings import Settings
from index.catalog import FileRow
from index.embed import Embedder
from index.lock import writing
from index.store import PassageIndex, Staged
from ingest.chunk import chunk
from ingest.load import Loaded, load
from ingest.originals import Source, is_known_copy, read_sources, source_of, supply_originals
from ingest.plan import Plan, fingerprint, make_plan, salt, settled_time
from ingest.progress import Meter, Watch
from ingest.scan import FoundFile, rank, scan
from ingest.sidecar import read_sidecar
from ingest.states import AbsentOriginal, FileNote, HiddenNote, IngestReport, State, Tally

BATCH_PASSAGES = 512


def build_index(settings: Settings, *, watch: Watch | None = None, embedder: Embedder | None = None) -> IngestReport:
    """Adds what is new in the library, replaces what changed, removes what vanished; reports what it did.

    A file that cannot be read is reported and the rest goes on. `watch` may raise `IngestStopped`: what is done stays.
    """
    with writing(settings):
        return build_unlocked(settings, watch=watch, embedder=embedder)


def build_unlocked(settings: Settings, *, watch: Watch | None = None, embedder: Embedder | None = None) -> IngestReport:
    """The same, for a caller that holds the lock."""
    started = time.monotonic()
    if not settings.library.is_dir():
        raise SettingsError(
            f"The library folder {str(settings.library)!r} does not exist, so nothing can be indexed. Make it, or set "
            "COTEJO_LIBRARY to the folder of your documents."
        )
    sources = read_sources(settings.library)
    absent = supply_originals(settings, sources)
    index = PassageIndex(settings, embedder)
    try:
        return _Run(settings, index, sources).go(watch, absent, started)
    finally:
        index.close()


class _Run:
    """One run over the library: reads files, gathers their passages in batches, and commits batch by batch."""

    def __init__(self, settings: Settings, index: PassageIndex, sources: Sequence[Source]) -> None:
        self._settings, self._index = settings, index
        self._sources = {source.id: source for source in sources}
        self._sidecar = read_sidecar(settings.library)
        self._tally = Tally()
        self._staged: list[Staged] = []
        self._rows: dict[str, FileRow] = {}
        self._gone: list[str] = []
        self._meter = Meter(None, {})

    def go(self, watch: Watch | None, absent: tuple[AbsentOriginal, ...], started: float) -> IngestReport:
        """The run from plan to report."""
        if self._index.catalog.meta("manifest") is None:
            self._index.write_manifest()
        self._index.check_manifest()
        self._repair()
        found = scan(self._settings.library)
        told = {path: self._told(path) for path in found}
        self._salts = {path: salt(self._settings, values) for path, values in told.items()}
        plan = make_plan(found, self._index.catalog.files(), self._salts)
        self._tally.unchanged = plan.unchanged
        self._meter = Meter(watch, {file.path: file.size for file in plan.to_read})
        self._index.note_absent({original.source_id: original.title for original in absent})
        self._index.catalog.set_meta("unfinished", "yes")
        self._apply(plan, told)
        self._index.finish()
        self._index.catalog.set_meta("unfinished", "")
        return self._report(absent, time.monotonic() - started)

    def _repair(self) -> None:
        """A run that was killed may have left passages that the catalogue does not know."""
        if self._index.catalog.meta("unfinished"):
            self._tally.swept = self._index.sweep()

    def _apply(self, plan: Plan, told: Mapping[str, Mapping[str, object]]) -> None:
        catalog = self._index.catalog
        self._remove_vanished(plan)
        self._versions = catalog.versions()
        self._present = catalog.source_ids()
        self._holders = catalog.single_checksums()
        for file in plan.to_read:
            self._meter.reading(file.path)
            self._take_file(file, told[file.path])
            if sum(len(staged.passages) for staged in self._staged) >= BATCH_PASSAGES:
                self._flush()
        self._flush()
        self._retire_stand_ins()

    def _remove_vanished(self, plan: Plan) -> None:
        gone = [doc_id for path in plan.vanished for doc_id in self._index.catalog.documents_of(path)]
        self._index.change(gone=gone, forgotten=plan.vanished)
        self._tally.removed += gone

    def _take_file(self, file: FoundFile, told: Mapping[str, object]) -> None:
        """Reads a file and stages what is new in it; every outcome ends in a row of the table of files."""
        before = self._index.catalog.documents_of(file.path)
        seen: set[str] = set()
        state, reason, content_hash = State.INDEXED, "", ""
        try:
            content = _read(self._settings.library / file.path, file.path)
            content_hash = fingerprint(content, self._salts[file.path])
            if not self._is_as_before(file, content_hash):
                for loaded in load(content, file.path, self._settings, told=told):
                    state, reason = self._take_document(file.path, loaded, seen)
                self._gone += [doc_id for doc_id in before if doc_id not in seen]
            else:
                self._tally.unchanged += 1
        except DocumentError as error:
            self._tally.failed.append(FileNote(path=file.path, reason=error.reason))
            state, reason = State.FAILED, error.reason
            self._staged = [staged for staged in self._staged if staged.path != file.path]
            self._gone += list({**before, **self._index.catalog.documents_of(file.path)})
        self._rows[file.path] = FileRow(
            size=file.size, mtime_ns=settled_time(file.mtime_ns), state=state, reason=reason,
            sha256=content_hash or ":" + self._salts[file.path],
        )  # fmt: skip

    def _is_as_before(self, file: FoundFile, content_hash: str) -> bool:
        row = self._index.catalog.file(file.path)
        return row is not None and row.state == State.INDEXED and row.sha256 == content_hash

    def _take_document(self, path: str, loaded: Loaded, seen: set[str]) -> tuple[State, str]:
        document = loaded.document
        if loaded.hidden:
            self._tally.hidden.append(HiddenNote(path=path, hidden=loaded.hidden))
        if document.metadata.stands_in_for in self._present:
            reason = f"stands in for {document.metadata.stands_in_for!r}, which is in the library"
            self._tally.superseded.append(FileNote(path=path, reason=reason))
            return State.SUPERSEDED, reason
        if document.doc_id == path and (reason := self._duplicate_of(path, document.checksum)):
            self._tally.duplicates.append(FileNote(path=path, reason=reason))
            return State.DUPLICATE, reason
        source = self._sources.get(document.metadata.source_id)
        if source is not None and not is_known_copy(source, document.text):
            self._tally.notes.append(f"{path}: its text is not the copy that {source.id!r} was described from.")
        self._present.add(document.metadata.source_id or document.doc_id)
        seen.add(document.doc_id)
        passages = chunk(document, self._index.embedder, self._settings.passage_tokens)
        self._stage(Staged(path=path, document=document, passages=passages))
        return State.INDEXED, ""

    def _stage(self, staged: Staged) -> None:
        doc_id = staged.document.doc_id
        if self._versions.get(doc_id) == staged.version:
            self._tally.unchanged += 1
            return
        (self._tally.replaced if doc_id in self._versions else self._tally.added).append(doc_id)
        self._staged.append(staged)
        if len(self._staged) >= BATCH_PASSAGES:
            self._flush()

    def _duplicate_of(self, path: str, checksum: str) -> str:
        """Why a document is a duplicate, or nothing. Of two with one text, the one earlier in the library is indexed."""
        for known in [known for known, other in self._holders.items() if other == path]:
            del self._holders[known]
        holder = self._holders.get(checksum)
        if holder is not None and rank(holder) < rank(path):
            return f"has the same text as {holder!r}"
        if holder is not None:
            self._displace(holder, path)
        self._holders[checksum] = path
        return ""

    def _displace(self, holder: str, path: str) -> None:
        reason = f"has the same text as {path!r}"
        row = self._index.catalog.file(holder)
        if row is not None:
            self._rows[holder] = row._replace(state=State.DUPLICATE, reason=reason)
        self._gone.append(holder)
        self._tally.removed.append(holder)
        self._tally.duplicates.append(FileNote(path=holder, reason=reason))

    def _flush(self) -> None:
        """Commits what is staged."""
        staged, self._staged = self._staged, []
        rows, self._rows = self._rows, {}
        gone, self._gone = self._gone, []
        self._index.change(staged, gone=gone, files=rows, embedded=self._meter.batch())
        self._tally.passages_added += sum(len(one.passages) for one in staged)
        self._meter.committed()

    def _retire_stand_ins(self) -> None:
        """A digest whose original came in this run gives way to it."""
        for card in self._index.catalog.cards():
            stands_for = card.metadata.stands_in_for
            if stands_for and stands_for in self._present:
                reason = f"stands in for {stands_for!r}, which is in the library"
                row = self._index.catalog.file(card.path)
                assert row is not None
                self._index.change(
                    gone=[card.doc_id], files={card.path: row._replace(state=State.SUPERSEDED, reason=reason)}
                )
                self._tally.removed.append(card.doc_id)
                self._tally.superseded.append(FileNote(path=card.path, reason=reason))

    def _told(self, path: str) -> dict[str, object]:
        source = source_of(path, self._sources)
        return {**(source.told if source else {}), **self._sidecar.get(path, {})}

    def _report(self, absent: tuple[AbsentOriginal, ...], seconds: float) -> IngestReport:
        tally, catalog = self._tally, self._index.catalog
        return IngestReport(
            added=tuple(tally.added), replaced=tuple(tally.replaced), removed=tuple(tally.removed),
            unchanged=tally.unchanged, passages_added=tally.passages_added, passage_count=catalog.passage_count(),
            document_count=len(catalog.versions()), failed=tuple(tally.failed), duplicates=tuple(tally.duplicates),
            superseded=tuple(tally.superseded), hidden=tuple(tally.hidden), absent=absent, notes=tuple(tally.notes),
            swept=tally.swept, seconds=seconds,
        )  # fmt: skip


def _read(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableDocumentError(name, f"it cannot be opened ({error.strerror or error}).") from error
