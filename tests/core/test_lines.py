from pathlib import Path

import pytest
from pydantic import BaseModel

from core.errors import InputFileError
from core.lines import read_lines, write_lines


class Row(BaseModel):
    id: str
    count: int = 0


def test_rows_survive_writing_and_reading(tmp_path: Path) -> None:
    rows = [{"id": "á", "count": 1}, {"id": "b", "count": 2}]
    assert write_lines(tmp_path / "new" / "rows.jsonl", rows) == 2
    assert [row.model_dump() for row in read_lines(tmp_path / "new" / "rows.jsonl", Row)] == rows


@pytest.mark.parametrize(
    ("text", "place"), [('{"id": "a"}\n\nnot json\n', "line 3"), ('{"id": "a", "count": "x"}', "line 1: count")]
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, text: str, place: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputFileError, match=place):
        list(read_lines(path, Row))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match="absent.jsonl"):
        list(read_lines(tmp_path / "absent.jsonl", Row))


def test_a_writer_that_fails_leaves_the_old_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    write_lines(path, [{"id": "old"}])
    with pytest.raises(ZeroDivisionError):
        write_lines(path, ({"id": str(1 // n)} for n in (1, 0)))
    assert [row.id for row in read_lines(path, Row)] == ["old"]
