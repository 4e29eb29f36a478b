import json
from pathlib import Path

import pytest

from core.errors import InputFileError
from tests.training.texts import told
from training.make_premises import QUESTIONS, presumed
from training.records import Premise

PASSAGE = "The bridge of Ostra was opened in 1903. It was never a toll bridge. Goats cross it at noon."
ROW = {
    "article": "Ostra_Bridge",
    "paragraph": 0,
    "passage": PASSAGE,
    "question": "?",
    "answerable": False,
    "answers": [],
}
FALSE = {
    "source": "squad2",
    "row": 0,
    "question": "What did the toll cost?",
    "premise": "false",
    "phrase": "never a toll",
}
TRUE = {"source": "squad2", "row": 0, "question": "When do the goats cross?", "premise": "true", "phrase": "at noon"}


def written(folder: Path, *rows: dict[str, object]) -> Path:
    (folder / "squad2.jsonl").write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    (folder / "mine.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder / "mine.jsonl"


def test_a_premise_falls_or_stands_by_the_sentence_that_has_the_phrase(tmp_path: Path) -> None:
    false, true = presumed(tmp_path, written(tmp_path, FALSE, TRUE))
    assert (false.premise, told(false)) == (Premise.FALLS, ["It was never a toll bridge."])
    assert (true.premise, told(true)) == (Premise.STANDS, ["Goats cross it at noon."])
    assert (false.is_answered, true.is_answered) == (False, True)
    assert false.paragraph.heading == "Ostra Bridge"


def test_a_phrase_that_the_passage_does_not_have_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        list(presumed(tmp_path, written(tmp_path, FALSE | {"phrase": "always a toll"})))


def test_a_line_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match="line 1"):
        list(presumed(tmp_path, written(tmp_path, FALSE | {"premise": "perhaps"})))


def test_no_phrase_of_ours_is_longer_than_eight_words() -> None:
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    assert {row["premise"] for row in rows} == {"false", "true"}
    assert max(len(row["phrase"].split()) for row in rows) <= 8
