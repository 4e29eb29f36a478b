"""The passage index: Chroma for vectors, Tantivy for words, the catalogue for what is true."""

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import IndexDamagedError, IndexMissingError
from core.records import DocumentCard, Passage, Scope, SourceDocument
from core.settings import Settings
from index.catalog import Catalog, FileRow, PassageKey
from index.embed import Embedder, make_embedder
from index.embeddings import Embedded, EmbeddingStore, embed_texts
from index.folder import index_folder
from index.guard import guarded
from index.lexical import LexicalIndex
from index.manifest import IndexManifest
from index.staged import Staged, embedded_text
from index.vectors import VectorIndex

if TYPE_CHECKING:
    from index.embeddings import Vector

# Room for hits of a version that is being replaced at this moment.
_STALE_ALLOWANCE = 20
_ATTEMPTS = 5
Search = Callable[[list[str] | None], list[tuple[PassageKey, float]]]


class PassageIndex:
    """Adds and removes documents, and finds passages by vector or by words. Safe to share between threads.

    One writer at a time is the caller's care (`index.lock`). Readers, here and in other processes, see each change
    whole or not at all, and an index that was built anew at their next search.
    """

    def __init__(self, settings: Settings, embedder: Embedder | None = None, *, folder: Path | None = None) -> None:
        self.embedder: Embedder = embedder or make_embedder(settings)
        self._settings = settings
        self._pinned = folder is not None
        self._opening = threading.RLock()
        self._embeddings: EmbeddingStore | None = None
        self._open_at(folder or index_folder(settings))

    def _open_at(self, folder: Path) -> None:
        self.folder = folder
        with guarded(folder):
            self.catalog = Catalog(folder / "catalog.sqlite")
        self._lexical: LexicalIndex | None = None
        self._vectors: VectorIndex | None = None
        self._generation = -1

    @classmethod
    def open(cls, settings: Settings, embedder: Embedder | None = None) -> "PassageIndex":
        """The index for reading; raises where there is none, or it was built with other settings."""
        folder = index_folder(settings)
        if not (folder / "catalog.sqlite").is_file():
            raise IndexMissingError(folder)
        index = cls(settings, embedder)
        index.check_manifest()
        return index

    def check_manifest(self) -> None:
        """Raises `IndexMissingError` or `IndexMismatchError` unless the index fits the settings."""
        stored = self.catalog.meta("manifest")
        if stored is None:
            raise IndexMissingError(self.folder)
        IndexManifest.model_validate_json(stored).check_against(
            IndexManifest.for_settings(self._settings, self.embedder)
        )

    def write_manifest(self) -> None:
        """Notes what the index is built with; called by a writer before it adds."""
        self.catalog.set_meta("manifest", IndexManifest.for_settings(self._settings, self.embedder).model_dump_json())

    def close(self) -> None:
        """Gives files and memory back."""
        with self._opening:
            if self._embeddings is not None:
                self._embeddings.close()
            self._vectors = self._lexical = self._embeddings = None
            self.catalog.close()

    # Writing

    def add(self, batch: Sequence[Staged]) -> None:
        """Makes these the current versions of their documents."""
        self.change(batch)

    def remove(self, doc_ids: Sequence[str]) -> None:
        """Takes documents out."""
        self.change(gone=doc_ids)

    def change(
        self,
        batch: Sequence[Staged] = (),
        *,
        gone: Sequence[str] = (),
        files: Mapping[str, FileRow] | None = None,
        forgotten: Sequence[str] = (),
        embedded: Embedded | None = None,
    ) -> None:
        """Brings documents in and takes others out, in one step for every reader; notes and forgets files with it.

        New versions are staged beside the old ones, the catalogue changes in one transaction, then both indexes are
        swept of what it no longer names. `embedded` is called with (passages embedded, all of the batch) as embedding
        goes on, and may raise to stop it: then nothing has changed.
        """
        with guarded(self.folder):
            self._change(batch, gone, files or {}, forgotten, embedded)

    def _change(
        self,
        batch: Sequence[Staged],
        gone: Sequence[str],
        files: Mapping[str, FileRow],
        forgotten: Sequence[str],
        embedded: Embedded | None,
    ) -> None:
        stale = self._current_keys([*gone, *(staged.document.doc_id for staged in batch)])
        texts = [embedded_text(passage) for doc_id in gone for passage in self.catalog.passages_of(doc_id)]
        stale -= self._stage(batch, embedded)
        with self.catalog.transaction() as db:
            for doc_id in gone:
                self.catalog.drop(db, doc_id)
            for staged in batch:
                self.catalog.put(db, staged.path, staged.version, staged.document, staged.passages)
            for path, row in files.items():
                self.catalog.put_file(db, path, row)
            for path in forgotten:
                self.catalog.drop_file(db, path)
        self.discard(stale)
        self.embeddings.forget(texts)

    def _stage(self, batch: Sequence[Staged], embedded: Embedded | None) -> set[PassageKey]:
        keys = [key for staged in batch for key in staged.keys]
        if keys:
            texts = [embedded_text(passage) for staged in batch for passage in staged.passages]
            languages = [staged.document.metadata.language for staged in batch for _ in staged.passages]
            self.vectors.add(keys, self.embed(texts, embedded=embedded))
            self.lexical.add(zip(keys, texts, languages, strict=True))
        return set(keys)

    def finish(self) -> None:
        """Ends a run of changes: word statistics are those of the documents that are there, not of deleted ones."""
        with guarded(self.folder):
            if self.lexical.is_worn():
                self.rewrite_words()

    def rewrite_words(self) -> None:
        """Writes the lexical index anew from the catalogue, in one step."""
        self.lexical.rewrite(self._rows())

    def _rows(self) -> Iterator[tuple[PassageKey, str, str]]:
        """Every passage that exists, as the lexical index wants it."""
        for card in self.catalog.cards():
            passages = self.catalog.passages_of(card.doc_id)
            for key, passage in zip(self.catalog.keys_of(card.doc_id), passages, strict=True):
                yield key, embedded_text(passage), card.metadata.language

    def embed(self, texts: Sequence[str], *, embedded: Embedded | None = None) -> "list[Vector]":
        """One vector a text, from the store of vectors where the text is known."""
        return embed_texts(texts, self.embedder, self.embeddings, embedded)

    def _current_keys(self, doc_ids: Iterable[str]) -> set[PassageKey]:
        return {key for doc_id in doc_ids for key in self.catalog.keys_of(doc_id)}

    def discard(self, keys: set[PassageKey]) -> None:
        """Takes passages that the catalogue does not name out of both indexes, side by side."""
        if keys:
            lexical, versions = self.lexical, sorted({(doc_id, version) for doc_id, version, _ in keys})
            with ThreadPoolExecutor(1) as beside:
                words = beside.submit(lexical.remove, versions)
                self.vectors.remove(sorted(keys))
                words.result()

    # Reading

    def search_vectors(self, query: str, k: int, scope: Scope | None = None) -> list[tuple[Passage, float]]:
        """The k passages whose vectors lie nearest, with their cosine similarity (1 is the same direction)."""
        return self._consistently(lambda doc_ids: self.vectors.search(query, k + _STALE_ALLOWANCE, doc_ids), k, scope)

    def search_words(self, query: str, k: int, scope: Scope | None = None) -> list[tuple[Passage, float]]:
        """The k passages with the best BM25 score, which is above zero and has no upper bound."""
        return self._consistently(lambda doc_ids: self.lexical.search(query, k + _STALE_ALLOWANCE, doc_ids), k, scope)

    def _consistently(self, search: Search, k: int, scope: Scope | None) -> list[tuple[Passage, float]]:
        """What a search finds, made again if the index changed under it: then its keys may name what is no more."""
        found: list[tuple[Passage, float]] = []
        for attempt in range(_ATTEMPTS):
            generation = self.see_changes()
            doc_ids = self._doc_ids(scope)
            if doc_ids == [] or self.catalog.passage_count() == 0:
                return []
            try:
                with guarded(self.folder):
                    found = self._current(search(doc_ids))[:k]
            except IndexDamagedError:
                if attempt + 1 == _ATTEMPTS or self._is_in_use(self.folder):
                    raise
                continue  # built anew under this search
            if self.catalog.generation == generation:
                break
        return found

    def _is_in_use(self, folder: Path) -> bool:
        return self._pinned or folder == index_folder(self._settings)

    def note_absent(self, titles: Mapping[str, str]) -> None:
        """Notes the originals that the list of sources names and the library lacks: source id -> title."""
        self.catalog.set_meta("absent", json.dumps(dict(titles), ensure_ascii=False))

    def absent(self) -> dict[str, str]:
        """The originals that were not to be had when the index was last brought in line: source id -> title."""
        told: dict[str, str] = json.loads(self.catalog.meta("absent") or "{}")
        return told

    def cards(self, scope: Scope | None = None) -> tuple[DocumentCard, ...]:
        """The documents in scope."""
        self.see_changes()
        return self.catalog.cards(scope)

    def document(self, doc_id: str) -> SourceDocument | None:
        """A document with its stored text, or None if the index has no such document."""
        return self.catalog.document(doc_id)

    @property
    def lexical(self) -> LexicalIndex:
        """The Tantivy side, opened at first use."""
        with self._opening:
            if self._lexical is None:
                with guarded(self.folder):
                    self._lexical = LexicalIndex(self.folder / "lexical")
            return self._lexical

    @property
    def vectors(self) -> VectorIndex:
        """The Chroma side, opened at first use."""
        with self._opening:
            if self._vectors is None:
                with guarded(self.folder):
                    self._vectors = VectorIndex(self._settings, self.folder / "chroma", self.embedder)
            return self._vectors

    @property
    def embeddings(self) -> EmbeddingStore:
        """The store of vectors by text, which outlives the index."""
        with self._opening:
            if self._embeddings is None:
                self._embeddings = EmbeddingStore(self._settings.data / "embeddings.sqlite", self.embedder.fingerprint)
            return self._embeddings

    def see_changes(self) -> int:
        """Looks whether the index was built anew or another one wrote, and opens again what has to be.

        Returns the generation that is seen from here on.
        """
        with self._opening:
            folder = self.folder if self._pinned else index_folder(self._settings)
            if folder != self.folder and (folder / "catalog.sqlite").is_file():
                self._open_at(folder)
            generation, writer = self.catalog.generation, self.catalog.meta("writer")
            if self._generation not in (-1, generation) and writer != self.catalog.writer and self._vectors is not None:
                # Chroma keeps what it read; what another one wrote it sees only when it is opened again.
                self._vectors = None
            self._generation = generation
            return generation

    def _current(self, scored: Sequence[tuple[PassageKey, float]]) -> list[tuple[Passage, float]]:
        passages = self.catalog.passages(key for key, _ in scored)
        return [(passages[key], score) for key, score in scored if key in passages]

    def _doc_ids(self, scope: Scope | None) -> list[str] | None:
        if scope is None or scope.is_everything:
            return None
        return [card.doc_id for card in self.catalog.cards(scope)]
