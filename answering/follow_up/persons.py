"""Whom `he` or `she` of a follow-up stands for, by what the conversation has named."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from answering.follow_up.fuller import fullest
from answering.follow_up.named import HE, OWNER, SHE, came_in, kept, tiers
from answering.follow_up.said import Said, answered, spoken
from answering.language.heads import BODIES, TITLES, WOMEN
from answering.language.names import NameKind, folded
from answering.language.phrases import Mention, mentions

WHO = re.compile(r"^\W*(?:and |so |y )?(?:who|(?:a |con |de |por )?quien(?:es)?)\b(?! (?:did|do|does|had|has|have)\b)")
_WHICH = re.compile(r"^\W*(?:and |so |y )?(?:which|what|que) (?!is\b|was\b|did\b|does\b|do\b|has\b|had\b|es\b|fue\b)")
_NAME = r"(?!The\b)[A-ZÁÉÍÓÚÑ][\w’'-]*(?: [A-ZÁÉÍÓÚÑ][\w’'-]*)*"
_WHO_IS = re.compile(rf"\W*(?i:(?:and |so |y )?(?:who|quién|quien) (?:is|was|es|era|fue)) (?P<name>{_NAME})\W*$")


def person(said: Sequence[Said], pronoun: str = "") -> str:
    """Whom `he` or `she` stands for; empty where nobody has been named.

    Who was `she` in an earlier question is not `he` in this one.
    """
    last = said[-1]
    mine, other = (SHE, HE) if SHE.match(pronoun) else (HE, SHE)
    others = [folded(m.text) for m in _persons(came_in(said, other), sure=False)] if pronoun else []
    fresh = _who_was_found(said)
    fresh = "" if _is_hers(fresh, pronoun) else fresh
    before = next(iter(_persons(kept(said, mine), sure=False)), None)
    if fresh or before:
        return fresh or (before.text if before else "")
    for group in tiers(said, persons=True):
        group = tuple(m for m in group if not any(name in folded(m.text) for name in others))
        group = tuple(m for m in group if not _is_hers(fullest(m.text, said), pronoun) and not _is_body(m.text, said))
        may_be_thing = group == spoken(last) and _asks_what_it_is(last.asked, group)
        found = next(iter(_persons(group, sure=True)), None)
        found = found or (None if may_be_thing else next(iter(_persons(group, sure=False)), None))
        if found:
            return fullest(found.text, said)
    return ""


def _is_hers(name: str, pronoun: str) -> bool:
    """Whether a full name is a woman's, by its first, where `he` is asked for."""
    first, *others = folded(name).split(" ")
    return bool(HE.fullmatch(pronoun) and others) and first in WOMEN


def _is_body(name: str, said: Sequence[Said]) -> bool:
    """Whether an acronym stands behind a word for a body, as in `the ministry, RTV`, or `the ministry (RTV)`."""
    before = re.compile(rf"([^\W\d_]+),? \(?{re.escape(name)}\b")
    told = (found for one in said for found in before.findall(f"{one.told} {one.answer}"))
    return name.isupper() and any(folded(word) in BODIES for word in told)


def asks_of_person(last: Said) -> bool:
    """Whether an exchange may have been about a person: it asked who, or named somebody, or what may be somebody."""
    kinds = {mention.kind for mention in spoken(last)}
    return bool(WHO.match(folded(last.asked)) or kinds & {NameKind.PERSON, NameKind.UNKNOWN})


def _who_was_found(said: Sequence[Said]) -> str:
    """The person that the answer to a question with `who` names, unless it asked for somebody's wife or mother."""
    last = said[-1]
    if _WHICH.match(folded(last.asked)):
        words = f"of {last.focus}"  # so that `El` of `El Lobo` does not look like the start of a sentence
        found = [m for m in mentions(words) if m.kind is NameKind.PERSON]
        return fullest(found[0].text, said) if found else ""
    if not WHO.match(folded(last.asked)):
        return ""
    if by_name := _WHO_IS.match(last.asked):
        return fullest(by_name["name"], said)
    persons = [m for m in spoken(last) if m.kind in (NameKind.PERSON, NameKind.UNKNOWN)]
    names = [re.escape(m.text) for m in persons]
    if any(re.search(rf"\b(?:el|la) \w+ de {name}\W*$|{name}['’]", last.asked) for name in names):
        return ""
    known = {folded(m.text) for m in spoken(last)}
    told = (*mentions(f"of {last.focus}"), *answered(last))
    fresh = [m for m in _persons(told, sure=True) if folded(m.text) not in known]
    return fullest(fresh[0].text, said) if fresh else ""


def _asks_what_it_is(asked: str, group: Sequence[Mention]) -> bool:
    """Whether a question asks what the thing named in it is, and no more."""
    is_open = re.match(r"\W*what (?:is|was|are|were)\b", asked, re.IGNORECASE)
    return bool(is_open and group) and group[-1].end >= len(asked.rstrip(" ?."))


def _persons(group: Iterable[Mention], *, sure: bool) -> Iterator[Mention]:
    for mention in group:
        if owner := OWNER.match(mention.text):
            is_titled = folded(owner[1].split(" ")[-1]) in TITLES
            kind = NameKind.PERSON if is_titled else mention.kind
            mention = replace(mention, text=owner[1], kind=kind, end=mention.start + owner.end(1))
        is_acronym = mention.kind is NameKind.BODY and mention.text.isupper()
        unsure = mention.named and (mention.kind is NameKind.UNKNOWN or is_acronym)
        if mention.kind is NameKind.PERSON or (not sure and unsure and not mention.text.startswith("the ")):
            yield mention
