"""Names in a text, by the shape of their words: persons, bodies, places and things. English and Spanish."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from answering.language.heads import BODIES, PLACES, THINGS, TITLES
from core.text import STOPWORDS, fold

folded = lru_cache(maxsize=16_384)(fold)


class NameKind(StrEnum):
    """What a name seems to be a name of."""

    PERSON = "person"
    BODY = "body"
    PLACE = "place"
    THING = "thing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name where it stands in a text; `article` is the one before it, in lower case, or empty."""

    text: str
    kind: NameKind
    start: int
    end: int
    article: str = ""

    @property
    def full(self) -> str:
        """The name with its article: `the National Guard`."""
        return f"{self.article} {self.text}" if self.article else self.text


_CAPITAL = r"(?:[A-ZÀ-ÖØ-Þ]\.(?:[A-Z]\.)*|(?:Dr|Mr|Mrs|Ms|Gen|Col|St|Lt|Sr|Sra|Ing|Lic)\.|[A-ZÀ-ÖØ-Þ][\w’'-]*\w|[A-Z])"
_RUN = re.compile(rf"(?<![\w’'-]){_CAPITAL}(?:(?:(?<=s)['’])? {_CAPITAL})*")
_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?=\s|$)")
_JOINT = re.compile(r" (de la|de los|de las|del|de|of the|of|el|for the|for|van der|van|von|bin|al|&|and|y) $")
_ARTICLED = re.compile(r"^(?:the|el|la|los|las) ", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(the|el|la|los|las)\s+$", re.IGNORECASE)
_OPENS_SENTENCE = re.compile(r"(?:^|[.?!:;\n]\s*)[\s\"“«¿¡(]*$")
_AT_PLACE = re.compile(r"\b(?:in|at|near|from|to|en|desde|hacia|cerca de)\s+(?:the\s+|el\s+|la\s+)?$", re.IGNORECASE)
_INSIDE = re.compile(r"\b(?:in|at|near)\s+$")
_PEOPLES = re.compile(r"(?:ican|ish|ese|lian|tian|sian)s?$")

_DATES = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre lunes martes miercoles jueves viernes sabado domingo i ok".split()
)
_OPENERS = frozenset(
    "according besides among like tell list name describe explain give show compare summarise summarize say define let "
    "please ok okay yes no well now today later since although because however meanwhile another others some most many "
    "se le lo su sus dime explica describe compara resume hubo hay sabe segun fue es son era eran han ha ademas "
    "despues luego also during until while though once if unlike instead finally anything something everyone someone "
    "anyone nobody either neither us would should have has had does do did i'd i'm i've i'll it's that's there's "
    "what's who's let's where's isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't can't couldn't "
    "won't wouldn't shouldn't".split()
)  # words that open a sentence in capitals and are no name
_NO_NAME = STOPWORDS | _DATES | _OPENERS


_HEADS = {
    **dict.fromkeys(PLACES, NameKind.PLACE),
    **dict.fromkeys(THINGS, NameKind.THING),
    **dict.fromkeys(BODIES, NameKind.BODY),
}
COMMON_HEADS = BODIES | THINGS


def names(text: str) -> list[str]:
    """The names of a text in order, each once, without articles, dates or a capital that only opens a sentence."""
    return list(dict.fromkeys(name.text for name in find_names(text)))


@lru_cache(maxsize=1024)
def find_names(text: str) -> tuple[Name, ...]:
    """Every name of a text where it stands."""
    return tuple(_named(text, start, end) for start, end in _joined(text, list(_runs(text))))


def kind_of(name: str) -> NameKind:
    """What a name is of, by its words alone."""
    parts = [folded(part).strip(".'") for part in name.split()]
    head = next((part for part in _head_places(parts) if part in _HEADS), "")
    if parts[0] in TITLES and len(parts) > 1 and parts[1] not in ("of", "de", "del"):
        return NameKind.PERSON
    if head:
        return _HEADS[head]
    if name.isupper() and name.isalpha():
        return NameKind.BODY
    is_nickname = len(parts) == 2 and name.startswith(("El ", "La "))
    return NameKind.PERSON if is_nickname or _is_person(parts, name) else NameKind.UNKNOWN


def is_people(name: str) -> bool:
    """Whether a name is of a people or a language: `Mexican`, `Spanish`."""
    return " " not in name and bool(_PEOPLES.search(folded(name)))


def _head_places(parts: list[str]) -> Iterator[str]:
    """The words of a name that may say what it is: before `of` or `de`, the last, the first."""
    yield from (before for before, after in zip(parts, parts[1:], strict=False) if after in ("of", "de", "del"))
    yield from (parts[-1], parts[0])


def _is_person(parts: list[str], name: str) -> bool:
    """Whether two to five capitalised words, with particles between them, look like a person's name."""
    own = [part for part in name.split() if part[0].isupper()]
    whole = all(part.isalpha() or part.endswith(".") or "-" in part or "'" in part for part in own)
    small = set(parts) & {"of", "for", "and", "y", "&", "the", "el"}
    return 2 <= len(own) <= 5 and whole and not small and not any(is_people(part) for part in own[:1])


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of capitalised words in a row, cut at possessives, without what only opens a sentence.

    One word in `s'` belongs to the name that it begins: `the Teachers' Union`.
    """
    for match in _RUN.finditer(text):
        start = match.start()
        for cut in _POSSESSIVE.finditer(text, match.start(), match.end()):
            if len(cut.group()) == 1 and " " not in _ARTICLED.sub("", text[start : cut.start()].strip()):
                continue
            yield from _trimmed(text, start, cut.start())
            start = cut.end()
        yield from _trimmed(text, start, match.end())


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start] == " ":
        start += 1
    words = text[start:end].split(" ")
    opens = bool(_OPENS_SENTENCE.search(text[max(0, start - 8) : start]))
    while words and _only_opens(words, opens):
        start += len(words.pop(0)) + 1
        opens = False
    while words and folded(words[-1]) in _DATES and words[0] not in _NICKNAMES:
        end -= len(words.pop()) + 1
    if words and len("".join(words)) > 1 and not (opens and _is_plain_opener(text, words)):
        yield start, end


_NICKNAMES = ("El", "La", "Los", "Las")


def _only_opens(words: list[str], opens: bool) -> bool:
    """Whether the first of capitalised words is not of the name: a question word, an article that opens a sentence."""
    if words[0] in _NICKNAMES and not opens and len(words) > 1:
        return False
    return folded(words[0]) in _NO_NAME and (not words[0].isupper() or len(words[0]) == 1)


def _is_plain_opener(text: str, words: list[str]) -> bool:
    """Whether one word that opens a sentence is capitalised for that alone, as far as the text tells."""
    word = words[0]
    if len(words) > 1 or word.isupper() or len(text.split()) <= 2:
        return False
    return len(re.findall(rf"\b{re.escape(word)}\b", text)) < 2


def _joined(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans with those made one that a particle joins: `Ministry` of the `Interior`."""
    held: tuple[int, int] | None = None
    for span in spans:
        if held is not None and _joins(text, held, span):
            held = (held[0], span[1])
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held


def _joins(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    gap = text[before[1] : after[0]]
    found = _JOINT.fullmatch(gap)
    if found is None:
        return False
    first, following = text[before[0] : before[1]], text[after[0] : after[1]]
    has_head = any(folded(word) in _HEADS or folded(word) in TITLES for word in (first.split()[0], first.split()[-1]))
    if found.group(1) in ("and", "y", "&") and _shares_head(text, before, following):
        return True
    if found.group(1) == "for" and first.endswith("s") and not has_head:  # `Sailors for Tomorrow`
        return True
    if found.group(1) in ("and", "y", "for", "for the"):
        return has_head and bool(re.search(r" (?:of|de|del) ", first))
    is_body = folded(following.split()[0]) in COMMON_HEADS or following.isupper()
    return has_head or (not is_body and kind_of(following) in (NameKind.UNKNOWN, NameKind.PERSON, NameKind.PLACE))


def _shares_head(text: str, before: tuple[int, int], following: str) -> bool:
    """Whether a name goes on after `and`: `the Water` and `Harbour Plan`, where only the last word says what it is."""
    words = [folded(word) for word in text[before[0] : before[1]].split()]
    last = folded(following.split()[-1])
    is_led = bool(_ARTICLE.search(text[max(0, before[0] - 5) : before[0]])) or words[0] in _SWEEPING
    return is_led and " " in following and last in COMMON_HEADS and not any(w in _HEADS or w in TITLES for w in words)


_SWEEPING = frozenset("national federal general international royal central".split())


def _named(text: str, start: int, end: int) -> Name:
    words = text[start:end]
    article = _ARTICLE.search(text[max(0, start - 5) : start])
    kind = kind_of(words)
    before = text[max(0, start - 14) : start]
    if (kind is NameKind.UNKNOWN and _AT_PLACE.search(before)) or (kind is NameKind.PERSON and _INSIDE.search(before)):
        kind = NameKind.PLACE
    is_led = article is not None and article.group(1).lower() == "the"
    if kind is NameKind.PERSON and is_led and folded(words.split()[0]) not in TITLES:
        kind = NameKind.UNKNOWN
    return Name(text=words, kind=kind, start=start, end=end, article=article.group(1).lower() if article else "")
