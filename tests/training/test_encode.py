from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest

from tests.training.texts import HOW_TALL, LIGHTHOUSE, WHO_BUILT
from training.calibrate import auc, fit_logistic
from training.encode import Encoded, batches, encode, padded
from training.records import Asked, Claimed, Label, Premise


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    from training.bases import BASES

    return BASES["minilm"].tokenizer()


def marked(tokenizer: Any, one: Encoded) -> str:
    start, end = int(one.starts.argmax()), int(one.ends.argmax())
    return str(tokenizer.decode([int(i) for i in one.ids[start : end + 1]]))


def test_marks_stand_on_the_answering_words_under_a_heading(tokenizer: Any) -> None:
    made = encode(tokenizer, [WHO_BUILT, HOW_TALL])
    assert [marked(tokenizer, one) for one in made] == ["ana whitcombe", "41 metres"]
    assert [(one.answerable, one.label) for one in made] == [(1, -1), (1, -1)]


def test_no_answer_is_marked_on_the_first_token(tokenizer: Any) -> None:
    [one] = encode(tokenizer, [WHO_BUILT.unanswered()])
    assert (one.answerable, one.starts.tolist()[0], int(one.starts.sum())) == (0, 1, 1)


def test_an_answering_sentence_is_marked_whole(tokenizer: Any) -> None:
    start, end = LIGHTHOUSE.sentences[1]
    sentence = Asked(paragraph=LIGHTHOUSE, question="q", answers=((start, end),), whole_sentences=True)
    [one] = encode(tokenizer, [sentence])
    words = tokenizer.decode([int(i) for i in one.ids[one.starts == 1]])
    assert words == "it stands 41 metres tall."


def test_an_example_whose_answer_was_cut_off_is_left_out(tokenizer: Any) -> None:
    text = "hen " * 400 + "fox"
    cut = Asked(
        paragraph=LIGHTHOUSE.__class__(group="g", heading="", text=text),
        question="q",
        answers=((len(text) - 3, len(text)),),
    )
    assert encode(tokenizer, [cut]) == []


def test_a_claim_has_a_label_and_no_answer(tokenizer: Any) -> None:
    [one] = encode(tokenizer, [Claimed(claim="a hen", evidence="a fox", label=Label.NOT_ENOUGH)])
    assert (one.answerable, one.label, int(one.starts.sum())) == (-1, 2, 0)


def test_what_contradicts_a_premise_is_marked_and_is_no_answer(tokenizer: Any) -> None:
    stands, falls, unknown = encode(
        tokenizer,
        [WHO_BUILT, replace(WHO_BUILT, premise=Premise.FALLS), WHO_BUILT.unanswered()],
    )
    assert [(one.answerable, one.premise) for one in (stands, falls, unknown)] == [(1, 0), (0, 1), (0, -1)]
    assert falls.starts.tolist() == stands.starts.tolist()


def test_batches_hold_every_example_once_within_the_budget() -> None:
    def example(length: int) -> Encoded:
        row = np.full(length, length)
        return Encoded(ids=row, types=row, starts=row, ends=row, answerable=-1, premise=-1, label=0)

    lengths = [5, 40, 7, 7, 30, 12, 6, 90]
    made = list(batches([example(n) for n in lengths], 60, Random(1)))
    assert sorted(len(one.ids) for batch in made for one in batch) == sorted(lengths)
    assert all(len(batch) == 1 or padded([one.ids for one in batch]).size <= 60 for batch in made)


def test_padding_fills_up_with_zeros() -> None:
    assert padded([np.array([1, 2]), np.array([3])]).tolist() == [[1, 2], [3, 0]]


def test_the_area_counts_the_pairs_in_the_right_order_ties_half() -> None:
    assert auc([0.9, 0.4, 0.4, 0.1], [True, True, False, False]) == pytest.approx(3.5 / 4)


def test_logistic_regression_finds_the_log_odds() -> None:
    inputs = np.array([[0.0]] * 40 + [[1.0]] * 40)
    targets = np.array([1.0] * 10 + [0.0] * 30 + [1.0] * 30 + [0.0] * 10)
    (weight,), bias = fit_logistic(inputs, targets, penalty=0.0)
    assert bias == pytest.approx(np.log(1 / 3))
    assert weight == pytest.approx(2 * np.log(3))
