"""Hits to scored sentences: the reader sees question and passage together.

Readers read English. A Spanish passage is put into English words for them, sentence by sentence; what is shown and
cited is always the original.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from answering.language.gloss import to_english
from answering.protocols import PassageReader, Readable, Reading
from core.records import Hit, Passage
from core.text import HEADING_LINE, Span, split_sentences

_GLOSSED = "es"  # the language that is put into English words
_ITEM = re.compile(r"(?:^|\n)\s*(?:[-*+•]|\d{1,3}[.)])\s+$")
_LIST_MARK = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence of a passage that may answer. Offsets count in the document; `place` is its position in the passage.

    `score` is the reader's for the sentence, `answerable` its probability for the whole passage, `focus` the answering
    words where they lie in this sentence, `language` that of its document. `contradicts`: the reader's probability that
    the passage denies what the question takes for true, None where it tells none; `part`: how much of what it found
    there lies in this sentence, 1 for the sentence with most.
    """

    passage: Passage
    place: int
    start: int
    end: int
    score: float
    answerable: float
    focus: tuple[int, int] | None = None
    language: str = "en"
    contradicts: float | None = None
    part: float = 0.0

    @property
    def text(self) -> str:
        """The exact words."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]

    @property
    def english(self) -> str:
        """Its words, and the line that they stand under, as readers take them."""
        return _in_english(self.whole) if self.language == _GLOSSED else self.whole

    @property
    def lead(self) -> str:
        """The line in a colon that it stands under as an item of a list; empty where it is none."""
        before = self.passage.text[: self.start - self.passage.start]
        if not _ITEM.search(before):
            return ""
        lines = [line.strip() for line in before.split("\n")[:-1] if line.strip()]
        above = next((line for line in reversed(lines) if not _LIST_MARK.match(line)), "")
        return above if above.endswith(":") and not above.startswith("#") else ""

    @property
    def whole(self) -> str:
        """Its words with the line that they stand under."""
        return f"{self.lead} {self.text}".strip()

    @property
    def key(self) -> tuple[str, int, int]:
        """Names the span among all documents."""
        return self.passage.doc_id, self.start, self.end


def readable(passage: Passage, language: str) -> Readable:
    """The passage of a document in a language as readers take it."""
    spans = _sentences(passage, language)
    if language != _GLOSSED:
        return Readable(heading=_heading(passage), text=passage.text, sentences=spans)
    text, sentences = "", []
    for start, end in spans:
        words = _in_english(passage.text[start:end])
        sentences.append((len(text), len(text) + len(words)))
        text += words + " "
    return Readable(heading=_heading(passage), text=text, sentences=tuple(sentences))


def alone(candidate: Candidate) -> Readable:
    """A sentence as if it were the whole passage."""
    text = candidate.english
    return Readable(heading=_heading(candidate.passage), text=text, sentences=((0, len(text)),))


def _sentences(passage: Passage, language: str) -> tuple[Span, ...]:
    spans = split_sentences(passage.text, language)
    return tuple(_unmarked(passage.text, span) for span in spans if not HEADING_LINE.match(passage.text, *span))


@lru_cache(maxsize=8192)
def _in_english(text: str) -> str:
    return to_english(text)


def _heading(passage: Passage) -> str:
    return " > ".join(filter(None, (passage.title, *passage.heading_path)))


def read_hits(reader: PassageReader, question: str, hits: Sequence[Hit], language: str) -> list[Candidate]:
    """Every sentence of the hits, whose documents are in one language, with what the reader makes of it."""
    passages = [hit.passage for hit in hits]
    readables = [readable(passage, language) for passage in passages]
    readings = reader.read(question, readables)
    return [
        candidate
        for passage, shown, reading in zip(passages, readables, readings, strict=True)
        for candidate in _candidates(passage, shown, reading, language)
    ]


def _candidates(passage: Passage, shown: Readable, reading: Reading, language: str) -> list[Candidate]:
    spans = zip(_sentences(passage, language), reading.sentence_scores, strict=True)
    read = (
        Candidate(
            passage=passage,
            place=place,
            start=passage.start + start,
            end=passage.start + end,
            score=score,
            answerable=reading.answerable,
            language=language,
        )
        for place, ((start, end), score) in enumerate(spans)
    )
    return [refocused(candidate, shown, reading) for candidate in read]


def refocused(candidate: Candidate, shown: Readable, reading: Reading) -> Candidate:
    """The candidate with what a reading of its passage, as it was `shown`, found, and the answering words in it."""
    most = max(reading.sentence_scores, default=0.0)
    part = reading.sentence_scores[candidate.place] / most if most else 0.0
    candidate = replace(candidate, contradicts=reading.contradicts, part=part)
    start, end = shown.sentences[candidate.place]
    if not start <= reading.start < reading.end <= end or (reading.start, reading.end) == (start, end):
        return replace(candidate, focus=None)
    if candidate.language != _GLOSSED:
        home = candidate.passage.start
        return replace(candidate, focus=(home + reading.start, home + reading.end))
    # Of words that were put into English only names and figures can be found again.
    at = candidate.text.find(words := shown.text[reading.start : reading.end].strip(" .,"))
    found = words and at >= 0
    return replace(candidate, focus=(candidate.start + at, candidate.start + at + len(words)) if found else None)


def _unmarked(text: str, span: Span) -> Span:
    """The sentence without the mark of its list item."""
    mark = _LIST_MARK.match(text, *span)
    return (mark.end(), span[1]) if mark and mark.end() < span[1] else span
