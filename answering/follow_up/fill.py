"""A piece of a follow-up put into the question before it: `And in 2018?`, `And under Borea?`."""

import re
from dataclasses import replace

from answering.follow_up.dates import WHEN, added, at_another_time, names_time
from answering.follow_up.hint import with_hint
from answering.follow_up.reask import without_tail
from answering.language.heads import ALIKE
from answering.language.names import NameKind, find_names, folded
from answering.language.phrases import AUXILIARY, DATE, Mention, counted, is_plural, mention_of, mentions
from core.text import STOPWORDS

_END = " ¿?¡!.,"
_PREPOSITION = (
    r"(?:in|at|by|for|during|since|until|from|before|after|under|about|with|against|to|of|on|between|among|than|without|"
    r"according to|en|por|para|durante|desde|hasta|bajo|sobre|con|contra|a|de|entre|según|sin|antes de|después de)"
)
_NO_NOUN = re.compile(r"(?:ed|ing|ly|ó|aron|ieron|aba|aban|mente)$|^(?:many|much|often|cuánt[oa]s?)$")
_TELLING_EN = r"(?:counts?|reports?|records?|registers?|finds?|estimates?|gives?|says?|names?|publish(?:es)?|measures?)"
_TELLING_ES = (
    r"(?:cont[óo]|cuenta|contaron|registr[óa]|registraron|report[óa]|reportaron|estim[óa]|estimaron|da|dio|dieron|"
    r"public[óa]|publicaron|midi[óo]|mide|dice|dijo)"
)
_WHEREVER = re.compile(
    r"(?:(?:nationwide|nationally|countrywide|worldwide|globally|abroad|overall|elsewhere|a nivel nacional|"
    r"en todo el (?:país|mundo))\b.*|(?:outside|inside|across|beyond|within|fuera de|dentro de) .+)$",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"(?:on |in )?(?:the |that )?"
    r"(?:(?:following|next|same|previous|preceding) (?:day|week|month|year|morning|night|evening)|"
    r"(?:day|week|month|year|night) (?:before|after))\b|(?:al |el )(?:día|mes) (?:siguiente|anterior)\b",
    re.IGNORECASE,
)
# `And the Guild says?`
_SAYS = re.compile(r"(?<=\w) (?:says?|said|reports?|reported|claims?|claimed|thinks?|dice|dijo)$")
# `And the Guild's number?` after `What does the Gazette give?`
_THEIR_FIGURE = re.compile(r"['’]s (?P<what>number|figure|count|total|estimate|version|view)s?$")
# `And the highest?` after `Which state had the lowest rate?`
_MOST = re.compile(
    r"(?:(?:the|el|la|los|las) )?(?P<most>(?:high|low|larg|small|bigg|dead|safe|old|new|young|long|short|strong|weak|"
    r"rich|poor|earli|lat|deadli|few)est|worst|best|most|least|m[aá]s \w+|mayor|menor|mejor|peor)",
    re.IGNORECASE,
)
# `And solved?` after `What share of thefts is reported?`
_DONE = re.compile(r"(?!(?:need|seed|speed)\b)[a-z]{3,}ed")
_BE = r"(?:is|are|was|were|be|been|being)"
_WHERE = re.compile(r"\b(?:in|at|across|within|en) $", re.IGNORECASE)


def fill(fragment: str, asked: str, hint: str = "") -> str:
    """The earlier question with a part of it, or its hint, exchanged for the fragment, or with the fragment added.

    Empty where the fragment has no place in it.
    """
    part = _SAYS.sub("", fragment.strip(_END))
    asked = without_tail(asked)
    theirs = _THEIR_FIGURE.search(part)
    part = part[: theirs.start()] if theirs and theirs["what"] not in asked else part
    if re.search(rf"\b{re.escape(folded(part))}\b", folded(asked)):
        return with_hint(asked, hint)
    if made := at_another_time(part, asked, hint, is_led=bool(_WHEREVER.match(part))):
        return made
    if made := _by_its_form(part, asked):
        return with_hint(made, hint)
    led = re.match(rf"{_PREPOSITION} ", part, re.IGNORECASE)
    part = part[:1].lower() + part[1:] if led else part
    filled = _with_led(part, led.group(), asked) if led else _with_plain(part, asked)
    if filled and filled != asked:
        return with_hint(filled, hint)
    return with_hint(added(part, asked), hint) if led else ""


def _by_its_form(part: str, asked: str) -> str:
    """The earlier question with a fragment whose own words tell where it goes; empty for any other."""
    if (most := _MOST.fullmatch(part)) and (other := _MOST.search(asked)):
        return asked[: other.start("most")] + most["most"] + asked[other.end() :]
    if _DONE.fullmatch(part) and (other := re.search(rf"\b{_BE} (?P<done>{_DONE.pattern})\b", asked)):
        return asked[: other.start("done")] + part + asked[other.end() :]
    if said_by := _by_another(part, asked):
        return said_by
    if _THEN.match(part):
        return added(part, asked)
    return _with_place(part, asked) if _WHEREVER.match(part) else ""


def is_aspect(fragment: str) -> bool:
    """Whether a fragment names a thing that nothing in a question gives way to: `The reaction?`, `staff numbers?`."""
    leads = re.match(rf"{_PREPOSITION} ", fragment, re.IGNORECASE) or _WHEREVER.match(fragment)
    return not (leads or names_time(fragment) or find_names(fragment) or re.search(r"\d", fragment))


def _by_another(part: str, asked: str) -> str:
    """`And according to the Gazette?` after `How many fires did the Guild count?`: the question of another source."""
    source = re.match(r"(?:according to|según|de acuerdo con) (?P<who>.+)$", part, re.IGNORECASE)
    before = next((m for m in mentions(asked) if m.named and _tells(asked, m)), None)
    if source is None or before is None:
        return ""
    who, start = source["who"], before.start
    article = re.search(r"(?:the|el|la|los|las) $", asked[:start], re.IGNORECASE)
    if article and re.match(r"(?:the|el|la|los|las) ", who, re.IGNORECASE):
        start = article.start()
    return asked[:start] + who + asked[before.end :]


def _with_place(part: str, asked: str) -> str:
    """The earlier question for another place: `nationwide`, `outside the valley`."""
    for mention in reversed(mentions(asked)):
        led = _WHERE.search(asked[: mention.start])
        if led and mention.named and (mention.placed or mention.kind is NameKind.PLACE):
            return asked[: led.start()] + part + asked[mention.end :]
    return added(part, asked)


def _tells(asked: str, mention: Mention) -> bool:
    """Whether a mention is who counts, reports or finds what is asked."""
    after = re.match(rf" {_TELLING_EN}\b", asked[mention.end :], re.IGNORECASE)
    before = re.search(rf"\b{_TELLING_ES} (?:el |la |los |las )?$", asked[: mention.start], re.IGNORECASE)
    return bool(after or before)


def _with_led(part: str, lead: str, asked: str) -> str:
    """The earlier question with another object of the same preposition."""
    no_object = rf"(?:the |el |early |late )?{DATE}|when\b|whom\b|which\b"
    found = list(re.finditer(rf"\b{re.escape(lead)}(?!{no_object})", asked, re.IGNORECASE))
    if lead.strip().lower() in ("in", "en", "at") and not find_names(part):  # `in prison` for `in hospital`
        found = [one for one in found if re.match(r"[a-zà-ÿ]", asked[one.end() :])]
    elif lead.strip().lower() in ("in", "en", "at"):
        found = found if found and find_names(asked[found[-1].end() :]) else []
    if not found:
        return ""
    start, stop = found[-1].start(), _object_end(asked, found[-1].end())
    return asked[:start] + part + asked[stop:]


def _object_end(asked: str, start: int) -> int:
    for mention in mentions(asked):
        if mention.start <= start < mention.end:
            tail = re.match(r"['’]s [\w-]+", asked[mention.end :])
            return mention.end + (tail.end() if tail else 0)
    following = re.search(rf"\s+{_PREPOSITION}\s|[,?]|\s+{AUXILIARY}\s|$", asked[start:], re.IGNORECASE)
    return start + (following.start() if following else 0)


def _with_plain(part: str, asked: str) -> str:
    """The earlier question about another name or thing of the same kind."""
    new = mentions(part)
    old = [mention for mention in mentions(asked) if folded(mention.text) != folded(part)]
    if not any(m.named for m in new):  # who says so gives way to nothing but another who may say so
        old = [m for m in old if not re.search(r"(?:according to|según|de acuerdo con) $", asked[: m.start])]
    owner = next((m for m in reversed(old) if m.named and folded(m.text) in folded(part)), None)
    if owner:
        whole = next((m for m in old if m.start <= owner.start < owner.end <= m.end and m != owner), owner)
        lead = _agreeing(asked[: whole.start], whole, new[0]) if new else asked[: whole.start]
        return lead + _small_article(part) + asked[whole.end :]
    if new and new[0].named:
        chosen = _alike(new[0], asked) or _like(new[0], old)
        return asked[: chosen.start] + _once_owned(part, asked, chosen) + asked[chosen.end :] if chosen else ""
    if new and (body := _alike(new[0], asked)):
        start = next((m.start for m in old if m.start <= body.start and m.end == body.end), body.start)
        return asked[:start] + _small_article(part) + asked[body.end :]
    what = counted(asked)
    if what and not new and len(part.split()) <= 2:
        return asked.replace(what, part, 1)
    phrases = [mention for mention in old if mention.kind is NameKind.THING] or (old if len(old) == 1 else [])
    phrases = [mention for mention in phrases if not mention.named] or phrases
    if new and phrases:
        lead = _agreeing(asked[: phrases[-1].start], phrases[-1], new[0])
        where = re.search(r" (?:in|at|near|en) (?:the |el |la )?[A-ZÀ-Þ].*$", phrases[-1].text)
        end = phrases[-1].end - (len(where.group()) if where and not re.search(r" (?:in|at|near|en) ", part) else 0)
        return lead + _small_article(part) + asked[end:]
    return _with_noun(part, asked) if not new and len(part.split()) <= 2 and part.islower() else ""


def _with_noun(part: str, asked: str) -> str:
    """The earlier question with its last bare noun exchanged for another, one for one or many for many."""
    found = list(WHEN.finditer(asked))
    body = asked[: found[-1].start()] if found else asked
    nouns = [
        m for m in re.finditer(r"[^\W\d_][\w’'-]*", body) if m.group().islower() and not _NO_NOUN.search(m.group())
    ]
    does = re.search(r"\b(?:do|does|did)\b", body, re.IGNORECASE)
    nouns = [m for m in nouns if m.group() not in STOPWORDS and not (does and not body[m.end() :].strip(_END))]
    same = [m for m in nouns if is_plural(m.group()) == is_plural(part.split()[-1])]
    return asked[: same[-1].start()] + part + asked[same[-1].end() :] if same else ""


def _agreeing(lead: str, old: Mention, new: Mention) -> str:
    """`Were` before what was many, `Was` before what is one."""
    if old.plural and not new.plural:
        return re.sub(r"ere $", "as ", lead)
    return re.sub(r"\b([Ww])as $", r"\1ere ", lead) if new.plural and not old.plural else lead


def _once_owned(part: str, asked: str, old: Mention) -> str:
    """`Vega's` without its `'s` where the question has one already."""
    alone = re.sub(r"['’]s$", "", part) if re.match(r"['’]s?\b", asked[old.end :]) else part
    return _small_article(alone)


def _alike(new: Mention, asked: str) -> Mention | None:
    """The name of a body that does the work of the new one, though it may stand inside a longer phrase."""
    words = set(folded(new.text).split())
    kin = next((sort for sort in ALIKE if sort & words), frozenset())
    plain = [m for m in mentions(asked) if not m.named and kin & set(folded(m.text).split()[-1:])]
    if plain and not new.named:
        return plain[-1]
    found = [name for name in find_names(asked) if kin & set(folded(name.text).split())]
    return mention_of(found[-1]) if found else None


def _like(new: Mention, old: list[Mention]) -> Mention | None:
    """The mention that a new name takes the place of: the last of its kind, or the only one."""
    same = [mention for mention in old if mention.kind is new.kind]
    named = [mention for mention in old if mention.named]
    if not same and (len(named) == 1 or new.kind is NameKind.UNKNOWN):
        same = named
    chosen = same or (old if len(old) == 1 else [])
    if not chosen:
        return None
    return _name_alone(chosen[-1]) if new.kind is NameKind.UNKNOWN else chosen[-1]


def _name_alone(phrase: Mention) -> Mention:
    """Of `the minimum wage in Alba` what `Borea` takes the place of."""
    inside = find_names(phrase.text)
    shift = phrase.end - len(phrase.text)
    if len(inside) != 1 or not re.search(r" (?:in|of|at|for|en|de) $", phrase.text[: inside[0].start]):
        return phrase
    return replace(phrase, start=shift + inside[0].start, end=shift + inside[0].end)


def _small_article(part: str) -> str:
    return re.sub(r"^(?:The|El|La|Los|Las)\b(?= )", lambda found: found.group().lower(), part)
