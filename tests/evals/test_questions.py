from pathlib import Path

import pytest

from core.errors import InputFileError, QuestionError
from core.settings import Settings
from evals.questions import (
    EvalQuestion,
    Kind,
    list_sets,
    load_questions,
    load_set,
    save_questions,
    set_digest,
    to_line,
)

FULL = """{"id": "q-1", "question": "And the first half?", "answerable": true, "dialogue": "d-1", "turn": 2,
 "standalone": "How many died in the first half of 2019?", "facts": [["17,608", "17608"]],
 "quotes": [{"doc_id": "briefs/a.md", "phrase": "17,608 people"}], "tags": ["factual"], "topic": "t"}""".replace(
    "\n", ""
)


def question(**fields: object) -> EvalQuestion:
    return EvalQuestion.model_validate({"id": "q", "question": "Why?", "answerable": True, **fields})


def test_a_question_is_read_whole_and_written_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(FULL + "\n\n", encoding="utf-8")
    (read,) = load_questions(path)
    assert (read.question_id, read.turn, read.facts) == ("q-1", 2, (("17,608", "17608"),))
    assert to_line(read) == FULL
    save_questions(path, [read, read])
    assert load_questions(path) == (read, read)


def test_the_kind_says_which_outcome_is_right() -> None:
    assert question().kind is Kind.ANSWERABLE
    assert question(answerable=False).kind is Kind.UNANSWERABLE
    assert question(premise="false").kind is Kind.FALSE_PREMISE
    assert question(answerable=False, premise="false").kind is Kind.FALSE_PREMISE


def test_a_question_leans_on_history_from_its_second_turn_or_with_fixed_history() -> None:
    assert not question(dialogue="d", turn=1).is_follow_up
    assert question(dialogue="d", turn=2).is_follow_up
    assert question(history=[{"question": "Who?"}]).is_follow_up


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("{", "the line"),
        ('{"id": "a", "question": " ", "answerable": true}', "question"),
        ('{"id": "a", "question": "Who?", "answerable": true, "facs": []}', "facs"),
        ('{"id": "a", "question": "Who?", "answerable": true, "turn": 1}', "dialogue"),
        ('{"id": "a", "question": "Who?", "answerable": true, "facts": [[]]}', "fact group"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_with_its_number(tmp_path: Path, line: str, named: str) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(FULL + "\n" + line, encoding="utf-8")
    with pytest.raises(InputFileError, match=f"line 2.*{named}"):
        load_questions(path)


def test_an_absent_set_is_named_with_the_command_that_lists_them(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="python -m evals sets"):
        load_questions(tmp_path / "none.jsonl")


def test_the_users_own_set_stands_beside_the_shipped_ones(tmp_path: Path) -> None:
    settings = Settings(evaluation=tmp_path)
    save_questions(tmp_path / "questions" / "user.jsonl", [question()])
    assert load_set(settings, "user") == (question(),)
    assert {"dev", "test", "user"} <= set(list_sets(settings))


def test_the_digest_of_a_set_changes_with_any_question() -> None:
    assert set_digest([question()]) == set_digest([question()])
    assert set_digest([question()]) != set_digest([question(topic="other")])
