"""Figures and dates of a text as values that compare: one form for the many ways to write them, English and Spanish."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from core.text import Span, fold

_UNITS = {
    word: value
    for value, line in enumerate(
        """zero cero|one un uno una|two dos|three tres|four cuatro|five cinco|six seis|seven siete|eight ocho|
        nine nueve|ten diez|eleven once|twelve doce dozen docena|thirteen trece|fourteen catorce|fifteen quince|
        sixteen dieciseis|seventeen diecisiete|eighteen dieciocho|nineteen diecinueve|twenty veinte""".split("|")
    )
    for word in line.split()
}
_TENS = {
    word: 10 * value
    for value, line in enumerate(
        """thirty treinta|forty cuarenta|fifty cincuenta|sixty sesenta|seventy setenta|eighty ochenta|
        ninety noventa""".split("|"),
        start=3,
    )
    for word in line.split()
}
_HUNDREDS = {"hundred": 100, "cien": 100, "ciento": 100, "doscientos": 200, "trescientos": 300, "quinientos": 500}
_MAGNITUDES = {
    **dict.fromkeys(("thousand", "mil"), 10**3),
    **dict.fromkeys(("million", "millon", "millones", "mn", "m"), 10**6),
    **dict.fromkeys(("billion", "bn"), 10**9),
    **dict.fromkeys(("trillion", "billon", "billones"), 10**12),
}
_ARTICLES = frozenset("one un uno una".split())
_MONTHS = {
    word: number
    for number, line in enumerate(
        """january enero jan|february febrero feb|march marzo|april abril apr|may mayo|june junio|july julio|
        august agosto aug|september septiembre setiembre sept|october octubre oct|november noviembre nov|
        december diciembre dec""".split("|"),
        start=1,
    )
    for word in line.split()
}

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:1[0-9]|20)\d\d"
_DATE = re.compile(
    rf"\b(?P<iso>(?P<y1>{_YEAR})-(?P<m1>0[1-9]|1[0-2])-(?P<d1>[0-3]\d))\b"
    rf"|\b(?P<d2>[0-3]?\d)(?:st|nd|rd|th|º)?(?: of| de)? (?P<m2>{_MONTH})\b\.?(?:,? (?:de |del )?(?P<y2>{_YEAR})\b)?"
    rf"|\b(?P<m3>{_MONTH})\b\.? (?P<d3>[0-3]?\d)(?:st|nd|rd|th)?\b(?!\d)(?:,? (?P<y3>{_YEAR})\b)?"
    rf"|\b(?P<m4>{_MONTH})\b\.?,? (?:de |del |of )?(?P<y4>{_YEAR})\b"
    rf"|\b(?P<y5>{_YEAR})[-–/](?P<y6>\d\d(?:\d\d)?)\b(?![-–/]\d)"
    rf"|(?<![\d.,$€£-])(?P<y7>{_YEAR})(?P<decade>'?s)?\b(?![.,]\d|%| percent| por ciento)"
)
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[,. \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?(?!\d)|(?<![\w])\d+(?:[.,]\d+)?")
_PERCENT = re.compile(r"\s?(?:%|per ?cent\b|por ciento\b|percentage points?\b|puntos porcentuales)")
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure by what it may mean, and as it was written: "12.000" is twelve or, in Spanish, twelve thousand."""

    values: frozenset[Decimal]
    percent: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """The parts of a date, each to be found in evidence by itself: ("year", 2018), ("day", 12, 1), ("month", 12)."""

    parts: frozenset[tuple[str | int, ...]]
    words: str


def dates_in(text: str) -> list[Date]:
    """The dates and years of a text. "2018-12-01", "1 December 2018" and "1 de diciembre de 2018" are one date."""
    folded = _folded(text)
    return [Date(parts=frozenset(_parts(match)), words=text[slice(*match.span())]) for match in _DATE.finditer(folded)]


def figures_in(text: str) -> list[Figure]:
    """The figures of a text, in digits or in words, dates left out. A lone "one" is an article, not a figure."""
    folded = _DATE.sub(lambda match: "\n" * len(match.group()), _folded(text))
    found = [*_in_digits(folded, text)]
    taken = [span for span, _ in found]
    found += [(s, f) for s, f in _in_words(folded, text) if not any(s[0] < e and b < s[1] for b, e in taken)]
    return [figure for _, figure in sorted(found, key=lambda pair: pair[0])]


def _in_digits(folded: str, text: str) -> Iterator[tuple[Span, Figure]]:
    for match in _NUMBER.finditer(folded):
        values, end, times = _values(match.group()), match.end(), 1
        scale = re.match(r"[ -]?([a-z]+)\b", folded[end:])
        if scale and scale.group(1) in _MAGNITUDES:
            times = _MAGNITUDES[scale.group(1)]
            end += scale.end()
            if times == 1000 and (more := re.match(r" (millones)\b", folded[end:])):
                times, end = 10**9, end + more.end()
        percent = _PERCENT.match(folded[end:])
        end += percent.end() if percent else 0
        yield (
            (match.start(), end),
            _figure([value * times for value in values], bool(percent), text[match.start() : end]),
        )


def _in_words(folded: str, text: str) -> Iterator[tuple[Span, Figure]]:
    run: list[re.Match[str]] = []
    for match in [*_WORD.finditer(folded), None]:
        joins = bool(run) and match is not None and re.fullmatch(r"[ -]", folded[run[-1].end() : match.start()])
        if run and not (joins and match and _is_number(match.group())):
            yield from _spoken(run, folded, text)
            run = []
        if match and _is_number(match.group()) and (run or match.group() not in ("m", "mn", "bn", "mil")):
            run.append(match)


def _spoken(run: list[re.Match[str]], folded: str, text: str) -> Iterator[tuple[Span, Figure]]:
    spoken = [match.group() for match in run]
    if all(word in _ARTICLES for word in spoken) or not any(word in _UNITS | _TENS for word in spoken):
        return
    start, end = run[0].start(), run[-1].end()
    percent = _PERCENT.match(folded[end:])
    end += percent.end() if percent else 0
    yield (start, end), _figure([_sum(spoken)], bool(percent), text[start:end])


def _is_number(word: str) -> bool:
    return word in _UNITS or word in _TENS or word in _HUNDREDS or word in _MAGNITUDES


def _sum(spoken: list[str]) -> Decimal:
    total, part = Decimal(0), Decimal(0)
    for word in spoken:
        if word in _HUNDREDS:
            part = part * 100 if word == "hundred" and part else part + _HUNDREDS[word]
        elif word in _MAGNITUDES:
            total, part = total + max(part, Decimal(1)) * _MAGNITUDES[word], Decimal(0)
        else:
            part += _UNITS.get(word, _TENS.get(word, 0))
    return total + part


def _figure(values: list[Decimal], percent: bool, words: str) -> Figure:
    return Figure(values=frozenset(value.normalize() for value in values), percent=percent, words=words)


def _values(written: str) -> list[Decimal]:
    """What digits with points, commas or spaces between them may mean; three digits after a comma are thousands."""
    plain = re.sub(r"[ \u00a0\u202f]", "", written)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        return [Decimal(plain.replace(",", ""))]
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?", plain):
        return [Decimal(plain.replace(".", "").replace(",", "."))]
    if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", plain):
        return [Decimal(plain), Decimal(plain.replace(".", ""))]
    if plain.count(",") + plain.count(".") <= 1:
        return [Decimal(plain.replace(",", "."))]
    return [Decimal(re.sub(r"\D", "", plain))]


def _parts(match: re.Match[str]) -> Iterator[tuple[str | int, ...]]:
    told = {name: text for name, text in match.groupdict().items() if text}
    year = next((int(told[name]) for name in ("y1", "y2", "y3", "y4", "y5", "y7") if name in told), None)
    if year is not None:
        yield ("decade", year) if "decade" in told else ("year", year)
    if "y6" in told:
        yield ("year", int(str(year)[: 4 - len(told["y6"])] + told["y6"]))
    month = next((_month(told[name]) for name in ("m1", "m2", "m3", "m4") if name in told), None)
    day = next((int(told[name]) for name in ("d1", "d2", "d3") if name in told), None)
    if month is not None:
        yield ("month", month)
    if month is not None and day is not None:
        yield ("day", month, day)


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _MONTHS[written]


def _folded(text: str) -> str:
    """Lower case without accents, character for character, so that places stay as they are."""
    return "".join(map(_folded_char, text))


@cache
def _folded_char(char: str) -> str:
    return folded if len(folded := fold(char)) == 1 else char
