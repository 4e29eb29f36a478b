"""Tables from CSV and Excel: one line a row, each value with its column's name, so that a row says what it means."""

import csv
import re
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO

from core.errors import DocumentTooLargeError, EmptyDocumentError, UnreadableDocumentError
from ingest.formats.draft import Draft, Hidden
from ingest.formats.limits import Limits, check_archive
from ingest.formats.text import decode

MOST_ROWS = 200_000
_BIG_FIELD = 1_000_000
_FIGURE = re.compile(r"(?!(?:1[5-9]|20)\d\d$)[-+$€]?\d[\d.,\s]*%?")


def read_csv(content: bytes, name: str, limits: Limits) -> Draft:
    """The rows of a CSV or TSV file."""
    text = decode(content, name)
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:20_000], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    csv.field_size_limit(_BIG_FIELD)
    try:
        rows = [[field.strip() for field in row] for row in csv.reader(StringIO(text), dialect)]
    except csv.Error as error:
        raise UnreadableDocumentError(name, f"it is not a readable table ({error}). Save it as CSV anew.") from error
    return Draft(text="\n".join(_told(rows, name)))


def read_xlsx(content: bytes, name: str, limits: Limits) -> Draft:
    """The rows of every visible sheet, each sheet under a heading of its name."""
    from ingest.formats.properties import core_properties

    archive = check_archive(content, name, limits)
    try:
        parts, hidden = _sheets(content, name)
    except (KeyError, ValueError, TypeError, OSError, AttributeError, IndexError) as error:
        raise UnreadableDocumentError(
            name, f"it is a damaged Excel file ({error}). Open it and save it anew."
        ) from error
    if not parts:
        raise EmptyDocumentError(name, "its sheets have no values.")
    title, about = core_properties(archive)
    return Draft(text="\n\n".join(parts), title=title, about=about, hidden=tuple(hidden))


def _sheets(content: bytes, name: str) -> tuple[list[str], list[Hidden]]:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    parts: list[str] = []
    hidden: list[Hidden] = []
    for sheet in book.worksheets:
        rows = [[_cell(value) for value in row] for row in sheet.iter_rows(max_row=MOST_ROWS, values_only=True)]
        lines = list(_told(rows, name))
        if lines and sheet.sheet_state != "visible":
            hidden.append(Hidden(reason=f"hidden sheet {sheet.title!r}", text=" ".join(lines)[:500]))
        elif lines:
            parts.append(f"# {sheet.title}\n\n" + "\n".join(lines))
    return parts, hidden


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).removesuffix(" 00:00:00").strip()


def _told(rows: Iterable[list[str]], name: str) -> Iterator[str]:
    """Rows as lines `| Year: 2019 | Homicides: 36,661 |`, and titles and sources of the table as lines of their own.

    A table of one row, or with columns that are unnamed or named by a figure (other than a year), stays as it is.
    """
    filled = [row for row in rows if any(row)]
    if len(filled) > MOST_ROWS:
        raise DocumentTooLargeError(name, f"it has {len(filled)} rows, more than {MOST_ROWS}. Split it.")
    width = max((at + 1 for row in filled for at, value in enumerate(row) if value), default=0)
    body = [row for row in filled if not _is_note(row, width)]
    names = body[0][:width] if len(body) > 1 else []
    named = len(names) == width and all(value and not _FIGURE.fullmatch(value) for value in names)
    for row in filled:
        if _is_note(row, width):
            yield f"\n{row[0]}\n"
        elif not named:
            yield "| " + " | ".join(row[:width]) + " |"
        elif row is not body[0]:
            told = (f"{column}: {value}" for column, value in zip(names, row, strict=False) if value)
            yield "| " + " | ".join(told) + " |"


def _is_note(row: list[str], width: int) -> bool:
    """Whether a row of a table is a text at its start and nothing else."""
    return width > 1 and bool(row[0]) and not any(row[1:])
