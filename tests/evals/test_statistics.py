import math

import pytest

from evals.metrics import Tally
from evals.statistics import (
    bootstrap_quantile,
    bootstrap_ratio,
    cohens_kappa,
    mcnemar,
    paired_difference,
    ratio,
    wilson,
)

RIGHT, WRONG = Tally(1, 1), Tally(0, 1)


def names(count: int) -> list[str]:
    return [str(number) for number in range(count)]


def test_a_ratio_weighs_by_what_it_is_out_of() -> None:
    assert ratio([Tally(1, 4), Tally(1, 1)]) == 2 / 5
    assert math.isnan(ratio([]))


def test_the_bootstrap_interval_is_that_of_a_binomial_share() -> None:
    low, high = bootstrap_ratio([RIGHT] * 60 + [WRONG] * 40, names(100))
    # 0.6 give or take 1.96 * sqrt(0.6 * 0.4 / 100) = 0.096
    assert low == pytest.approx(0.504, abs=0.02)
    assert high == pytest.approx(0.696, abs=0.02)


def test_the_same_tallies_give_the_same_interval() -> None:
    tallies = [RIGHT, WRONG, RIGHT]
    assert bootstrap_ratio(tallies, names(3)) == bootstrap_ratio(tallies, names(3))


def test_turns_of_one_dialogue_are_drawn_together() -> None:
    tallies = [RIGHT] * 20 + [WRONG] * 20
    apart = bootstrap_ratio(tallies, names(40))
    together = bootstrap_ratio(tallies, ["a"] * 20 + ["b"] * 20)
    assert together == (0.0, 1.0)
    assert apart.low > 0.3


def test_gains_and_losses_that_cancel_out_are_not_taken_for_nothing_at_all() -> None:
    low, high = bootstrap_ratio([Tally(1, 1)] * 5 + [Tally(-1, 1)] * 5, names(10))
    assert low < 0 < high
    assert low == pytest.approx(-high, abs=0.1)


def test_certainty_is_of_questions_and_not_of_their_many_citations() -> None:
    assert bootstrap_ratio([Tally(9, 9)] * 10, names(10)) == bootstrap_ratio([RIGHT] * 10, names(10))


def test_all_right_is_not_certain() -> None:
    low, high = bootstrap_ratio([RIGHT] * 10, names(10))
    # Wilson: 1 / (1 + z² / n) with z = 1.96.
    assert low == pytest.approx(1 / (1 + 1.96**2 / 10), abs=1e-4)
    assert high == pytest.approx(1.0)
    assert bootstrap_ratio([WRONG] * 10, names(10)) == pytest.approx((0.0, 1 - low))


def test_wilsons_interval_of_a_half() -> None:
    # n = 100: centre 0.5, half width 1.96 * sqrt(0.25 / 100 + 1.96² / 40000) / (1 + 1.96² / 100)
    half = 1.96 * math.sqrt(0.0025 + 1.96**2 / 40000) / (1 + 1.96**2 / 100)
    assert wilson(50, 100) == pytest.approx((0.5 - half, 0.5 + half), abs=1e-5)


def test_a_quantile_lies_in_its_interval() -> None:
    value, (low, high) = bootstrap_quantile([1.0, 2.0, 3.0, 4.0, 5.0], 0.5)
    assert value == 3.0
    assert low <= value <= high
    assert bootstrap_quantile([2.0], 0.95) == (2.0, (2.0, 2.0))


def test_a_change_in_every_question_is_no_chance() -> None:
    changed = paired_difference([WRONG] * 20, [RIGHT] * 20, names(20))
    assert changed == (1.0, (1.0, 1.0), 0.0)


def test_no_change_at_all_has_p_one() -> None:
    same = [RIGHT, WRONG, RIGHT]
    assert paired_difference(same, same, names(3)) == (0.0, (0.0, 0.0), 1.0)


def test_pairing_sees_a_small_change_that_two_intervals_would_hide() -> None:
    before = [RIGHT] * 50 + [WRONG] * 50
    after = [RIGHT] * 58 + [WRONG] * 42
    changed = paired_difference(before, after, names(100))
    assert changed.value == pytest.approx(0.08)
    assert changed.interval.low > 0
    assert bootstrap_ratio(before, names(100)).high > 0.58


def test_a_difference_from_nothing_is_unknown() -> None:
    changed = paired_difference([Tally(0, 0)], [RIGHT], names(1))
    assert math.isnan(changed.value)
    assert changed.p == 1.0


def test_mcnemar_is_an_exact_binomial_test() -> None:
    assert mcnemar(0, 0) == 1.0
    assert mcnemar(5, 0) == 2 / 2**5
    assert mcnemar(1, 5) == pytest.approx(2 * (1 + 6) / 2**6)
    assert mcnemar(3, 3) == 1.0


def test_kappa_is_agreement_beyond_chance() -> None:
    # Cohen's own layout: 20 both yes, 15 both no, 5 and 10 split; agreed 0.7, chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5.
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    assert cohens_kappa(pairs) == pytest.approx((0.7 - 0.5) / 0.5)
    assert cohens_kappa([(True, True), (False, False)]) == 1.0
    assert math.isnan(cohens_kappa([]))
    assert math.isnan(cohens_kappa([(True, True)]))
