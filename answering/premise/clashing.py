"""What it is for a sentence to clash with a question: the kinds, the words, and the two texts side by side."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

Stems = Callable[[str], frozenset[str]]


class Clash(StrEnum):
    """What kind of part of the premise is otherwise."""

    OPPOSITE = "opposite"
    DENIED = "denied"
    AFFIRMED = "affirmed"
    FIGURE = "figure"
    SHARE = "share"
    YEAR = "year"
    PLACE = "place"
    HOLDER = "holder"
    TREND = "trend"
    INSTEAD = "alternative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clashing:
    """The clashing words, plain: of the question, and of the sentence.

    `happens` where they tell what happens, not what something is like; `in_time` where both may be true at different
    times.
    """

    clash: Clash
    asked: str
    said: str
    happens: bool = False
    in_time: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A question and a sentence in one language, with how to stem its words."""

    question: str
    sentence: str
    language: str
    stems: Stems

    def share(self, one: str, other: str) -> bool:
        """Whether two pieces of text have a meaningful word in common."""
        return bool(self.stems(one) & self.stems(other))
