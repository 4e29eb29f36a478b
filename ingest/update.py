"""One run over the library: reads what changed, gathers passages in batches, and commits batch by batch."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import DocumentError, UnreadableDocumentError
from core.settings import Settings
from index.catalog import FileRow
from index.staged import Staged
from index.store import PassageIndex
from ingest.chunk import chunk
from ingest.formats.draft import Hidden
from ingest.load import Loaded, load
from ingest.originals import Source, is_known_copy, source_of
from ingest.plan import Plan, fingerprint, make_plan, salt, settled_time
from ingest.progress import Meter, Watch
from ingest.reading import FileReader
from ingest.scan import FoundFile, scan
from ingest.sidecar import read_sidecar
from ingest.standing import Standing
from ingest.states import FileNote, HiddenNote, State, Tally

BATCH_PASSAGES = 512


@dataclass(slots=True)
class _Batch:
    """What is committed next, in one step."""

    staged: list[Staged] = field(default_factory=list)
    rows: dict[str, FileRow] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    passages: int = 0


@dataclass(slots=True)
class _Outcome:
    """What became of one file so far."""

    state: State = State.INDEXED
    reason: str = ""
    sha256: str = ""
    seen: set[str] = field(default_factory=set)
    hidden: list[Hidden] = field(default_factory=list)


class Update:
    """Brings the index in line with the library; `tally` counts what was done."""

    def __init__(self, settings: Settings, index: PassageIndex, sources: Sequence[Source], reader: FileReader) -> None:
        self.tally = Tally()
        self._settings, self._index, self._reader = settings, index, reader
        self._sources = {source.id: source for source in sources}
        self._batch = _Batch()
        self._found = scan(settings.library)
        sidecar = read_sidecar(settings.library)
        self._told = {path: self._told_about(path, sidecar) for path in self._found}
        self._salts = {path: salt(settings, told) for path, told in self._told.items()}

    def run(self, watch: Watch | None) -> None:
        """The whole of it, from plan to the last commit."""
        plan = make_plan(self._found, self._index.catalog.files(), self._salts)
        self.tally.unchanged = plan.unchanged
        self._meter = Meter(watch, {file.path: file.size for file in plan.to_read})
        self._remove_vanished(plan)
        self._versions = self._index.catalog.versions()
        self._standing = Standing(self._index.catalog)
        for file in plan.to_read:
            self._meter.reading(file.path)
            self._take_file(file)
            if self._batch.passages >= BATCH_PASSAGES:
                self._commit()
        self._commit()
        self._retire_stand_ins()
        self._note_standing_failures(plan)

    def _remove_vanished(self, plan: Plan) -> None:
        gone = [doc_id for path in plan.vanished for doc_id in self._index.catalog.documents_of(path)]
        if plan.vanished:
            self._index.change(gone=gone, forgotten=plan.vanished)
        self.tally.removed += gone

    def _take_file(self, file: FoundFile) -> None:
        """Reads a file and stages what is new in it; every outcome ends in a row of the table of files."""
        outcome = _Outcome(sha256=":" + self._salts[file.path])
        before = self._index.catalog.documents_of(file.path)
        try:
            content = _read(self._settings.library / file.path, file.path)
            outcome.sha256 = fingerprint(content, self._salts[file.path])
            if self._is_as_before(file, outcome.sha256):
                return
            self._standing.forget(file.path)
            for loaded in load(content, file.path, self._settings, self._reader, told=self._told[file.path]):
                self._take_document(file.path, loaded, outcome)
            gone = [doc_id for doc_id in before if doc_id not in outcome.seen]
        except DocumentError as error:
            gone = self._fail(file.path, error, outcome)
        self._batch.gone += gone
        self.tally.removed += gone
        self._note_hidden(file.path, outcome)
        self._batch.rows[file.path] = FileRow(
            size=file.size, mtime_ns=settled_time(file.mtime_ns), sha256=outcome.sha256, state=outcome.state,
            reason=outcome.reason, hidden=json.dumps([[one.reason, one.text] for one in outcome.hidden]),
        )  # fmt: skip

    def _is_as_before(self, file: FoundFile, sha256: str) -> bool:
        """Whether a file that was read has nothing new; notes its new time stamp then."""
        displaced = self._batch.rows.get(file.path)
        row = displaced or self._index.catalog.file(file.path)
        if row is None or row.sha256 != sha256 or (row.state != State.INDEXED and displaced is None):
            return False
        self.tally.unchanged += displaced is None
        self._batch.rows[file.path] = row._replace(mtime_ns=settled_time(file.mtime_ns))
        return True

    def _take_document(self, path: str, loaded: Loaded, outcome: _Outcome) -> None:
        document = loaded.document
        outcome.hidden += loaded.hidden
        if reason := self._standing.superseded(document.metadata.stands_in_for):
            outcome.state, outcome.reason = State.SUPERSEDED, reason
            self.tally.superseded.append(FileNote(path=path, reason=reason))
            return
        if document.doc_id == path and (reason := self._standing.duplicate(path, document.checksum)):
            outcome.state, outcome.reason = State.DUPLICATE, reason
            self.tally.duplicates.append(FileNote(path=path, reason=reason))
            return
        if (displaced := self._standing.take(path, document)) is not None:
            self._displace(displaced, path)
        source = self._sources.get(document.metadata.source_id)
        if source is not None and not is_known_copy(source, document.text):
            self.tally.notes.append(f"{path}: its text is not the copy that {source.id!r} was described from.")
        outcome.seen.add(document.doc_id)
        passages = chunk(document, self._index.embedder, self._settings.passage_tokens)
        self._stage(Staged(path=path, document=document, passages=passages))

    def _stage(self, staged: Staged) -> None:
        doc_id = staged.document.doc_id
        if self._versions.get(doc_id) == staged.version:
            self.tally.unchanged += 1
            return
        (self.tally.replaced if doc_id in self._versions else self.tally.added).append(doc_id)
        self._batch.staged.append(staged)
        self._batch.passages += len(staged.passages)
        if self._batch.passages >= BATCH_PASSAGES and staged.path != doc_id:
            self._commit()  # in the middle of a collection file; its row comes with its last document

    def _fail(self, path: str, error: DocumentError, outcome: _Outcome) -> list[str]:
        """A file that cannot be read gives no documents, also those that it gave before."""
        outcome.state, outcome.reason = State.FAILED, error.reason
        self.tally.failed.append(FileNote(path=path, reason=error.reason))
        dropped = {staged.document.doc_id for staged in self._batch.staged if staged.path == path}
        self._batch.staged = [staged for staged in self._batch.staged if staged.path != path]
        self.tally.added = [doc_id for doc_id in self.tally.added if doc_id not in dropped]
        self.tally.replaced = [doc_id for doc_id in self.tally.replaced if doc_id not in dropped]
        if (source := source_of(path, self._sources)) is not None:
            self._standing.lose_source(source.id)
        return list(self._index.catalog.documents_of(path))

    def _displace(self, holder: str, path: str) -> None:
        """A file with the same text, earlier in the library's order, takes the place of the one that was indexed."""
        reason = f"has the same text as {path!r}"
        row = self._index.catalog.file(holder)
        if row is not None:
            self._batch.rows[holder] = row._replace(state=State.DUPLICATE, reason=reason)
        self._batch.gone.append(holder)
        self.tally.removed.append(holder)
        self.tally.duplicates.append(FileNote(path=holder, reason=reason))

    def _commit(self) -> None:
        batch, self._batch = self._batch, _Batch()
        if batch.staged or batch.rows or batch.gone:
            self._index.change(batch.staged, gone=batch.gone, files=batch.rows, embedded=self._meter.batch())
        self.tally.passages_added += batch.passages
        self._meter.committed()

    def _retire_stand_ins(self) -> None:
        """A digest whose original came in this run gives way to it."""
        for card in self._index.catalog.stand_ins():
            if reason := self._standing.superseded(card.metadata.stands_in_for):
                row = self._index.catalog.file(card.path)
                rows = {card.path: row._replace(state=State.SUPERSEDED, reason=reason)} if row else {}
                self._index.change(gone=[card.doc_id], files=rows)
                self.tally.removed.append(card.doc_id)
                self.tally.superseded.append(FileNote(path=card.path, reason=reason))

    def _note_hidden(self, path: str, outcome: _Outcome) -> None:
        if outcome.hidden:
            self.tally.hidden.append(HiddenNote(path=path, hidden=tuple(outcome.hidden)))

    def _note_standing_failures(self, plan: Plan) -> None:
        """Files that failed before and have not changed since still have to be told of."""
        looked_at = {file.path for file in plan.to_read}
        for path, row in self._index.catalog.files().items():
            if row.state == State.FAILED and path not in looked_at:
                self.tally.failed.append(FileNote(path=path, reason=row.reason))
                self.tally.unchanged -= 1

    def _told_about(self, path: str, sidecar: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
        source = source_of(path, self._sources)
        return {**(source.told if source else {}), **sidecar.get(path, {})}


def _read(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableDocumentError(name, f"it cannot be opened ({error.strerror or error}).") from error
