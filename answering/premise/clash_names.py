"""Another name in the place of one that a question gives, or another holder of a superlative."""

import re
from collections.abc import Iterator

from answering.language.facts import facts_not_held
from answering.language.names import COMMON_HEADS, Name, NameKind, find_names, is_people
from answering.language.opposites import plain
from answering.premise.clashing import YEAR, Clash, Clashing, Pair
from core.text import STOPWORDS, fold, words

_IN_PLACE = re.compile(r"\b(?:in|at|near|off|outside|en|cerca de|frente a)\s+(?:the\s+|el\s+|la\s+)?$", re.IGNORECASE)
_MOST = re.compile(
    r"\b(?:most|highest|largest|biggest|greatest|peak|record|top|worst|mas (?:alt[oa]|grande)|mayor(?:es)?|maxim[oa]|"
    r"peor|con mas)\b"
)
_LEAST = re.compile(r"\b(?:least|fewest|lowest|smallest|mas (?:baj[oa]|pequen[oa])|menor(?:es)?|minim[oa]|con menos)\b")
_FIRST = re.compile(r"\b(?:first|primer[oa]?)\b")
_LAST = re.compile(r"\b(?:last|ultim[oa])\b")
_EST = re.compile(
    r"\b(?!interest|forest|harvest|west|request|protest|arrest|conquest|contest|invest|largest|biggest|greatest|highest|"
    r"lowest|smallest|fewest)[a-z]{2,}est\b|\bmost [a-z]+(?:ed|ent|ous|ful|ive|al|ic)\b|\bmas [a-z]+\b"
)
_EXTREMES = (_MOST, _LEAST, _FIRST, _LAST)


def name(pair: Pair) -> Iterator[Clashing]:
    """A name that the sentence lacks, and another of its kind or with its head there: "Orla Bank", "Tarn Bank"."""
    theirs = [n for n in find_names(pair.sentence) if not pair.share(n.text, pair.question) or _own(n)]
    for mine in find_names(pair.question):
        if is_people(mine.text) or not _is_missing(mine, pair):
            continue
        others = [n for n in theirs if not pair.stems(_told_apart(n)) & pair.stems(pair.question)]
        ranked = sorted(others, key=lambda n: -_alike(mine, n, pair))
        if ranked:
            yield Clashing(
                clash=Clash.NAME, asked=mine.text, said=ranked[0].text, close=_alike(mine, ranked[0], pair) > 0
            )


def _own(name: Name) -> bool:
    return _told_apart(name) != name.text


def _is_missing(name: Name, pair: Pair) -> bool:
    own = _told_apart(name)
    return not pair.share(own, pair.whole) and bool(facts_not_held(f"x {name.text}", pair.whole))


def _told_apart(name: Name) -> str:
    """The words of a name without those that only say what it is."""
    kept = [word for word in words(name.text) if word not in COMMON_HEADS and word not in STOPWORDS]
    return " ".join(kept) or name.text


def _alike(one: Name, other: Name, pair: Pair) -> int:
    """2 for two names with one head, 1 for two of one kind or in one role, else 0."""
    heads = set(words(one.text)) & set(words(other.text)) & COMMON_HEADS
    if heads:
        return 2
    if one.kind is other.kind and one.kind is not NameKind.UNKNOWN:
        return 1
    return int(all(_IN_PLACE.search(text[: n.start]) for n, text in ((one, pair.question), (other, pair.sentence))))


def holder(pair: Pair) -> Iterator[Clashing]:
    """The same superlative, told of another name or another year."""
    asked, told = plain(pair.question), plain(pair.sentence)
    for extreme in _EXTREMES:
        mine, theirs = extreme.search(asked), extreme.search(told)
        if mine and theirs:
            yield from _held_by_another(pair, mine.group(), theirs.group())
            yield from _behind_another(pair, theirs.group())
    for word in dict.fromkeys(_EST.findall(asked)):
        if word in told:
            yield from _held_by_another(pair, word, word)


def _held_by_another(pair: Pair, asked: str, said: str) -> Iterator[Clashing]:
    years = set(YEAR.findall(pair.question)), set(YEAR.findall(pair.sentence))
    if years[0] and years[1] and not years[0] & years[1]:
        yield Clashing(clash=Clash.HOLDER, asked=min(years[0]), said=said)
    mine, theirs = find_names(pair.question), find_names(pair.sentence)
    lacking = [n for n in mine if not pair.share(n.text, pair.whole) and not is_people(n.text)]
    if lacking and any(not pair.share(n.text, pair.question) for n in theirs):
        yield Clashing(clash=Clash.HOLDER, asked=lacking[0].text, said=said, close=len(lacking) == len(mine))


def _behind_another(pair: Pair, said: str) -> Iterator[Clashing]:
    """The name that a question gives to a superlative further down the list of those who have it."""
    at = fold(pair.sentence).find(said)
    listed = [n for n in find_names(pair.sentence) if n.start > at]
    mine = [n for n in find_names(pair.question) if not is_people(n.text)]
    behind = [n for n in mine if any(pair.share(n.text, other.text) for other in listed[1:])]
    if behind and listed and not pair.share(listed[0].text, pair.question):
        yield Clashing(clash=Clash.HOLDER, asked=behind[0].text, said=listed[0].text)
