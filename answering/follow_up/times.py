"""Days, years and places that a follow-up only points at: `that day`, `by then`, `two years later`, `there`."""

import re
from collections.abc import Sequence

from answering.follow_up.named import fresh_in
from answering.follow_up.said import Said, answered, spoken
from answering.language.names import NameKind, folded
from answering.language.phrases import AUXILIARY, MONTH, YEAR

_DAY = (
    re.compile(r"\b(?:on )?(?:that|the) (?:same |very )?day\b(?! (?:of|after|before|when))", re.IGNORECASE),
    re.compile(r"\b(?:en )?(?:ese|aquel|el) mismo día\b|\b(?:ese|aquel) día\b", re.IGNORECASE),
)
_THEN = (
    (re.compile(r"\b(?:in|during) that (?:same )?year\b", re.IGNORECASE), "in {}"),
    (re.compile(r"\b(by|for|of|since|until|before|after|from) that (?:same )?year\b", re.IGNORECASE), r"\1 {}"),
    (re.compile(r"\bthat (?:same )?year\b", re.IGNORECASE), "in {}"),
    (re.compile(r"\b(by|since|until|before|for|from|of) then\b", re.IGNORECASE), r"\1 {}"),
    (re.compile(r"\b(?:at that time|at the time|back then)\b(?! of)", re.IGNORECASE), "in {}"),
    (re.compile(r"(?<=\w )then(?=\s*\?)", re.IGNORECASE), "in {}"),
    (re.compile(r"\b(?:en )?(?:ese|aquel|dicho) (?:mismo )?año\b", re.IGNORECASE), "en {}"),
    (re.compile(r"\b(desde|hasta|para) entonces\b", re.IGNORECASE), r"\1 {}"),
    (re.compile(r"\b(?:en aquel entonces|entonces(?=\s*\?))", re.IGNORECASE), "en {}"),
)
_COUNTS = {"a": 1} | {
    word: number
    for words in (
        "one two three four five six seven eight nine ten",
        "un dos tres cuatro cinco seis siete ocho nueve diez",
    )
    for number, word in enumerate(words.split(), start=1)
}
_MANY_YEARS = rf"(?:(?P<many>{'|'.join(_COUNTS)}|\d{{1,2}}) (?:years?|años?)|(?:twelve|12|doce) (?:months|meses))"
_YEAR_BESIDE = (
    re.compile(
        r"\b(?:(?P<led>in|by|for|until|during|since|of|than|from|with|against|over) )?"
        r"(?:the (?:(?P<next>following|next)|previous|preceding|prior) year\b"
        rf"|(?:the year|{_MANY_YEARS}) (?:(?P<later>later|on|after|afterwards)|before|earlier)(?: that)?"
        r"(?=\s*(?:[?.,]|$)))",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:(?:(?P<led>en|para|hasta|desde|durante|que) el|(?P<of>del)|al|el) año (?:(?P<next>siguiente)|anterior)\b"
        rf"|(?:el año|{_MANY_YEARS}) (?:(?P<later>después|más tarde)|antes)(?=\s*(?:[?.,]|$)))",
        re.IGNORECASE,
    ),
)
_THERE = re.compile(
    rf"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )(?<!\bbeen )\bthere\b(?! (?:{AUXILIARY}|been|be)\b)",
    re.IGNORECASE,
)


def timed(question: str, said: Sequence[Said]) -> str:
    """The question with days and years that it only points at."""
    for pattern, link in zip(_DAY, ("on ", "el "), strict=True):
        if pattern.search(question) and (on := _day(said)):
            return pattern.sub(link + on, question, count=1)
    for pattern, link in zip(_YEAR_BESIDE, ("in", "en"), strict=True):
        if (found := pattern.search(question)) and (known := _year(said, turns=2)):
            return _counted_on(question, found, int(known), link)
    for then, form in _THEN:
        if then.search(question) and (when := _year(said)):
            return _opened(then.sub(form.format(when), question, count=1), question)
    return question


def _counted_on(question: str, found: "re.Match[str]", known: int, link: str) -> str:
    """The question with `two years later` as the year that it is; without it, where the year follows."""
    before, after = question[: found.start()], question[found.end() :]
    if re.search(YEAR, before + after):
        return (before + after.lstrip(" ,")).strip()
    led = "de" if found.groupdict().get("of") else found["led"] or link
    return _opened(f"{before}{led} {known + _years_on(found)}{after}", question)


def _opened(made: str, question: str) -> str:
    """What came in at the start of a question with a capital."""
    return made if made[:1] == question[:1] else made[:1].upper() + made[1:]


def _years_on(found: "re.Match[str]") -> int:
    """How many years after the one spoken of: less than 0 for `before`."""
    many = folded(found["many"] or "one")
    count = int(many) if many.isdigit() else _COUNTS[many]
    return count if found["next"] or found["later"] else -count


def _day(said: Sequence[Said]) -> str:
    """The day that the last exchange names, answer first; empty without one."""
    for text in (said[-1].answer, said[-1].told):
        found = re.search(rf"\b(?:\d{{1,2}} (?:de )?{MONTH}|{MONTH} \d{{1,2}})(?:,? (?:de )?{YEAR})?\b", text)
        if found:
            return found.group()
    return ""


def _year(said: Sequence[Said], *, turns: int = 1) -> str:
    """The year that the last question named, or the one year of its answer; so many turns are looked at."""
    for one in reversed(said[-turns:]):
        if asked := re.findall(rf"\b{YEAR}\b", one.told):
            return str(asked[-1])
        told = set(re.findall(rf"\b{YEAR}\b", one.answer))
        if len(told) == 1:
            return str(told.pop())
    return ""


def placed(question: str, said: Sequence[Said]) -> str:
    """The question with where `there` is."""
    found = _THERE.search(question)
    where = _place(said) if found else ""
    if found is None or not where or folded(where) in folded(question):
        return question
    lead = "" if re.search(r"\b(?:from|in|to|near) $", question[: found.start()]) else "in "
    return question[: found.start()] + lead + where + question[found.end() :]


def _place(said: Sequence[Said]) -> str:
    """Where `there` is."""
    for exchange in reversed(said):
        for group in (spoken(exchange), answered(exchange)):
            found = [m for m in group if m.kind is NameKind.PLACE or m.placed]
            if exchange is said[-1] and group == spoken(exchange):  # `And Carda?`
                found += [m for m in fresh_in(exchange) if m.kind is NameKind.UNKNOWN]
            if found:
                return found[-1].text if group == spoken(exchange) else found[0].text
    return ""
