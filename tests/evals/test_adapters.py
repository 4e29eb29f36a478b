import json
from pathlib import Path
from typing import Any

import pytest

from core.errors import QuestionError
from core.settings import Settings
from evals.adapters import ADAPTERS, adapt, save_adapted
from evals.gold import gold_spans
from evals.questions import Kind, load_questions
from index.store import PassageIndex
from ingest.build import build_index
from tests.toys import ToyEmbedder

PARIS = "Paris lies on the Seine. It has two million people."
ROWS: dict[str, list[dict[str, Any]]] = {
    "squad2": [
        {"article": "Par_is", "paragraph": 1, "passage": PARIS, "question": "Where does Paris lie?", "answerable": True,
         "answers": [{"text": "the Seine", "start": 14}, {"text": "Seine", "start": 18}]},
        {"article": "Par_is", "paragraph": 1, "passage": PARIS, "question": "Who founded it?", "answerable": False,
         "answers": []},
    ],
    "selqa": [
        {"question": "How many live there?", "article": "Paris", "section": "Site", "paraphrased": True,
         "candidates": ["Paris lies on the Seine.", "It has two million people."], "answers": [1]},
    ],
    "nq_gold": [{"question": "how big is paris", "answers": ["two million"], "title": "Paris", "passage": PARIS}],
    "xquad_en_es": [
        {"id": "x1", "article": "Paris", "paragraph": 0, "question_en": "Which river?", "question_es": "¿Qué río?",
         "passage_en": PARIS, "passage_es": "París.", "answer_en": "Seine", "answer_es": "Sena"},
    ],
    "canard": [
        {"dialogue": "d", "turn": 1, "question": "Where is it?", "rewrite": "Where is Paris?",
         "history": ["Paris", "Site"]},
        {"dialogue": "d", "turn": 2, "question": "Since when?", "rewrite": "Since when is Paris there?",
         "history": ["Paris", "Site", "Where is it?", "Paris lies on the Seine."]},
        {"dialogue": "d", "turn": 3, "question": "And now?", "rewrite": "And Paris now?",
         "history": ["Paris", "Site", "Where is it?", "Paris lies on the Seine.", "Since when?", "I don't know."]},
    ],
}  # fmt: skip


@pytest.fixture
def source(tmp_path: Path) -> Path:
    for name, rows in ROWS.items():
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return tmp_path


def test_squad_keeps_answer_forms_and_makes_unanswerable_questions_of_the_trick_ones(source: Path) -> None:
    adapted = adapt("squad2", source)
    assert adapted.documents == {"Par_is-1": ("Par is", PARIS)}
    asked, trick = adapted.questions
    assert (asked.facts, trick.kind) == ((("the Seine", "Seine"),), Kind.UNANSWERABLE)


def test_selqa_wants_the_chosen_sentence_cited_and_no_words_said(source: Path) -> None:
    adapted = adapt("selqa", source)
    assert adapted.documents == {"selqa-00000": ("Paris: Site", PARIS)}
    (asked,) = adapted.questions
    assert (asked.facts, asked.tags, asked.kind) == ((), ("paraphrase",), Kind.ANSWERABLE)
    assert [quote.phrase for quote in asked.quotes] == ["It has two million people."]


def test_xquad_asks_each_question_in_both_languages_over_the_english_text(source: Path) -> None:
    spanish, english = adapt("xquad_en_es", source).questions
    assert (spanish.question, spanish.language, spanish.facts) == ("¿Qué río?", "es", (("Seine",),))
    assert (english.question, english.language, english.facts) == ("Which river?", "en", (("Seine",),))


def test_canard_makes_a_document_of_a_dialogues_answers_and_history_of_what_went_before(source: Path) -> None:
    adapted = adapt("canard", source)
    assert adapted.documents == {"d": ("Paris: Site", "Paris lies on the Seine. I don't know.")}
    first, second = adapted.questions
    assert [turn.question for turn in second.turns] == ["Paris: Site", "Where is it?"]
    assert (first.kind, second.kind) == (Kind.ANSWERABLE, Kind.UNANSWERABLE)
    assert (first.is_follow_up, first.standalone, first.facts) == (True, "Where is Paris?", ())


@pytest.mark.parametrize("name", list(ADAPTERS))
def test_an_adapted_set_is_indexed_and_its_gold_is_found_there(source: Path, settings: Settings, name: str) -> None:
    library, questions = save_adapted(adapt(name, source), settings.library.parent / "adapted")
    changed = settings.model_copy(update={"library": library})
    build_index(changed, embedder=ToyEmbedder())
    index = PassageIndex.open(changed, ToyEmbedder())

    def text_of(doc_id: str) -> str | None:
        document = index.document(doc_id)
        return document.text if document else None

    for asked in load_questions(questions):
        assert bool(gold_spans(asked, text_of)) is asked.answerable


def test_a_limit_thins_the_questions_and_keeps_every_document(source: Path) -> None:
    adapted = adapt("xquad_en_es", source, limit=1)
    assert (len(adapted.questions), len(adapted.documents)) == (1, 1)


def test_an_unknown_set_and_an_absent_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="squad2, selqa, nq_gold"):
        adapt("other", tmp_path)
    with pytest.raises(QuestionError, match="--from"):
        adapt("squad2", tmp_path)


def test_the_corpus_is_in_the_layout_that_others_use(source: Path, tmp_path: Path) -> None:
    library, _ = save_adapted(adapt("nq_gold", source), tmp_path / "out")
    rows = [json.loads(line) for line in (library / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows == [{"_id": "nq-00000", "title": "Paris", "text": PARIS}]
