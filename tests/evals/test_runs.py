import threading

import pytest

from core.settings import Settings
from evals.plan import RunPlan
from evals.questions import save_questions
from evals.runs import delete_run, list_runs, running, start
from tests.evals.toys import DEATHS, ScriptedAssistant, answer, question, toy_index


@pytest.fixture
def assistant(settings: Settings) -> ScriptedAssistant:
    texts = {"a": "How many?", "b": "How many then?", "c": "How many in all?"}
    save_questions(
        settings.evaluation / "questions" / "toy.jsonl", [question(name, question=text) for name, text in texts.items()]
    )
    return ScriptedAssistant(settings, dict.fromkeys(texts.values(), answer(DEATHS)), toy_index(settings))


def test_a_run_in_a_thread_ends_with_its_run(settings: Settings, assistant: ScriptedAssistant) -> None:
    begun = start(settings, RunPlan(sets=("toy",), name="page"), assistant)
    begun.wait(20)
    assert not begun.is_running
    assert begun.error == ""
    assert begun.run is not None
    assert (begun.run.record.state, len(begun.run.rows), begun.progress.done) == ("finished", 3, 3)
    assert [record.name for record in list_runs(settings)] == ["page"]
    delete_run(settings, "page")
    assert list_runs(settings) == ()


def test_a_run_is_found_while_it_runs_and_can_be_cancelled(settings: Settings, assistant: ScriptedAssistant) -> None:
    assistant.hold = threading.Event()
    begun = start(settings, RunPlan(sets=("toy",), name="held"), assistant)
    assert begun in running()
    begun.cancel()
    assistant.hold.set()
    begun.wait(20)
    assert begun not in running()
    assert begun.run is not None
    assert begun.run.record.state == "stopped"


def test_what_goes_wrong_in_the_thread_is_told(settings: Settings, assistant: ScriptedAssistant) -> None:
    begun = start(settings, RunPlan(sets=("none",), name="bad"), assistant)
    begun.wait(20)
    assert "no question set" in begun.error
    assert begun.run is None


def test_two_runs_of_one_name_do_not_mix(settings: Settings, assistant: ScriptedAssistant) -> None:
    assistant.hold = threading.Event()
    first = start(settings, RunPlan(sets=("toy",), name="same"), assistant)
    while not assistant.asked:
        first.wait(0.01)
    second = start(settings, RunPlan(sets=("toy",), name="same"), assistant)
    second.wait(20)
    assert "being made at this moment" in second.error
    assistant.hold.set()
    first.wait(20)
    assert first.run is not None
    assert len(first.run.rows) == 3
