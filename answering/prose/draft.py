"""A language model's text taken apart as it comes: whole sentences, each with the evidence numbers it claims."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from core.text import normalise, split_sentences

_MARKER = r"[\[【]\s*[#^]?(?:[^\W\d]+\W{0,2})?\d+(?:\s*(?:[,;&–-]|and|y)\s*(?:[^\W\d]+\W{0,2})?\d+)*\s*[\]】]"
_MARKERS = re.compile(rf"\s*{_MARKER}")
_MARKERS_AFTER_STOP = re.compile(rf"([.!?]+[\"”»’')*_]*)((?:\s*{_MARKER})+)")
_THINKING = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_STILL_THINKING = re.compile(r"<think(?:ing)?>")
_BULLET = re.compile(r"^[^\S\n]*(?:[-*+•]|\d{1,2}[.)]|#{1,6})[^\S\n]+", re.MULTILINE)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|\*\*|__|`")
_WHOLE_WORD = re.compile(r"[^\s\[【<][^\s]*\s")  # that a next sentence has begun, and not with a marker
_MAY_END = re.compile(r"[^\w\s,;:'’-]|\n")
_ENDS = re.compile(rf"(?:[.!?…][\"”»’')}}\]]*|{_MARKER})\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A sentence as a model wrote it, without its markers; `cited` are the numbers that stood in them."""

    text: str
    cited: tuple[int, ...]


class Draft:
    """Gathers pieces of text and gives each sentence once, when the next one has begun."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._rest = ""
        self.length = 0

    def feed(self, piece: str) -> list[Drafted]:
        """The sentences that this piece completes."""
        self.length += len(piece)
        self._rest += piece
        if not _MAY_END.search(self._rest) or _STILL_THINKING.search(_THINKING.sub("", self._rest)):
            return []
        text = self._prepared()
        spans = split_sentences(text, self._language)
        if len(spans) < 2 or not _WHOLE_WORD.match(text, spans[-1][0]):
            return []
        self._rest = text[spans[-1][0] :]
        return _drafted(text[start:end] for start, end in spans[:-1])

    def finish(self) -> list[Drafted]:
        """What is left at the end, without a sentence that was broken off."""
        self._rest = _STILL_THINKING.split(_THINKING.sub("", self._rest))[0]
        text = self._prepared()
        sentences = [text[start:end] for start, end in split_sentences(text, self._language)]
        self._rest = ""
        return _drafted(sentence for sentence in sentences if sentence is not sentences[-1] or _ENDS.search(sentence))

    def _prepared(self) -> str:
        """One block a line, markers before the full stop, nothing that only marks up."""
        text = _THINKING.sub("", self._rest).lstrip().replace("\r", "")
        text = re.sub(r"\n+", "\n\n", _BULLET.sub("", text))
        return _MARKERS_AFTER_STOP.sub(r"\2\1", text)


def _drafted(sentences: Iterable[str]) -> list[Drafted]:
    found = (Drafted(text=_clean(sentence), cited=_numbers(sentence)) for sentence in sentences)
    return [drafted for drafted in found if any(char.isalnum() for char in drafted.text)]


def _numbers(sentence: str) -> tuple[int, ...]:
    markers = " ".join(_MARKERS.findall(sentence))
    return tuple(dict.fromkeys(int(digits) for digits in re.findall(r"\d{1,9}", markers)))


def _clean(sentence: str) -> str:
    text = unescape(_MARKUP.sub("", _MARKERS.sub("", sentence)))
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(normalise(text).split()))
