"""Vectors by the hash of their texts, kept beside the index, so that a rebuild embeds nothing twice."""

import hashlib
import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.embed import Embedder

    Vector = NDArray[np.float32]

_AT_ONCE = 500
_EMBED_AT_ONCE = 64
Embedded = Callable[[int, int], None]


class EmbeddingStore:
    """Text -> vector of one embedding model. Holds no words, only their hashes; safe to delete at any time."""

    def __init__(self, path: Path, fingerprint: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._fingerprint = fingerprint.encode()
        self._lock = threading.Lock()
        self._db = sqlite3.connect(path, check_same_thread=False, timeout=30, isolation_level=None)
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = normal")
        # Rows lie beside the index of keys, not in it: keys are hashes, and would scatter the vectors over all pages.
        self._db.execute("create table if not exists vectors (key blob primary key, vector blob not null)")

    def get(self, texts: Sequence[str]) -> "dict[str, Vector]":
        """The vectors of those texts that are known."""
        import numpy as np

        by_key = {self._key(text): text for text in texts}
        keys = list(by_key)
        found: dict[str, Vector] = {}
        for at in range(0, len(keys), _AT_ONCE):
            part = keys[at : at + _AT_ONCE]
            marks = ", ".join("?" * len(part))
            with self._lock:
                rows = self._db.execute(f"select key, vector from vectors where key in ({marks})", part).fetchall()
            found.update((by_key[key], np.frombuffer(vector, dtype=np.float32)) for key, vector in rows)
        return found

    def put(self, vectors: "Iterable[tuple[str, Vector]]") -> None:
        """Keeps vectors of texts."""
        rows = [(self._key(text), vector.tobytes()) for text, vector in vectors]
        with self._lock:
            self._db.execute("begin")
            self._db.executemany("insert or replace into vectors values (?, ?)", rows)
            self._db.execute("commit")

    def forget(self, texts: Iterable[str]) -> None:
        """Drops the vectors of these texts."""
        keys = sorted((self._key(text),) for text in texts)  # in the order in which they lie
        with self._lock:
            self._db.execute("begin")
            self._db.executemany("delete from vectors where key = ?", keys)
            self._db.execute("commit")

    def close(self) -> None:
        """Gives the file back."""
        self._db.close()

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(self._fingerprint + b"\0" + text.encode("utf-8", "surrogatepass")).digest()[:20]


def embed_texts(
    texts: Sequence[str], embedder: "Embedder", store: EmbeddingStore, embedded: Embedded | None = None
) -> "list[Vector]":
    """One vector a text: from the store where the text is known, else from the model, longest texts first.

    `embedded` is called with (done, all) as it goes on, and may raise to stop it; what was made stays in the store.
    """
    import numpy as np

    known = store.get(texts)
    # Texts of one length side by side: a batch is as slow as its longest text.
    fresh = sorted({text for text in texts if text not in known}, key=lambda text: (-len(text), text))
    for at in range(0, len(fresh), _EMBED_AT_ONCE):
        if embedded is not None:
            embedded(len(texts) - len(fresh) + at, len(texts))
        part = fresh[at : at + _EMBED_AT_ONCE]
        made = np.asarray(embedder.embed_documents(part), dtype=np.float32)
        pairs = list(zip(part, made, strict=True))
        store.put(pairs)
        known.update(pairs)
    if embedded is not None:
        embedded(len(texts), len(texts))
    return [known[text] for text in texts]
