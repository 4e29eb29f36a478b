"""What a pronoun of a follow-up stands for, by what the conversation has named, nearest first."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from answering.follow_up.fuller import fullest
from answering.follow_up.named import OWNER, THEY, fresh_in, kept, tiers
from answering.follow_up.persons import WHO
from answering.follow_up.said import Said, answered, spoken
from answering.language.heads import BODIES, ROLES
from answering.language.names import NameKind, find_names, folded, kind_of
from answering.language.phrases import Mention, counted, is_plural, mentions

_SOME = re.compile(r"(?:two|three|four|five|six|seven|eight|nine|ten|\d\d?)(?: [a-z-]+){1,3}")
_MEASURE = re.compile(
    r"\b(?:years?|months?|weeks?|days?|hours?|minutes?|times|percent|per cent|million|billion|\w*dollars|pesos|euros|"
    r"pounds|crowns|kilomet\w+|met\w+|miles|hectares|grams|kilos|tons|tonnes|points|degrees)\b"
)
_MAY_BE_SOME = re.compile(r"\W*(?:(?:and|so) )?(?:whom?|did|do|does|was|were|has|have|is|are) ", re.IGNORECASE)
_BROUGHT_IN = re.compile(
    r"\ban? ((?:[a-z-]+ )??[a-z-]+)"
    r"(?=\s*(?:[?.,]|$)| (?:in|on|with|for|by|of|to|all|at|from|against|between|after|before|that|which)\b)"
)
_STRANDED = re.compile(r"\b(?:do|does|did|is|are|was|were) .* (?:to|under|of|with|from)\W*$")
_ALL_OF_THEM = re.compile(r"\b(?:they|them) (?:all|both|each)\b", re.IGNORECASE)
_WHAT_IS = re.compile(r"\W*(?i:(?:and |so |y )?(?:what|qué) (?:is|was|es|era|fue)) (?P<name>[^\W\d_].*?)\W*$")
_AGREE = re.compile(r"\bthey (?:\w+ )?(?:differ|disagree|diverge|match|agree|contradict)\b", re.IGNORECASE)
_POINTS = re.compile(r"(?:the )?(?:first|second|third|last|others?|latter|former|same|rest|one|lot)", re.IGNORECASE)
_HOW_MANY = re.compile(r"\W*(?:(?:and|so|y) )?(?:how many|cuant[oa]s)\b")


def thing(said: Sequence[Said], *, passive: bool = False, costs: bool = False, own: bool = False) -> str:
    """What `it` stands for: what the last question was about, or what was asked about again and again.

    `passive`: something is done to it; `costs`: it has a price, and is nobody who decides; `own`: it owns something.
    """
    if name := _asked_after(said):
        return name
    latest = (spoken(exchange) for exchange in reversed(said[-2:]))
    plain = [tuple(m for m in group if m.kind in (NameKind.THING, NameKind.BODY) or _is_title(m)) for group in latest]
    telling = [tuple(m for m in group if m.named or m.text.count(" ") > 1) for group in plain]
    fresh = [_widest(m, spoken(said[-1])) for m in fresh_in(said[-1])]
    for group in chain([fresh], telling, plain, tiers(said, persons=False)):
        meant = [_owner(m) if own else m for m in map(_whose, group)]
        found = [m for m in meant if m.kind not in (NameKind.PERSON, NameKind.PLACE) and not m.plural]
        found = [
            m for m in found if not (_is_persons(m.text, said) or (costs and _decides(m)) or _POINTS.fullmatch(m.text))
        ]
        if found:
            return _chosen(found, said, passive=passive)
    return ""


def _asked_after(said: Sequence[Said]) -> str:
    """What a question `What is …?` asked after by its name, if every question since has named it."""
    for at, one in enumerate(said):
        name = _WHAT_IS.match(one.asked)
        if name and one_name(name["name"]) and all(folded(name["name"]) in folded(later.told) for later in said[at:]):
            return name["name"]
    return ""


def _whose(mention: Mention) -> Mention:
    """What somebody leads or speaks for, of `the head of the Guild`; any other mention as it is."""
    role, *led = re.split(r" (?:of|de|del) ", mention.text, maxsplit=1)
    if mention.kind is not NameKind.THING or folded(role.split(" ")[-1]) not in ROLES:
        return mention
    return replace(mention, text=led[0], plural=False) if led else replace(mention, kind=NameKind.PERSON)


def _owner(mention: Mention) -> Mention:
    """Whose a thing is, of `the committee's budget`, where that decides; any other mention as it is."""
    owner = None if _decides(mention) else OWNER.match(mention.text)
    decides = owner and (folded(owner[1].split(" ")[-1]) in BODIES or kind_of(owner[1]) is NameKind.BODY)
    return replace(mention, text=owner[1]) if owner and decides else mention


def _decides(mention: Mention) -> bool:
    return mention.kind is NameKind.BODY or folded(mention.text.split(" ")[-1]) in BODIES


def decides(name: str) -> bool:
    """Whether a name is that of a body that acts, so that `they` may be said of it."""
    return any(_decides(mention) for mention in mentions(f"of {name}"))


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


def several(said: Sequence[Said], question: str = "", *, of_many: bool = False) -> str:
    """Whom or what `they` of a question stands for; no body that the question names itself.

    `of_many`: they are counted, as in `how many of them`, and no single body; rather those that were counted before.
    """
    before = kept(said, THEY)
    if len(before) == 1 and not (of_many and not before[0].plural):
        return before[0].text
    if name := "" if of_many else _group_that_was_found(said[-1]):
        return name
    if _AGREE.search(question):  # what differs is told, not who was counted
        return ""
    latest = list(reversed(said))
    if WHO.match(folded(said[-1].asked)) and not of_many:  # whoever that was, and nobody spoken of before
        latest = latest[:1]
    if of_many:
        latest.sort(key=lambda one: not _HOW_MANY.match(folded(one.asked)))
    tried = (True, False) if of_many else (False,)
    return next((meant for plural in tried for one in latest if (meant := _several_in(one, question, plural))), "")


def _several_in(exchange: Said, question: str, only_plural: bool) -> str:
    """Those whom an exchange counted, named as several, or as a body; two persons; else a name of unknown kind."""
    if what := re.sub(r"^(?:these|those) ", "", counted(exchange.asked)):
        return what if re.match(r"(?:the|el|los|las) ", what) else f"{_article(what, exchange.asked)} {what}"
    group = spoken(exchange)
    plural = next((m.text for m in group if m.plural), "")
    if plural or only_plural:
        return plural
    bodies = [m for m in group if m.kind is NameKind.BODY or not _ALL_OF_THEM.search(question)]
    if body := next((text for text in map(_body, bodies) if text and folded(text) not in folded(question)), ""):
        return body
    is_who = bool(WHO.match(folded(exchange.asked)))
    if pair := _pair(group) or (_pair(answered(exchange)) if is_who else ""):
        return pair
    whole = [m for m in group if not any(o.start == m.start and o.end > m.end for o in group)]
    return next((m.text for m in whole if m.named and m.kind is NameKind.UNKNOWN), "")


def _body(mention: Mention) -> str:
    """A body that acts as many: the mention itself, `the Alba cartel`, or whose it is, of `the institute's data`."""
    if mention.kind is NameKind.BODY:
        return mention.text
    text = _owner(mention).text
    return text if folded(text.split(" ")[-1]) in BODIES and not re.search(r" (?:of|de|del) ", text) else ""


def _group_that_was_found(last: Said) -> str:
    """The one name that answers `Which company …?` or `Who …?`, but for a person's or a place's; or `two soldiers`."""
    is_some = _SOME.fullmatch(last.focus) and is_plural(last.focus.split(" ")[-1]) and not _MEASURE.search(last.focus)
    if is_some and _MAY_BE_SOME.match(last.asked):
        return f"the {last.focus}"
    name = found_by_name(last, many=True)
    kinds = {found.kind for found in find_names(name)}  # `La Línea` alone looks like a person's nickname
    return "" if kinds & {NameKind.PERSON, NameKind.PLACE} else name


def found_by_name(last: Said, *, many: bool = False) -> str:
    """The one name that answers `Which company …?` or `Who …?`, with `many` also `Which companies …?`."""
    name = one_name(last.focus) or _one_phrase(last.focus)
    if _STRANDED.search(folded(last.asked)):  # `What does the office belong to?` goes on about the office
        return ""
    is_asked = re.match(
        r"\W*(?:and |so |y )?(?:who|which|what|quien|que|cual) (?!is\b|was\b|es\b|fue\b)", folded(last.asked)
    )
    is_many = counted(last.asked) or (is_asked and is_plural(last.asked[is_asked.end() :].split(" ")[0]))
    is_somebody = bool(name and WHO.match(folded(last.asked))) and kind_of(fullest(name, (last,))) is NameKind.PERSON
    return name if is_asked and not is_somebody and not (is_many and not many) else ""


def one_name(text: str) -> str:
    """A text that is one name, with or without its article; else empty."""
    plain = re.sub(r"^(?:the|el|la) ", "", text, flags=re.IGNORECASE)
    found = find_names(f"of {plain}")  # behind a word, so that its first one does not look like a mere opener
    return text if [folded(name.text) for name in found] == [folded(plain)] else ""


def _one_phrase(text: str) -> str:
    """A text that is one phrase with a name in it, `the Brenn yard`; else empty."""
    phrase = text[:1].lower() + text[1:]
    is_one = any(m.named and folded(m.text) == folded(phrase) for m in mentions(f"of {phrase}"))
    return phrase if is_one and re.match(r"(?:the|el|la) ", phrase) else ""


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


def _chosen(found: Sequence[Mention], said: Sequence[Said], *, passive: bool) -> str:
    """The one that was asked about before, or else the first; of what something is done to, a thing or the second."""
    before = {folded(m.text) for exchange in said[:-1] for m in spoken(exchange)}
    pool = [m for m in found if folded(m.text) in before] or list(found)
    if passive and len(pool) > 1:
        return next((m for m in pool if m.kind is NameKind.THING), pool[1]).text
    return pool[0].text
