import json
from dataclasses import asdict
from pathlib import Path

import pytest

from answering.assistant import Assistant
from answering.reading.plain import PlainChecker, PlainReader
from core.settings import Settings
from evals.questions import EvalQuestion, Quote
from index.store import PassageIndex
from ingest.build import build_index
from retriever.assemble import build_hybrid
from tests.toys import ToyEmbedder, write_library
from tests.training.texts import told
from training.make_own import Maker, read_own
from training.records import Asked, Premise

FILES = {
    "mill.md": "# The mill\n\nThe old mill burned down in 1911. Carpenters rebuilt the roof of the mill in 1913.",
    "wolves.md": "# Wolves\n\nBorea counted 55 wolves in 2003. The mill of Borea stands empty.",
}
BURNED = EvalQuestion(
    question_id="q1", question="When did the old mill burn down?", answerable=True, facts=(("1911",),),
    quotes=(Quote(doc_id="mill.md", phrase="The old mill burned down"),), dialogue="d", turn=1,
)  # fmt: skip


@pytest.fixture
def maker(settings: Settings, embedder: ToyEmbedder) -> Maker:
    write_library(settings.library, FILES)
    build_index(settings, embedder=embedder)
    index = PassageIndex.open(settings, embedder)
    return Maker(
        Assistant(settings, index, build_hybrid(index, settings), PlainReader(embedder), PlainChecker(embedder))
    )


def answers(examples: list[Asked]) -> dict[str, list[str]]:
    return {example.paragraph.group: told(example) for example in examples}


def test_a_question_is_answered_by_its_gold_and_by_no_other_passage(maker: Maker) -> None:
    assert answers(list(maker.made(BURNED))) == {"mill.md": ["1911"], "wolves.md": []}


def test_without_short_words_the_gold_sentence_answers(maker: Maker) -> None:
    examples = list(maker.made(BURNED.model_copy(update={"facts": ()})))
    assert answers(examples)["mill.md"] == ["The old mill burned down in 1911."]
    assert all(example.whole_sentences for example in examples if example.answers)


def test_nothing_answers_a_question_without_an_answer(maker: Maker) -> None:
    examples = list(maker.made(BURNED.model_copy(update={"answerable": False, "quotes": ()})))
    assert examples
    assert not any(example.answers for example in examples)


def test_a_false_premise_falls_by_its_gold_sentence_and_stands_beside_others(maker: Maker) -> None:
    examples = list(maker.made(BURNED.model_copy(update={"premise": "false"})))
    assert answers(examples) == {"mill.md": ["The old mill burned down in 1911."], "wolves.md": []}
    assert {e.paragraph.group: e.premise for e in examples} == {
        "mill.md": Premise.FALLS, "wolves.md": Premise.STANDS
    }  # fmt: skip
    assert not any(example.is_answered for example in examples)


def test_a_passage_that_says_the_fact_elsewhere_is_left_out(maker: Maker) -> None:
    elsewhere = BURNED.model_copy(update={"quotes": (Quote(doc_id="wolves.md", phrase="Borea counted"),)})
    assert "mill.md" not in answers(list(maker.made(elsewhere)))


def test_a_follow_up_comes_whole_and_behind_what_was_said_before(maker: Maker) -> None:
    list(maker.made(BURNED))
    follow_up = BURNED.model_copy(
        update={
            "question": "Who rebuilt its roof?", "turn": 2, "standalone": "Who rebuilt the roof of the old mill?",
            "facts": (("Carpenters",),), "quotes": (Quote(doc_id="mill.md", phrase="Carpenters rebuilt the roof"),),
        }
    )  # fmt: skip
    asked = {example.question for example in maker.made(follow_up)}
    assert "Who rebuilt the roof of the old mill?" in asked
    assert any(one.startswith("Who rebuilt its roof (When did the old mill burn down: ") for one in asked)


def test_examples_are_read_as_they_were_written(maker: Maker, tmp_path: Path) -> None:
    made = list(maker.made(BURNED))
    (tmp_path / "own.jsonl").write_text("".join(json.dumps(asdict(one)) + "\n" for one in made), encoding="utf-8")
    assert read_own(tmp_path / "own.jsonl") == made
