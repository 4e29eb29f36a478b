"""What is known about a document: from the file itself, from its sidecar, from the list of sources."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import replace

from core.records import DocumentMetadata, Kind
from core.text import normalise, words

MAX_TITLE = 200
_DATE = re.compile(r"^\d{4}(?:-\d{2}(?:-\d{2})?)?$")
_DATE_INSIDE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_PLAIN = ("publisher", "url", "language", "licence", "period", "stands_in_for", "source_id")
_SPANISH = frozenset(
    "de la el los las que en y del se por un una con para su como al es lo no más fue este esta sobre".split()
)
_ENGLISH = frozenset(
    "the of and to in a is that for on with as by was it are from at this be an which or were has not".split()
)


def told_metadata(told: Mapping[str, object], base: DocumentMetadata | None = None) -> DocumentMetadata:
    """The metadata that loose values tell, over what was known before. Keys that mean nothing here are passed over."""
    base = base or DocumentMetadata()
    known: dict[str, object] = {key: one_line(told[key]) for key in _PLAIN if told.get(key)}
    if told.get("authors") or told.get("author"):
        known["authors"] = _names(told.get("authors") or told.get("author"))
    published = iso_date(told.get("published") or told.get("date"))
    if published:
        known["published"] = published
    if "language" in known:
        known["language"] = str(known["language"])[:2].lower()
    if told.get("kind") in set(Kind):
        known["kind"] = Kind(str(told["kind"]))
    return replace(base, **known)  # type: ignore[arg-type]


def one_line(value: object) -> str:
    """A value as one normalised line."""
    return " ".join(normalise(str(value)).split())


def short_title(title: str) -> str:
    """A title as one line of at most 200 characters, cut at a word."""
    line = one_line(title)
    return line if len(line) <= MAX_TITLE else line[: MAX_TITLE - 1].rsplit(" ", 1)[0] + "…"


def iso_date(value: object) -> str:
    """A date as YYYY[-MM[-DD]], or an empty string for anything that is not one."""
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    line = str(value or "").strip()
    if _DATE.match(line):
        return line
    inside = _DATE_INSIDE.search(line)
    return "-".join(inside.groups()) if inside else ""


def detect_language(text: str) -> str:
    """`es` or `en`, by which function words are more common; `en` where neither is."""
    sample = words(text[:20_000])
    spanish = sum(word in _SPANISH for word in sample)
    english = sum(word in _ENGLISH for word in sample)
    return "es" if spanish > english else "en"


def _names(value: object) -> tuple[str, ...]:
    names = value if isinstance(value, list | tuple) else re.split(r"\s*;\s*", str(value))
    return tuple(line for name in names if (line := one_line(name)))
