"""A document as the reader draws it: blocks at their offsets, the marks of Markdown named so that they can be hidden."""

import re
from bisect import bisect_right
from typing import Any

from app.show import document_view
from core.records import DocumentCard, SourceDocument
from core.text import split_blocks

WHOLE_CHARS = 400_000  # a longer document is sent in part, around the place that is read
_HEADING = re.compile(r"(#{1,6})\s+")
_ITEM = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s+")
_RULE = re.compile(r"\|?[\s:|-]+\|?$")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_ITALIC = re.compile(r"(?<![*\w])([*_])(?=[^\s*_])([^*_\n]+?)(?<=\S)\1(?![*\w])")
_LINK = re.compile(r"(\[)([^\]\n]+)(\]\([^)\s]+\))")
_MARKUP = {"text/markdown", "text/html"}

Range = tuple[int, int, str]


def document_blocks(document: SourceDocument, card: DocumentCard | None, *, around: int = 0) -> dict[str, Any]:
    """The document with its blocks; where it is too long, those around an offset."""
    low, high = _window(len(document.text), around)
    shown = [span for span in split_blocks(document.text) if low <= span[0] and span[1] <= high]
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
    if heading := _HEADING.match(text):
        return "heading", len(heading[1]), [(0, heading.end(), "cj-md")]
    if item := _ITEM.match(text):
        return "item", 0, [(0, item.end(), "cj-md")]
    if text.startswith("|"):
        return ("rule" if _RULE.fullmatch(text) else "row"), 0, []
    return "text", 0, []


def inline_ranges(text: str) -> list[Range]:
    """Where Markdown's marks stand, to be hidden, and what they make bold or italic."""
    ranges: list[Range] = []
    for pattern, name in ((_BOLD, "cj-b"), (_ITALIC, "cj-i")):
        for found in pattern.finditer(text):
            ranges += [
                (found.start(), found.start(2), "cj-md"),
                (*found.span(2), name),
                (found.end(2), found.end(), "cj-md"),
            ]
    for found in _LINK.finditer(text):
        ranges += [(*found.span(1), "cj-md"), (*found.span(3), "cj-md")]
    return ranges
