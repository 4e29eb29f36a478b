"""PDF, page by page: lines joined to paragraphs, tables to rows, running heads and page numbers left out."""

import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from core.errors import (
    DocumentError,
    DocumentTooLargeError,
    EmptyDocumentError,
    EncryptedDocumentError,
    ImageOnlyDocumentError,
    UnreadableDocumentError,
)
from ingest.formats.draft import Draft, Hidden
from ingest.formats.hidden_pdf import take_out_hidden
from ingest.formats.limits import Limits

_HYPHEN = re.compile(r"(?<=[a-záéíóúñü])-\n(?=[a-záéíóúñü])")
_GAP = re.compile(r"\s{3,}")
_ENDS = re.compile(r"[.!?:;…”\"»)]$")
_PAGE_NUMBER = re.compile(r"^\W*(?:page|página|p\.)?\s*\d{1,4}(?:\s*(?:of|de|/)\s*\d{1,4})?\W*$", re.I)
_ITEM = re.compile(r"^(?:[-*+•▪–]|\d{1,3}[.)])\s")
_MANY_PAGES = 3


def read_pdf(content: bytes, name: str, limits: Limits) -> Draft:
    """The text of each page, and the title, author and date that the file states."""
    from pypdf import PdfReader

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise EncryptedDocumentError(name, "it needs a password. Save a copy without one and add that.")
        count = len(reader.pages)
        if count > limits.pages:
            raise DocumentTooLargeError(
                name, f"it has {count} pages, more than COTEJO_MAX_PAGES={limits.pages}. Split it."
            )
        hidden: list[Hidden] = []
        raw = [_page_lines(page, number, hidden) for number, page in enumerate(reader.pages, start=1)]
        has_pictures = any(_has_picture(page) for page in reader.pages[:20]) if not any(raw) else False
        title, about = _told(reader)
    except DocumentError:
        raise
    except Exception as error:  # noqa: BLE001 - a damaged file makes pypdf raise whatever it stumbles over
        raise UnreadableDocumentError(name, f"it is a damaged PDF ({error}). Open it and save it anew.") from error
    if not any(raw):
        raise _no_text(name, count, has_pictures)
    pages = tuple(_paragraphs(lines) for lines in _without_running_heads(raw))
    return Draft(pages=pages, title=title, about=about, hidden=tuple(hidden))


def _no_text(name: str, count: int, has_pictures: bool) -> DocumentError:
    if has_pictures:
        return ImageOnlyDocumentError(
            name,
            f"its {count} page(s) are pictures without text. Run text recognition (OCR) over it and add the result.",
        )
    return EmptyDocumentError(name, f"its {count} page(s) have no text.")


def _page_lines(page: Any, number: int, hidden: list[Hidden]) -> list[str]:
    hidden += take_out_hidden(page, number)
    plain = (page.extract_text() or "").splitlines()
    rows = _rows(page) if _may_have_table(plain) else []
    return rows or [line.strip() for line in plain if line.strip()]


def _may_have_table(lines: Sequence[str]) -> bool:
    """Cells come out as a run of short lines, or as lines with wide gaps."""
    return sum(len(line.split()) <= 4 for line in lines) >= 6


def _rows(page: Any) -> list[str]:
    """The lines of a page that is mostly a table, each row as `| a | b |`; else nothing."""
    laid_out = [
        line.strip() for line in (page.extract_text(extraction_mode="layout") or "").splitlines() if line.strip()
    ]
    cells = [[cell.strip() for cell in _GAP.split(line)] for line in laid_out]
    rows = [row for row in cells if len(row) >= 2 and sum(map(len, row)) / len(row) < 40]
    if len(rows) < 3 or not _lines_up(rows):
        return []
    return ["| " + " | ".join(row) + " |" if len(row) >= 2 else row[0] for row in cells]


def _lines_up(rows: Sequence[Sequence[str]]) -> bool:
    """Whether most rows have as many cells, and figures in them; two columns of prose have none."""
    _, common = Counter(len(row) for row in rows).most_common(1)[0]
    with_figures = sum(any(cell[:1].isdigit() or cell[-1:].isdigit() for cell in row) for row in rows)
    return common >= len(rows) * 0.6 and with_figures >= len(rows) * 0.4


def _without_running_heads(pages: Sequence[list[str]]) -> list[list[str]]:
    """The pages without first and last lines that come back on most of them, and without page numbers there."""
    edges = Counter(key for lines in pages for key in {_shape(line) for line in (*lines[:2], *lines[-2:])})
    repeated = {key for key, count in edges.items() if len(pages) >= _MANY_PAGES and count > len(pages) * 0.6}

    def is_running(lines: list[str], at: int) -> bool:
        line = lines[at]
        return (at < 2 or at >= len(lines) - 2) and (_shape(line) in repeated or bool(_PAGE_NUMBER.match(line)))

    return [[line for at, line in enumerate(lines) if not is_running(lines, at)] for lines in pages]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _paragraphs(lines: Sequence[str]) -> str:
    """Lines joined to paragraphs: a line goes on in the next, unless it is short and ends, or the next is an item."""
    width = sorted(map(len, lines))[int(len(lines) * 0.9)] if lines else 0
    pieces: list[str] = []
    for at, line in enumerate(lines):
        pieces.append(line)
        after = lines[at + 1] if at + 1 < len(lines) else ""
        ends = len(line) < width * 0.7 and (bool(_ENDS.search(line)) or after[:1].isupper())
        stands_alone = line.startswith("|") or after.startswith("|") or bool(_ITEM.match(after))
        pieces.append("\n\n" if ends or stands_alone else "\n")
    return _HYPHEN.sub("", "".join(pieces)).replace("\n\n", "\0").replace("\n", " ").replace("\0", "\n\n").strip()


def _has_picture(page: Any) -> bool:
    try:
        return bool(page.images)
    except Exception:  # noqa: BLE001 - a broken picture is a picture
        return True


def _told(reader: Any) -> tuple[str, dict[str, object]]:
    """Title, author and date; what a damaged date says is passed over."""
    told = reader.metadata
    if told is None:
        return "", {}
    try:
        published: object = told.creation_date or ""
    except ValueError:
        published = ""
    title = str(told.title or "").strip()
    author = str(told.author or "").strip()
    about = {"authors": "" if _means_nothing(author) else author, "published": published}
    return "" if _means_nothing(title) else title, about


def _means_nothing(value: str) -> bool:
    """What programs write where nobody has said anything."""
    return value.lower().strip("()") in ("untitled", "anonymous", "unspecified", "microsoft word")
