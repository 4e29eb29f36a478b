"""The opposite word, a denial, or the alternative that a question rules out."""

import re
from collections.abc import Iterator

from answering.language.figures import dates_in, figures_in
from answering.language.names import find_names
from answering.language.opposites import (
    Stance,
    alternatives,
    denied_spans,
    of_kind,
    plain,
    stances,
    unreal_spans,
)
from answering.premise.clashing import YEAR, Clash, Clashing, Pair
from core.text import Span, content_words, fold, words

_BESIDE = 60  # characters on either side of a clashing word in which the sentence must speak of the same
_MUTUAL = re.compile(
    r"(?:fought|fight|fighting|met|meet|agree|accord|share|clash|differ|between|signed|lucha|pelea|entre|acord)"
)  # what two parties do alike, so that their order says nothing
_DENYING = re.compile(r"^(?:un(?=\w{5})|(?:in|im|il|ir|dis|non|de|des)(?=\w{6}))")
_DENIED_WORDS = 2  # content words after "not" that it bears on
_INSTEAD = re.compile(r"\b(?:rather than|instead of|en vez de|en lugar de)\b")
_CLAUSES = re.compile(r"; |, (?:and|y) |,? (?:while|but|whereas|mientras|pero) ")
_AND_NOT = re.compile(r"\b(?:and|y|,) (?:not|no|rather than) (?:by |in |from |the |el |la |por )*([^,.;]+)")
_PARTS = re.compile(
    r"[;:] |, (?:and|but|whereas|y|pero) |,? (?:when|while|because|since|after|before|although|cuando|mientras|porque|"
    r"aunque|despues de|antes de) "
)
_NONE = re.compile(
    r"\b(?:no(?! (?:longer|more|less|fewer|solo|obstante))|none|nobody|nothing|neither|never|no one|ningun[ao]?|nadie|"
    r"nunca|jamas|nada)\b"
)
_LACKS = re.compile(
    r"\b(?:not(?! (?:only|just))|declin(?:ed|es)|refus(?:ed|es)|reject(?:ed|s)|fail(?:ed|s) to|without|cancel\w+|"
    r"abandon(?:ed|s)|lacks?|lacked|unable|instead of|rather than|rechaz\w+|se nego|sin)\b|n't\b"
)
# Words of a question that itself speaks of what is not, or not any more.
_SAYS_NO = re.compile(
    r"\b(?:declin(?:e|es|ed|ing)|refus\w+|reject\w*|den(?:y|ies|ied|ying|ials?)|fail(?:s|ed|ing|ures?)?|cancel\w*|"
    r"abandon\w*|lack(?:s|ed|ing)?|unable|without|object(?:s|ed|ing|ions?)?|oppos(?:e|es|ed|ing|ition)|critici\w+|"
    r"withdr[ae]w\w*|stop(?:s|ped)?|prevent\w*|ban(?:s|ned)?|miss(?:es|ed|ing)?|(?:give|gave|given|giving) up|"
    r"(?:break|broke|broken|breaking) off|(?:walk|walks|walked|sit|sat|leave|leaves|left) out|(?:take|took) issue|"
    r"rechaz\w+|se neg\w+|neg(?:o|aron)|falt\w+|fracas\w+|critic\w+|cancel\w+|opus\w+|opon\w+|sin)\b"
)
_NOT = r"(?:\bnot|n't|\bnever|\bno|\bnunca|\bjamas)"
NO = "no "
_LIGHT = frozenset(
    "give gives giving gave given take takes taking took taken make makes making made get gets got".split()
)
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
        same_doer = number not in of_kind("converse") or pair.share(_doer(pair.question, own[0]), _doer(said, theirs))
        if same_doer and (number not in of_kind("undone") or _at_one_time(pair)):
            denied = pair.share(own[0].words, theirs.words)
            yield Clashing(
                clash=Clash.DENIED if denied else Clash.OPPOSITE,
                asked=own[0].words,
                said=theirs.words,
                close=pair.share(_beside(asked, own[0]), _beside(plain(said), theirs)),
            )


def _other_side(pair: Pair, mine: Stance) -> tuple[str, Stance | None]:
    """Where a sentence takes the other side only: the whole, or else a clause that has the names of the question."""
    names = " ".join(name.text for name in find_names(pair.question))
    clauses = [c for c in _CLAUSES.split(pair.sentence) if names and pair.stems(names) <= pair.stems(c)]
    for said in (pair.sentence, *clauses):
        theirs = [s for s in stances(plain(said), pair.language, (mine.pair,)) if not _is_named(s, said)]
        if {s.side for s in theirs} == {1 - mine.side}:
            return said, theirs[0]
    return pair.sentence, None


def _at_one_time(pair: Pair) -> bool:
    """Whether both texts are of one year, or neither names any."""
    asked, told = set(YEAR.findall(pair.question)), set(YEAR.findall(pair.sentence))
    return bool(asked & told) or not (asked or told)


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
    """A word that the question affirms and the sentence denies: "covers", "does not cover", "and not the Senate"."""
    asked, told = plain(pair.question), plain(pair.sentence)
    affirmed = pair.stems(without(asked, [*denied_spans(asked), *unreal_spans(asked)]))
    elsewhere = pair.stems(without(told, denied_spans(told)))
    denied = denied_words(told, pair.sentence)
    if not pair.share(" ".join(denied), " ".join(denied_words(asked, pair.question))):  # else both deny the same
        for word in denied:
            if word not in _LIGHT and pair.stems(word) & affirmed and not pair.stems(word) & elsewhere:
                close = bool(re.search(rf"{_NOT} {re.escape(word)}\b", told))
                yield Clashing(clash=Clash.DENIED, asked=word, said=f"not {word}", close=close)
    for not_it in _AND_NOT.finditer(told):
        first = content_words(not_it[1])[:1]
        if first and pair.stems(first[0]) & affirmed and not pair.stems(first[0]) & elsewhere:
            yield Clashing(clash=Clash.INSTEAD, asked=first[0], said=f"not {first[0]}")


def denied_here(pair: Pair) -> Iterator[Clashing]:
    """A word that the question denies and the sentence affirms, close where counted: "no mules", "six mules"."""
    asked, told = plain(pair.question), plain(pair.sentence)
    denied = denied_spans(told)
    affirmed = without(told, [*denied, *unreal_spans(told)])
    for word in denied_words(asked, pair.question)[:1]:
        counted = re.search(rf"(\w+) {re.escape(word)}", affirmed)
        close = bool(counted and (figures_in(counted[1]) or counted[1] in SINGLE))
        if close or (not denied and pair.share(word, affirmed)):
            said = counted.group() if counted and close else word
            yield Clashing(clash=Clash.AFFIRMED, asked=f"{NO}{word}", said=said, close=close)


def denied_words(text: str, original: str) -> list[str]:
    """The words that a denial bears on, names and dates left out."""
    named = {word for name in find_names(original) for word in words(name.text)}
    named |= {word for date in dates_in(original) for word in words(date.words)}
    scopes = (content_words(text[start:end]) for start, end in denied_spans(text))
    return [w for scope in scopes for w in [w for w in scope if w not in named and not w[0].isdigit()][:_DENIED_WORDS]]


def without(text: str, spans: list[Span]) -> str:
    """The text with spaces for these spans."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def absent(pair: Pair) -> Iterator[Clashing]:
    """What a question speaks of, where a clause has none of it: "Who won?", "no winner was declared".

    Close where the clause has `no`, `none` or `never`, not only `not`, or a word such as "declined". Nothing for a
    question that speaks of what is not: "Why did they refuse?".
    """
    if denied_spans(plain(pair.question)) or _SAYS_NO.search(plain(pair.question)):
        return
    asked = content_words(pair.question)
    for clause in _PARTS.split(plain(pair.sentence)):
        lacks = _NONE.search(clause) or _LACKS.search(clause)
        shared = [word for word in asked if pair.share(word, clause)] if lacks else []
        if lacks and shared:
            yield Clashing(clash=Clash.ABSENT, asked=shared[-1], said=lacks.group(), close=bool(_NONE.search(clause)))


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


def role(pair: Pair) -> Iterator[Clashing]:
    """Another of a closed set of doers or kinds, beside the same words: "the army" for "the police"."""
    asked, told = plain(pair.question), plain(pair.sentence)
    theirs = alternatives(told, pair.language)
    mine = alternatives(asked, pair.language)
    for one in mine:
        near = {o: len(pair.stems(_beside(told, o)) & pair.stems(asked)) for o in theirs if o.pair == one.pair}
        sides, asked_sides = {o.side for o in near}, {o.side for o in mine if o.pair == one.pair}
        if one.side in sides and sides <= asked_sides:
            continue
        if near and not any(shared for other, shared in near.items() if other.side == one.side):
            nearest = max(near, key=lambda other: near[other])
            close = pair.share(_beside(asked, one), _beside(told, nearest))
            yield Clashing(clash=Clash.ROLE, asked=one.words, said=nearest.words, close=close)


def prefixed(pair: Pair) -> Iterator[Clashing]:
    """A word of one text with a denying prefix in the other: "regulated", "unregulated"."""
    asked, told = content_words(pair.question), content_words(pair.sentence)
    denied = {word for text in (pair.question, pair.sentence) for word in denied_words(plain(text), text)}
    for one, other in ((one, other) for one in asked for other in told if one != other):
        if one in told or other in asked or {one, other} & denied:
            continue
        if _DENYING.sub("", one) == other or _DENYING.sub("", other) == one:
            yield Clashing(clash=Clash.OPPOSITE, asked=one, said=other)


def swap(pair: Pair) -> Iterator[Clashing]:
    """The two parties of what is told in each other's place: "A replaced B" and "B replaced A"."""
    mine = {(one, word, other) for one, word, other in _told_of_two(pair.question)}
    for one, word, other in _told_of_two(pair.sentence):
        for first, asked, second in mine:
            crossed = pair.stems(first) == pair.stems(other) and pair.stems(second) == pair.stems(one)
            if crossed and pair.share(word, asked):
                yield Clashing(clash=Clash.SWAP, asked=asked, said=word)


def _told_of_two(text: str) -> list[tuple[str, str, str]]:
    """Each word between two names in a row, with the doer first; what both do alike is left out."""
    told, found = find_names(text), []
    for one, other in ((one, other) for one in told for other in told if one.end < other.start):
        between = fold(text[one.end : other.start])
        if len(between) > _BESIDE or re.search(r"[.;:?]", between):
            continue
        for word in content_words(between):
            if not _MUTUAL.match(word):
                passive = re.search(rf"\b{re.escape(word)} (?:\w+ )?(?:by|por)\b", between)
                found.append((other.text, word, one.text) if passive else (one.text, word, other.text))
    return found
