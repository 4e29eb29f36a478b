"""A document as the reader draws it: blocks at their offsets, with the marks of Markdown named to be hidden."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from app.marks import HEADING, ITEM, Range, inline_ranges
from app.show import document_view
from core.records import DocumentCard, SourceDocument
from core.text import split_blocks

WHOLE_CHARS = 400_000  # a longer document is sent in part, around the place that is read
_RULE = re.compile(r"\|?[\s:|-]+\|?$")
_MARKUP = {"text/markdown", "text/html"}


def document_blocks(document: SourceDocument, card: DocumentCard | None, *, around: int = 0) -> dict[str, Any]:
    """The document with its blocks; where it is too long, those around an offset."""
    low, high = _window(len(document.text), around)
    blocks = (piece for block in split_blocks(document.text) for piece in _cut_at_pages(document, *block))
    shown = [span for span in blocks if low <= span[0] and span[1] <= high]
    return {
        **document_view(document.doc_id, document.title, card),
        "version": document.checksum,
        "part": (low, high) != (0, len(document.text)),
        "blocks": [_block(document, start, end) for start, end in shown],
    }


def _window(length: int, around: int) -> tuple[int, int]:
    if length <= WHOLE_CHARS:
        return 0, length
    low = max(0, min(around - WHOLE_CHARS // 2, length - WHOLE_CHARS))
    return low, low + WHOLE_CHARS


def _cut_at_pages(document: SourceDocument, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A block in pieces that lie on one page each."""
    turns = document.page_starts[bisect_right(document.page_starts, start) : bisect_left(document.page_starts, end)]
    return pairwise((start, *turns, end))


def _block(document: SourceDocument, start: int, end: int) -> dict[str, Any]:
    text = document.text[start:end]
    kind, level, hidden = _kind(text)
    block: dict[str, Any] = {"s": start, "t": text, "k": kind}
    ranges = [*hidden, *inline_ranges(text)] if document.media_type in _MARKUP or hidden else []
    if level:
        block["l"] = level
    if ranges:
        block["r"] = ranges
    if document.page_starts:
        block["p"] = bisect_right(document.page_starts, start)
    return block


def _kind(text: str) -> tuple[str, int, list[Range]]:
    if heading := HEADING.match(text):
        return "heading", len(heading[1]), [(0, heading.end(), "cj-md")]
    if item := ITEM.match(text):
        return "item", 0, [(0, item.end(), "cj-md")]
    if text.startswith("|"):
        return ("rule" if _RULE.fullmatch(text) else "row"), 0, []
    return "text", 0, []
