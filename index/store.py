"""The passage index: Chroma for vectors, Tantivy for words, the catalogue for what is true.

The only file that names chromadb or LangChain's `Document`.
"""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlparse

from core.errors import IndexMissingError
from core.records import DocumentCard, Passage, Scope, SourceDocument
from core.settings import Settings
from index.catalog import Catalog, PassageKey
from index.embed import Embedder, make_embedder
from index.lexical import LexicalIndex
from index.manifest import IndexManifest

if TYPE_CHECKING:
    from langchain_chroma import Chroma

COLLECTION = "passages"
_CHROMA_BATCH = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A document on its way in: the file it came from, itself and the passages that tile it."""

    path: str
    document: SourceDocument
    passages: tuple[Passage, ...]

    @property
    def version(self) -> str:
        """Names this content under this id; differs when text, title or metadata do."""
        import hashlib

        told = repr((self.document.checksum, self.document.title, self.document.metadata, len(self.passages)))
        return hashlib.sha256(told.encode()).hexdigest()[:12]


class PassageIndex:
    """Adds and removes documents, and finds passages by vector or by words."""

    def __init__(self, settings: Settings, embedder: Embedder | None = None) -> None:
        self.folder = index_folder(settings)
        self.embedder: Embedder = embedder or make_embedder(settings)
        self._settings = settings
        self.catalog = Catalog(self.folder / "catalog.sqlite")
        self._lexical: LexicalIndex | None = None
        self._vectors: Chroma | None = None
        self._generation = -1

    @classmethod
    def open(cls, settings: Settings, embedder: Embedder | None = None) -> "PassageIndex":
        """The index for reading; raises where there is none, or it was built with other settings."""
        if not (index_folder(settings) / "catalog.sqlite").is_file():
            raise IndexMissingError(index_folder(settings))
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
        self.catalog.close()
        self._vectors = self._lexical = None

    # Writing

    def add(self, batch: Sequence[Staged]) -> None:
        """Makes these the current versions of their documents: staged beside the old ones, shown in one step."""
        before = self.catalog.versions()
        replaced = [(s.document.doc_id, before[s.document.doc_id]) for s in batch if s.document.doc_id in before]
        replaced = [(doc_id, version) for doc_id, version in replaced if (doc_id, version) not in _named(batch)]
        self._stage(batch)
        with self.catalog.transaction() as db:
            for staged in batch:
                self.catalog.put(db, staged.path, staged.version, staged.document, staged.passages)
        self._discard(replaced)

    def remove(self, doc_ids: Sequence[str]) -> None:
        """Takes documents out: gone for every reader at once, then swept from both indexes."""
        before = self.catalog.versions()
        gone = [(doc_id, before[doc_id]) for doc_id in doc_ids if doc_id in before]
        with self.catalog.transaction() as db:
            for doc_id, _ in gone:
                self.catalog.drop(db, doc_id)
        self._discard(gone)

    def sweep(self) -> int:
        """Removes what a killed run left in either index without a place in the catalogue; returns how many passages."""
        current = self.catalog.passage_keys()
        litter = (self.vector_keys() | self.lexical.keys()) - current
        self._discard(sorted({(doc_id, version) for doc_id, version, _ in litter}))
        return len(litter)

    def _stage(self, batch: Sequence[Staged]) -> None:
        from langchain_core.documents import Document

        keys = [(s.document.doc_id, s.version, n) for s in batch for n in range(len(s.passages))]
        rows = [(s, p) for s in batch for p in s.passages]
        texts = [embedded_text(p) for _, p in rows]
        for at in range(0, len(rows), _CHROMA_BATCH):
            part = slice(at, at + _CHROMA_BATCH)
            self.vectors.add_documents(
                [
                    Document(page_content=text, metadata={"doc_id": s.document.doc_id, "version": s.version})
                    for text, (s, _) in zip(texts[part], rows[part], strict=True)
                ],
                ids=[_chroma_id(key) for key in keys[part]],
            )
        languages = [s.document.metadata.language for s, _ in rows]
        self.lexical.remove(sorted(_named(batch)))
        self.lexical.add(zip(keys, texts, languages, strict=True))

    def _discard(self, documents: Sequence[tuple[str, str]]) -> None:
        if not documents:
            return
        for doc_id, version in documents:
            self.vectors.delete(where={"$and": [{"doc_id": doc_id}, {"version": version}]})
        self.lexical.remove(documents)

    # Reading

    def search_vectors(self, query: str, k: int, scope: Scope | None = None) -> list[tuple[Passage, float]]:
        """The k passages whose vectors lie nearest, with their cosine similarity (1 is the same direction)."""
        self._see_changes()
        doc_ids = self._doc_ids(scope)
        if doc_ids == [] or self.catalog.passage_count() == 0:
            return []
        where = {"doc_id": {"$in": doc_ids}} if doc_ids is not None else None
        found = self.vectors.similarity_search_with_score(query, k=k + self._stale_allowance(), filter=where)
        # Chroma reports a distance; from here on a higher score is better.
        scored = [(_key(document.id or ""), 1.0 - distance) for document, distance in found]
        return self._current(scored)[:k]

    def search_words(self, query: str, k: int, scope: Scope | None = None) -> list[tuple[Passage, float]]:
        """The k passages with the best BM25 score, which is above zero and has no upper bound."""
        doc_ids = self._doc_ids(scope)
        if doc_ids == []:
            return []
        return self._current(self.lexical.search(query, k + self._stale_allowance(), doc_ids))[:k]

    def cards(self, scope: Scope | None = None) -> tuple[DocumentCard, ...]:
        """The documents in scope."""
        return self.catalog.cards(scope)

    def document(self, doc_id: str) -> SourceDocument | None:
        """A document with its stored text, or None if the index has no such document."""
        return self.catalog.document(doc_id)

    def vector_keys(self) -> set[PassageKey]:
        """Every key in Chroma, stale ones included."""
        return {_key(id_) for id_ in self.vectors.get(include=[])["ids"]}

    @property
    def lexical(self) -> LexicalIndex:
        """The Tantivy side, opened at first use."""
        if self._lexical is None:
            self._lexical = LexicalIndex(self.folder / "lexical")
        return self._lexical

    @property
    def vectors(self) -> "Chroma":
        """The Chroma side, opened at first use."""
        if self._vectors is None:
            self._vectors = _open_chroma(self._settings, self.folder / "chroma", self.embedder)
        return self._vectors

    def _current(self, scored: Sequence[tuple[PassageKey, float]]) -> list[tuple[Passage, float]]:
        passages = self.catalog.passages(key for key, _ in scored)
        return [(passages[key], score) for key, score in scored if key in passages]

    def _doc_ids(self, scope: Scope | None) -> list[str] | None:
        if scope is None or scope.is_everything:
            return None
        return [card.doc_id for card in self.catalog.cards(scope)]

    def _stale_allowance(self) -> int:
        """Room for hits of a version that is being replaced at this moment."""
        return 20

    def _see_changes(self) -> None:
        """Another process may have written: Chroma keeps what it read, so it is opened again."""
        generation = self.catalog.generation
        if self._generation not in (-1, generation) and self._vectors is not None and not self._settings.chroma_url:
            _forget_chroma()
            self._vectors = None
        self._generation = generation


def index_folder(settings: Settings) -> Path:
    """Where the index lies."""
    return settings.data / "index"


def delete_index(settings: Settings) -> None:
    """Throws the index away. The documents and the store of embeddings stay."""
    _forget_chroma()
    shutil.rmtree(index_folder(settings), ignore_errors=True)


def embedded_text(passage: Passage) -> str:
    """What is embedded and searched: the passage under its title and headings, which are not part of its text."""
    return "\n".join(filter(None, (passage.title, " > ".join(passage.heading_path), passage.text.strip())))


def _named(batch: Sequence[Staged]) -> set[tuple[str, str]]:
    return {(staged.document.doc_id, staged.version) for staged in batch}


def _chroma_id(key: PassageKey) -> str:
    doc_id, version, number = key
    return f"{doc_id}#{number:03d}@{version}"


def _key(chroma_id: str) -> PassageKey:
    name, version = chroma_id.rsplit("@", 1)
    doc_id, number = name.rsplit("#", 1)
    return doc_id, version, int(number)


def _open_chroma(settings: Settings, folder: Path, embedder: Embedder) -> "Chroma":
    os.environ["ANONYMIZED_TELEMETRY"] = "False"  # Chroma calls home unless told not to
    import chromadb
    from chromadb.config import Settings as ChromaSettings
    from langchain_chroma import Chroma

    quiet = ChromaSettings(anonymized_telemetry=False)
    if settings.chroma_url:
        url = urlparse(settings.chroma_url)
        port = url.port or (443 if url.scheme == "https" else 80)
        client = chromadb.HttpClient(
            host=url.hostname or "localhost", port=port, ssl=url.scheme == "https", settings=quiet
        )
    else:
        folder.mkdir(parents=True, exist_ok=True)
        client = chromadb.PersistentClient(path=str(folder), settings=quiet)
    return Chroma(
        client=client,
        collection_name=COLLECTION,
        embedding_function=embedder,  # type: ignore[arg-type]
        collection_configuration={"hnsw": {"space": "cosine"}},
    )


def _forget_chroma() -> None:
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()
