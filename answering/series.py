"""Sentences of a passage that go on counting, "First …", "A second …", "Finally …"; and the items under a colon."""

import re
from collections.abc import Sequence
from itertools import groupby

from answering.read import Candidate
from core.text import fold

_NTH = r"second|third|fourth|fifth|sixth|seventh|eighth|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|septim[oa]"
_ARTICLES = r"(?:(?:and|but|y|the|a|its|his|her|their|el|la|los|las|un|una|su|en) )*"
_FIRST = re.compile(
    rf"^{_ARTICLES}(?:first(?:ly)?|one|to begin with|to start with|for one thing|primer[oa]?|en primer lugar|un[oa])\b"
    r"|, firstly,|\bto begin with\b"
)
_COUNTED = re.compile(
    rf"^{_ARTICLES}(?:(?:{_NTH})(?:ly)?|next|finally|last(?:ly)?|last of all|por ultimo|finalmente|ultim[oa])\b"
    r"|, (?:secondly|thirdly|fourthly|fifthly|finally|lastly|por ultimo|finalmente),"
)
_MORE = re.compile(
    rf"^{_ARTICLES}(?:another|others?|also|in addition|further(?:more)?|moreover|then|likewise|besides|"
    r"otr[oa]s?|ademas|tambien|asimismo|luego)\b"
)
_FEWEST_ITEMS, _MOST_ITEMS = 2, 7


def series_with(anchor: Candidate, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The members of the series that a sentence belongs to or announces, in order; empty where there is none."""
    beside = sorted({c.start: c for c in candidates if c.passage == anchor.passage}.values(), key=lambda c: c.start)
    for members in (_counted(beside), _listed(beside)):
        for first, last in members:
            inside = beside[first : last + 1]
            announced = first > 0 and beside[first - 1].start == anchor.start
            if announced or any(c.start == anchor.start for c in inside):
                return tuple(inside)
    return ()


def _counted(beside: Sequence[Candidate]) -> list[tuple[int, int]]:
    """First and last places of every series that is told in sentences, with at most one other between two of them."""
    told = [fold(c.text) for c in beside]
    found: list[tuple[int, int]] = []
    for at, text in enumerate(told):
        if not _FIRST.search(text) or (found and at <= found[-1][1]):
            continue
        marks = [at]
        for later in range(at + 1, len(told)):
            if later - marks[-1] > 2:
                break
            if _COUNTED.search(told[later]) or _MORE.search(told[later]):
                marks.append(later)
        if len(marks) >= _FEWEST_ITEMS and any(_COUNTED.search(told[mark]) for mark in marks[1:]):
            found.append((at, marks[-1]))
    return found


def _listed(beside: Sequence[Candidate]) -> list[tuple[int, int]]:
    """First and last places of every list of items under a sentence that ends in a colon."""
    places = [at for at, candidate in enumerate(beside) if candidate.lead]
    groups = [list(group) for _, group in groupby(places, key=lambda at: beside[at].lead)]
    return [(group[0], group[-1]) for group in groups if _FEWEST_ITEMS <= len(group) <= _MOST_ITEMS]
