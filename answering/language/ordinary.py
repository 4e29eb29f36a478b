"""Whether a word is an ordinary one of English or Spanish, as against a name that opens a line; and whether a noun."""

from collections.abc import Container
from functools import lru_cache

from answering.language.lexicon.tables import rows
from core.text import fold

_SINGULARS = (("ies", "y"), ("es", ""), ("s", ""), ("men", "man"), ("ren", ""))


def is_ordinary(word: str) -> bool:
    """Whether the lexicon has a word, or what it may be the plural of."""
    return _has(_words(), word)


def is_noun(word: str) -> bool:
    """Whether the lexicon has an English word as a noun, or what it may be the plural of."""
    return _has(_nouns(), word)


def _has(words: Container[str], word: str) -> bool:
    lower = fold(word)
    forms = (lower, *(lower.removesuffix(end) + one for end, one in _SINGULARS if lower.endswith(end)))
    return any(form in words for form in forms)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    told = (text for spanish, _, english in rows("es_en.tsv") for text in (spanish, english) if text.islower())
    return frozenset(word for text in told for word in fold(text).split())


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    return frozenset(fold(english) for _, part, english in rows("es_en.tsv") if part == "noun")
