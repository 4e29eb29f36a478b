"""The figures, dates and names of a claim that its evidence does not hold: a rule, the same every time.

English and Spanish. "17,608", "17 608" and "17608" are one figure, "two" is 2, "six thousand" is 6000, "percent" is
"por ciento"; a date may be written in any order. A name counts as held when its words, their stems or its initials
stand in the evidence. A name that merely opens a sentence is not looked at, for it may be any word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from answering.language.figures import Figure, dates_in, figures_in
from core.text import STOPWORDS, fold, words

_NAME = re.compile(
    r"\b[A-ZÁÉÍÓÚÑÜ][\w’'-]*(?:\s(?:(?:of|de|del|la|las|los|the|y|and|for|para)\s){0,2}[A-ZÁÉÍÓÚÑÜ][\w’'-]*)*"
)
_OPENS_A_SENTENCE = re.compile(r"(?:^|[.!?:;]\s|[\"“‘(\[«¿¡•|]\s?|\n\s*|\s[-–—]\s)$")
_TITLES = frozenset("mr mrs ms dr sr sra president presidente general minister ministro secretary january may".split())
_ENDING = re.compile(r"(?:'s|’s|s|es|an|ian|ans|ians|ana|ano|anos|anas)$")


class FactKind(StrEnum):
    """What sort of fact is missing."""

    FIGURE = "figure"
    DATE = "date"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact of a claim, in the claim's own words."""

    kind: FactKind
    words: str


def missing_facts(claim: str, evidence: str) -> tuple[str, ...]:
    """The figures, dates and names of the claim, as written there, that do not stand in the evidence."""
    return tuple(fact.words for fact in facts_not_held(claim, evidence))


def facts_not_held(claim: str, evidence: str) -> tuple[Fact, ...]:
    """What `missing_facts` tells, each with its kind, in that order: figures, dates, names."""
    return (*_figures(claim, evidence), *_dates(claim, evidence), *_names(claim, evidence))


def _figures(claim: str, evidence: str) -> Iterator[Fact]:
    held = figures_in(evidence)
    for figure in figures_in(claim):
        if not any(_same(figure, other, evidence) for other in held):
            yield Fact(kind=FactKind.FIGURE, words=figure.words)


def _same(wanted: Figure, found: Figure, evidence: str) -> bool:
    if not wanted.values & found.values:
        return False
    if not wanted.percent or found.percent:
        return True
    # A table may have its unit in the heading.
    return bool(re.search(r"percent|porcent|rate|share|tasa", fold(evidence)))


def _dates(claim: str, evidence: str) -> Iterator[Fact]:
    held = {part for date in dates_in(evidence) for part in date.parts}
    for date in dates_in(claim):
        if not date.parts <= held:
            yield Fact(kind=FactKind.DATE, words=date.words)


def _names(claim: str, evidence: str) -> Iterator[Fact]:
    held = set(words(evidence))
    stems = {_stem(word) for word in held}
    initials = _initials(evidence)
    for name in names_in(claim):
        parts = [word for word in words(name) if word not in STOPWORDS and word not in _TITLES and not word.isdigit()]
        spelt_out = "".join(word[0] for word in parts) in held
        if spelt_out or (len(parts) == 1 and parts[0] in initials):
            continue
        if any(len(word) > 1 and word not in held and _stem(word) not in stems for word in parts):
            yield Fact(kind=FactKind.NAME, words=name)


def names_in(text: str) -> list[str]:
    """The capitalised names of a text, without those of one word that open a sentence."""
    found = []
    for match in _NAME.finditer(text):
        name = match.group()
        opens = bool(_OPENS_A_SENTENCE.search(text[: match.start()]))
        if opens and (fold(name.split()[0]) in STOPWORDS or " " not in name):
            name = " ".join(name.split()[1:])
        if name and fold(name) not in STOPWORDS and name != "I":
            found.append(name)
    return found


def _initials(text: str) -> set[str]:
    found = set()
    for match in _NAME.finditer(text):
        parts = words(match.group())
        found.add("".join(word[0] for word in parts))
        found.add("".join(word[0] for word in parts if word not in STOPWORDS))
    return found


def _stem(word: str) -> str:
    """A word without its plural, possessive or "-an": "Mexican" and "Mexico" meet at "mexic"."""
    stem = _ENDING.sub("", word)
    return stem.rstrip("aeio") if len(stem) > 4 else stem
