"""What can be seen beside the network: does the passage name what the question names, and is the answer of its sort.

A small logistic combination of these with the network's logits gives the calibrated probability of an answer.
"""

import math
import re
from collections.abc import Mapping, Sequence

import numpy as np

from answering.language.facts import names_in
from answering.language.figures import dates_in, figures_in
from answering.reading.network import Look
from core.text import Span, content_words, fold, words

FEATURES = (
    "answerable",
    "margin",
    "spread",
    "words_held",
    "names_missing",
    "times_missing",
    "sort_differs",
    "sort_fits",
)
LONGEST_ANSWER = 30  # tokens
_ASKS_WHEN = re.compile(
    r"\b(?:when|what (?:year|date|day|month|century|time)|which year|cuando|que (?:ano|fecha|dia))\b"
)
_ASKS_HOW_MANY = re.compile(
    r"\b(?:how (?:many|much|old|long|far|large|big|tall|often)|what (?:number|percentage|percent|share|amount)"
    r"|(?:rate|number|percentage) of|cuant[oa]s?|que porcentaje)\b"
)
_ASKS_WHO = re.compile(r"\b(?:who|whom|whose|quien|quienes)\b")
_ASKS_WHERE = re.compile(r"\b(?:where|what (?:country|city|state|place|town)|which (?:country|city|state)|donde)\b")


def features(question: str, heading: str, text: str, look: Look) -> list[float]:
    """The values of `FEATURES`, in their order."""
    known = set(words(f"{heading} {text}"))
    stems = {_stem(word) for word in known}
    wanted = content_words(question)
    span, score, second = best_span(look)
    fits = fits_the_question(question, text, span)
    return [
        look.answerable,
        _bounded((score - look.nowhere) / 2),
        _bounded(score - second),
        sum(_stem(word) in stems for word in wanted) / max(len(wanted), 1),
        float(any(_stem(word) not in stems for name in names_in(question) for word in content_words(name))),
        float(bool(_times(question) - _times(f"{heading} {text}"))),
        float(fits is False),
        float(fits is True),
    ]


def combined(values: Sequence[float], combination: Mapping[str, Sequence[float]]) -> float:
    """The probability that the fitted combination gives to these features."""
    weights, bias = combination["weights"], combination["bias"][0]
    return 1.0 / (1.0 + math.exp(-_bounded(bias + sum(w * v for w, v in zip(weights, values, strict=True)), 30.0)))


def best_span(look: Look) -> tuple[Span, float, float]:
    """Where the answer most likely stands, the sum of its logits, and that of the best that starts elsewhere."""
    count = len(look.tokens)
    if not count:
        return (0, 0), look.nowhere - 10.0, look.nowhere - 10.0
    sums = look.start[:, None] + look.end[None, :]
    length = np.arange(count)[None, :] - np.arange(count)[:, None]
    sums = np.where((length >= 0) & (length < LONGEST_ANSWER), sums, -np.inf)
    first, last = divmod(int(sums.argmax()), count)
    apart = np.abs(np.arange(count) - first) > 3
    second = float(sums[apart].max()) if apart.any() else look.nowhere
    return (look.tokens[first][0], look.tokens[last][1]), float(sums[first, last]), second


def fits_the_question(question: str, text: str, span: Span) -> bool | None:
    """Whether the answering words are of the sort that is asked for; None where the question leaves the sort open."""
    asked, answer = fold(question), text[slice(*span)]
    if _ASKS_WHEN.search(asked):
        return bool(dates_in(answer)) or any(char.isdigit() for char in answer) or "century" in answer
    if _ASKS_HOW_MANY.search(asked):
        return bool(figures_in(answer)) or any(char.isdigit() for char in answer)
    if _ASKS_WHO.search(asked) or _ASKS_WHERE.search(asked):
        return any(char.isupper() for char in answer)
    return None


def _times(text: str) -> set[tuple[str | int, ...]]:
    return {part for date in dates_in(text) for part in date.parts}


def _stem(word: str) -> str:
    return word[:5] if word.isalpha() else word


def _bounded(value: float, limit: float = 12.0) -> float:
    return max(-limit, min(limit, value))
