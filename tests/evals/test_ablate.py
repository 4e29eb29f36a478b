import pytest

from core.settings import Settings
from evals.ablate import Variant, ablate, ablation_table
from evals.plan import RunPlan
from evals.questions import save_questions
from evals.stored import list_runs
from tests.evals.toys import DEATHS, REFUSAL, ScriptedAssistant, answer, question, toy_index, unanswerable

PLAN = RunPlan(sets=("toy",), own=False)
SCRIPT = {"How many were killed?": answer(DEATHS), "Who was mayor?": REFUSAL}


@pytest.fixture
def indexed(settings: Settings) -> Settings:
    save_questions(settings.evaluation / "questions" / "toy.jsonl", [question("a"), unanswerable("b")])
    toy_index(settings).close()
    return settings


def variants(settings: Settings, *parts: str) -> dict[str, Variant]:
    made = ablate(settings, PLAN, parts, assistant_of=lambda changed: ScriptedAssistant(changed, SCRIPT))
    return {variant.name: variant for variant in made}


def test_each_retriever_is_measured_alone_and_without_an_answer(indexed: Settings) -> None:
    found = variants(indexed, "retriever")
    assert list(found) == ["retriever=dense", "retriever=lexical", "retriever=hybrid"]
    for variant in found.values():
        assert variant.figures["mrr"].value == 1.0
        assert "accuracy" not in variant.figures
    assert list_runs(indexed) == ()


def test_each_number_of_passages_is_a_run_of_its_own(indexed: Settings) -> None:
    found = variants(indexed, "k")
    assert [variant.figures["accuracy"].value for variant in found.values()] == [1.0] * 4
    made = {record.name: record.settings["passages_read"] for record in list_runs(indexed)}
    assert made == {f"ablate-passages_read-{count}": count for count in (1, 4, 12, 24)}


def test_the_whole_collection_as_context_needs_a_model(indexed: Settings) -> None:
    (variant,) = variants(indexed, "whole").values()
    assert "COTEJO_LANGUAGE_MODEL" in variant.note


def test_the_table_leaves_empty_what_a_variant_has_no_figure_for(indexed: Settings) -> None:
    table = ablation_table(tuple(variants(indexed, "retriever", "whole").values())).splitlines()
    assert len(table) == 2 + 4
    cells = [cell.strip() for cell in table[2].split("|")]
    assert (cells[1], cells[2], cells[3], cells[7]) == ("retriever=dense", "1", "100.0 %", "")
