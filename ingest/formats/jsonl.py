"""A collection in one file, as BEIR keeps it: one document a line with `_id` (or `id`), `title` and `text`."""

import json
from collections.abc import Iterator

from core.errors import DuplicateDocumentError, EmptyDocumentError, UnreadableDocumentError
from ingest.formats.draft import Draft
from ingest.formats.text import decode

_ABOUT = ("authors", "publisher", "published", "url", "language", "kind", "licence", "period")


def read_jsonl(content: bytes, name: str) -> Iterator[Draft]:
    """One draft a line; a line that is not one, or an id that comes twice, is an error that names the line."""
    seen: set[str] = set()
    for number, line in enumerate(decode(content, name).split("\n"), start=1):
        if line.strip():
            draft = _draft(line, name, number)
            if draft.key in seen:
                raise DuplicateDocumentError(
                    name, f"line {number} has the id {draft.key!r} of an earlier line. Make ids unique."
                )
            seen.add(draft.key)
            yield draft
    if not seen:
        raise EmptyDocumentError(name, "it has no line with a document.")


def _draft(line: str, name: str, number: int) -> Draft:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableDocumentError(name, f"line {number} is not JSON ({error}).") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not str(row.get("_id", row.get("id", ""))):
        raise UnreadableDocumentError(
            name, f"line {number} needs the keys `_id` (or `id`) and `text`; `title` may be there too. "
            "A file that is not a collection can be named in `.cotejoignore`."
        )  # fmt: skip
    return Draft(
        key=str(row.get("_id", row.get("id"))),
        title=str(row.get("title") or ""),
        text=row["text"],
        about={key: row[key] for key in _ABOUT if row.get(key)},
    )
