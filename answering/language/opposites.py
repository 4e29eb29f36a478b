"""Which of two opposites a text says, and whether it denies it: rose or fell. English and Spanish."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from answering.language.lexicon.tables import rows
from core.text import Span, fold

_DEGREE = (
    r"(?! (?:only|fully|entirely|universally|completely|always|necessarily|all|every|yet|just|until|un|to have)\b)"
)
_NEGATOR = re.compile(
    r"(?:\b(?:not|never|no longer|no more(?! than)|no(?! (?:longer|more|less|fewer|solo))|nor|neither|without|"
    r"cannot|nobody|nothing|none(?! of)|"
    r"hardly|non|short of|instead of|rather than|far from|fail(?:s|ed|ing)? to|refus(?:es|ed|ing) to|"
    r"declin(?:es|ed|ing) to|nunca|jamas|sin|ni|tampoco|nadie|ningun[ao]?|en vez de|en lugar de|lejos de)\b|n't\b)"
    rf"{_DEGREE}"
    r"(?=(?P<scope>(?:\W*[^\W_][\w'-]*){0,5})(?P<rest>[^.;]*))"
)
_PARTICIPLE_ALONE = re.compile(r"\s*\w+(?:ad|id)[oa]s?\b(?P<end>)")  # "no pagado": the denial ends with the word
_CLAUSE_END = re.compile(
    r"(?P<end>)(?:[,;:.?!()]| (?:but|and|although|while|when|because|since|that|which|who|"
    r"pero|aunque|mientras|y|cuando|porque|que) )"
)
# What follows these is wished, planned or talked of, and need not be so.
_UNREAL = re.compile(
    r"\b(?:tr(?:y|ies|ied|ying)|attempt\w*|want\w*|hop(?:e|es|ed|ing)|plan(?:s|ned|ning)? to|propos\w+|promis\w+|"
    r"threaten\w*|(?:comes|coming|it came) to|call(?:s|ed|ing)? for|demand\w*|seek\w*|sought|fear\w*|intend\w*|"
    r"consider\w*|ask\w*|about(?! \d)|allow\w* to|needs? to|prevent\w*|avoid\w*|keep\w*|kept|request\w*|recommend\w*|"
    r"goal\w*|target\w*|would|could|should|might|"
    r"(?<!\d )(?<!in )(?<!of )(?<!by )(?<!for )(?<!since )(?<!until )(?<!late )(?<!early )may(?! \d)|"  # not the month
    r"besides|apart from|other than|ademas de|aparte de|"
    r"trat(?:o|a|an|aron|ar) de|intent\w+|quer\w+|quier\w+|quiso|esper\w+|propon\w+|propuso|promet\w+|amenaz\w+|"
    r"ped\w+|pid\w+|recom\w+|deberia\w*|podria\w*|meta|objetivo|sobre(?! \d)|acerca de)\b"
    r"(?=(?P<scope>(?:[^\S\n]+[^\W_][\w'-]*){0,4})(?P<rest>))"
)
_TILL_THEN = re.compile(r"\b(?:until|till|unless|hasta|salvo|a menos que)\b")
_FEW_WORDS = r"(?:\s+[\w'-]+(?:[.,]\d+)*){0,3}?\s+"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """Where a text takes a side of a pair of opposites: `pair` numbers the pair, `side` is what it comes to.

    A denied side counts as the other one: "did not fall" is on the side of "rose". `start` counts in the plain text.
    """

    pair: int
    side: int
    words: str
    start: int


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """The text as it is compared: folded, "%" as a word."""
    return fold(text).replace("%", " percent")


def stances(text: str, language: str, pairs: Collection[int] | None = None) -> tuple[Stance, ...]:
    """Every side that a plain text takes of these pairs, of all by default; what is only wished or planned is none."""
    denied, unreal = denied_spans(text), _scopes(_UNREAL, text)
    return tuple(
        Stance(pair=pair, side=side ^ lies_in(match.span(), denied), words=match.group(), start=match.start())
        for pair, sides in enumerate(_pairs(language))
        if pairs is None or pair in pairs
        for side, pattern in enumerate(sides)
        for match in pattern.finditer(text)
        if not lies_in(match.span(), unreal)
    )


def alternatives(text: str, language: str) -> tuple[Stance, ...]:
    """Every word of a closed set of doers or kinds in a plain text; `pair` numbers the set, `side` the member."""
    return tuple(
        Stance(pair=number, side=side, words=match.group(), start=match.start())
        for number, members in enumerate(_sets(language))
        for side, pattern in enumerate(members)
        for match in pattern.finditer(text)
    )


def denied_spans(text: str) -> list[Span]:
    """Spans of the words after each "not", "never" or "without", as far as the clause and five words go.

    What is not so "until" something is so in the end, and counts as affirmed.
    """
    return _scopes(_NEGATOR, text)


def unreal_spans(text: str) -> list[Span]:
    """Spans of the words after each "try", "plan" or "could"."""
    return _scopes(_UNREAL, text)


def lies_in(span: Span, others: Sequence[Span]) -> bool:
    """Whether a span lies in any of the others."""
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _scopes(opener: re.Pattern[str], text: str) -> list[Span]:
    spans = []
    for match in opener.finditer(text):
        if _TILL_THEN.search(match["scope"] + (match["rest"] or "")):
            continue
        scope = match.group("scope")
        stop = _CLAUSE_END.search(scope) or _PARTICIPLE_ALONE.match(scope)
        spans.append((match.end(), match.end() + (stop.start("end") if stop else len(scope))))
    return spans


@cache
def of_kind(kind: str) -> frozenset[int]:
    """The pairs of a kind. `converse`: both sides are true of one event, each of another party, one wins, the other
    loses; `undone`: both may be true, one after the other, first created, then abolished.
    """
    return frozenset(number for number, row in enumerate(rows("opposites.tsv")) if row[4] == kind)


@cache
def _pairs(language: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    first = 2 if language == "es" else 0
    return tuple((_pattern(row[first]), _pattern(row[first + 1])) for row in rows("opposites.tsv"))


@cache
def _sets(language: str) -> tuple[tuple[re.Pattern[str], ...], ...]:
    column = 1 if language == "es" else 0
    return tuple(tuple(map(_pattern, row[column].split(" / "))) for row in rows("alternatives.tsv"))


def _pattern(words: str) -> re.Pattern[str]:
    """A star stands for any ending, three dots for up to three words between."""
    told = (re.escape(word).replace(r"\*", r"\w*").replace(r"\.\.\.", _FEW_WORDS) for word in words.split())
    return re.compile(rf"\b(?:{'|'.join(told)})\b")
