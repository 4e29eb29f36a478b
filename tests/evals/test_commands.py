from pathlib import Path

import pytest

from core.errors import QuestionError
from core.settings import Settings, load_settings
from evals.commands import run_command
from evals.commands.measure import settings_of
from evals.execute import execute
from evals.labels import load_labels
from evals.plan import RunPlan
from evals.questions import save_questions
from evals.stored import load_run
from tests.evals.toys import DEATHS, HALF, REFUSAL, ScriptedAssistant, answer, question, toy_index, unanswerable

ASKED = (question("a"), question("b", question="Which half?", facts=[["first half"]]), unanswerable("c"))


@pytest.fixture
def here(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings of the test as those in force, and two finished runs, the second of which is worse."""
    for name in ("library", "data", "evaluation", "reader"):
        monkeypatch.setenv(f"COTEJO_{name.upper()}", str(getattr(settings, name)))
    save_questions(settings.evaluation / "questions" / "toy.jsonl", ASKED)
    script = {ASKED[0].question: answer(DEATHS), "Which half?": answer(HALF), "Who was mayor?": REFUSAL}
    assistant = ScriptedAssistant(settings, script, toy_index(settings))
    execute(settings, RunPlan(sets=("toy",), name="good"), assistant=assistant)
    assistant.script["Which half?"] = REFUSAL
    execute(settings, RunPlan(sets=("toy",), name="bad"), assistant=assistant)
    return load_settings()


def test_runs_are_listed_and_shown(here: Settings) -> None:
    listed = run_command(["runs"]).text
    assert "good" in listed
    assert "bad" in listed
    assert "100.0 %" in run_command(["show", "good"]).text


def test_a_comparison_names_what_got_worse(here: Settings) -> None:
    assert "b: Which half?" in run_command(["compare", "good", "bad"]).text


def test_the_gate_fails_with_an_exit_code_and_names_the_question(here: Settings, tmp_path: Path) -> None:
    baseline = str(tmp_path / "baseline.json")
    assert run_command(["gate", "good", "--accept", "--baseline", baseline]).code == 0
    assert run_command(["gate", "good", "--baseline", baseline]).code == 0
    told = run_command(["gate", "bad", "--baseline", baseline])
    assert told.code == 1
    assert "Answer accuracy 100.0 % → 66.7 %" in told.text
    assert "(b)" in told.text


def test_a_report_is_written_where_it_is_wanted(here: Settings, tmp_path: Path) -> None:
    run_command(["report", "good", "--to", str(tmp_path / "out")])
    assert (tmp_path / "out" / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "Answer accuracy" in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")


def test_a_label_given_on_the_command_line_counts_in_the_agreement(here: Settings) -> None:
    assert "no answer" in run_command(["agreement", "bad"]).text.lower()
    run_command(["label", "bad", "--question", "b", "--as", "wrong", "--comment", "it is there"])
    assert [label.right for label in load_labels(here).values()] == [False]
    assert "| facts rule | 1       | 100.0 %" in run_command(["agreement", "bad"]).text


def test_people_are_asked_one_by_one_until_they_stop(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    replies = iter(["r", "s", "q"])
    monkeypatch.setattr("builtins.input", lambda *_: next(replies))
    assert run_command(["label", "good"]).text == "1 answers labelled."
    assert [label.question_id for label in load_labels(here).values()] == ["a"]


def test_the_check_finds_a_fault_and_fails(here: Settings, tmp_path: Path) -> None:
    assert run_command(["check", "toy"]).code == 0
    broken = tmp_path / "broken.jsonl"
    save_questions(broken, [question("x", quotes=[{"doc_id": "a.md", "phrase": "not there"}])])
    told = run_command(["check", str(broken)])
    assert told.code == 1
    assert "does not occur in 'a.md'" in told.text
    assert "held against the index (1 documents)" in told.text


def test_a_run_can_be_made_again_with_the_settings_of_its_record(here: Settings) -> None:
    record = load_run(here, "good").record.model_copy(update={"settings": {"passages_read": 3, "data": "/elsewhere"}})
    again = settings_of(record, here)
    assert (again.passages_read, again.data, again.evaluation) == (3, here.data, here.evaluation)


def test_sets_are_listed_with_their_size(here: Settings) -> None:
    assert any(line.split()[:2] == ["toy", "3"] for line in run_command(["sets"]).text.splitlines())


def test_what_cannot_be_ablated_is_refused(here: Settings) -> None:
    with pytest.raises(QuestionError, match="retriever, reader, k"):
        run_command(["ablate", "colour"])
