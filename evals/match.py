"""Whether a text says a gold fact: compared word by word, folded, with numbers brought to one form."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.text import Span, fold

FactGroup = tuple[str, ...]  # alternatives, any of which counts

_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[.,\u00a0\u2009\u202f]\d{3})+")
_PER_CENT = re.compile(r"%|\b(?:per\s+cent|por\s+ciento)\b", re.IGNORECASE)
_TOKEN = re.compile(
    rf"\d{{1,3}}(?:[.,\u00a0\u2009\u202f]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)*|{_PER_CENT.pattern}|[^\W\d_]+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word or a number in the form in which it is compared, and where it stands."""

    form: str
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """The words and numbers of a text: "17,608" is 17608, "31 per cent" is 31 percent, "AMLO's" is amlo."""
    found = (Token(form=_form(match[0]), start=match.start(), end=match.end()) for match in _TOKEN.finditer(text))
    return tuple(token for token in found if not _is_possessive(token, text))


def find_words(words: Sequence[Token], wanted: Sequence[Token]) -> list[Span]:
    """Spans of the text of `words` that say exactly the wanted words, in order of their place."""
    forms, target = [token.form for token in words], [token.form for token in wanted]
    if not target:
        return []
    width = len(target)
    starts = (at for at, form in enumerate(forms[: len(forms) - width + 1]) if form == target[0])
    return [(words[at].start, words[at + width - 1].end) for at in starts if forms[at : at + width] == target]


def says(text: str, phrase: str) -> bool:
    """Whether the words of a phrase stand in a text, side by side."""
    return bool(find_words(tokens(text), tokens(phrase)))


def says_fact(text: str, group: FactGroup) -> bool:
    """Whether a text has any of the alternatives of a fact."""
    return any(says(text, alternative) for alternative in group)


def facts_said(text: str, groups: Iterable[FactGroup]) -> tuple[FactGroup, ...]:
    """The facts that a text has."""
    words = tokens(text)
    return tuple(group for group in groups if any(find_words(words, tokens(said)) for said in group))


def _form(token: str) -> str:
    if _PER_CENT.fullmatch(token):
        return "percent"
    if _THOUSANDS.fullmatch(token):
        return re.sub(r"\D", "", token)
    if token[0].isdigit():
        return token.replace(",", ".")
    return fold(token)


def _is_possessive(token: Token, text: str) -> bool:
    before = text[max(0, token.start - 2) : token.start]
    return token.form == "s" and len(before) == 2 and before[0].isalpha() and before[1] in "'’"
