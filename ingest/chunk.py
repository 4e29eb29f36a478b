"""Documents to passages: whole sentences, packed inside a section up to the embedder's window.

The passages of a document tile it: joined, they give it back. A sentence is cut only when it alone is longer than the
embedder can read under its title and headings; then at a clause, else between words. All sentences of a passage begin
on one page, so that a quotation is found on the page that its passage names.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.records import Passage, SourceDocument
from core.text import Span, split_blocks, split_sentences
from index.catalog import passage_id

SPECIAL_TOKENS = 2
LEAST_BUDGET = 32
MAX_HEADING = 120
_HEADING = re.compile(r"(#{1,6})[^\S\n]+(\S[^\n]*?)[^\S\n]*#*$", re.M)
_WITHOUT_HEADINGS = frozenset({"text/plain", "text/csv", "application/jsonl"})
_CUT = (re.compile(r"[;:—–][^\S\n]+|\n"), re.compile(r",\s+"), re.compile(r"\s+"))


class Tokens(Protocol):
    """What chunking needs of the embedding model: how much it reads, and how much a text is."""

    @property
    def window(self) -> int: ...
    def token_counts(self, texts: Sequence[str]) -> list[int]: ...


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence with the white space after it; `opens` a paragraph or not; under which headings."""

    start: int
    end: int
    tokens: int
    opens: bool


@dataclass(slots=True)
class _Section:
    path: tuple[str, ...]
    page: int | None
    spans: list[Span]
    has_body: bool = False


def chunk(document: SourceDocument, tokens: Tokens, passage_tokens: int) -> tuple[Passage, ...]:
    """The passages of a document, in order."""
    if not document.text:
        return ()
    sections = _sections(document)
    counts = iter(tokens.token_counts([document.text[a:b] for section in sections for a, b in section.spans]))
    opening = {start for start, _ in split_blocks(document.text)}
    cuts: list[tuple[int, tuple[str, ...]]] = []
    for section in sections:
        whole, room = _room(document.title, section.path, tokens, passage_tokens)
        units = [_Unit(a, b, next(counts), a in opening) for a, b in section.spans]
        units = [piece for unit in units for piece in _fitting(document.text, unit, whole, tokens)]
        cuts += [(start, section.path) for start in _pack(units, room)]
    return tuple(_passages(document, cuts))


def _room(title: str, path: tuple[str, ...], tokens: Tokens, passage_tokens: int) -> tuple[int, int]:
    """Tokens that one sentence may have, and that a passage should have, under this title and these headings."""
    heading = tokens.token_counts([title + "\n" + " > ".join(path)])[0]
    whole = max(LEAST_BUDGET, tokens.window - SPECIAL_TOKENS - heading)
    return whole, min(passage_tokens, whole)


def _sections(document: SourceDocument) -> list[_Section]:
    """Runs of sentences of one page under one heading. A heading without text of its own opens the section after it."""
    open_headings: list[tuple[int, str]] = []
    sections: list[_Section] = []
    headed = document.media_type not in _WITHOUT_HEADINGS
    for span in _tiling(split_sentences(document.text, document.metadata.language), len(document.text)):
        heading = _HEADING.match(document.text, *span) if headed else None
        if heading is not None:
            level = len(heading.group(1))
            open_headings = [(deep, words) for deep, words in open_headings if deep < level]
            open_headings.append((level, heading.group(2)[:MAX_HEADING]))
        path, page = tuple(words for _, words in open_headings), _page(document, span[0])
        if not sections or sections[-1].page != page or (heading is not None and sections[-1].has_body):
            sections.append(_Section(path, page, []))
        section = sections[-1]
        section.path, section.has_body = path, section.has_body or heading is None
        section.spans.append(span)
    return sections


def _page(document: SourceDocument, at: int) -> int | None:
    """The page on which a place lies, from 1, where the format has pages."""
    return bisect_right(document.page_starts, at) if document.page_starts else None


def _tiling(sentences: Sequence[Span], length: int) -> Iterator[Span]:
    """The sentences, each with the white space up to the next one, so that nothing of the text is left out."""
    starts = [0, *(start for start, _ in sentences[1:])] if sentences else [0]
    return zip(starts, [*starts[1:], length], strict=True)


def _fitting(text: str, unit: _Unit, whole: int, tokens: Tokens) -> Iterator[_Unit]:
    """The sentence, or, where it alone is longer than can be read at once, pieces of it that are not."""
    if unit.tokens <= whole:
        yield unit
        return
    cut = _cut(text, unit.start, unit.end)
    if cut is None:
        yield unit
        return
    for start, end, opens in ((unit.start, cut, unit.opens), (cut, unit.end, False)):
        yield from _fitting(text, _Unit(start, end, tokens.token_counts([text[start:end]])[0], opens), whole, tokens)


def _cut(text: str, start: int, end: int) -> int | None:
    """Where to cut a sentence in two: after the clause mark, comma or space nearest its middle; else in the middle."""
    middle = (start + end) // 2
    for mark in _CUT:
        places = [found.end() for found in mark.finditer(text, start, end) if start < found.end() < end]
        good = [place for place in places if min(place - start, end - place) > (end - start) // 5]
        if good:
            return min(good, key=lambda place: abs(place - middle))
    return middle if end - start > 1 else None


def _pack(units: Sequence[_Unit], room: int) -> list[int]:
    """Where passages start: few and even ones that hold whole sentences, at paragraphs where that costs little.

    Each passage costs a fixed sum, the square of the share of its room that stays empty, and a little when it begins
    inside a paragraph; the cheapest way to cut is found from the front.
    """
    best = [0.0] + [float("inf")] * len(units)
    came_from = [0] * (len(units) + 1)
    for last in range(1, len(units) + 1):
        size = 0
        for first in range(last - 1, -1, -1):
            size += units[first].tokens
            if size > room and first < last - 1:
                break
            cost = best[first] + 1.0 + max(0.0, 1 - size / room) ** 2 + (0.0 if units[first].opens else 0.15)
            if cost < best[last]:
                best[last], came_from[last] = cost, first
    starts: list[int] = []
    at = len(units)
    while at > 0:
        at = came_from[at]
        starts.append(units[at].start)
    return starts[::-1]


def _passages(document: SourceDocument, cuts: Sequence[tuple[int, tuple[str, ...]]]) -> Iterator[Passage]:
    ends = [start for start, _ in cuts[1:]] + [len(document.text)]
    for number, ((start, path), end) in enumerate(zip(cuts, ends, strict=True)):
        yield Passage(
            passage_id=passage_id(document.doc_id, number),
            doc_id=document.doc_id,
            title=document.title,
            heading_path=path,
            text=document.text[start:end],
            start=start,
            end=end,
            page=_page(document, start),
        )
