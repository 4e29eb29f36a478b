"""Those who are compared: the trained model, its full-precision twin, the plain scorers, cosine and BM25 alone."""

import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from answering.protocols import Checker, PassageReader, Readable, Reading
from answering.reading.checker import TrainedChecker
from answering.reading.deep import DEEP, Built, deep_network
from answering.reading.network import MODELS, EvidenceNetwork, Look
from answering.reading.plain import PlainChecker, PlainReader, Vectors
from answering.reading.reader import TrainedReader
from core.settings import Settings
from core.text import content_words
from index.embed import make_embedder


class Scorer(NamedTuple):
    """A reader, and the checker that goes with it where there is one."""

    name: str
    reader: PassageReader
    checker: Checker | None


class Remembering(EvidenceNetwork):
    """A network, perhaps of other weights, that looks at each pair once."""

    def __init__(self, *, weights: Path | None = None) -> None:
        super().__init__(MODELS)
        self._weights = weights
        self._seen: dict[tuple[str, str, str], Look] = {}

    def look(self, first: str, second: str, heading: str = "") -> Look:
        """The network's view of one pair."""
        key = (first, second, heading)
        if key not in self._seen:
            self._seen[key] = super().look(first, second, heading)
        return self._seen[key]

    def verified(self, name: str) -> Path:
        if self._weights is not None and name.endswith(".onnx"):
            return self._weights  # made on this machine by `python -m training.export`
        return super().verified(name)


class NetworkAlone:
    """A network without the features beside it."""

    name = "network alone"

    def __init__(self, network: EvidenceNetwork) -> None:
        self._network = network

    @property
    def manifest(self) -> dict[str, Any]:
        """The network's own, with a combination that heeds its logit only."""
        others = len(self._network.manifest["answerable"]["weights"]) - 1
        return {**self._network.manifest, "answerable": {"weights": [1.0, *[0.0] * others], "bias": [0.0]}}

    def look(self, first: str, second: str, heading: str = "") -> Look:
        """The network's view of one pair."""
        return self._network.look(first, second, heading)


class CosineReader:
    """Similarity alone."""

    name = "cosine"

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors

    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        """The best sentence of each passage by cosine."""
        query = self._vectors.embed_query(question)
        return [_best(p, [_dot(query, v) for v in self._vectors.embed_queries(_texts(p))]) for p in passages]


class BM25Reader:
    """Shared words alone: BM25 of the sentences of each passage, which are their own collection."""

    name = "bm25"

    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        """The best sentence of each passage by BM25 (k1 1.2, b 0.75)."""
        return [_best(p, _bm25(question, _texts(p))) for p in passages]


def scorers(settings: Settings, full: Path) -> list[Scorer]:
    """All that can be compared here; the full-precision twin only where it was exported."""
    vectors = make_embedder(settings)
    small = Remembering()
    made = [
        Scorer("trained, 8 bits", TrainedReader(small, threads=settings.threads), TrainedChecker(small)),
        Scorer("network alone", TrainedReader(NetworkAlone(small), threads=settings.threads), None),
        Scorer("plain", PlainReader(vectors), PlainChecker(vectors)),
        Scorer("cosine", CosineReader(vectors), None),
        Scorer("BM25", BM25Reader(), None),
    ]
    if Built(DEEP).is_current():
        made.insert(0, Scorer("deep, 8 bits", TrainedReader(deep_network(DEEP), threads=settings.threads), None))
    if full.is_file():
        twin = Remembering(weights=full)
        made.insert(1, Scorer("trained, 32 bits", TrainedReader(twin, threads=settings.threads), TrainedChecker(twin)))
    return made


def _texts(passage: Readable) -> list[str]:
    return [passage.text[start:end] for start, end in passage.sentences]


def _best(passage: Readable, scores: Sequence[float]) -> Reading:
    if not scores:
        return Reading(answerable=0.0, start=0, end=0, sentence_scores=())
    start, end = passage.sentences[max(range(len(scores)), key=scores.__getitem__)]
    return Reading(answerable=max(scores), start=start, end=end, sentence_scores=tuple(scores))


def _bm25(question: str, sentences: Sequence[str]) -> list[float]:
    bags = [Counter(content_words(sentence)) for sentence in sentences]
    mean = sum(bag.total() for bag in bags) / max(len(bags), 1) or 1.0
    holding = Counter(word for bag in bags for word in bag)
    weight = {word: math.log(1 + (len(bags) - n + 0.5) / (n + 0.5)) for word, n in holding.items()}

    def score(bag: Counter[str]) -> float:
        norm = 1.2 * (0.25 + 0.75 * bag.total() / mean)
        return sum(weight[w] * bag[w] * 2.2 / (bag[w] + norm) for w in content_words(question) if w in bag)

    return [score(bag) for bag in bags]


def _dot(left: Sequence[float], right: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(left, right, strict=True))
