"""Hits to scored sentences: the reader sees question and passage together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from answering.protocols import PassageReader, Readable, Reading
from core.records import Hit, Passage
from core.text import HEADING_LINE, Span, split_sentences

_LIST_MARK = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence of a passage that may answer. Offsets count in the document; `place` is its position in the passage.

    `score` is the reader's for the sentence, `answerable` its probability for the whole passage, `focus` the answering
    words where they lie in this sentence.
    """

    passage: Passage
    place: int
    start: int
    end: int
    score: float
    answerable: float
    focus: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """The exact words."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]

    @property
    def key(self) -> tuple[str, int, int]:
        """Names the span among all documents."""
        return self.passage.doc_id, self.start, self.end


def readable(passage: Passage, language: str) -> Readable:
    """The passage as readers take it."""
    spans = split_sentences(passage.text, language)
    sentences = tuple(_unmarked(passage.text, span) for span in spans if not HEADING_LINE.match(passage.text, *span))
    return Readable(heading=_heading(passage), text=passage.text, sentences=sentences)


def alone(candidate: Candidate) -> Readable:
    """A sentence as if it were the whole passage."""
    text = candidate.text
    return Readable(heading=_heading(candidate.passage), text=text, sentences=((0, len(text)),))


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
        for candidate in _candidates(passage, shown.sentences, reading)
    ]


def _candidates(passage: Passage, sentences: Sequence[Span], reading: Reading) -> list[Candidate]:
    return [
        Candidate(
            passage=passage,
            place=place,
            start=passage.start + start,
            end=passage.start + end,
            score=score,
            answerable=reading.answerable,
            focus=_focus(passage, (start, end), reading),
        )
        for place, ((start, end), score) in enumerate(zip(sentences, reading.sentence_scores, strict=True))
    ]


def refocused(candidate: Candidate, reading: Reading) -> Candidate:
    """The candidate with the answering words of another reading of its passage."""
    passage = candidate.passage
    sentence = (candidate.start - passage.start, candidate.end - passage.start)
    return replace(candidate, focus=_focus(passage, sentence, reading))


def _focus(passage: Passage, sentence: Span, reading: Reading) -> tuple[int, int] | None:
    inside = sentence[0] <= reading.start < reading.end <= sentence[1]
    whole = (reading.start, reading.end) == sentence
    return (passage.start + reading.start, passage.start + reading.end) if inside and not whole else None


def _unmarked(text: str, span: Span) -> Span:
    """The sentence without the mark of its list item."""
    mark = _LIST_MARK.match(text, *span)
    return (mark.end(), span[1]) if mark and mark.end() < span[1] else span
