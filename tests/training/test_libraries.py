"""The documents about invented lands, and the questions about them."""

from pathlib import Path

import pytest

from evals.gold import gold_spans
from evals.questions import load_questions
from training.libraries import LANDS, lands


def test_there_are_documents_for_every_set_of_questions() -> None:
    assert {path.stem for path in lands()} == {folder.name for folder in LANDS.iterdir() if folder.is_dir()}


@pytest.mark.parametrize("land", lands(), ids=lambda path: path.stem)
def test_every_gold_phrase_stands_in_its_document(land: Path) -> None:
    questions = load_questions(land)
    texts = {str(file.relative_to(LANDS)): file.read_text(encoding="utf-8") for file in LANDS.rglob("*.md")}
    assert len({question.question_id for question in questions}) == len(questions)
    for question in questions:
        assert question.answerable is bool(question.quotes)
        assert len(gold_spans(question, texts.get)) >= len({quote.doc_id for quote in question.quotes})
