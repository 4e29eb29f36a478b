import json
from pathlib import Path

import pytest

from answering.pairs import check_pairs, read_pairs
from answering.reading.plain import PlainChecker, PlainReader
from core.errors import InputFileError
from tests.toys import ToyEmbedder

READER, CHECKER = PlainReader(ToyEmbedder()), PlainChecker(ToyEmbedder())


def lines(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return path


def told(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_reading_pairs_tells_a_span_that_slices_the_passage(tmp_path: Path) -> None:
    passage = "Blue hen sits. Red fox runs."
    source = lines(tmp_path / "in.jsonl", {"id": 7, "question": "red fox", "passage": passage})
    assert read_pairs(READER, source, tmp_path / "out.jsonl") == 1
    [row] = told(tmp_path / "out.jsonl")
    assert row["id"] == 7
    start, end = int(str(row["start"])), int(str(row["end"]))
    assert passage[start:end] == row["text"] == "Red fox runs."
    assert set(row) == {"id", "answerable", "start", "end", "text"}


def test_checking_pairs_takes_evidence_as_text_or_as_sentences(tmp_path: Path) -> None:
    source = lines(
        tmp_path / "in.jsonl",
        {"id": "a", "claim": "the fox runs", "evidence": "Here the fox runs."},
        {"id": "b", "claim": "the fox runs", "evidence": ["Here", "the fox runs."]},
        {"id": "c", "claim": "the fox runs", "evidence": []},
    )
    assert check_pairs(CHECKER, source, tmp_path / "out.jsonl") == 3
    assert told(tmp_path / "out.jsonl") == [
        {"id": "a", "verdict": "SUPPORTED", "score": 1.0},
        {"id": "b", "verdict": "SUPPORTED", "score": 1.0},
        {"id": "c", "verdict": "UNSUPPORTED", "score": 0.0},
    ]


def test_a_line_without_a_passage_is_named_and_nothing_is_left_behind(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", {"id": 1, "question": "q", "passage": "p"}, {"id": 2, "question": "q"})
    with pytest.raises(InputFileError, match=r"line 2: passage"):
        read_pairs(READER, source, tmp_path / "out.jsonl")
    assert not (tmp_path / "out.jsonl").exists()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match="absent"):
        check_pairs(CHECKER, tmp_path / "absent.jsonl", tmp_path / "out.jsonl")
