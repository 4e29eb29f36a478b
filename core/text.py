"""Text made canonical once, and the pure functions over it: sentences, words, folding."""

import re
import unicodedata
from functools import lru_cache

# What no reader sees: zero-width characters, bidirectional controls, soft hyphens and byte-order marks.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_LINE_END = re.compile(r"\r\n?|\u2028|\u2029|\x0c|\x85")
_TRAILING_SPACE = re.compile(r"[^\S\n]+(?=\n|$)")
_BLANK_LINES = re.compile(r"\n{3,}")
_BLOCK_START = re.compile(r"\n[^\S\n]*(?:\n+|(?=#{1,6}[^\S\n])|(?=(?:[-*+•]|\d{1,3}[.)])[^\S\n])|(?=\|))")
_WORD = re.compile(r"\w+(?:[.,]\d+)*(?:['’]\w+)?", re.UNICODE)
_ABBREVIATION_END = re.compile(
    r"(?:^|\s)(?:approx|ca|cf|vs|etc|art|arts|núm|num|no|nos|p|pp|fig|sec|vol|ed|eds)\.\s*$", re.IGNORECASE
)
_ITEM_NUMBER = re.compile(r"\d{1,3}[.)]")
HEADING_LINE = re.compile(r"#{1,6}[^\S\n]+\S(?:[^\n]*\S)?")

Span = tuple[int, int]


def normalise(text: str) -> str:
    """The text as it is stored: NFC, `\\n` line ends, nothing invisible, at most one blank line in a row."""
    text = unicodedata.normalize("NFC", _LINE_END.sub("\n", text))
    text = _CONTROL.sub(" ", INVISIBLE.sub("", text))
    text = _BLANK_LINES.sub("\n\n", _TRAILING_SPACE.sub("", text))
    return text.strip("\n")


def split_blocks(text: str) -> list[Span]:
    """Spans of paragraphs, headings, list items and table rows, in order, without surrounding white space."""
    edges = [0, *(match.end() for match in _BLOCK_START.finditer(text)), len(text)]
    return [span for start, end in zip(edges, edges[1:], strict=False) if (span := _trim(text, start, end))]


def split_sentences(text: str, language: str = "en") -> list[Span]:
    """Spans of the sentences of a text, in order, without surrounding white space.

    No sentence crosses a block, and a heading is one sentence, whatever stops are in it.
    """
    return list(_split_sentences(text, language))


@lru_cache(maxsize=4096)
def _split_sentences(text: str, language: str) -> tuple[Span, ...]:
    return tuple(span for block in split_blocks(text) for span in _sentences_of_block(text, block, language))


def _sentences_of_block(text: str, block: Span, language: str) -> list[Span]:
    from sentencex import get_sentence_boundaries

    start, end = block
    if (heading := HEADING_LINE.match(text, start, end)) is not None:
        rest = _trim(text, heading.end(), end)
        return [heading.span(), *(_sentences_of_block(text, rest, language) if rest else ())]
    block_text = text[start:end]
    if "\x00" in block_text:  # never after `normalise`
        return [block]
    spans: list[Span] = []
    for boundary in get_sentence_boundaries(language or "en", block_text):
        span = _trim(text, start + boundary["start_index"], start + boundary["end_index"])
        if span is None:
            continue
        if spans and _continues(text, spans[-1], span):
            spans[-1] = (spans[-1][0], span[1])
        else:
            spans.append(span)
    return spans


def _continues(text: str, before: Span, after: Span) -> bool:
    """Whether a found boundary is an abbreviation's full stop, or that of a list item's number."""
    follows = text[after[0]]
    if _ITEM_NUMBER.fullmatch(text, *before):
        return True
    if follows.islower() and text[before[1] - 1] == ".":
        return True
    return bool(_ABBREVIATION_END.search(text[before[0] : before[1]])) and (follows.isdigit() or follows.islower())


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def fold(text: str) -> str:
    """Lower case without accents, for comparing; the length may change."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def words(text: str) -> list[str]:
    """The words and figures of a text, folded: "17,608 in Culiacán" -> ["17,608", "in", "culiacan"]."""
    return _WORD.findall(fold(text))


def content_words(text: str) -> list[str]:
    """The words that carry meaning: no English or Spanish function words."""
    return [word for word in words(text) if word not in STOPWORDS and (len(word) > 1 or word.isdigit())]


STOPWORDS = frozenset(
    """
    a about above after again against all also am an and any are as at be because been before being between both but by
    can could did do does doing down during each ever few for from further get had has have having he her here hers him
    his how i if in into is it its itself just many may me might more most much must my no nor not now of off on once
    one only or other our out over own same shall she should so some such than that the their them then there these
    they this those through to too under until up upon us very was we were what when where which while who whom whose
    why will with within would you your
    al algun alguna algunos ante antes asi aun aunque bajo cada como con contra cual cuales cuando cuanto cuantos
    cuantas de del desde donde dos e el ella ellas ellos en entre era eran es esa ese eso esta estan estas este esto
    estos fue fueron ha habia han hasta hay la las le les lo los mas me mi mientras muy ni no nos o otra otro para pero
    por porque que quien quienes se sea segun ser si sin sobre son su sus tambien tan tanto te tiene tienen todo todos
    tras tu un una uno unos y ya yo
    """.split()
)
