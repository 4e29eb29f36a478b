"""The gate over a real index and the real assistant: a setting changed for the worse is caught."""

from pathlib import Path

from answering.assistant import Assistant
from answering.reading.plain import PlainChecker, PlainReader
from core.settings import Settings
from evals.baseline import make_baseline
from evals.execute import execute
from evals.gate import gate_text, hold_against
from evals.plan import RunPlan
from evals.questions import EvalQuestion, save_questions
from evals.record import Run
from index.store import PassageIndex
from ingest.build import build_index
from retriever.assemble import build_hybrid
from tests.toys import ToyEmbedder, write_library

_REST = "Every autumn the farmers brought barley and rye in long rows of wooden carts. Cats slept between the sacks."
# A short document that repeats a question's words is found first; the answer stands in a longer one.
LIBRARY = {
    "mill.md": f"{_REST} The water mill of Alba burned down in 1911. {_REST}",
    "mill-sale.md": "Water mill of Alba: for sale.",
    "bridge.md": f"{_REST} The stone bridge of Soto was built by Pons. {_REST}",
    "bridge-walk.md": "Stone bridge of Soto: a walk.",
}


def ask(question_id: str, question: str, fact: str, doc_id: str, phrase: str) -> EvalQuestion:
    gold = {"facts": [[fact]], "quotes": [{"doc_id": doc_id, "phrase": phrase}]}
    return EvalQuestion.model_validate({"id": question_id, "question": question, "answerable": True, **gold})


QUESTIONS = (
    ask("mill", "When did the water mill of Alba burn down?", "1911", "mill.md", "burned down in 1911"),
    ask("bridge", "Who built the stone bridge of Soto?", "Pons", "bridge.md", "built by Pons"),
)


def run(settings: Settings, name: str) -> Run:
    embedder = ToyEmbedder()
    index = PassageIndex.open(settings, embedder)
    assistant = Assistant(settings, index, build_hybrid(index, settings), PlainReader(embedder), PlainChecker(embedder))
    return execute(settings, RunPlan(sets=("toy",), name=name), assistant=assistant)


def test_reading_a_single_passage_fails_the_gate_which_names_the_questions(settings: Settings, tmp_path: Path) -> None:
    write_library(settings.library, LIBRARY)
    build_index(settings, embedder=ToyEmbedder())
    save_questions(settings.evaluation / "questions" / "toy.jsonl", QUESTIONS)
    baseline = make_baseline(run(settings, "good"))
    assert hold_against(run(settings, "again"), baseline).passed

    report = hold_against(run(settings.model_copy(update={"passages_read": 1}), "hasty"), baseline)
    accuracy = next(loss for loss in report.losses if loss.metric == "accuracy")
    assert (accuracy.before, accuracy.after, accuracy.question_ids) == (1.0, 0.0, ("mill", "bridge"))
    assert "lost:   Answer accuracy 100.0 % → 0.0 %" in gate_text(report)
