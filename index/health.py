"""Whether catalogue, Chroma and Tantivy agree, and what to do where they do not."""

import random
from dataclasses import dataclass

from core.errors import IndexDamagedError
from index.catalog import PassageKey
from index.guard import guarded
from index.staged import embedded_text
from index.store import PassageIndex

_ALL_AT_ONCE = 2000
_SAMPLE = 50
_NEAREST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """Keys that one side has and another lacks. `unreachable` are vectors that are stored, but that a search misses."""

    litter: frozenset[PassageKey]
    without_vector: frozenset[PassageKey]
    without_words: frozenset[PassageKey]
    unreachable: int

    @property
    def healthy(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.litter or self.without_vector or self.without_words or self.unreachable)


def looks_healthy(index: PassageIndex) -> bool:
    """A quick look: both indexes open, and hold as many passages as the catalogue."""
    with guarded(index.folder):
        count = index.catalog.passage_count()
        return index.vectors.count() == count and index.lexical.count() == count


def examine(index: PassageIndex) -> Examination:
    """A close look at every key, and at a sample of vectors; raises `IndexDamagedError` where a side cannot be read."""
    with guarded(index.folder):
        current = index.catalog.passage_keys()
        vectors, words = index.vectors.keys(), index.lexical.keys()
        unreachable = _unreachable(index, sorted(vectors & current))
    return Examination(
        litter=frozenset((vectors | words) - current),
        without_vector=frozenset(current - vectors),
        without_words=frozenset(current - words),
        unreachable=unreachable,
    )


def mend(index: PassageIndex, found: Examination) -> None:
    """Puts right what an examination found; raises `IndexDamagedError` where only building anew helps."""
    if found.unreachable:
        raise IndexDamagedError(index.folder, f"{found.unreachable} stored vectors are not found by a search")
    index.discard(set(found.litter))
    if found.without_vector:
        missing = sorted(found.without_vector)
        passages = index.catalog.passages(missing)
        index.vectors.add(missing, index.embed([embedded_text(passages[key]) for key in missing]))
    if found.without_words:
        index.rewrite_words()


def _unreachable(index: PassageIndex, keys: list[PassageKey]) -> int:
    """How many of these, or of a sample of them, a search for their own vectors does not find."""
    if not keys:
        return 0
    if len(keys) <= _ALL_AT_ONCE:
        (vector,) = index.vectors.vectors(keys[:1]).values()
        return len(set(keys) - {key for key, _ in index.vectors.nearest(vector, index.vectors.count())})
    sample = random.Random(0).sample(keys, _SAMPLE)
    stored = index.vectors.vectors(sample)
    return sum(_is_lost(index, key, stored[key]) for key in sample)


def _is_lost(index: PassageIndex, key: PassageKey, vector: object) -> bool:
    """Whether neither the key nor another one with the same vector comes back."""
    found = index.vectors.nearest(vector, _NEAREST)
    return key not in {one for one, _ in found} and not any(score > 0.9999 for _, score in found)
