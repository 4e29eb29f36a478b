from random import Random

import pytest

from core.text import fold
from tests.training.texts import LIGHTHOUSE
from training.perturb import OPPOSITES, Perturber, Swap, names_in, replace_all

NAMES = ("Tom Holbrook", "Dunmore", "Ana Whitcombe")


def perturber(seed: int = 1) -> Perturber:
    return Perturber(rng=Random(seed), names=NAMES)


@pytest.mark.parametrize("seed", range(30))
def test_what_a_swap_puts_in_is_nowhere_in_the_text_it_must_avoid(seed: int) -> None:
    swap = perturber(seed).swap_for(LIGHTHOUSE.text, LIGHTHOUSE.text)
    assert swap is not None
    assert swap.old in LIGHTHOUSE.text
    if swap.old.lower() not in OPPOSITES:
        assert fold(swap.new) not in fold(LIGHTHOUSE.text)


def test_a_text_without_facts_has_no_swap() -> None:
    assert perturber().swap_for("it was there", "it was there") is None


def test_replacing_moves_the_spans_along() -> None:
    text = "Ellis saw Ellis at noon."
    changed, spans = replace_all(text, Swap(old="Ellis", new="Bo"), [(6, 9), (16, 23)])
    assert changed == "Bo saw Bo at noon."
    assert [changed[s:e] for s, e in spans] == ["saw", "at noon"]


def test_replacing_leaves_longer_words_alone() -> None:
    assert replace_all("Ellis, Elliston", Swap(old="Ellis", new="Bo"))[0] == "Bo, Elliston"


def test_a_negation_is_put_in_or_taken_out() -> None:
    assert perturber().negate("The lamp was lit.") == "The lamp was not lit."
    assert perturber().negate("The lamp was not lit.") == "The lamp was lit."
    assert perturber().negate("The lamp shone.") is None


def test_a_sentence_opening_is_not_a_name() -> None:
    assert names_in("Who built Port Ellis? Masons did. In Dunmore, Ana Whitcombe") == [
        "Port Ellis",
        "Dunmore",
        "Ana Whitcombe",
    ]
