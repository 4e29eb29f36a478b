"""What it is for a sentence to clash with a question: the kinds, the words, and the two texts side by side."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from answering.language import phrases

YEAR = re.compile(rf"\b{phrases.YEAR}\b")
Stems = Callable[[str], frozenset[str]]


class Clash(StrEnum):
    """What kind of part of the premise is otherwise."""

    OPPOSITE = "opposite"
    DENIED = "denied"
    AFFIRMED = "affirmed"
    FIGURE = "figure"
    SHARE = "share"
    YEAR = "year"
    NAME = "name"
    HOLDER = "holder"
    TREND = "trend"
    INSTEAD = "instead"
    ROLE = "role"
    SWAP = "swap"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clashing:
    """The clashing words, plain: of the question, and of the sentence.

    `close` where both stand in the same place of what is told: beside the same words, before the same head, of the same
    thing counted.
    """

    clash: Clash
    asked: str
    said: str
    close: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A question and a sentence in one language, with how to stem its words; `whole` has its brackets too."""

    question: str
    sentence: str
    whole: str
    language: str
    stems: Stems

    def share(self, one: str, other: str) -> bool:
        """Whether two pieces of text have a meaningful word in common."""
        return bool(self.stems(one) & self.stems(other))
