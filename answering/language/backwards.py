"""English questions as Spanish words to search with: the lexicon read the other way round."""

import re
from collections.abc import Iterator
from functools import lru_cache

from answering.language.lexicon.english import Form, inflect, pluralise
from answering.language.lexicon.tables import rows
from answering.language.lexicon.words import Part
from core.text import STOPWORDS, fold

_LONGEST_PHRASE = 3  # English words
_MOST_SENSES = 3  # Spanish words to one of English
_TOKEN = re.compile(r"\w+(?:[.,’'-]\w+)*")
_VERB_FORMS = (Form.BASE, Form.PRESENT, Form.PAST, Form.PARTICIPLE, Form.GERUND)
_SEARCHED = (Part.NOUN, Part.ADJECTIVE, Part.VERB, Part.ADVERB, Part.NAME)


def to_spanish_words(question: str) -> str:
    """All Spanish words that the words of a question may stand for, in their order; what has none stays as it is.

    The words make no sentence. Words without meaning of their own are left out.
    """
    tokens = [re.sub(r"['’]s$", "", token) for token in _TOKEN.findall(question)]
    return " ".join(word for words in _found([fold(token) for token in tokens], tokens) for word in words)


def _found(folded: list[str], tokens: list[str]) -> Iterator[tuple[str, ...]]:
    at = 0
    while at < len(tokens):
        for length in range(min(_LONGEST_PHRASE, len(tokens) - at), 0, -1):
            spanish = _spanish().get(" ".join(folded[at : at + length]))
            if spanish and (length > 1 or folded[at] not in STOPWORDS):
                yield spanish
                break
        else:
            if folded[at] not in STOPWORDS:
                yield (tokens[at],)
        at += length


@lru_cache(maxsize=1)
def _spanish() -> dict[str, tuple[str, ...]]:
    """English words and phrases in all their forms -> Spanish."""
    found: dict[str, list[str]] = {}
    for spanish, part, english in rows("es_en.tsv"):
        if Part(part) in _SEARCHED:
            for form in _forms(english, Part(part)):
                senses = found.setdefault(fold(form), [])
                if spanish not in senses and len(senses) < _MOST_SENSES:
                    senses.append(spanish)
    return {form: tuple(senses) for form, senses in found.items()}


def _forms(english: str, part: Part) -> Iterator[str]:
    if part is Part.VERB:
        yield from (inflect(english, form) for form in _VERB_FORMS)
        return
    yield english
    if part is Part.NOUN and not english.endswith("s"):
        yield pluralise(english)
