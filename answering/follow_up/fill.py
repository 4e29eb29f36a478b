"""A piece of a follow-up put into the question before it: `And in 2018?`, `And under Borea?`."""

import re
from dataclasses import replace

from answering.follow_up.hint import with_hint
from answering.follow_up.reask import without_tail
from answering.language.heads import ALIKE
from answering.language.names import NameKind, find_names, folded
from answering.language.phrases import AUXILIARY, DATE, MONTH, YEAR, Mention, counted, is_plural, mention_of, mentions
from answering.question import language_of
from core.text import STOPWORDS, content_words

_END = " ¿?¡!.,"
_PREPOSITION = (
    r"(?:in|at|by|for|during|since|until|from|before|after|under|about|with|against|to|of|on|between|among|than|without|"
    r"according to|en|por|para|durante|desde|hasta|bajo|sobre|con|contra|a|de|entre|según|sin|antes de|después de)"
)
_TIME_PREPOSITION = (
    r"(?:(?:by|at|in|until|since|from) the (?:end|start|beginning|middle|close) of|in|by|for|during|since|until|from|"
    r"before|after|of|(?:a|para|hasta) (?:finales|principios|fines|mediados) de|al (?:final|cierre|inicio) de|"
    r"en|para|durante|desde|hasta|de)"
)
_WHEN = re.compile(
    rf"(?<=\w )(?:(?:when|while|after|before|since|cuando) (?!{DATE})[^,?]{{1,60}}?{DATE}"
    rf"|(?:between|from|entre|desde|de) {DATE} (?:and|to|until|y|a|hasta) {DATE}"
    rf"|(?:in |for )?the year (?:after|before) {DATE}"
    rf"|{_TIME_PREPOSITION} (?:the |el |early |late |mid-|año )*{DATE})",
    re.IGNORECASE,
)
_BARE_DATE = re.compile(rf"{DATE}(?:-\d\d(?:\d\d)?)?", re.IGNORECASE)
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
    r"(?:(?:following|next|same|previous|preceding) (?:day|week|month|morning|night|evening)|"
    r"(?:day|week|month|night) (?:before|after))\b|(?:al |el )(?:día|mes) (?:siguiente|anterior)\b",
    re.IGNORECASE,
)
# `And the Guild says?`
_SAYS = re.compile(r"(?<=\w) (?:says?|said|reports?|reported|claims?|claimed|thinks?|dice|dijo)$")
# `And the Guild's number?` after `What does the Gazette give?`
_THEIR_FIGURE = re.compile(r"['’]s (?P<what>number|figure|count|total|estimate|version|view)s?$")
_MONTH_ALONE = re.compile(rf"(?:(?:in|en) )?{MONTH}", re.IGNORECASE)
# `in that first year`, `en su mejor año`: a time that another one takes the place of.
_UNNAMED_TIME = re.compile(
    r"(?<=\w )(?:(?:in|during|for|en|durante) )?(?:the|that|its|his|her|their|el|ese|aquel|su) "
    r"(?:(?:very |most )?(?!(?:this|next)\b)\w+ )?(?:year|month|año|mes)\b(?! (?:of|after|before|when|that|de|que)\b)",
    re.IGNORECASE,
)
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
    if _BARE_DATE.search(part) or _MONTH_ALONE.fullmatch(part):
        date = _BARE_DATE.search(part)
        is_all = date and not content_words(part.replace(date.group(), ""))
        if date and is_all and re.search(YEAR, hint) and not re.search(YEAR, asked):
            return with_hint(asked, _with_time(date.group(), hint).rstrip(_END))
        return with_hint(_with_time(part, asked), hint)
    if said_by := _by_another(part, asked):
        return with_hint(said_by, hint)
    if _THEN.match(part):
        return with_hint(_added(part, asked), hint)
    if _WHEREVER.match(part):
        return with_hint(_with_place(part, asked), hint)
    led = re.match(rf"{_PREPOSITION} ", part, re.IGNORECASE)
    part = part[:1].lower() + part[1:] if led else part
    filled = _with_led(part, led.group(), asked) if led else _with_plain(part, asked)
    if filled and filled != asked:
        return with_hint(filled, hint)
    return with_hint(_added(part, asked), hint) if led else ""


def is_aspect(fragment: str) -> bool:
    """Whether a fragment names a thing that nothing in a question gives way to: `The reaction?`, `staff numbers?`."""
    is_led = re.match(rf"{_PREPOSITION} ", fragment, re.IGNORECASE)
    is_when = _BARE_DATE.search(fragment) or _MONTH_ALONE.fullmatch(fragment)
    return not (is_led or is_when or find_names(fragment) or _WHEREVER.match(fragment) or re.search(r"\d", fragment))


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
    return _added(part, asked)


def _tells(asked: str, mention: Mention) -> bool:
    """Whether a mention is who counts, reports or finds what is asked."""
    after = re.match(rf" {_TELLING_EN}\b", asked[mention.end :], re.IGNORECASE)
    before = re.search(rf"\b{_TELLING_ES} (?:el |la |los |las )?$", asked[: mention.start], re.IGNORECASE)
    return bool(after or before)


def _with_time(part: str, asked: str) -> str:
    """The earlier question for another time."""
    month = re.search(rf"\b{MONTH}(?= (?:de )?{YEAR}\b)", asked)
    if month and _MONTH_ALONE.fullmatch(part):
        return asked[: month.start()] + part.split()[-1] + asked[month.end() :]
    found = list(_WHEN.finditer(asked))
    is_led = bool(_WHEREVER.match(part) or re.match(rf"{_TIME_PREPOSITION} |between |entre ", part, re.IGNORECASE))
    if found:
        old = found[-1]
        return asked[: old.start()] + _dated_anew(old.group(), part, is_led=is_led) + asked[old.end() :]
    bare = list(_BARE_DATE.finditer(asked))
    if bare and not is_led:
        return asked[: bare[-1].start()] + part + asked[bare[-1].end() :]
    month = re.search(rf"\b(?:in|en) {MONTH}", asked)
    if month and not is_led:
        return asked[: month.start()] + f"{month.group()[:2]} {part}" + asked[month.end() :]
    if unnamed := _UNNAMED_TIME.search(asked):
        return f"{asked[: unnamed.start()]}{part if is_led else f'{_in(asked)} {part}'}{asked[unnamed.end() :]}"
    return _added(part if is_led else f"{_in(asked)} {part}", asked)


def _in(text: str) -> str:
    return "en" if language_of(text) == "es" else "in"


def _dated_anew(old: str, part: str, *, is_led: bool) -> str:
    """A phrase of time for another date. `of 1953` stays an `of`, a date alone takes the preposition there was."""
    date = _BARE_DATE.search(part)
    if date and re.match(rf"(?:of|de) {DATE}", old) and not re.search(r"\b(?:end|start|beginning)\b", part):
        return f"{old.split()[0]} {date.group()}"
    if is_led:
        return part
    lead = re.match(rf"({_TIME_PREPOSITION} ){DATE}", old, re.IGNORECASE)
    return (lead.group(1) if lead else f"{_in(old)} ") + part


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
    found = list(_WHEN.finditer(asked))
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


def _added(part: str, asked: str) -> str:
    glue = "" if part.startswith(",") else " "
    return f"{asked.rstrip(_END)}{glue}{part}?"


def _small_article(part: str) -> str:
    return re.sub(r"^(?:The|El|La|Los|Las)\b(?= )", lambda found: found.group().lower(), part)
