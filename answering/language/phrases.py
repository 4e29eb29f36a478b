"""What a text speaks of: its names and its definite phrases, where they stand. English and Spanish, by cues."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from answering.language.heads import ROLES, TITLES
from answering.language.names import COMMON_HEADS, Name, NameKind, find_names, folded, is_people
from answering.language.ordinary import is_noun
from core.text import STOPWORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name or a definite phrase as it stands in a text; `named` with a name in it, `placed` after `in` or `at`."""

    text: str
    kind: NameKind
    start: int
    end: int
    plural: bool = False
    named: bool = True
    placed: bool = False


MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|enero|febrero|marzo|abril|"
    r"mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
)
YEAR = r"(?:1[5-9]|20)\d\d"
DATE = rf"(?:(?:\d{{1,2}}(?: de| of)? )?{MONTH}(?: \d{{1,2}},?)?(?: de| of)? )?{YEAR}\b"
AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must|"
    r"isn't|aren't|wasn't|weren't|don't|doesn't|didn't)"
)
_STOP = STOPWORDS | frozenset("there ever still already also away back down yet never ago alone according".split())
_ADJECTIVE = re.compile(
    r"(?:al|ic|ive|ous|ary|ble|less|ful|ish|ican|ian|est|ern|ed|ico|ica|icos|icas|iva|ivo|ada|ado|adas|"
    r"ados|ales)$|^(?:new|old|first|second|third|last|next|main|own|big|small|great|young|short|long|early|late|high|low|"
    r"armed|same|nueva|nuevo|primer|primera|segunda|segundo|gran|principal|ultima|ultimo|joint|secret|former|upper|lower)$"
)
_ARTICLE = re.compile(r"(?:\b(the|el|la|los|las|del|al)|(?<=[A-Za-zÀ-ÿ])(['’]s))\s+(?=[^\W\d])", re.IGNORECASE)
_PLACING = re.compile(r"\b(?:in|at|near|en)\s+$", re.IGNORECASE)
_BEING = re.compile(r"\w\s(?:is|are|was|were|be|been)\s+$", re.IGNORECASE)
_TAIL = re.compile(r"((?: [a-z-]+(?<!ed)(?<!en)(?<!ing)(?<!ly)){1,2}?)(?=\s+(?:of|in|for|on|by|at|under|to)\b)")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_DATED = re.compile(rf"(?:{MONTH} )?{YEAR} (?=[a-z])|{MONTH} (?=[a-z])")  # `the January 1911 vote`
_DOES = re.compile(
    r"\b(?:do|does|did|has|have|had|can|could|will|would|may|might|must)\s+(?:the\s+(?:[a-z-]+\s+)?)?$", re.IGNORECASE
)
_NOUN_OF_NAME = re.compile(
    r" [a-z]{3,}(?<!ed)(?<!ing)(?<!ly)"
    r"(?=['’]s\b|\s*[?.,]|\s*$| (?:of|in|on|at|is|was|were|are|has|have|had|happen|occur|start|end)\b)"
)
_NOUN_BEFORE_VERB = re.compile(r" ([a-z]{3,})(?= [a-z])")  # `did the Alba flood begin`
_OF_DATE = re.compile(rf"(?:early |late |mid-)?(?:{MONTH} )?{YEAR}")
_LINK = re.compile(
    r"\s+(?:of|on|for|against|between|over|behind|de|del|sobre|contra|entre)\s+(?:the\s+|el\s+|la\s+|los\s+|las\s+)?",
    re.IGNORECASE,
)
_AT_NAME = re.compile(r"\s+(?:in|at|near|with|en)\s+(?:the\s+|el\s+|la\s+)?", re.IGNORECASE)
_COUNTED = re.compile(
    r"^\W*(?:\w+ )?(?:how many|what|which|cu[aá]nt[oa]s|qu[eé])\s+(?:of\s+(?:the\s+)?)?"
    rf"((?:(?!{AUXILIARY}\b)[^\W\d][\w’'-]*\s+){{0,7}}?[^\W\d][\w’'-]*)\s+(?={AUXILIARY}\b)",
    re.IGNORECASE,
)
_COUNTED_ES = re.compile(
    r"^\W*(?:y )?(?:cu[aá]nt[oa]s)\s+([^\W\d][\w’'-]*(?: de(?: la| los| las)? [^\W\d][\w’'-]*)?)", re.IGNORECASE
)
_COUNTED_BARE = re.compile(r"^\W*(?:and )?(?:how many)\s+([^\W\d][\w’'-]*)\b", re.IGNORECASE)
_NO_HEAD = frozenset(
    "end start beginning close outset eve turn middle half summer autumn winter spring week weekend decade century "
    "year years kinds type types time times way day month name names reason number rest same other past fact part most "
    "one ones ano anos fin final finales cierre inicio comienzo principio principios mitad vispera verano otono "
    "invierno primavera semana decada siglo vez parte dia mes otra otro mismo misma".split()
)


@lru_cache(maxsize=1024)
def mentions(text: str) -> tuple[Mention, ...]:
    """Names and definite phrases in their order; of the names inside a phrase, those of persons and of owners."""
    found = find_names(text)
    phrases = list(_phrases(text, found))
    personal = (NameKind.PERSON, NameKind.UNKNOWN)
    free = [
        name
        for name in found
        if name.kind in personal
        or text[name.end : name.end + 2] in ("'s", "’s")
        or not any(phrase.start <= name.start < phrase.end for phrase in phrases)
    ]
    named = (mention_of(name) for name in free if not (is_people(name.text) or _tells_of_whom(text, name)))
    return tuple(sorted([*phrases, *named], key=lambda mention: mention.start))


def _tells_of_whom(text: str, name: Name) -> bool:
    """Whether a name only says whose boss or chief somebody is: `Which old Alba boss …?`"""
    following = _WORD.match(text, name.end + 1)
    if following is None or name.kind not in (NameKind.UNKNOWN, NameKind.PLACE):
        return False
    return folded(following.group()) in ROLES and not _DOES.search(text[: name.start])


def counted(text: str) -> str:
    """What a question counts or chooses among: `How many of the mills burned?` -> `mills`; empty without it."""
    tail = re.search(r", and (?:\w+ )?(?:how many|which) ([\w’'-]+)\?$", text)
    found = tail or _COUNTED.search(text) or _COUNTED_ES.search(text) or _COUNTED_BARE.search(text)
    what = found.group(1) if found else ""
    head = re.split(r" (?:of|in|on|for|de|del)\b", what)[0].split(" ")[-1]
    return what if is_plural(head) and folded(head) not in _NO_HEAD and folded(head) not in STOPWORDS else ""


def is_plural(word: str) -> bool:
    """Whether a noun looks like more than one."""
    lower = folded(word)
    return (lower.endswith("s") and not lower.endswith(("ss", "us", "is"))) or lower in _PLURALS


_PLURALS = frozenset("people men women children".split())


def mention_of(name: Name) -> Mention:
    """A name as what a text speaks of."""
    start = name.start - len(name.article) - 1 if name.article else name.start
    return Mention(text=name.full, kind=name.kind, start=start, end=name.end, plural=name.article in ("los", "las"))


def _phrases(text: str, found: tuple[Name, ...]) -> Iterator[Mention]:
    """Definite phrases that are more than a name with its article: `the mill of Alba`, `Alba's mill`."""
    end = 0
    for match in _ARTICLE.finditer(text):
        if match.start() < end or any(name.start <= match.start() < name.end for name in found):
            continue
        owner = next((name for name in found if name.end == match.start()), None) if match.group(2) else None
        stop, head = _core(text, match.end(), found)
        if not head or folded(head) in _NO_HEAD or (match.group(2) and owner is None):
            continue
        start = mention_of(owner).start if owner else match.start()
        is_person = any(n.end == stop and (n.kind is NameKind.PERSON or _is_titled(text, n)) for n in found)
        stop = stop if is_person else _with_noun(text, stop, found)
        stop = stop if is_person else _extended(text, _with_tail(text, start, stop), found)
        if not owner and any(name.start == match.end() and name.end == stop for name in found):
            continue
        end = stop
        yield _phrase(text, start, end, head, found)


def _with_noun(text: str, stop: int, found: tuple[Name, ...]) -> int:
    """The end of a phrase with the noun that a name at its end belongs to: `the Alba flood`; bodies may act instead."""
    name = next((n for n in found if n.end == stop and n.kind in (NameKind.UNKNOWN, NameKind.PLACE)), None)
    is_subject = name and (is_plural(name.text) or _DOES.search(text[: name.start]))
    noun = _NOUN_OF_NAME.match(text, stop) if name and not is_subject else None
    if name and not noun and not is_plural(name.text):
        noun = _NOUN_BEFORE_VERB.match(text, stop)
        noun = noun if noun and is_noun(noun[1]) else None
    return noun.end() if noun and folded(noun.group().strip()) not in _STOP else stop


def _is_titled(text: str, name: Name) -> bool:
    """Whether `president` or the like stands before a name."""
    before = text[: name.start].split()
    return bool(before) and folded(before[-1]) in TITLES


def _with_tail(text: str, start: int, stop: int) -> int:
    """The end of a phrase with the nouns that go on after it; a verb cannot where a form of `to be` came before."""
    tail = _TAIL.match(text, stop) if _BEING.search(text[:start]) else None
    if tail is None or any(folded(word) in _STOP for word in tail.group(1).split()):
        return stop
    return tail.end()


def _phrase(text: str, start: int, end: int, head: str, found: tuple[Name, ...]) -> Mention:
    """The phrase between two places; of `the institute's` the institute."""
    end -= 2 if text[end - 2 : end] in ("'s", "’s") else 0
    head = re.sub(r"['’]s$", "", head)
    article = re.match(r"(?:the|el|la|los|las|del|al)(?=\s)", text[start:], re.IGNORECASE)
    lower = article.group().lower() if article else ""
    is_titled = any(name.end == end and _is_titled(text, name) for name in found)
    after = start + len(lower)
    return Mention(
        text=_WHOLE_ARTICLE.get(lower, lower) + text[after:end],
        kind=NameKind.PERSON if folded(head) in TITLES or is_titled else NameKind.THING,
        start=start,
        end=end,
        plural=is_plural(head),
        named=any(start <= name.start < end for name in found),
        placed=bool(_PLACING.search(text[max(0, start - 6) : start])),
    )


_WHOLE_ARTICLE = {"del": "el", "al": "el"}


def _core(text: str, start: int, found: tuple[Name, ...]) -> tuple[int, str]:
    """Where adjectives and noun that begin at `start` end, and the noun; an empty noun where none is found."""
    dated = _DATED.match(text, start)
    at, head = dated.end() if dated else start, ""
    while word := _WORD.match(text, at):
        name = next((name for name in found if name.start == word.start()), None)
        lower = folded(word.group())
        compound = name or (lower in COMMON_HEADS and folded(head) not in COMMON_HEADS)
        if lower in _STOP or (head and not compound):
            break
        stop = name.end if name else word.end()
        if (
            name
            or lower in COMMON_HEADS
            or not (_ADJECTIVE.search(lower) or "-" in lower or lower[-1] in "'’")
            or not _goes_on(text, stop)
        ):
            head = re.split(r" (?:of|de|del) ", name.text if name else word.group())[0].split()[-1]
        end = stop
        at = stop + 1 if text[stop : stop + 1] == " " else len(text)
        if head and name and not _WORD.match(text, at):
            break
    return (end, head) if head else (start, "")


def _goes_on(text: str, at: int) -> bool:
    following = _WORD.match(text, at + 1) if text[at : at + 1] == " " else None
    return following is not None and folded(following.group()) not in _STOP


def _extended(text: str, end: int, found: tuple[Name, ...]) -> int:
    """The end of a phrase with what `of`, `on` or `for` adds to it, twice at most."""
    for _ in range(2):
        link = _LINK.match(text, end) or _AT_NAME.match(text, end)
        if link is None:
            return end
        name = next((name for name in found if name.start == link.end()), None)
        if not _LINK.match(text, end) and (name is None or _goes_on(text, name.end)):
            return end
        stop, head = (name.end, name.text) if name else _core(text, link.end(), found)
        if dated := _OF_DATE.match(text, link.end()):
            return dated.end() if link.group().split()[0] in ("of", "de") else end
        if not head or folded(head) in _NO_HEAD:
            return end
        end = stop
    return end
