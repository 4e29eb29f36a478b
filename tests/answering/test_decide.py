import math

import pytest

from answering.decide import SIGN_NAMES, Decision, Judged, load_decision, question_features, scored
from answering.protocols import Skill
from answering.signs import Signs
from tests.answering.candidates import candidate

NOTHING = dict.fromkeys(SIGN_NAMES, 0.0)
TOY = Decision(
    rank={"covered": 2.0, "near": 1.0}, answer={"worth": 5.0, "best_answerable": 1.0}, bias=-1.0, refuse_below=0.5
)


def judged(sentence: str, **signs: float) -> Judged:
    told = Signs(**{**NOTHING, **signs})
    return Judged(candidate=candidate(sentence, 0.5), signs=told, worth=TOY.worth(told))


def test_worth_is_the_weighted_sum_of_the_signs() -> None:
    assert judged("Oaks grow.", covered=0.5, near=0.25, sort=9.0).worth == 2.0 * 0.5 + 1.0 * 0.25


def test_the_probability_is_logistic_in_the_best_candidate() -> None:
    rows = [judged("Oaks grow.", covered=1.0, answerable=0.1), judged("Firs grow.", answerable=0.4)]
    expected = 1 / (1 + math.exp(-(-1.0 + 5.0 * (2.0 / 5) + 1.0 * 0.4)))
    assert TOY.probability(rows) == pytest.approx(expected)
    assert question_features(rows)["best_answerable"] == 0.4


def test_without_candidates_nothing_is_answered() -> None:
    assert TOY.probability([]) == 0.0


def test_scores_are_likelihoods_as_against_the_best() -> None:
    found = scored([judged("Oaks grow.", covered=1.0), judged("Firs grow.", near=1.0)])
    assert [c.score for c in found] == pytest.approx([1.0, math.exp(1.0 - 2.0)])


@pytest.mark.parametrize("skill", Skill)
def test_the_shipped_weights_name_signs_that_exist(skill: Skill) -> None:
    decision = load_decision(skill)
    assert set(decision.rank) <= set(SIGN_NAMES)
    assert set(decision.answer) <= {*SIGN_NAMES, "worth", "best_answerable", "best_close", "least_stands"}
    assert 0 < decision.refuse_below < 1
