"""Earlier exchanges of a conversation, taken apart: what was asked, and what question and answer name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from answering.follow_up.moves import only_points
from answering.language.heads import PLACES, TITLES
from answering.language.names import COMMON_HEADS, Name, NameKind, find_names, folded, kind_of
from answering.language.phrases import AUXILIARY, YEAR, Mention, is_plural, mentions
from answering.question import TOPIC

_LONGEST_TITLE = 9  # words
_LONGEST_HEADING = 60  # characters that a heading under a title has more than it
_LONGEST_ANSWER = 900  # characters of an answer in which names are looked for
_SHORTEST_NAME = 3  # characters
# What is no part of what an answer tells: sources and numbers of citations in brackets, titles of works.
_NOTE = re.compile(r"\s*(?:\([^()]*\)|\[\d+\])|“[^“”]{20,}”")
_MOST_FOCUS_WORDS = 6
_FIGURE = re.compile(r"\d[\d.,]*\d%?")
_FOUND = re.compile(r": [^:]*$")  # what the answer came to, behind a hint
_QUESTION_WORDS = (
    rf"{AUXILIARY}|what|which|who|whom|whose|when|where|why|how|que|cual\w*|quien\w*|cuando|donde|por que|cuant\w+"
)
_IS_QUESTION = re.compile(rf"^\W*(?:{_QUESTION_WORDS})\b")
_LED_BY_PLACE = re.compile(r"in (?=[A-ZÀ-Þ])")  # as the hint itself has it
_ASKS = re.compile(
    rf"^\W*(?:and |so |y |but )?(?:{_QUESTION_WORDS}|in|on|by|at|for|to|from|since|until|under|por|como|en|con|desde|"
    r"hasta|a|de|any\w*|tell|list|name|describe|explain|dime|fue|es|hubo|hay|y|and|compare|give|show)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An earlier exchange: the question as typed, the standalone one, the hint in brackets behind that, the answer.

    `focus` are the few words of the answer that answer, where they are known.
    `asked` is empty where the exchange is a title and a heading rather than a question.
    """

    raw: str
    asked: str
    hint: str
    answer: str
    focus: str = ""

    @property
    def told(self) -> str:
        """Question and hint as one text."""
        return f"{self.asked} {self.hint}".strip()

    @property
    def gist(self) -> str:
        """Question and hint as they stand in brackets behind a question that only points at them."""
        asked = self.asked.strip(" ¿?¡!.")
        return ", ".join(filter(None, (asked, self.hint)))


@lru_cache(maxsize=1024)
def said_of(raw: str, query: str, answer: str, focus: str = "") -> Said:
    """An exchange taken apart. A question that only points at the one in its brackets gives way to that."""
    answer = _NOTE.sub("", answer)
    query = cased(query, (answer,))
    found = TOPIC.search(query)
    hint = _FOUND.sub("", found["topic"]) if found else ""
    asked = TOPIC.sub("", query)
    if hint and only_points(asked):
        asked, hint = hint, ""
    if _is_title(asked):
        title = asked.split(": ")[0].strip()
        return Said(raw="", asked="", hint=title, answer=answer if len(answer) > len(asked) + _LONGEST_HEADING else "")
    return Said(raw=raw, asked=asked, hint=hint, answer=answer[:_LONGEST_ANSWER], focus=_few(focus, asked, answer))


def _few(focus: str, asked: str, answer: str) -> str:
    """The answering words where they are few, or else the one figure of the answer that was not in the question."""
    if focus and len(focus.split()) <= _MOST_FOCUS_WORDS:
        return focus if folded(focus) not in folded(asked) else ""
    figures = set(_FIGURE.findall(focus or answer)) - set(_FIGURE.findall(asked)) - set(re.findall(YEAR, answer))
    return figures.pop() if len(figures) == 1 else ""


def cased(text: str, told: Iterable[str]) -> str:
    """A text typed in small letters, or without accents, with the names in it written as they were told."""
    lower = folded(text)
    if len(lower) != len(text):
        return text
    for name in (name for one in told for name in find_names(one) if _is_telling(name, one)):
        for found in re.finditer(rf"(?<!\w){re.escape(folded(name.text))}(?!\w)", lower):
            if text[found.start() : found.end()].islower() and len(found.group()) == len(name.text):
                text = text[: found.start()] + name.text + text[found.end() :]
    return text


def _is_telling(name: Name, told: str) -> bool:
    """Whether a name is more than a noun such as `the Law`, or a word that only opens its sentence."""
    opens = re.search(r"(?:^|[.!?…])\W*$", told[: name.start]) and " " not in name.text and not name.text.isupper()
    if opens:
        return False
    is_noun = folded(name.text) in COMMON_HEADS or folded(name.text) in PLACES or folded(name.text) in TITLES
    return len(name.text) >= _SHORTEST_NAME and not is_noun


def _is_title(query: str) -> bool:
    head = query.split(": ")[0]
    return "?" not in query and len(head.split()) <= _LONGEST_TITLE and not _ASKS.match(folded(head))


@lru_cache(maxsize=1024)
def spoken(said: Said) -> tuple[Mention, ...]:
    """What question and hint of an exchange name, in order; of a title, the whole."""
    hints = tuple(mention for part in said.hint.split(", ") if part for mention in _of_hint(part))
    return (*mentions(said.asked), *hints)


def _of_hint(part: str) -> tuple[Mention, ...]:
    if _IS_QUESTION.match(folded(part)) or _LED_BY_PLACE.match(part):
        return mentions(part)
    text = part.removeprefix("The ") if part.startswith("The ") else part
    article = "the " if part != text else ""
    whole = find_names(part)
    if len(part.split()) <= _LONGEST_TITLE and (len(whole) < 2 or part[:1].isupper()) and not re.search(YEAR, part):
        found = mentions(part)
        if len(found) == 1 and found[0].text.casefold() == part.casefold():
            return found
        kind = kind_of(text) if part[:1].isupper() else NameKind.THING
        named, plural = part[:1].isupper(), is_plural(part.split()[-1])
        return (Mention(text=article + text, kind=kind, start=0, end=len(part), named=named, plural=plural),)
    return mentions(part)


def answered(said: Said) -> tuple[Mention, ...]:
    """What the answer of an exchange names, in order."""
    return mentions(said.answer)
