"""The question before asked again with another question word: `Why?`, `Since when?`."""

import re

from answering.language.names import find_names
from answering.language.phrases import AUXILIARY, Mention, mentions
from answering.question import language_of

_END = " ¿?¡!.,"
_ADJUNCT = (
    r"(?:(?:since|until|by|from) when|when|where|why|how long(?: ago)?|how often|how|"
    r"(?:in|by|since|until|from|at|to|on|for|with|under) (?:what|which|whom|how many|how much|how long)"
    r"(?: (?!is|are|was|were|did|do|had)[\w-]+)?|"
    r"(?:what|which) (?:year|month|day|date|time)|"
    r"(?:desde|hasta|para) cuándo|cuándo|(?:a |de |en )?dónde|por qué|cómo|"
    r"(?:en|por|para|con|de|a|desde|hasta|bajo) (?:qué|cuál|cuáles|quién|quiénes|cuántos|cuántas)(?: \w+)?)"
)
_IS_ADJUNCT = re.compile(rf"{_ADJUNCT}(?: [\w-]+)?", re.IGNORECASE)
_ADJUNCT_QUESTION = re.compile(rf"^¿?\s*{_ADJUNCT} (?P<rest>.+?)[?.!\s]*$", re.IGNORECASE)
_YES_NO = re.compile(rf"^(?P<rest>{AUXILIARY} .+?)[?.!\s]*$", re.IGNORECASE)
_ARGUMENT = re.compile(
    rf"^(?P<wh>what|which|how many|how much|who)\b(?P<noun>(?: (?!{AUXILIARY}\b)[\w’'-]+)*?) "
    rf"(?P<aux>{AUXILIARY}) (?P<rest>.+?)[?.!\s]*$",
    re.IGNORECASE,
)
_WHO_DID = re.compile(r"^who (?P<verb>[a-z]+ed) (?P<rest>.+?)[?.!\s]*$", re.IGNORECASE)
_WHO_IS_OR_DOES = re.compile(
    r"^(?:and |so )?who (?P<verb>(?!did\b|does\b|do\b|was\b|were\b)[a-z]+) (?P<rest>.+?)[?.!\s]*$", re.IGNORECASE
)
_TAIL = re.compile(
    r"(?:, and|,? y) (?:why|when|where|how|who|by whom|por qué|cuándo|dónde|cómo|quién|which|"
    r"how many|cuántos|cuántas)[^?,]{0,16}(?=\?|$)"
)
_ES_WH = re.compile(
    r"^¿?\s*(?:(?:en|por|para|con|de|a|desde|hasta|bajo) )?(?:qué|cuál|quién|cuánt|cuándo|dónde|cómo)", re.IGNORECASE
)


def without_tail(asked: str) -> str:
    """A question without the `, and why?` that an earlier follow-up left."""
    return _TAIL.sub("", asked)


def reask(wh: str, asked: str) -> str:
    """The earlier question asked with another question word; where grammar forbids it, with that word added."""
    asked = without_tail(asked)
    spanish = language_of(asked) == "es"
    wh = wh.strip(_END).lower()
    if wh == "why not":
        return _why_not(asked)
    stem = _stem(wh, asked, spanish) if _IS_ADJUNCT.fullmatch(wh) else ""
    if stem:
        return f"¿{_capital(wh)} {stem}?" if spanish else f"{_capital(wh)} {stem}?"
    return f"{asked.rstrip(_END)} y {wh}?" if spanish else f"{asked.rstrip(_END)}, and {wh}?"


def of_whom(wh: str, asked: str, name: str) -> str:
    """`Since when?` after `Who leads the Guild?` and a name: `Since when Alba Rey leads the Guild?`; else empty."""
    found = _WHO_IS_OR_DOES.match(asked)
    return f"{_capital(wh)} {name} {found['verb']} {found['rest']}?" if found and name else ""


def _why_not(asked: str) -> str:
    """`Did Alba burn?` -> `Why did Alba not burn?`"""
    aux, _, rest = _small(asked.strip(_END)).partition(" ")
    subject = _opening_mention(rest)
    if subject is None or not re.fullmatch(AUXILIARY, aux, re.IGNORECASE):
        return f"{asked.rstrip(_END)}, and why not?"
    return f"Why {aux} {rest[: subject.end]} not{rest[subject.end :]}?"


def _stem(wh: str, asked: str, spanish: bool) -> str:
    """The earlier question without its own question word, or nothing."""
    adjunct = _ADJUNCT_QUESTION.match(asked)
    if adjunct and (spanish or re.match(rf"{AUXILIARY}\b", adjunct.group("rest"), re.IGNORECASE)):
        return adjunct.group("rest")
    if spanish:
        return "" if _ES_WH.match(asked) else _small(asked.strip(_END))
    yes_no = _YES_NO.match(asked)
    if yes_no:
        return _small(yes_no.group("rest"))
    return _without_argument(asked) if wh in ("why", "when", "where", "how") else ""


def _without_argument(asked: str) -> str:
    """`What did Alba say of it` -> `did Alba say that of it`; `How many mills were burnt` -> `were mills burnt`."""
    found = _ARGUMENT.match(asked)
    if found is None:
        return _passive(asked)
    noun, aux, rest = found.group("noun").strip(), found.group("aux").lower(), found.group("rest")
    if aux in ("was", "were", "is", "are"):
        return f"{aux} {noun} {rest}" if noun else ""
    subject = _opening_mention(rest)
    verb = re.match(r"\s+([\w’'-]+)", rest[subject.end :]) if subject else None
    if aux not in ("did", "does", "do") or subject is None or verb is None:
        return ""
    after = subject.end + verb.end()
    return f"{aux} {rest[:after]} {noun or 'that'}{rest[after:]}"


def _passive(asked: str) -> str:
    """`Who signed the treaty` -> `was the treaty signed`."""
    found = _WHO_DID.match(asked)
    first = _opening_mention(found.group("rest")) if found else None
    if found is None or first is None:
        return ""
    aux = "were" if first.plural else "was"
    return f"{aux} {first.text} {found.group('verb').lower()}{found.group('rest')[first.end :]}"


def _opening_mention(text: str) -> Mention | None:
    return next((mention for mention in mentions(text) if mention.start == 0), None)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if not find_names(text) or find_names(text)[0].start > 0 else text
