"""From a thumb in the chat to a question that every later run asks: two clicks, with the app's own store."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.cases import keep_case
from app.store import Store
from app.turn import State, StoredTurn
from core.records import Answer
from core.settings import Settings
from evals.execute import execute
from evals.figures import score_rows
from evals.plan import RunPlan
from evals.questions import OWN_SET, load_set, save_questions
from evals.record import Row
from tests.evals.toys import DEATHS, HALF, PLAN, ScriptedAssistant, answer, toy_index, unanswerable

FIRST, THEN = "How many were killed?", "And in which half?"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'conversations.sqlite'}")
    yield store
    store.close()


def answered(store: Store, talk: str, question: str, told: Answer) -> str:
    turn_id = store.ask(talk, question)
    store.move(turn_id, [State.WAITING], State.DONE, answer=replace(told, question=question))
    return turn_id


def kept(store: Store, talk: str, turn_id: str, settings: Settings) -> bool:
    turn = store.turn(turn_id)
    assert isinstance(turn, StoredTurn)
    return keep_case(turn, store.turns(talk), settings)


def own_rows(settings: Settings, name: str, **script: Answer) -> dict[str, tuple[bool, Row]]:
    """What a run of another set makes of the user's own questions, by question."""
    save_questions(settings.evaluation / "questions" / "toy.jsonl", [unanswerable()])
    said = {FIRST: script["first"], THEN: script["then"], "Who was mayor?": answer(PLAN)}
    assistant = ScriptedAssistant(settings, said, toy_index(settings))
    run = execute(settings, RunPlan(sets=("toy",), name=name), assistant=assistant)
    scored = score_rows(row for row in run.rows if row.from_set == OWN_SET)
    return {one.row.question.question: (one.right, one.row) for one in scored}


def test_two_clicks_make_a_question_that_the_next_run_asks(store: Store, settings: Settings) -> None:
    talk = store.begin("browser:me", "Toll")
    good = answered(store, talk, FIRST, answer(DEATHS))
    bad = answered(store, talk, THEN, answer(PLAN))

    store.judge(good, "right")
    assert kept(store, talk, good, settings)
    store.judge(bad, "wrong", "first half")
    assert kept(store, talk, bad, settings)

    same = own_rows(settings, "same", first=answer(DEATHS), then=answer(PLAN))
    assert {question: right for question, (right, _) in same.items()} == {FIRST: True, THEN: False}
    assert [turn.question for turn in same[THEN][1].question.turns] == [FIRST]
    mended = own_rows(settings, "mended", first=answer(HALF), then=answer(HALF))
    assert {question: right for question, (right, _) in mended.items()} == {FIRST: False, THEN: True}


def test_an_answer_that_nobody_judged_is_no_case(store: Store, settings: Settings) -> None:
    talk = store.begin("browser:me", "Toll")
    assert not kept(store, talk, answered(store, talk, FIRST, answer(DEATHS)), settings)
    assert not (settings.evaluation / "questions" / f"{OWN_SET}.jsonl").exists()


def test_a_case_is_replaced_when_its_judgement_changes(store: Store, settings: Settings) -> None:
    talk = store.begin("browser:me", "Toll")
    turn_id = answered(store, talk, FIRST, answer(DEATHS))
    for judgement in ("right", "wrong"):
        store.judge(turn_id, judgement)
        assert kept(store, talk, turn_id, settings)
    (case,) = load_set(settings, OWN_SET)
    assert case.must_not == (DEATHS,)
