import json
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import QuestionError
from core.records import Answer
from core.settings import Settings
from evals.execute import execute
from evals.pace import RunProgress
from evals.plan import RunPlan
from evals.questions import EvalQuestion, save_questions
from evals.stored import list_runs, load_run, run_folder
from tests.evals.toys import DEATHS, HALF, REFUSAL, ScriptedAssistant, answer, question, toy_index, unanswerable

SET: tuple[EvalQuestion, ...] = (
    question("a"),
    question("b", question="Which half?", facts=[["first half"]], dialogue="d", turn=1),
    question("c", question="Of what?", facts=[["any year"]], dialogue="d", turn=2, standalone="Half of what?"),
    unanswerable("d"),
)
SCRIPT: dict[str, Answer] = {
    "How many were killed?": answer(DEATHS),
    "Which half?": answer(HALF),
    "Of what?": answer(HALF),
    "Half of what?": answer(HALF),
    "Who was mayor?": REFUSAL,
}


@pytest.fixture
def assistant(settings: Settings) -> ScriptedAssistant:
    save_questions(settings.evaluation / "questions" / "toy.jsonl", SET)
    return ScriptedAssistant(settings, SCRIPT, toy_index(settings))


PLAN = RunPlan(sets=("toy",), name="first")


def test_a_run_keeps_every_row_in_order_and_how_it_was_made(settings: Settings, assistant: ScriptedAssistant) -> None:
    run = execute(settings, PLAN, assistant=assistant)
    assert [row.question for row in run.rows] == list(SET)
    assert all(row.reply.answer for row in run.rows)
    record = run.record
    assert (record.state, record.sets, record.question_ids) == ("finished", ("toy",), ("a", "b", "c", "d"))
    assert record.settings["passages_read"] == settings.passages_read
    assert record.settings_id == settings.settings_id
    assert record.models["embedding"] == "toy toy-1"
    assert record.documents.keys() == {"a.md"}
    assert record.machine["cores"] != "0"
    assert load_run(settings, "first") == run


def test_a_key_is_not_kept(settings: Settings, assistant: ScriptedAssistant) -> None:
    assistant.settings = settings.model_copy(update={"language_model_key": "secret-key"})
    execute(settings, PLAN, assistant=assistant)
    folder = run_folder(settings, "first")
    assert not any("secret-key" in path.read_text(encoding="utf-8") for path in folder.iterdir())


def test_progress_rises_to_the_end(settings: Settings, assistant: ScriptedAssistant) -> None:
    seen: list[RunProgress] = []
    execute(settings, PLAN, assistant=assistant, on_progress=seen.append)
    assert [(progress.done, progress.total) for progress in seen] == [(0, 4), (1, 4), (3, 4), (4, 4)]
    assert seen[0].seconds_left is None
    assert seen[-1].seconds_left == 0


def test_a_stopped_run_goes_on_where_it_stopped(settings: Settings, assistant: ScriptedAssistant) -> None:
    stopped = execute(settings, PLAN, assistant=assistant, is_cancelled=lambda: len(assistant.asked) >= 1)
    assert stopped.record.state == "stopped"
    # The first question was cut off in its answer, so nothing is kept of it.
    assert stopped.rows == ()
    done = execute(settings, PLAN, assistant=assistant, is_cancelled=lambda: len(assistant.asked) >= 4)
    assert (done.record.state, [row.question.question_id for row in done.rows]) == ("stopped", ["a"])
    assistant.asked.clear()
    whole = execute(settings, PLAN, assistant=assistant)
    assert whole.record.state == "finished"
    assert [text for text, _ in assistant.asked] == ["Which half?", "Of what?", "Half of what?", "Who was mayor?"]
    assert [row.question for row in whole.rows] == list(SET)


def test_a_line_that_a_killed_run_left_unfinished_is_asked_again(
    settings: Settings, assistant: ScriptedAssistant
) -> None:
    execute(settings, PLAN, assistant=assistant)
    folder = run_folder(settings, "first")
    rows = folder / "rows.jsonl"
    rows.write_bytes(rows.read_bytes()[:-40])
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    (folder / "run.json").write_text(json.dumps({**record, "state": "running"}), encoding="utf-8")
    assistant.asked.clear()
    assert len(execute(settings, PLAN, assistant=assistant).rows) == 4
    assert [text for text, _ in assistant.asked] == ["Who was mayor?"]


def test_a_finished_name_is_refused_and_replaced_when_asked(settings: Settings, assistant: ScriptedAssistant) -> None:
    execute(settings, PLAN, assistant=assistant)
    with pytest.raises(QuestionError, match=r"finished run 'first'.*--fresh"):
        execute(settings, PLAN, assistant=assistant)
    assert len(execute(settings, replace(PLAN, fresh=True), assistant=assistant).rows) == 4


def test_a_run_does_not_go_on_with_other_settings(settings: Settings, assistant: ScriptedAssistant) -> None:
    execute(settings, PLAN, assistant=assistant, is_cancelled=lambda: True)
    assistant.settings = settings.model_copy(update={"passages_read": 1})
    with pytest.raises(QuestionError, match="mix two assistants"):
        execute(settings, PLAN, assistant=assistant)


def test_a_failing_question_is_kept_as_an_error(settings: Settings, assistant: ScriptedAssistant) -> None:
    del assistant.script["Who was mayor?"]
    run = execute(settings, PLAN, assistant=assistant)
    assert run.record.state == "finished"
    failed = run.row("d")
    assert failed is not None
    assert failed.reply.error.startswith("KeyError")


def test_several_at_once_give_the_same_rows(settings: Settings, assistant: ScriptedAssistant) -> None:
    one = execute(settings, PLAN, assistant=assistant)
    many = execute(settings, replace(PLAN, name="second", parallel=3), assistant=assistant)
    assert [row.reply.answer for row in many.rows] == [row.reply.answer for row in one.rows]
    assert [record.name for record in list_runs(settings)] != []


def test_the_users_own_questions_are_asked_too_unless_left_out(
    settings: Settings, assistant: ScriptedAssistant
) -> None:
    save_questions(settings.evaluation / "questions" / "user.jsonl", [question("own")])
    assert execute(settings, PLAN, assistant=assistant).rows[-1].from_set == "user"
    without = execute(settings, replace(PLAN, name="second", own=False), assistant=assistant)
    assert without.record.sets == ("toy",)


def test_an_id_in_two_sets_is_refused(settings: Settings, assistant: ScriptedAssistant) -> None:
    save_questions(settings.evaluation / "questions" / "user.jsonl", [question("a")])
    with pytest.raises(QuestionError, match="id 'a'"):
        execute(settings, PLAN, assistant=assistant)


def test_a_limit_takes_whole_units_spread_over_the_set(settings: Settings, assistant: ScriptedAssistant) -> None:
    run = execute(settings, replace(PLAN, limit=3), assistant=assistant)
    assert run.record.question_ids == ("a", "b", "c")


def test_a_run_without_a_name_is_named_after_its_set(settings: Settings, assistant: ScriptedAssistant) -> None:
    assert execute(settings, RunPlan(sets=("toy",)), assistant=assistant).record.name.startswith("toy-2")


@pytest.mark.parametrize("name", ["../up", "a/b", ".hidden", "a b"])
def test_a_name_cannot_leave_the_folder_of_runs(
    settings: Settings, assistant: ScriptedAssistant, name: str, tmp_path: Path
) -> None:
    with pytest.raises(QuestionError, match="cannot name a run"):
        execute(settings, replace(PLAN, name=name), assistant=assistant)


def test_an_absent_run_is_named_with_those_there_are(settings: Settings, assistant: ScriptedAssistant) -> None:
    execute(settings, PLAN, assistant=assistant)
    with pytest.raises(QuestionError, match=r"no run 'other'.*first"):
        load_run(settings, "other")
