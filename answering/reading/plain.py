"""The plain reader and checker: similarity and shared words. They rank sentences, but they cannot tell a refusal.

They serve where the trained model is absent; the answer says so by the reader's skill.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from answering.language.facts import missing_facts
from answering.protocols import Readable, Reading, Skill, Support
from core.text import Span, content_words, words

_SIMILARITY_SHARE = 0.6


class Vectors(Protocol):
    """What the plain scorers need of an embedding model: unit-length vectors."""

    def embed_query(self, text: str) -> list[float]: ...
    def embed_queries(self, texts: Sequence[str]) -> list[list[float]]: ...


class PlainReader:
    """Scores a sentence by its cosine similarity to the question and by the question's words that it holds."""

    name = "plain"
    skill = Skill.PLAIN

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors

    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        """One reading a passage; the answering words are the best sentence, whole."""
        sentences = [passage.text[start:end] for passage in passages for start, end in passage.sentences]
        if not sentences:
            return [_nothing_found() for _ in passages]
        query = self._vectors.embed_query(question)
        scores = iter(
            _blend(_dot(query, vector), _share_held(question, (sentence,)))
            for sentence, vector in zip(sentences, self._vectors.embed_queries(sentences), strict=True)
        )
        return [_reading(passage.sentences, [next(scores) for _ in passage.sentences]) for passage in passages]

    def read_closely(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        """The same: it has one way to read."""
        return self.read(question, passages)


class PlainChecker:
    """Holds a claim against evidence by similarity, shared words, and the figures, dates and names it must repeat."""

    name = "plain"

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors

    def check(self, claim: str, evidence: Sequence[str]) -> Support:
        """Full support for words that stand in the evidence; little where a figure, date or name is missing."""
        joined = " ".join(evidence)
        if not words(joined) or not words(claim):
            return Support(supported=0.0, contradicted=0.0)
        if " ".join(words(claim)) in " ".join(words(joined)):
            return Support(supported=1.0, contradicted=0.0)
        query = self._vectors.embed_query(claim)
        near = max(_dot(query, vector) for vector in self._vectors.embed_queries([*evidence, joined]))
        score = _blend(near, _share_held(claim, evidence))
        if missing_facts(claim, joined):
            return Support(supported=0.25 * score, contradicted=0.5 * score)
        return Support(supported=score, contradicted=0.0)


def _reading(sentences: Sequence[Span], scores: Sequence[float]) -> Reading:
    if not scores:
        return _nothing_found()
    best = max(range(len(scores)), key=scores.__getitem__)
    start, end = sentences[best]
    return Reading(answerable=scores[best], start=start, end=end, sentence_scores=tuple(scores))


def _nothing_found() -> Reading:
    return Reading(answerable=0.0, start=0, end=0, sentence_scores=())


def _share_held(question: str, sentences: Iterable[str]) -> float:
    wanted = set(content_words(question))
    held = {word for sentence in sentences for word in content_words(sentence)}
    return len(wanted & held) / len(wanted) if wanted else 0.0


def _blend(similarity: float, share: float) -> float:
    return min(1.0, max(0.0, _SIMILARITY_SHARE * similarity + (1.0 - _SIMILARITY_SHARE) * share))


def _dot(left: Sequence[float], right: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(left, right, strict=True))
