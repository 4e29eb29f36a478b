"""What a pronoun of a follow-up stands for, by what the conversation has named, nearest first."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from answering.follow_up.fuller import ANSWERS_HEARD, fullest
from answering.follow_up.said import Said, answered, spoken
from answering.language.heads import BODIES, ROLES
from answering.language.names import NameKind, find_names, folded, kind_of
from answering.language.phrases import Mention, counted, is_plural, mentions

_WHO = re.compile(r"^\W*(?:and |so |y )?(?:who|(?:a |con |de |por )?quien(?:es)?)\b(?! (?:did|do|does|had|has|have)\b)")
_WHICH = re.compile(r"^\W*(?:and |so |y )?(?:which|what|que) (?!is\b|was\b|did\b|does\b|do\b|has\b|had\b|es\b|fue\b)")
_NAME = r"(?!The\b)[A-ZÁÉÍÓÚÑ][\w’'-]*(?: [A-ZÁÉÍÓÚÑ][\w’'-]*)*"
_WHO_IS = re.compile(rf"\W*(?i:(?:and |so |y )?(?:who|quién|quien) (?:is|was|es|era|fue)) (?P<name>{_NAME})\W*$")
_SOME = re.compile(r"(?:two|three|four|five|six|seven|eight|nine|ten|\d\d?)(?: [a-z-]+){1,3}")
_FEW = 2  # names in an answer, among which a pronoun can find its own
_BROUGHT_IN = re.compile(
    r"\ban? ((?:[a-z-]+ )??[a-z-]+)"
    r"(?=\s*(?:[?.,]|$)| (?:in|on|with|for|by|of|to|all|at|from|against|between|after|before|that|which)\b)"
)
_OWNER = re.compile(r"([^'’]+)(?:['’]s|(?<=s)['’]) [a-z]")  # whose thing it is
_HE = re.compile(r"\b(?:he|him|his|él)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:she|her|hers|ella)\b", re.IGNORECASE)
_STRANDED = re.compile(r"\b(?:do|does|did|is|are|was|were) .* (?:to|under|of|with|from)\W*$")
_HOW_MANY = re.compile(r"\W*(?:(?:and|so|y) )?(?:how many|cuant[oa]s)\b")
_THEY = re.compile(r"\b(?:they|them|their|theirs|ellos|ellas)\b", re.IGNORECASE)


def person(said: Sequence[Said], pronoun: str = "") -> str:
    """Whom `he` or `she` stands for; empty where nobody has been named.

    Who was `she` in an earlier question is not `he` in this one.
    """
    last = said[-1]
    mine, other = (_SHE, _HE) if _SHE.match(pronoun) else (_HE, _SHE)
    others = [folded(m.text) for m in _persons(_came_in(said, other), sure=False)] if pronoun else []
    fresh = _who_was_found(said)
    kept = next(iter(_persons(_kept(said, mine), sure=False)), None)
    if fresh or kept:
        return fresh or (kept.text if kept else "")
    for group in _tiers(said, persons=True):
        group = tuple(m for m in group if not any(name in folded(m.text) for name in others))
        may_be_thing = group == spoken(last) and _asks_what_it_is(last.asked, group)
        found = next(iter(_persons(group, sure=True)), None)
        found = found or (None if may_be_thing else next(iter(_persons(group, sure=False)), None))
        if found:
            return fullest(found.text, said)
    return ""


def asks_of_person(last: Said) -> bool:
    """Whether an exchange may have been about a person: it asked who, or named somebody, or what may be somebody."""
    kinds = {mention.kind for mention in spoken(last)}
    return bool(_WHO.match(folded(last.asked)) or kinds & {NameKind.PERSON, NameKind.UNKNOWN})


def _who_was_found(said: Sequence[Said]) -> str:
    """The person that the answer to a question with `who` names, unless it asked for somebody's wife or mother."""
    last = said[-1]
    if _WHICH.match(folded(last.asked)):
        words = f"of {last.focus}"  # so that `El` of `El Lobo` does not look like the start of a sentence
        found = [m for m in mentions(words) if m.kind is NameKind.PERSON]
        return fullest(found[0].text, said) if found else ""
    if not _WHO.match(folded(last.asked)):
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
        if owner := _OWNER.match(mention.text):
            mention = replace(mention, text=owner[1], end=mention.start + owner.end(1))
        is_acronym = mention.kind is NameKind.BODY and mention.text.isupper()
        unsure = mention.named and (mention.kind is NameKind.UNKNOWN or is_acronym)
        if mention.kind is NameKind.PERSON or (not sure and unsure and not mention.text.startswith("the ")):
            yield mention


def thing(said: Sequence[Said], *, passive: bool = False, costs: bool = False) -> str:
    """What `it` stands for: what the last question was about, or what was asked about again and again.

    `passive`: something is done to it; `costs`: it has a price, and is nobody who decides.
    """
    latest = (spoken(exchange) for exchange in reversed(said[-2:]))
    plain = [tuple(m for m in group if m.kind in (NameKind.THING, NameKind.BODY) or _is_title(m)) for group in latest]
    telling = [tuple(m for m in group if m.named or m.text.count(" ") > 1) for group in plain]
    fresh = [_widest(m, spoken(said[-1])) for m in fresh_in(said[-1])]
    for group in chain([fresh], telling, plain, _tiers(said, persons=False)):
        found = [m for m in map(_whose, group) if m.kind not in (NameKind.PERSON, NameKind.PLACE) and not m.plural]
        found = [m for m in found if not _is_persons(m.text, said) and not (costs and _decides(m))]
        if found:
            return _chosen(found, said, passive=passive)
    return ""


def _whose(mention: Mention) -> Mention:
    """What somebody leads or speaks for, of `the head of the Guild`; any other mention as it is."""
    role, *led = re.split(r" (?:of|de|del) ", mention.text, maxsplit=1)
    if mention.kind is not NameKind.THING or folded(role.split(" ")[-1]) not in ROLES:
        return mention
    return replace(mention, text=led[0], plural=False) if led else replace(mention, kind=NameKind.PERSON)


def _decides(mention: Mention) -> bool:
    return mention.kind is NameKind.BODY or folded(mention.text.split(" ")[-1]) in BODIES


def measured(said: Sequence[Said]) -> str:
    """What rises or falls: the first of the things that one of the last two questions names by a noun, one or many."""
    things = (m for one in reversed(said[-2:]) for m in spoken(one) if m.kind is NameKind.THING and not _decides(m))
    return next((m.text for m in things if not m.text.split(" ")[-1].istitle()), "")


def event(last: Said) -> str:
    """What `it` is that lasted or came about: the last thing that the question before brought in with `a`."""
    found = _BROUGHT_IN.findall(last.asked)
    return f"the {found[-1]}" if found else ""


def _widest(mention: Mention, group: Sequence[Mention]) -> Mention:
    """The phrase that a name stands at the end of, `the wage in Alba`; a body is meant itself."""
    if mention.kind is NameKind.BODY:
        return mention
    return next((m for m in group if not m.plural and m.text.endswith(f" {mention.text}")), mention)


def _is_persons(name: str, said: Sequence[Said]) -> bool:
    """Whether a name is a person's, as a fuller form of it tells, or `he` or `his` behind an acronym in a question."""
    if not name.isupper():
        return kind_of(fullest(name, said)) is NameKind.PERSON
    his = re.compile(rf"\b{re.escape(name)}\b[^?.!]*\b(?:he|she|his|her|himself|herself)\b")
    return any(his.search(one.asked) for one in said)


def _is_title(mention: Mention) -> bool:
    """Whether a name of no known kind is too long for a person's or a place's."""
    return mention.kind is NameKind.UNKNOWN and mention.text.count(" ") > 1


def several(said: Sequence[Said], *, of_many: bool = False) -> str:
    """Whom or what `they` stands for; `of_many`: they are counted, as in `how many of them`, and no single body.

    Those of whom some are counted are rather those that were counted before.
    """
    kept = _kept(said, _THEY)
    if len(kept) == 1 and not (of_many and not kept[0].plural):
        return kept[0].text
    if name := "" if of_many else _group_that_was_found(said[-1]):
        return name
    latest = list(reversed(said))
    if of_many:
        latest.sort(key=lambda one: not _HOW_MANY.match(folded(one.asked)))
    tried = (True, False) if of_many else (False,)
    return next((meant for plural in tried for one in latest if (meant := _several_in(one, plural))), "")


def _several_in(exchange: Said, only_plural: bool) -> str:
    """Those whom an exchange counted, named as several, or as a body; two persons; else a name of unknown kind."""
    if what := counted(exchange.asked):
        return what if re.match(r"(?:the|el|los|las) ", what) else f"{_article(what, exchange.asked)} {what}"
    group = spoken(exchange)
    plural = next((m.text for m in group if m.plural), "")
    if plural or only_plural:
        return plural
    if body := next((m.text for m in group if m.kind is NameKind.BODY), ""):
        return body
    is_who = bool(_WHO.match(folded(exchange.asked)))
    if pair := _pair(group) or (_pair(answered(exchange)) if is_who else ""):
        return pair
    return next((m.text for m in group if m.named and m.kind is NameKind.UNKNOWN), "")


def _group_that_was_found(last: Said) -> str:
    """The one name that answers `Which company …?` or `Who …?`, but for a person's or a place's; or `two soldiers`."""
    is_who = re.match(r"\W*(?:(?:and|so) )?whom? ", last.asked, re.IGNORECASE)
    if is_who and _SOME.fullmatch(last.focus) and is_plural(last.focus.split(" ")[-1]):
        return f"the {last.focus}"
    name = found_by_name(last, many=True)
    kinds = {found.kind for found in find_names(name)}  # `La Línea` alone looks like a person's nickname
    return "" if kinds & {NameKind.PERSON, NameKind.PLACE} else name


def found_by_name(last: Said, *, many: bool = False) -> str:
    """The one name that answers `Which company …?` or `Who …?`, with `many` also `Which companies …?`."""
    name = one_name(last.focus)
    if _STRANDED.search(folded(last.asked)):  # `What does the office belong to?` goes on about the office
        return ""
    is_asked = re.match(
        r"\W*(?:and |so |y )?(?:who|which|what|quien|que|cual) (?!is\b|was\b|es\b|fue\b)", folded(last.asked)
    )
    is_many = counted(last.asked) or (is_asked and is_plural(last.asked[is_asked.end() :].split(" ")[0]))
    is_somebody = bool(name and _WHO.match(folded(last.asked))) and kind_of(fullest(name, (last,))) is NameKind.PERSON
    return name if is_asked and not is_somebody and not (is_many and not many) else ""


def one_name(text: str) -> str:
    """A text that is one name, with or without its article; else empty."""
    plain = re.sub(r"^(?:the|el|la) ", "", text, flags=re.IGNORECASE)
    found = find_names(f"of {plain}")  # behind a word, so that its first one does not look like a mere opener
    return text if [folded(name.text) for name in found] == [folded(plain)] else ""


def _pair(group: Sequence[Mention]) -> str:
    """Two persons named in a row."""
    persons = list(dict.fromkeys(m.text for m in group if m.kind is NameKind.PERSON))
    return " and ".join(persons[:2]) if len(persons) > 1 else ""


def _article(what: str, asked: str) -> str:
    if not re.search(r"[¿áéíóúñ]|\bcu[aá]nt", asked):
        return "the"
    return "las" if re.match(r"\w*as\b", what) else "los"


def nth(place: int, said: Sequence[Said]) -> str:
    """The name at a place, from 0 or -1 for the last, in the latest answer that lists several of one kind."""
    for exchange in reversed(said):
        known = folded(exchange.told)
        fresh = [m for m in answered(exchange) if m.named and folded(m.text) not in known]
        persons = [m.text for m in fresh if m.kind is NameKind.PERSON]
        listed = list(dict.fromkeys(persons or [m.text for m in fresh if m.kind is fresh[0].kind]))
        if 1 < len(listed) > place:
            return listed[place]
    return ""


def _kept(said: Sequence[Said], pronoun: "re.Pattern[str]") -> tuple[Mention, ...]:
    """What came in for the same pronoun in the last two questions; nothing where they had none or left it open."""
    return next((came for one in reversed(said[-2:]) if (came := _came_in((one,), pronoun))), ())


def _came_in(said: Sequence[Said], pronoun: "re.Pattern[str]") -> tuple[Mention, ...]:
    """What came in for a pronoun in these questions; where both `he` and `she` stood, it is not clear for which."""
    return tuple(
        mention
        for exchange in said
        if pronoun.search(exchange.raw) and exchange.asked != exchange.raw
        if pronoun is _THEY or not (_HE.search(exchange.raw) and _SHE.search(exchange.raw))
        for mention in mentions(exchange.asked)
        if folded(mention.text) not in folded(exchange.raw)
    )


def fresh_in(exchange: Said) -> tuple[Mention, ...]:
    """What a question that had to be made whole, such as `And the Senate?`, brought in itself."""
    asked = folded(exchange.asked)
    is_whole = exchange.asked == exchange.raw
    return () if is_whole else tuple(m for m in mentions(exchange.raw) if m.named and folded(m.text) in asked)


def _tiers(said: Sequence[Said], *, persons: bool) -> Iterator[tuple[Mention, ...]]:
    """Groups of mentions, the likeliest first: what was asked lately, what was answered last, then further back.

    Answers are heard for persons only, and where they name few.
    """
    recent = list(reversed(said))
    heard = [answered(one) if persons else () for one in recent[:ANSWERS_HEARD]]
    heard = [told if len({m.text for m in told if m.kind is NameKind.PERSON}) <= _FEW else () for told in heard]
    yield fresh_in(recent[0])
    yield from (spoken(exchange) for exchange in recent[:2])
    yield heard[0]
    yield from (spoken(exchange) for exchange in recent[2:])
    yield from heard[1:]


def _chosen(found: Sequence[Mention], said: Sequence[Said], *, passive: bool) -> str:
    """The one that was asked about before, or else the first; of what something is done to, a thing or the second."""
    before = {folded(m.text) for exchange in said[:-1] for m in spoken(exchange)}
    pool = [m for m in found if folded(m.text) in before] or list(found)
    if passive and len(pool) > 1:
        return next((m for m in pool if m.kind is NameKind.THING), pool[1]).text
    return pool[0].text
