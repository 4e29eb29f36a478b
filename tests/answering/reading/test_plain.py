import math

import pytest

from answering.protocols import Readable, Skill
from answering.reading.plain import PlainChecker, PlainReader
from core.text import split_sentences
from tests.toys import ToyEmbedder


def readable(text: str) -> Readable:
    return Readable(heading="", text=text, sentences=tuple(split_sentences(text)))


def test_a_sentence_scores_its_cosine_and_the_share_of_the_question_it_holds() -> None:
    [reading] = PlainReader(ToyEmbedder()).read("red fox", [readable("Red hen.")])
    assert list(reading.sentence_scores) == pytest.approx([0.6 * 1 / math.sqrt(2 * 2) + 0.4 * 1 / 2])


def test_the_best_sentence_is_the_span_and_its_score_the_probability() -> None:
    text = "Blue hen sits. Red fox runs."
    [reading] = PlainReader(ToyEmbedder()).read("red fox", [readable(text)])
    assert text[reading.start : reading.end] == "Red fox runs."
    assert reading.answerable == max(reading.sentence_scores) == reading.sentence_scores[1]


def test_there_is_one_reading_a_passage_even_for_one_without_sentences() -> None:
    readings = PlainReader(ToyEmbedder()).read("red fox", [readable(""), readable("Red fox."), readable("")])
    assert [reading.answerable for reading in readings] == [0.0, pytest.approx(1.0), 0.0]
    assert [len(reading.sentence_scores) for reading in readings] == [0, 1, 0]


def test_the_plain_scorers_do_not_pass_for_trained() -> None:
    assert PlainReader(ToyEmbedder()).skill is Skill.PLAIN


def test_words_that_stand_in_the_evidence_are_supported() -> None:
    support = PlainChecker(ToyEmbedder()).check("the fox runs!", ["Yes, the fox runs."])
    assert (support.supported, support.contradicted) == (1.0, 0.0)


def test_a_changed_figure_costs_most_of_the_support() -> None:
    checker = PlainChecker(ToyEmbedder())
    true = checker.check("In all 12 foxes run", ["All 12 foxes run."])
    false = checker.check("In all 14 foxes run", ["All 12 foxes run."])
    assert false.supported < true.supported / 3
    assert false.contradicted > true.contradicted == 0.0


def test_a_claim_without_evidence_has_no_support() -> None:
    assert PlainChecker(ToyEmbedder()).check("The fox runs.", []).supported == 0.0
