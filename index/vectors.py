"""Vectors of passages in Chroma, in cosine space. A key found here exists only if the catalogue says so.

Chroma holds the vector, the passage's name and the document's id to filter by. The words stay in the catalogue: Chroma
would build a third index of them, which takes longer than all the rest.
"""

import os
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlparse

from core.settings import Settings
from index.catalog import PassageKey
from index.embed import Embedder

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

    from index.embeddings import Vector

COLLECTION = "passages"
HNSW: dict[str, object] = {"space": "cosine"}
# Near the most that Chroma takes at once. It writes its graph anew in each call that brings a thousand changes.
_BATCH = 5000
# LangChain passes over what has no words; in one character Chroma finds nothing to index.
_NO_WORDS = "."
_OPENING = threading.Lock()


class VectorIndex:
    """The Chroma side of the index: LangChain's `Chroma` for queries, its client for writes of vectors made before."""

    def __init__(self, settings: Settings, folder: Path, embedder: Embedder) -> None:
        from langchain_chroma import Chroma

        with _OPENING:
            client = _open(settings, folder)
            self._chroma = Chroma(
                client=client,
                collection_name=COLLECTION,
                embedding_function=embedder,  # type: ignore[arg-type]
                collection_configuration={"hnsw": dict(HNSW)},
            )
            self._collection = client.get_collection(COLLECTION)
            _keep_to_oneself(client)

    def add(self, keys: Sequence[PassageKey], vectors: "Sequence[Vector]") -> None:
        """Adds or overwrites the vectors of these keys."""
        for at in range(0, len(keys), _BATCH):
            part = keys[at : at + _BATCH]
            self._collection.upsert(
                ids=[_chroma_id(key) for key in part],
                embeddings=list(vectors[at : at + _BATCH]),
                metadatas=[{"doc_id": doc_id} for doc_id, _, _ in part],
                documents=[_NO_WORDS] * len(part),
            )

    def remove(self, keys: Sequence[PassageKey]) -> None:
        """Takes these keys out; one that is not there is passed over."""
        for at in range(0, len(keys), _BATCH):
            self._collection.delete(ids=[_chroma_id(key) for key in keys[at : at + _BATCH]])

    def search(self, query: str, k: int, doc_ids: Sequence[str] | None) -> list[tuple[PassageKey, float]]:
        """The k nearest (key, cosine similarity) pairs, best first; `doc_ids` of None means all documents."""
        where = None if doc_ids is None else {"doc_id": {"$in": list(doc_ids)}}
        found = self._chroma.similarity_search_with_score(query, k=k, filter=where)  # type: ignore[arg-type]
        # Chroma reports a distance; from here on a higher score is better.
        return [(_key(document.id or ""), 1.0 - distance) for document, distance in found]

    def nearest(self, vector: object, k: int) -> list[tuple[PassageKey, float]]:
        """The k nearest (key, cosine similarity) pairs to a vector."""
        found = self._collection.query(query_embeddings=[vector], n_results=k, include=["distances"])
        distances = found["distances"] or [[]]
        return [(_key(id_), 1.0 - distance) for id_, distance in zip(found["ids"][0], distances[0], strict=True)]

    def count(self) -> int:
        """How many vectors there are, stale ones included."""
        return int(self._collection.count())

    def keys_of(self, doc_ids: Iterable[str]) -> set[PassageKey]:
        """The keys of these documents, stale ones included."""
        found = self._collection.get(where={"doc_id": {"$in": list(doc_ids)}}, include=[])
        return {_key(id_) for id_ in found["ids"]}

    def keys(self) -> set[PassageKey]:
        """Every key in Chroma, stale ones included."""
        return {_key(id_) for id_ in self._collection.get(include=[])["ids"]}

    def vectors(self, keys: Sequence[PassageKey]) -> "dict[PassageKey, Vector]":
        """The stored vectors of these keys."""
        found: dict[PassageKey, Vector] = {}
        for at in range(0, len(keys), _BATCH):
            part = self._collection.get(ids=[_chroma_id(key) for key in keys[at : at + _BATCH]], include=["embeddings"])
            rows = part["embeddings"]
            assert rows is not None
            found.update(zip(map(_key, part["ids"]), rows, strict=True))
        return found


def _chroma_id(key: PassageKey) -> str:
    doc_id, version, number = key
    return f"{doc_id}#{number:03d}@{version}"


def _key(chroma_id: str) -> PassageKey:
    name, version = chroma_id.rsplit("@", 1)
    doc_id, number = name.rsplit("#", 1)
    return doc_id, version, int(number)


def _open(settings: Settings, folder: Path) -> "ClientAPI":
    os.environ["ANONYMIZED_TELEMETRY"] = "False"  # Chroma calls home unless told not to
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    quiet = ChromaSettings(anonymized_telemetry=False)
    if not settings.chroma_url:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            return chromadb.PersistentClient(path=str(folder), settings=quiet)
        except BaseException:
            _take_out(str(folder))  # an engine that did not start would be given to the next one who opens the folder
            raise
    url = urlparse(settings.chroma_url)
    port = url.port or (443 if url.scheme == "https" else 80)
    return chromadb.HttpClient(host=url.hostname or "localhost", port=port, ssl=url.scheme == "https", settings=quiet)


def _keep_to_oneself(client: "ClientAPI") -> None:
    """Takes the client's engine out of Chroma's table of engines by folder.

    From there, everybody in this process would get the same engine with what it once read, and a new index could not
    see what another process has written since.
    """
    _take_out(client._identifier)


def _take_out(identifier: str) -> None:
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient._identifier_to_system.pop(identifier, None)
    SharedSystemClient._identifier_to_refcount.pop(identifier, None)
