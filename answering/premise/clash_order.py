"""Two figures that stand the other way round than a question assumes: a rise that was a fall, more that was less."""

import re
from collections.abc import Callable, Iterator

from answering.language.figures import Figure, figures_in
from answering.language.names import find_names
from answering.language.opposites import Stance, plain, stances
from answering.premise.clash_figures import counted
from answering.premise.clashing import YEAR, Clash, Clashing, Pair
from core.text import fold

_RISE_OR_FALL, _REACHED_OR_MISSED = 4, 13  # the places of these pairs in the table
_FROM_TO = re.compile(r"\b(?:from|de) (?P<old>[\w.,]+(?: \w+)?) (?:to|a) (?P<new>[\w.,]*\w)")
_AGAINST = re.compile(
    r"\b(?P<new>[\d.,]*\d)(?: [\w%]+){0,4},? (?:against|compared with|contra|frente a) (?P<old>[\d.,]*\d)"
)
_PIECES = re.compile(r"[;:()]|, | (?:and|but|while|whereas|against|compared with|y|pero|mientras|frente a|contra) ")
_FIRST = re.compile(r"\b(?:first|preliminary|initial|initially|provisional|primer[oa]?s?|preliminar\w*|inicial\w*)\b")
_FINAL = re.compile(r"\b(?:final|finally|revis\w+|correct\w+|definitiv\w+|later|corrig\w+|correg\w+|despues)\b")
_THAN = re.compile(
    r"\b(?:(?P<more>more|higher|larger|bigger|greater|mas|mayor(?:es)?)|fewer|less|lower|smaller|menos|menor(?:es)?) "
    r"(?P<one>(?:[\w'-]+ ){0,6}?)(?:than|que|that(?= in [12])) (?P<other>[^?,;]+)"
)
_GOAL = re.compile(r"\b(?:goals?|targets?|metas?|objetivos?)\b")
_NOT_YET = re.compile(r"\b(?:new|next|nuev[oa]|proxim[oa])\b")
_LED = re.compile(r" (?:in|at|on|of|for|to|from|among|during|since|by|en|de|a|por|entre|durante|desde)\b")
_WORD = re.compile(r"\w+")
Place = Callable[[str], int]  # where a piece of a sentence speaks of something; below 0 where it does not


def trend(pair: Pair) -> Iterator[Clashing]:
    """A fall or a rise against the figures of two years, or of what was counted first and what in the end."""
    mine = _turned(pair)
    if mine is None:
        return
    if years := _years(pair):
        old, new = (_figure_of(_holding(pair.stems(year), pair), pair) for year in years)
    elif _FIRST.search(fold(pair.question)) or _FINAL.search(fold(pair.question)):
        old, new = (_figure_of(_only(*labels), pair) for labels in ((_FIRST, _FINAL), (_FINAL, _FIRST)))
    else:
        return
    if old and new and _is_more(new, old) is bool(mine.side):
        yield Clashing(clash=Clash.TREND, asked=mine.words, said=fold(new.words))


def turn(pair: Pair) -> Iterator[Clashing]:
    """A fall or a rise against the figures of a change: "from 40 to 55", "55, against 40 before"."""
    mine = _turned(pair)
    if mine is None:
        return
    for change in (*_FROM_TO.finditer(fold(pair.sentence)), *_AGAINST.finditer(fold(pair.sentence))):
        old, new = (figures_in(change[name]) for name in ("old", "new"))
        if old and new and (max(new[0].values) < max(old[0].values)) != bool(mine.side):
            yield Clashing(clash=Clash.TREND, asked=mine.words, said=change.group(), close=False)


def than(pair: Pair) -> Iterator[Clashing]:
    """More of one than of another against the figures of both: "more wolves than bears", "three wolves and nine bears".

    The two are named, or of two years, or what is counted.
    """
    compared = _THAN.search(fold(pair.question))
    if compared is None:
        return
    one, other = (_figure_of(_holding(stems, pair), pair) for stems in _both(compared, pair))
    if one and other and _is_more(one, other) is (not compared["more"]):
        yield Clashing(clash=Clash.TREND, asked=compared.group().strip(), said=fold(one.words))


def goal(pair: Pair) -> Iterator[Clashing]:
    """A goal that was passed or missed, against the figures: "550 boats, against a goal of 600 boats"."""
    asked = _GOAL.search(fold(pair.question))
    sides = {stance.side for stance in stances(plain(pair.question), pair.language, (_REACHED_OR_MISSED,))}
    aimed = _figure_of(_only(_GOAL, _NOT_YET), pair) if asked and len(sides) == 1 else None
    if asked is None or aimed is None:
        return
    things = counted(pair.sentence)
    head = next((head for head, *_, written in things if written == fold(aimed.words)), "")
    for other, values, _, written in things:
        is_passed = max(values) > max(aimed.values)
        if head and other == head and values != aimed.values and is_passed is bool(sides & {1}):
            yield Clashing(clash=Clash.TREND, asked=asked.group(), said=written)


def _turned(pair: Pair) -> Stance | None:
    """What a question says of a rise or a fall, where it says one of them and the sentence does not say so."""
    mine, theirs = (stances(plain(text), pair.language, (_RISE_OR_FALL,)) for text in (pair.question, pair.sentence))
    sides = {stance.side for stance in mine}
    return mine[0] if len(sides) == 1 and not sides & {stance.side for stance in theirs} else None


def _years(pair: Pair) -> list[str]:
    """The two years of a question, or its one and the earlier one of the sentence; empty for others."""
    asked, told = (sorted(set(YEAR.findall(text))) for text in (pair.question, pair.sentence))
    if len(asked) == 1 and len(told) == 2 and asked[0] == told[1]:
        return told
    return asked if len(asked) == 2 else []


def _both(compared: re.Match[str], pair: Pair) -> tuple[frozenset[str], frozenset[str]]:
    """The stems that tell the two things compared apart: the names or years on either side, else what is counted."""
    before, after = fold(pair.question)[: compared.end("one")], compared["other"]
    for named in ([fold(name.text) for name in find_names(pair.question)], YEAR.findall(before + after)):
        mine, theirs = ([name for name in named if name in side] for side in (before, after))
        if mine and theirs:
            return pair.stems(mine[-1]), pair.stems(theirs[0])
    led = _LED.match(f" {after}")  # `more rain in the north than in the south`
    _, again, one = compared["one"].rpartition(f"{led.group()} ") if led else ("", "", compared["one"])
    other = after[len(led.group()) :] if led and again else _LED.split(after)[0]
    first, second = pair.stems(one), pair.stems(other)
    return first - second, second - first


def _figure_of(place: Place, pair: Pair) -> Figure | None:
    """The figure in the piece of a sentence that speaks of something: the last before that, else the first after."""
    for piece in _PIECES.split(fold(pair.sentence)):
        at = place(piece)
        found = (figures_in(piece[:at])[-1:] or figures_in(piece[at:])[:1]) if at >= 0 else []
        if found:
            return found[0]
    return None


def _holding(stems: frozenset[str], pair: Pair) -> Place:
    """Where the first of these stems stands in a piece that has them all."""

    def place(piece: str) -> int:
        if not stems or not stems <= pair.stems(piece):
            return -1
        return next((word.start() for word in _WORD.finditer(piece) if pair.stems(word.group()) & stems), -1)

    return place


def _only(label: re.Pattern[str], other: re.Pattern[str]) -> Place:
    """Where a piece has the one label, and not the other."""

    def place(piece: str) -> int:
        found = label.search(piece)
        return found.start() if found and not other.search(piece) else -1

    return place


def _is_more(one: Figure, other: Figure) -> bool | None:
    """Whether one figure is more than the other; None where they are the same or cannot be compared."""
    if one.percent != other.percent or one.values == other.values:
        return None
    return max(one.values) > max(other.values)
