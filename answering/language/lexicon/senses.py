"""Words of two meanings: the rarer one where the question speaks of its field ("partido": party, but game)."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from answering.language.lexicon.english import pluralise
from answering.language.lexicon.tables import rows
from answering.language.lexicon.words import Part, Word, fold


def in_their_field(words: Sequence[Word]) -> list[Word]:
    """The words of a question, each noun in the meaning that the other words call for."""
    lemmas = {fold(word.spanish) for word in words}
    return [_in_field(word, lemmas) for word in words]


def _in_field(word: Word, lemmas: set[str]) -> Word:
    english, cues = _senses().get(fold(word.spanish), ("", frozenset()))
    if word.part is not Part.NOUN or not english or not cues & lemmas:
        return word
    return replace(word, english=pluralise(english) if word.plural else english, base=english)


@lru_cache(maxsize=1)
def _senses() -> dict[str, tuple[str, frozenset[str]]]:
    return {
        fold(spanish): (english, frozenset(map(fold, cues.split()))) for spanish, english, cues in rows("senses.tsv")
    }
