"""A question put again for another time: `And in 2018?`, `And today?`."""

import re

from answering.follow_up.hint import with_hint
from answering.language.phrases import DATE, MONTH, YEAR
from answering.question import language_of
from core.text import content_words

_END = " ¿?¡!.,"
_TIME_PREPOSITION = (
    r"(?:(?:by|at|in|until|since|from) the (?:end|start|beginning|middle|close) of|in|by|for|during|since|until|from|"
    r"before|after|of|(?:a|para|hasta) (?:finales|principios|fines|mediados) de|al (?:final|cierre|inicio) de|"
    r"en|para|durante|desde|hasta|de)"
)
WHEN = re.compile(
    rf"(?<=\w )(?:(?:when|while|after|before|since|cuando) (?!{DATE})[^,?]{{1,60}}?{DATE}"
    rf"|(?:between|from|entre|desde|de) {DATE} (?:and|to|until|y|a|hasta) {DATE}"
    rf"|(?:in |for )?the year (?:after|before) {DATE}"
    rf"|{_TIME_PREPOSITION} (?:the |el |early |late |mid-|año )*{DATE})",
    re.IGNORECASE,
)
_BARE_DATE = re.compile(rf"{DATE}(?:-\d\d(?:\d\d)?)?", re.IGNORECASE)
_MONTH_ALONE = re.compile(rf"(?:(?:in|en) )?{MONTH}", re.IGNORECASE)
# `in that first year`, `en su mejor año`: a time that another one takes the place of.
_UNNAMED_TIME = re.compile(
    r"(?<=\w )(?:(?:in|during|for|en|durante) )?(?:the|that|its|his|her|their|el|ese|aquel|su) "
    r"(?:(?:very |most )?(?!(?:this|next)\b)\w+ )?(?:year|month|año|mes)\b(?! (?:of|after|before|when|that|de|que)\b)",
    re.IGNORECASE,
)
_AT_THAT_TIME = re.compile(r" (?:then|at that time|entonces)\b", re.IGNORECASE)
_NOW = re.compile(
    r"(?:today|now|nowadays|currently|at present|these days|hoy|ahora|hoy en dia|actualmente)", re.IGNORECASE
)


def names_time(fragment: str) -> bool:
    """Whether a fragment has a date, or is a month."""
    return bool(_BARE_DATE.search(fragment) or _MONTH_ALONE.fullmatch(fragment))


def at_another_time(part: str, asked: str, hint: str, *, is_led: bool) -> str:
    """The earlier question for the time that a fragment names; empty where it names none.

    `is_led`: the fragment says itself how it goes on, as in `across the country in 1911`.
    """
    if _NOW.fullmatch(part):
        made = _with_time(part, _AT_THAT_TIME.sub("", asked), is_led=is_led)
        made = made.replace(" was ", " is ", 1).replace(" were ", " are ", 1)
        return with_hint(made, hint)
    if not names_time(part):
        return ""
    date = _BARE_DATE.search(part)
    is_all = date and not content_words(part.replace(date.group(), ""))
    if date and is_all and re.search(YEAR, hint) and not re.search(YEAR, asked):
        return with_hint(asked, _with_time(date.group(), hint, is_led=False).rstrip(_END))
    return with_hint(_with_time(part, asked, is_led=is_led), hint)


def added(part: str, asked: str) -> str:
    """The earlier question with a fragment at its end."""
    glue = "" if part.startswith(",") else " "
    return f"{asked.rstrip(_END)}{glue}{part}?"


def _with_time(part: str, asked: str, *, is_led: bool) -> str:
    """The earlier question for another time."""
    month = re.search(rf"\b{MONTH}(?= (?:de )?{YEAR}\b)", asked)
    if month and _MONTH_ALONE.fullmatch(part):
        return asked[: month.start()] + part.split()[-1] + asked[month.end() :]
    found = list(WHEN.finditer(asked))
    is_led = is_led or bool(_NOW.match(part) or re.match(rf"{_TIME_PREPOSITION} |between |entre ", part, re.IGNORECASE))
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
    return added(part if is_led else f"{_in(asked)} {part}", asked)


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
