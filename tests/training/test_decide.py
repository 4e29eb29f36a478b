"""The fit of which sentence answers, and whether any does."""

import math
from dataclasses import replace

from answering.decide import SIGN_NAMES, Judged
from answering.signs import Signs
from evals.questions import load_questions
from tests.answering.candidates import candidate
from training.decide import fit
from training.examples import OFF_SUBJECT, Example
from training.premise import fit_beside

NOTHING = dict.fromkeys(SIGN_NAMES, 0.0)


def judged(sentence: str, **signs: float) -> Judged:
    return Judged(candidate=candidate(sentence, 0.5), signs=Signs(**{**NOTHING, **signs}), worth=0.0)


def example(*, answered: bool, right: dict[str, float], wrong: dict[str, float]) -> Example:
    rows = (judged("Firs grow.", **wrong), judged("Oaks grow.", **right))
    return Example(source="toy", topic="trees", answered=answered, misleads=False, judged=rows, right=(False, answered))


def test_no_weight_is_below_nothing_however_a_sign_misleads() -> None:
    # What is answered covers the question, and is by chance read as less close than what is not.
    examples = [
        *[example(answered=True, right={"covered": 1.0, "close": 0.1}, wrong={"close": 0.9, "near": 0.8})] * 20,
        *[example(answered=False, right={"close": 1.0}, wrong={"near": 0.8, "close": 1.0})] * 20,
    ]
    decision = fit(examples)
    assert min(decision.rank.values()) == 0.0
    assert min(decision.answer.values()) == 0.0
    assert decision.rank["covered"] > 1.0


def test_more_of_a_sign_never_makes_an_answer_less_likely() -> None:
    # The reader is surer of what has no answer.
    examples = [
        *[example(answered=True, right={"close": 0.2, "names_around": 1.0}, wrong={})] * 20,
        *[example(answered=False, right={"close": 0.8, "names_around": 0.5}, wrong={})] * 20,
    ]
    decision = fit(examples)
    less, more = judged("Oaks grow.", close=0.2, names_around=1.0), judged("Oaks grow.", close=0.8, names_around=1.0)
    assert decision.probability([more]) >= decision.probability([less])


def test_a_question_that_counts_thrice_weighs_as_three() -> None:
    one = example(answered=True, right={"covered": 1.0}, wrong={"near": 0.5})
    other = example(answered=False, right={"near": 1.0}, wrong={"near": 0.5})
    thrice = fit([replace(one, weight=3.0), other])
    assert thrice == fit([one, one, one, other])


def test_a_value_beside_known_odds_gets_the_weight_that_it_has() -> None:
    values = [k / 50 for k in range(-100, 101)]
    known = [0.3 * math.sin(k) for k in range(201)]
    answered = [value > 0 for value in values]
    assert fit_beside(known, values, answered) > 1.0
    assert fit_beside(known, [-value for value in values], answered) < -1.0


def test_no_question_off_the_subject_claims_an_answer() -> None:
    questions = load_questions(OFF_SUBJECT)
    assert len(questions) >= 200
    assert not any(question.answerable or question.quotes for question in questions)
    assert {question.language for question in questions} == {"en", "es"}
