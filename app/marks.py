"""The marks of Markdown in a text, to be hidden without changing a word of it, or to be taken for plain characters."""

import re

HEADING = re.compile(r"(#{1,6})\s+")
ITEM = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s+")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_ITALIC = re.compile(r"(?<![*\w])([*_])(?=[^\s*_])([^*_\n]+?)(?<=\S)\1(?![*\w])")
_LINK = re.compile(r"(\[)([^\]\n]+)(\]\([^)\s]+\))")

Range = tuple[int, int, str]


def mark_ranges(text: str) -> list[Range]:
    """What to hide or to set off in a quotation: the mark of a heading or an item, and marks inside."""
    first = HEADING.match(text) or ITEM.match(text)
    return [*([(0, first.end(), "cj-md")] if first else []), *inline_ranges(text)]


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


def plain(text: str) -> str:
    """The text with nothing in it that Markdown would take for a mark."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]#|<>~$:" else char for char in text)
