"""Where a sentence says otherwise than a question assumes: the opposite word, a denial, another figure, date or name.

Each rule compares two texts in one language and gives the words of the question and of the sentence that clash.
Whether the two speak of the same thing is for the caller to see.
"""

from collections.abc import Iterator

from answering.language.opposites import denied_spans, plain, stances
from answering.premise.clash_figures import figure, share, year
from answering.premise.clash_names import holder, name
from answering.premise.clash_order import goal, than, trend, turn
from answering.premise.clash_words import (
    NO,
    absent,
    denied_here,
    denied_there,
    denied_words,
    instead,
    opposite,
    prefixed,
    role,
    swap,
    without,
)
from answering.premise.clashing import Clash, Clashing, Pair

_RULES = (
    opposite, prefixed, denied_there, denied_here, figure, share, trend, turn, than, goal, instead, year, name, holder,
    role, swap, absent,
)  # fmt: skip


def clashes(pair: Pair) -> Iterator[Clashing]:
    """Every clash of the two, the plainest kinds first."""
    for rule in _RULES:
        yield from rule(pair)


def supports(pair: Pair, clashing: Clashing) -> bool:
    """Whether a sentence says what the question assumes, as far as the clashing words go."""
    told = plain(pair.sentence)
    if clashing.clash is Clash.OPPOSITE:
        mine = {(s.pair, s.side) for s in stances(plain(pair.question), pair.language) if s.words == clashing.asked}
        return any((s.pair, s.side) in mine for s in stances(told, pair.language, {number for number, _ in mine}))
    if clashing.clash is Clash.AFFIRMED:
        return clashing.asked.removeprefix(NO) in denied_words(told, pair.sentence)
    if clashing.clash in (Clash.TREND, Clash.SHARE, Clash.ABSENT):
        return False
    return pair.stems(clashing.asked) <= pair.stems(without(told, denied_spans(told)))
