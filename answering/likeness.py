"""How near sentences lie to a question: cosines of their vectors, each sentence embedded once and kept."""

import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.embed import Embedder

Vector = npt.NDArray[np.float32]
_KEPT = 20_000  # sentences, 1.5 kB each


class Likeness:
    """Cosines against a question. Thread-safe; the sentences that were not asked for longest are forgotten."""

    def __init__(self, embedder: Embedder, kept: int = _KEPT) -> None:
        self._embedder = embedder
        self._most = kept
        self._kept: OrderedDict[str, Vector] = OrderedDict()
        self._lock = threading.Lock()

    def cosines(self, question: str, sentences: Sequence[str]) -> list[float]:
        """The cosine of each sentence with the question."""
        if not sentences:
            return []
        query, *vectors = self._vectors((question, *sentences))
        return [float(cosine) for cosine in np.stack(vectors) @ query]

    def _vectors(self, texts: Sequence[str]) -> list[Vector]:
        with self._lock:
            known = {text: self._kept[text] for text in texts if text in self._kept}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            made = np.asarray(self._embedder.embed_queries(new), dtype=np.float32)
            known.update(zip(new, made, strict=True))
        with self._lock:
            for text in texts:
                self._kept[text] = known[text]
                self._kept.move_to_end(text)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return [known[text] for text in texts]
