import math

import pytest

from answering.premise.clashing import Clash
from answering.premise.signs import KIND_SIGNS, SIGN_NAMES
from answering.premise.weigh import Weighing, load_weighing


def test_every_sign_has_its_weight_and_nothing_else_has_one() -> None:
    assert set(load_weighing(told=True).weights) == set(SIGN_NAMES)


def test_without_a_reader_that_tells_contradictions_those_have_no_weight() -> None:
    of_reader = {"contradicts", "contradicts_here"}
    assert set(load_weighing(told=False).weights) == set(SIGN_NAMES) - of_reader


def test_every_kind_of_clash_has_its_sign() -> None:
    assert len(KIND_SIGNS) == len(Clash)


def test_a_clash_weighs_what_its_signs_come_to() -> None:
    weighing = Weighing(weights={"close": 2.0, "covered": 0.5}, correct_from=1.0)
    assert weighing.weigh({"close": 1.0, "covered": 0.5}) == 2.25


def test_a_clash_that_falls_short_takes_its_share_of_the_log_odds_of_an_answer() -> None:
    weighing = Weighing(weights={}, correct_from=1.0, doubt=0.5)
    assert weighing.doubted(0.8, -3.0) == pytest.approx(0.8)
    assert weighing.doubted(0.8, -9.0) == pytest.approx(0.8)
    taken = math.log(0.8 / 0.2) - 0.5 * 2.0
    assert weighing.doubted(0.8, -1.0) == pytest.approx(1 / (1 + math.exp(-taken)))
    assert weighing.doubted(0.0, 0.9) == 0.0
