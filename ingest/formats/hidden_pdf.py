"""Text of a PDF page that a reader does not see: white on the bare page, invisible by its rendering mode, or tiny."""

import re
from dataclasses import dataclass, field
from typing import Any

from ingest.formats.draft import Hidden

TINY_POINTS = 2.5
_SUSPICIOUS = re.compile(
    rb"\b3\s+Tr\b|\b(?:1|0\.9[5-9]\d*)(?:\.0*)?\s+(?:g|rg|sc|scn)\b|\b(?:[01](?:\.\d+)?|2(?:\.[0-4]\d*)?)\s+Tf\b|\bTm\b[^T]*0?\.0\d"
)
_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class _Pen:
    """The graphics state that decides whether text can be seen."""

    white: bool = False
    mode: int = 0
    size: float = 12.0
    ctm: Matrix = _IDENTITY
    text: Matrix = _IDENTITY
    saved: list[tuple[bool, int, float, Matrix]] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    grounds: list[Box] = field(default_factory=list)


def take_out_hidden(page: Any, number: int) -> list[Hidden]:
    """Removes the hidden text from the page's content, and returns it. Most pages have none, and stay as they are."""
    contents = page.get_contents()
    if contents is None or not _SUSPICIOUS.search(contents.get_data()):
        return []
    pen = _Pen()
    has_picture = "/Image" in str(page.get("/Resources", {}).get_object().get("/XObject", {}))
    seen: list[Any] = []
    unseen: dict[str, list[Any]] = {}
    for operands, operator in contents.operations:
        if operator in _SHOWS and (reason := _why_unseen(pen, has_picture)):
            unseen.setdefault(reason, []).append((operands, operator))
        else:
            seen.append((operands, operator))
            _follow(pen, operands, operator)
    if not unseen or (
        not has_picture and not any(operator in _SHOWS for _, operator in seen) and set(unseen) == {"invisible text"}
    ):
        return []
    return _split(page, contents, seen, unseen, number)


def _split(page: Any, contents: Any, seen: list[Any], unseen: dict[str, list[Any]], number: int) -> list[Hidden]:
    """Leaves the seen operations on the page; returns the words that go with the others."""
    from pypdf.generic import NameObject

    whole = page.extract_text() or ""
    contents.operations = seen
    page[NameObject("/Contents")] = contents
    left = page.extract_text() or ""
    gone = _difference(whole, left)
    reasons = " and ".join(sorted(unseen))
    return [Hidden(reason=f"{reasons} on page {number}", text=gone[:500])] if gone else []


def _difference(whole: str, left: str) -> str:
    """The words of the whole text that are not left, in order."""
    from collections import Counter

    stock = Counter(left.split())
    gone: list[str] = []
    for word in whole.split():
        if stock[word] > 0:
            stock[word] -= 1
        else:
            gone.append(word)
    return " ".join(gone)


def _why_unseen(pen: _Pen, has_picture: bool) -> str:
    scale = abs(_times(pen.text, pen.ctm)[3]) or abs(_times(pen.text, pen.ctm)[1]) or 1.0
    if pen.mode == 3 and not has_picture:  # over a picture it is recognised text, which the picture shows
        return "invisible text"
    if pen.size * scale < TINY_POINTS:
        return "tiny text"
    if pen.white and pen.mode == 0 and not has_picture and not _on_ground(pen):
        return "white text"
    return ""


def _on_ground(pen: _Pen) -> bool:
    """Whether something that is not white was painted where the text begins."""
    *_, x, y = _times(pen.text, pen.ctm)
    return any(x0 - 1 <= x <= x1 + 1 and y0 - 1 <= y <= y1 + 1 for x0, y0, x1, y1 in pen.grounds)


def _follow(pen: _Pen, operands: Any, operator: bytes) -> None:
    """Keeps the state in step with an operation."""
    step = _STEPS.get(operator)
    if step is None:
        return
    try:
        step(pen, [float(value) if isinstance(value, int | float) else 0.0 for value in operands])
    except (IndexError, TypeError, ValueError):
        return


def _colour(pen: _Pen, values: list[float]) -> None:
    pen.white = bool(values) and (len(values) != 4 and min(values) >= 0.95 or len(values) == 4 and max(values) <= 0.05)


def _size(pen: _Pen, values: list[float]) -> None:
    pen.size = abs(values[1])


def _mode(pen: _Pen, values: list[float]) -> None:
    pen.mode = int(values[0])


def _save(pen: _Pen, _: list[float]) -> None:
    pen.saved.append((pen.white, pen.mode, pen.size, pen.ctm))


def _restore(pen: _Pen, _: list[float]) -> None:
    pen.white, pen.mode, pen.size, pen.ctm = pen.saved.pop()


def _transform(pen: _Pen, values: list[float]) -> None:
    pen.ctm = _times(_matrix(values), pen.ctm)


def _place(pen: _Pen, values: list[float]) -> None:
    pen.text = _matrix(values)


def _move(pen: _Pen, values: list[float]) -> None:
    pen.text = _times((1, 0, 0, 1, values[0], values[1]), pen.text)


def _begin(pen: _Pen, _: list[float]) -> None:
    pen.text = _IDENTITY


def _box(pen: _Pen, values: list[float]) -> None:
    x, y, width, height = values[:4]
    corners = [_times((1, 0, 0, 1, a, b), pen.ctm)[4:] for a, b in ((x, y), (x + width, y + height))]
    (x0, y0), (x1, y1) = corners
    pen.boxes.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _fill(pen: _Pen, _: list[float]) -> None:
    if not pen.white:
        pen.grounds += pen.boxes
    pen.boxes = []


def _clear(pen: _Pen, _: list[float]) -> None:
    pen.boxes = []


def _matrix(values: list[float]) -> Matrix:
    a, b, c, d, e, f = values[:6]
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


_STEPS = {
    b"g": _colour, b"rg": _colour, b"k": _colour, b"sc": _colour, b"scn": _colour, b"Tf": _size, b"Tr": _mode,
    b"q": _save, b"Q": _restore, b"cm": _transform, b"Tm": _place, b"Td": _move, b"TD": _move, b"BT": _begin,
    b"re": _box, b"f": _fill, b"F": _fill, b"f*": _fill, b"B": _fill, b"B*": _fill, b"b": _fill, b"b*": _fill,
    b"S": _clear, b"n": _clear,
}  # fmt: skip
