"""JSON Lines at the border: read with the line number in every complaint, written one object a line."""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from core.errors import InputFileError

Row = TypeVar("Row", bound=BaseModel)


def read_lines(path: Path, row_type: type[Row]) -> Iterator[Row]:
    """The rows of a file; blank lines are passed over. Raises `InputFileError` with the line that cannot be used."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputFileError(path, 0, f"the file cannot be read as UTF-8 text ({error}).") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _row(path, number, line, row_type)


def write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> int:
    """Writes one object a line, all or nothing; returns how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    count = 0
    with partial.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    return count


def _row(path: Path, number: int, line: str, row_type: type[Row]) -> Row:
    try:
        return row_type.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the line"
        raise InputFileError(path, number, f"{place}: {first['msg']}.") from error
