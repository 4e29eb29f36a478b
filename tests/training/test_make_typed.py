import json
from pathlib import Path

import pytest

from tests.training.test_make_premises import written
from tests.training.texts import told
from training.make_typed import QUESTIONS, typed
from training.records import Premise

ANSWERED = {
    "source": "squad2",
    "row": 0,
    "before": "When was the bridge of Ostra opened?",
    "answer_phrase": "opened in 1903",
    "question": "and what crosses it?",
    "whole": "What crosses the bridge of Ostra?",
    "premise": "true",
    "phrase": "Goats cross it",
}


def test_a_follow_up_comes_behind_the_question_before_it_and_as_a_whole_one(tmp_path: Path) -> None:
    behind, whole = typed(tmp_path, written(tmp_path, ANSWERED))
    assert behind.question.startswith("and what crosses it")
    assert "bridge of Ostra opened" in behind.question
    assert "in 1903" in behind.question
    assert whole.question == "What crosses the bridge of Ostra?"
    assert told(behind) == told(whole) == ["Goats cross it at noon."]


@pytest.mark.parametrize(
    ("premise", "phrase", "falls", "sentences"),
    [("silent", "", Premise.STANDS, []), ("false", "never a toll", Premise.FALLS, ["It was never a toll bridge."])],
)
def test_what_the_passage_does_not_answer_is_not_answered(
    tmp_path: Path, premise: str, phrase: str, falls: Premise, sentences: list[str]
) -> None:
    for asked in typed(tmp_path, written(tmp_path, ANSWERED | {"premise": premise, "phrase": phrase})):
        assert (asked.is_answered, asked.premise, told(asked)) == (False, falls, sentences)


def test_a_spanish_question_is_read_in_english_words(tmp_path: Path) -> None:
    spanish = ANSWERED | {"question": "¿y qué animales lo cruzan?", "whole": "¿Qué animales cruzan el puente de Ostra?"}
    behind, whole = typed(tmp_path, written(tmp_path, spanish))
    assert "animals" in behind.question
    assert "bridge" in whole.question


def test_no_phrase_of_ours_is_longer_than_eight_words() -> None:
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    assert {row["premise"] for row in rows} == {"false", "true", "silent"}
    assert max(len(row[name].split()) for row in rows for name in ("phrase", "answer_phrase")) <= 8
