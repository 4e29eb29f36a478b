"""The catalogue: the SQLite file that says which documents exist, in which version, with which passages.

It is the one commit point. Vectors and postings of a version that the catalogue does not name do not exist for a
reader, so a document is replaced for everybody in one transaction, and what a killed run left behind is only litter.
"""

import json
import sqlite3
import threading
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from core.records import DocumentCard, DocumentMetadata, Kind, Passage, Scope, SourceDocument

_SCHEMA = """
create table if not exists meta (key text primary key, value text not null);
create table if not exists documents (
    doc_id text primary key, path text not null, version text not null, title text not null, media_type text not null,
    checksum text not null, metadata text not null, page_starts text not null,
    passage_count integer not null, indexed_at text not null);
create index if not exists documents_path on documents (path);
create index if not exists documents_checksum on documents (checksum);
create table if not exists passages (
    doc_id text not null, version text not null, number integer not null, start integer not null,
    "end" integer not null, page integer, heading_path text not null, text text not null,
    primary key (doc_id, version, number));
create table if not exists files (
    path text primary key, size integer not null, mtime_ns integer not null, sha256 text not null,
    state text not null, reason text not null, hidden text not null) without rowid;
"""
_CARD = "doc_id, title, media_type, checksum, metadata, passage_count, path, indexed_at"
PassageKey = tuple[str, str, int]  # doc_id, version, number


class FileRow(NamedTuple):
    """What became of a file. Size and time tell whether it changed; `hidden` is JSON of what was left out."""

    size: int
    mtime_ns: int
    sha256: str
    state: str
    reason: str
    hidden: str = "[]"


class Catalog:
    """Reads and writes of the catalogue; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.writer = uuid.uuid4().hex  # whose changes these are, so that other open indexes know to look again
        self._lock = threading.RLock()
        self._db = sqlite3.connect(path, check_same_thread=False, timeout=30, isolation_level=None)
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = full")
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Gives the file back."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, and one more on the generation that open readers watch."""
        with self._lock:
            self._db.execute("begin immediate")
            try:
                yield self._db
                self._db.execute(
                    "insert into meta values ('generation', '1') "
                    "on conflict (key) do update set value = cast(value as integer) + 1"
                )
                self._db.execute("insert or replace into meta values ('writer', ?)", (self.writer,))
            except BaseException:
                self._db.execute("rollback")
                raise
            self._db.execute("commit")

    def meta(self, key: str) -> str | None:
        """A value kept beside the documents, such as the manifest."""
        row = self._one("select value from meta where key = ?", (key,))
        return str(row[0]) if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Keeps a value beside the documents."""
        with self._lock:
            self._db.execute("insert or replace into meta values (?, ?)", (key, value))

    @property
    def generation(self) -> int:
        """Rises with every change, so that a reader in another process knows when to look again."""
        return int(self.meta("generation") or 0)

    # Documents

    def put(
        self, db: sqlite3.Connection, path: str, version: str, doc: SourceDocument, parts: Sequence[Passage]
    ) -> None:
        """Makes this the current version of a document; inside a transaction."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        db.execute("delete from passages where doc_id = ?", (doc.doc_id,))
        db.execute(
            "insert or replace into documents values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (doc.doc_id, path, version, doc.title, doc.media_type, doc.checksum, json.dumps(asdict(doc.metadata)),
             json.dumps(doc.page_starts), len(parts), now),
        )  # fmt: skip
        db.executemany(
            "insert into passages values (?, ?, ?, ?, ?, ?, ?, ?)",
            [(doc.doc_id, version, number, p.start, p.end, p.page, json.dumps(p.heading_path), p.text)
             for number, p in enumerate(parts)],
        )  # fmt: skip

    def drop(self, db: sqlite3.Connection, doc_id: str) -> None:
        """Takes a document out; inside a transaction."""
        db.execute("delete from passages where doc_id = ?", (doc_id,))
        db.execute("delete from documents where doc_id = ?", (doc_id,))

    def document(self, doc_id: str) -> SourceDocument | None:
        """A stored document with its text, which its passages give back."""
        row = self._one(_DOCUMENT, (doc_id,))
        if row is None:
            return None
        return SourceDocument(
            doc_id=row[0], title=row[1], text=row[2], media_type=row[3], checksum=row[4],
            metadata=_metadata(row[5]), page_starts=tuple(json.loads(row[6])),
        )  # fmt: skip

    def cards(self, scope: Scope | None = None) -> tuple[DocumentCard, ...]:
        """The documents in scope, by id, without their texts."""
        rows = self._all(f"select {_CARD} from documents order by doc_id")
        cards = (_card(row) for row in rows)
        return tuple(card for card in cards if scope is None or in_scope(card, scope))

    def stand_ins(self) -> tuple[DocumentCard, ...]:
        """The documents that stand in for an original."""
        rows = self._all(f"select {_CARD} from documents where json_extract(metadata, '$.stands_in_for') <> ''")
        return tuple(_card(row) for row in rows)

    def versions(self) -> dict[str, str]:
        """The current version of every document."""
        return dict(self._all("select doc_id, version from documents"))

    def documents_of(self, path: str) -> dict[str, str]:
        """doc_id -> version of the documents that a file gave."""
        return dict(self._all("select doc_id, version from documents where path = ?", (path,)))

    def single_checksums(self) -> dict[str, str]:
        """checksum -> path of the documents that are a file of their own."""
        return dict(self._all("select checksum, path from documents where path = doc_id"))

    def source_ids(self) -> set[str]:
        """What documents call themselves: the id that the list of sources gives them, or their own."""
        rows = self._all("select coalesce(nullif(json_extract(metadata, '$.source_id'), ''), doc_id) from documents")
        return {row[0] for row in rows}

    # Passages

    def passages(self, keys: Iterable[PassageKey]) -> dict[PassageKey, Passage]:
        """The passages of these keys that are current; a stale key is simply not in the answer."""
        found: dict[PassageKey, Passage] = {}
        for key in dict.fromkeys(keys):
            row = self._one(_PASSAGE + " where p.doc_id = ? and p.version = ? and p.number = ?", key)
            if row is not None:
                found[key] = _passage(row)
        return found

    def passages_of(self, doc_id: str) -> tuple[Passage, ...]:
        """All passages of a document, in order."""
        return tuple(_passage(row) for row in self._all(_PASSAGE + " where p.doc_id = ? order by p.number", (doc_id,)))

    def keys_of(self, doc_id: str) -> list[PassageKey]:
        """The keys of the passages of a document, in order."""
        return self._all("select doc_id, version, number from passages where doc_id = ? order by number", (doc_id,))

    def passage_keys(self) -> set[PassageKey]:
        """The key of every passage that exists."""
        return set(self._all("select doc_id, version, number from passages"))

    def passage_count(self) -> int:
        """How many passages exist."""
        row = self._one("select coalesce(sum(passage_count), 0) from documents")
        return int(row[0]) if row else 0

    # Files

    def counts_by_path(self) -> dict[str, tuple[int, int]]:
        """path -> how many documents and passages the file gave."""
        rows = self._all("select path, count(*), sum(passage_count) from documents group by path")
        return {row[0]: (row[1], row[2]) for row in rows}

    def files(self) -> dict[str, FileRow]:
        """path -> what became of it, for every file ever looked at."""
        rows = self._all("select path, size, mtime_ns, sha256, state, reason, hidden from files")
        return {row[0]: FileRow(*row[1:]) for row in rows}

    def put_file(self, db: sqlite3.Connection, path: str, row: FileRow) -> None:
        """Notes what became of a file; inside a transaction."""
        db.execute("insert or replace into files values (?, ?, ?, ?, ?, ?, ?)", (path, *row))

    def file(self, path: str) -> FileRow | None:
        """What became of one file."""
        row = self._one("select size, mtime_ns, sha256, state, reason, hidden from files where path = ?", (path,))
        return FileRow(*row) if row else None

    def drop_file(self, db: sqlite3.Connection, path: str) -> None:
        """Forgets a file; inside a transaction."""
        db.execute("delete from files where path = ?", (path,))

    def _one(self, sql: str, values: Sequence[object] = ()) -> tuple | None:  # type: ignore[type-arg]
        with self._lock:
            row: tuple | None = self._db.execute(sql, tuple(values)).fetchone()  # type: ignore[type-arg]
        return row

    def _all(self, sql: str, values: Sequence[object] = ()) -> list:  # type: ignore[type-arg]
        with self._lock:
            return self._db.execute(sql, tuple(values)).fetchall()


_PASSAGE = (
    'select p.doc_id, p.number, p.start, p."end", p.page, p.heading_path, d.title, p.text '
    "from passages p join documents d on d.doc_id = p.doc_id and d.version = p.version"
)
_DOCUMENT = """
select doc_id, title,
    (select coalesce(group_concat(text, ''), '') from
        (select text from passages p where p.doc_id = d.doc_id and p.version = d.version order by number)),
    media_type, checksum, metadata, page_starts
from documents d where doc_id = ?
"""


def passage_id(doc_id: str, number: int) -> str:
    """The readable name of a passage: `national-guard.md#004`."""
    return f"{doc_id}#{number:03d}"


def in_scope(card: DocumentCard, scope: Scope) -> bool:
    """Whether a document may be searched. An unknown date is outside every range of dates."""
    about = card.metadata
    return (
        (not scope.doc_ids or card.doc_id in scope.doc_ids)
        and (not scope.publishers or about.publisher in scope.publishers)
        and (not scope.kinds or about.kind in scope.kinds)
        and (not scope.languages or about.language in scope.languages)
        and (not scope.published_from or about.published >= scope.published_from)
        and (not scope.published_to or "" < about.published[: len(scope.published_to)] <= scope.published_to)
    )


def _metadata(stored: str) -> DocumentMetadata:
    values = json.loads(stored)
    return DocumentMetadata(**{**values, "authors": tuple(values["authors"]), "kind": Kind(values["kind"])})


def _card(row: tuple[str, str, str, str, str, int, str, str]) -> DocumentCard:
    return DocumentCard(
        doc_id=row[0], title=row[1], media_type=row[2], checksum=row[3], metadata=_metadata(row[4]),
        passage_count=row[5], path=row[6], indexed_at=row[7],
    )  # fmt: skip


def _passage(row: tuple[str, int, int, int, int | None, str, str, str]) -> Passage:
    return Passage(
        passage_id=passage_id(row[0], row[1]), doc_id=row[0], start=row[2], end=row[3], page=row[4],
        heading_path=tuple(json.loads(row[5])), title=row[6], text=row[7],
    )  # fmt: skip
