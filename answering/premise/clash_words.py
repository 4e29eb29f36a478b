"""The opposite word, a denial, or the alternative that a question rules out."""

import re
from collections.abc import Iterator

from answering.language.figures import figures_in
from answering.language.names import find_names
from answering.language.opposites import (
    Stance,
    converses,
    denied_spans,
    in_time,
    plain,
    qualities,
    stances,
    unreal_spans,
)
from answering.premise.clashing import Clash, Clashing, Pair
from core.text import Span, content_words, fold, words

_BESIDE = 60  # characters on either side of a clashing word in which the sentence must speak of the same
_DENIED_WORDS = 2  # content words after "not" that it bears on
_INSTEAD = re.compile(r"\b(?:rather than|instead of|en vez de|en lugar de)\b")
_CLAUSES = re.compile(r"; |, (?:and|while|but|whereas|y|mientras|pero) ")
NO = "no "
SINGLE = frozenset("one un una".split())


def opposite(pair: Pair) -> Iterator[Clashing]:
    """The opposite word, near words of what the question says of it: "fall" and "rose"."""
    asked = plain(pair.question)
    mine = [s for s in stances(asked, pair.language) if not _is_named(s, pair.question)]
    for number in dict.fromkeys(stance.pair for stance in mine):
        own = [s for s in mine if s.pair == number]
        if len({s.side for s in own}) > 1:
            continue
        said, theirs = _other_side(pair, own[0])
        if theirs is None:
            continue
        same_doer = number not in converses() or pair.share(_doer(pair.question, own[0]), _doer(said, theirs))
        if same_doer and pair.share(_beside(asked, own[0]), _beside(plain(said), theirs)):
            yield Clashing(
                clash=Clash.OPPOSITE,
                asked=own[0].words,
                said=theirs.words,
                happens=number not in qualities(),
                in_time=number in in_time(),
            )


def _other_side(pair: Pair, mine: Stance) -> tuple[str, Stance | None]:
    """Where a sentence takes the other side only: the whole, or else a clause that has the names of the question."""
    names = " ".join(name.text for name in find_names(pair.question))
    clauses = [c for c in _CLAUSES.split(pair.sentence) if names and pair.stems(names) <= pair.stems(c)]
    for said in (pair.sentence, *clauses):
        theirs = stances(plain(said), pair.language, (mine.pair,))
        if {s.side for s in theirs} == {1 - mine.side}:
            return said, theirs[0]
    return pair.sentence, None


def _is_named(stance: Stance, text: str) -> bool:
    """Whether the word belongs to a name: the North of North Dakota."""
    return any(stance.words in words(name.text) for name in find_names(text))


def _doer(text: str, stance: Stance) -> str:
    """The last name before a word, or the capitalised word that opens the text: who wins, who attacks."""
    told = plain(text)
    opener = text.split(" ", 1)[0]
    names = [name.text for name in find_names(text)] + ([opener] if opener.istitle() else [])
    places = {told.rfind(fold(name), 0, stance.start): name for name in names}
    last = max(places, default=-1)
    return places[last] if last >= 0 else ""


def _beside(text: str, stance: Stance) -> str:
    end = stance.start + len(stance.words)
    return f"{text[max(0, stance.start - _BESIDE) : stance.start]} {text[end : end + _BESIDE]}"


def denied_there(pair: Pair) -> Iterator[Clashing]:
    """A word that the question affirms and the sentence denies: "covers", "does not cover"."""
    asked, told = plain(pair.question), plain(pair.sentence)
    affirmed = pair.stems(without(asked, [*denied_spans(asked), *unreal_spans(asked)]))
    elsewhere = pair.stems(without(told, denied_spans(told)))
    denied = denied_words(told, pair.sentence)
    if pair.share(" ".join(denied), " ".join(denied_words(asked, pair.question))):
        return  # both deny the same
    for word in denied:
        if pair.stems(word) & affirmed and not pair.stems(word) & elsewhere:
            yield Clashing(clash=Clash.DENIED, asked=word, said=f"not {word}", happens=True)


def denied_here(pair: Pair) -> Iterator[Clashing]:
    """A word that the question denies and the sentence affirms or counts: "no children", "six children"."""
    asked, told = plain(pair.question), plain(pair.sentence)
    affirmed = without(told, [*denied_spans(told), *unreal_spans(told)])
    for word in denied_words(asked, pair.question)[:1]:
        counted = re.search(rf"(\w+) {re.escape(word)}", affirmed)
        if counted and (figures_in(counted[1]) or counted[1] in SINGLE):
            yield Clashing(clash=Clash.AFFIRMED, asked=f"{NO}{word}", said=counted.group())


def denied_words(text: str, original: str) -> list[str]:
    """The words that a denial bears on, names left out."""
    named = {word for name in find_names(original) for word in words(name.text)}
    return [
        word
        for start, end in denied_spans(text)
        for word in [w for w in content_words(text[start:end]) if w not in named and not w[0].isdigit()][:_DENIED_WORDS]
    ]


def without(text: str, spans: list[Span]) -> str:
    """The text with spaces for these spans."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def instead(pair: Pair) -> Iterator[Clashing]:
    """What the question rules out is what the sentence says, and what it takes for true is not there."""
    asked = fold(pair.question)
    rejected = _INSTEAD.search(asked)
    if not rejected:
        return
    taken, left = content_words(asked[: rejected.start()])[-2:], content_words(asked[rejected.end() :])[:3]
    told = without(plain(pair.sentence), denied_spans(plain(pair.sentence)))
    if pair.share(" ".join(left), told) and not pair.share(" ".join(taken), told):
        yield Clashing(clash=Clash.INSTEAD, asked=" ".join(taken), said=" ".join(left))
