from random import Random

import pytest

from core.text import fold
from tests.training.texts import HARBOUR, HOW_TALL, LIGHTHOUSE, WHO_BUILT, told
from training.make_claims import Claims, as_statement
from training.make_readings import Readings, with_neighbour_sentences
from training.records import Asked, Label, Paragraph

NAMES = ("Tom Holbrook", "Dunmore")


def readings(seed: int) -> Readings:
    return Readings(Random(seed), NAMES)


@pytest.mark.parametrize("seed", range(20))
def test_a_window_keeps_the_answer(seed: int) -> None:
    cut = readings(seed).window(HOW_TALL, 20)
    assert told(cut) == ["41 metres"]
    assert cut.paragraph.text in LIGHTHOUSE.text
    assert len(cut.paragraph.text.split()) <= 20


@pytest.mark.parametrize("seed", range(40))
def test_a_near_miss_has_no_answer_and_is_not_the_question_it_came_from(seed: int) -> None:
    missed = readings(seed).near_miss(WHO_BUILT, [HARBOUR])
    assert missed is not None
    assert missed.answers == ()
    assert (missed.question, missed.paragraph.text) != (WHO_BUILT.question, LIGHTHOUSE.text)


@pytest.mark.parametrize("seed", range(20))
def test_a_name_changed_throughout_leaves_the_answer_in_place(seed: int) -> None:
    changed = readings(seed).swapped_throughout(WHO_BUILT)
    if changed is not None:
        assert told(changed) == ["Ana Whitcombe"]
        assert changed.question != WHO_BUILT.question


def test_a_question_is_narrowed_by_what_its_sentence_says() -> None:
    start = LIGHTHOUSE.text.index("the last keeper")
    question = Asked(paragraph=LIGHTHOUSE, question="Who left?", answers=((start, start + 15),))
    narrowed = {one.question for seed in range(20) if (one := readings(seed).narrowed(question))}
    assert narrowed == {"Who left in 1964?", "Who left in Canada?"}


@pytest.mark.parametrize("seed", range(40))
def test_variations_keep_the_answering_words(seed: int) -> None:
    varied = readings(seed).varied(HOW_TALL, [HARBOUR])
    assert told(varied) == ["41 metres"]
    assert fold(varied.question.split()[0]) in ("how", "tall")


def test_sentences_are_put_back_in_their_order() -> None:
    def sentence(number: int, text: str) -> tuple[str, Asked]:
        return f"W:w:7:0:{number}", Asked(
            paragraph=Paragraph(group="g", heading="", text=text), question="q", answers=((0, 3),)
        )

    questions = [sentence(2, "Two ran."), sentence(1, "One sat."), sentence(10, "Ten left.")]
    made = list(with_neighbour_sentences(questions, Random(0)))
    assert {one.paragraph.text for one in made} <= {"Two ran.", "One sat.", "Ten left.", "One sat. Two ran. Ten left."}
    assert "One sat. Two ran. Ten left." in {one.paragraph.text for one in made}
    assert [told(one) for one in made] == [["Two"], ["One"], ["Ten"]]


@pytest.mark.parametrize(
    ("question", "answer", "statement"),
    [
        ("Who led the Norse?", "Rollo", "Rollo led the Norse."),
        ("What is tall?", "the lighthouse", "The lighthouse is tall."),
        ("What did he do?", "he left", None),
        ("When was it built?", "in 1911", None),
        ("Who left?", "a man of whom there is much more to tell than fits", None),
    ],
)
def test_question_and_answer_become_a_statement(question: str, answer: str, statement: str | None) -> None:
    assert as_statement(question, answer) == statement


def test_claims_carry_the_label_that_their_making_gives_them() -> None:
    made = [claim for seed in range(60) for claim in Claims(Random(seed), NAMES).of_paragraph(LIGHTHOUSE)]
    assert {claim.label for claim in made} == set(Label)
    for claim in made:
        if claim.label is Label.NOT_ENOUGH:
            assert fold(claim.claim.rstrip(".")) not in fold(claim.evidence)
