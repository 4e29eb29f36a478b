"""A short phrase that names a place in a document: what gold quotes are made of."""

import re

from core.text import Span, split_sentences
from evals.match import find_words, tokens
from evals.questions import MOST_PHRASE_WORDS

_WORD = re.compile(r"\S+")


def distinctive_phrase(text: str, place: Span, *, most: int = MOST_PHRASE_WORDS) -> str:
    """At most `most` words of the sentence around a place, which occur nowhere else in the text where that can be.

    The words at the place come first; the window grows outwards, to the right before to the left, until it is unique.
    """
    start, end = _sentence(text, place)
    words = [(start + found.start(), start + found.end()) for found in _WORD.finditer(text[start:end])]
    at = [number for number, span in enumerate(words) if span[0] < place[1] and place[0] < span[1]]
    if not at:
        return ""
    first, last = at[0], min(at[-1], at[0] + most - 1)
    while last - first + 1 < most and not _is_unique(text, text[words[first][0] : words[last][1]]):
        if last + 1 < len(words):
            last += 1
        elif first > 0:
            first -= 1
        else:
            break
    return text[words[first][0] : words[last][1]]


def _is_unique(text: str, phrase: str) -> bool:
    return len(find_words(tokens(text), tokens(phrase))) == 1


def _sentence(text: str, place: Span) -> Span:
    touched = (span for span in split_sentences(text) if span[0] < place[1] and place[0] < span[1])
    return next(touched, place)
