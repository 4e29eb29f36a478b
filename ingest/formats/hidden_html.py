"""Text of a web page that a reader does not see: comments, hidden elements, tiny text, text as its background."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.formats.draft import Hidden

MOST_FINDINGS = 50
TINY_PX = 4.0
_RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"^(?:[a-z][a-z0-9]*)?(?:[.#][\w-]+)?$", re.I)
_SIZE = re.compile(r"^(-?\d*\.?\d+)(px|pt|em|rem|%|)")
_UNSEEN_TAGS = frozenset({"script", "style", "template", "noscript", "head", "meta", "link", "title"})
_NOT_TEXT = ("script", "style", "template", "noscript")
_COLOURS = {
    "white": (255, 255, 255), "black": (0, 0, 0), "red": (255, 0, 0), "yellow": (255, 255, 0),
    "silver": (192, 192, 192),
    "gray": (128, 128, 128), "grey": (128, 128, 128), "navy": (0, 0, 128), "blue": (0, 0, 255), "green": (0, 128, 0),
    "snow": (255, 250, 250), "ivory": (255, 255, 240), "whitesmoke": (245, 245, 245), "ghostwhite": (248, 248, 255),
}  # fmt: skip

Colour = tuple[int, int, int]
Style = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Look:
    """How text looks at a place of the page. The background of None is a picture, which can be anything."""

    colour: Colour = (0, 0, 0)
    background: Colour | None = (255, 255, 255)
    size: float = 16.0


def strip_hidden(tree: Any) -> tuple[Any, tuple[Hidden, ...]]:
    """The page without its hidden text, and that text with the reasons."""
    rules = list(_rules(tree))
    findings: list[Hidden] = []
    for comment in list(tree.iter()):
        if not isinstance(comment.tag, str):
            _note(findings, "comment", comment.text or "")
            _drop(comment)
    _walk(tree, _Look(), rules, findings)
    for element in list(tree.iter(*_NOT_TEXT)):
        _drop(element)
    return tree, tuple(findings[:MOST_FINDINGS])


def _walk(root: Any, look: _Look, rules: list[tuple[str, Style]], findings: list[Hidden]) -> None:
    """Goes down the tree without recursion: pages nest deeper than Python does."""
    stack: list[tuple[Any, _Look]] = [(root, look)]
    while stack:
        element, above = stack.pop()
        if element.tag in _UNSEEN_TAGS:
            continue
        style = _style(element, rules)
        here = _look(style, above)
        reason = _reason(element, style, here)
        if reason and reason in ("tiny text", "text in the colour of its background"):
            _blank(element, reason, findings)
        elif reason:
            _note(findings, reason, element.text_content())
            _drop(element)
            continue
        stack += [(child, here) for child in list(element) if isinstance(child.tag, str)]


def _blank(element: Any, reason: str, findings: list[Hidden]) -> None:
    """Takes an element's own words; what is inside it may look otherwise."""
    own = [element.text or "", *(child.tail or "" for child in element)]
    _note(findings, reason, " ".join(own))
    element.text = ""
    for child in element:
        child.tail = ""


def _reason(element: Any, style: Style, look: _Look) -> str:
    if "hidden" in element.attrib or style.get("display") == "none":
        return "element that is not displayed"
    if style.get("visibility") in ("hidden", "collapse") or style.get("opacity") in ("0", "0.0", "0%"):
        return "invisible element"
    if _is_off_page(style):
        return "element outside the page"
    if look.size < TINY_PX:
        return "tiny text"
    if look.background is not None and _distance(look.colour, look.background) < 24:
        return "text in the colour of its background"
    return ""


def _is_off_page(style: Style) -> bool:
    away = [style.get(side, "") for side in ("left", "top", "right", "margin-left", "text-indent")]
    far = any((size := _pixels(value, 16.0)) is not None and size <= -500 for value in away)
    none_left = style.get("overflow") == "hidden" and any(
        _pixels(style.get(s, ""), 16.0) == 0 for s in ("width", "height")
    )
    return far or none_left


def _look(style: Style, above: _Look) -> _Look:
    background: Colour | None = above.background
    told = style.get("background-color") or style.get("background") or ""
    if "url(" in told or "gradient" in told or "background-image" in style:
        background = None
    elif told and (colour := _colour(told.split()[0] if not told.startswith("rgb") else told)) is not None:
        background = colour
    size = _pixels(style.get("font-size", ""), above.size)
    return _Look(
        colour=_colour(style.get("color", "")) or above.colour,
        background=background,
        size=above.size if size is None else size,
    )


def _pixels(value: str, inherited: float) -> float | None:
    found = _SIZE.match(value.strip())
    if found is None:
        return None
    number, unit = float(found.group(1)), found.group(2)
    return number * {"pt": 4 / 3, "em": inherited, "rem": 16.0, "%": inherited / 100}.get(unit, 1.0)


def _colour(value: str) -> Colour | None:
    value = value.strip().lower()
    if value in _COLOURS:
        return _COLOURS[value]
    if re.fullmatch(r"#[0-9a-f]{3}", value):
        value = "#" + "".join(char * 2 for char in value[1:])
    if re.fullmatch(r"#[0-9a-f]{6}", value):
        return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)
    found = re.match(r"rgba?\(\s*(\d+)\s*[, ]\s*(\d+)\s*[, ]\s*(\d+)", value)
    return (int(found.group(1)), int(found.group(2)), int(found.group(3))) if found else None


def _distance(one: Colour, other: Colour) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _style(element: Any, rules: list[tuple[str, Style]]) -> Style:
    """Declarations that hold for an element: those of simple selectors in the page's own sheets, then its own."""
    names = {element.tag, *("." + name for name in (element.get("class") or "").split())}
    if element.get("id"):
        names.add("#" + element.get("id"))
    names |= {element.tag + name for name in names if name[0] in ".#"}
    style: Style = {}
    for selector, declared in rules:
        if selector in names:
            style |= declared
    if element.tag == "font" and element.get("color"):
        style["color"] = element.get("color")
    if element.get("bgcolor"):
        style["background-color"] = element.get("bgcolor")
    return style | _declarations(element.get("style") or "")


def _rules(tree: Any) -> Iterator[tuple[str, Style]]:
    for sheet in tree.iter("style"):
        for selectors, body in _RULE.findall(re.sub(r"/\*.*?\*/", "", sheet.text or "", flags=re.S)):
            declared = _declarations(body)
            yield from ((one.strip(), declared) for one in selectors.split(",") if _SIMPLE.match(one.strip()))


def _declarations(text: str) -> Style:
    pairs = (line.split(":", 1) for line in text.split(";") if ":" in line)
    return {name.strip().lower(): value.replace("!important", "").strip().lower() for name, value in pairs}


def _note(findings: list[Hidden], reason: str, text: str) -> None:
    line = " ".join(text.split())
    if len(line.split()) > 1:
        findings.append(Hidden(reason=reason, text=line[:500]))


def _drop(element: Any) -> None:
    """Removes an element and keeps the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    before, tail = element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
