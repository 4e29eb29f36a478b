import pytest

from answering.premise.clashing import Clash, Clashing, Pair
from answering.premise.presuppose import Presupposed
from answering.premise.signs import SIGN_NAMES, Held, signs
from answering.question import analyse
from core.text import content_words
from tests.answering.candidates import candidate

QUESTION = "Why did the harbour council raise the toll?"


def held(sentence: str) -> Held:
    """A sentence beside the question, every word as rare as any other."""
    pair = Pair(
        question=QUESTION, sentence=sentence, whole=sentence, language="en", stems=lambda t: frozenset(content_words(t))
    )
    return Held(
        candidate=candidate(sentence, 1.0),
        pair=pair,
        weights=dict.fromkeys(("harbour", "council", "raise", "toll"), 1.0),
    )


def told(sentence: str, clash: Clash, said: str) -> dict[str, float]:
    one = held(sentence)
    clashing = Clashing(clash=clash, asked="raise", said=said)
    premise = Presupposed(text=QUESTION, wholly=True)
    return signs(one, clashing, [one], premise, analyse(QUESTION), 0.5)


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("The harbour council did not raise the toll, while the mayor slept.", 1.0),
        ("The harbour council met, while the mayor would not raise a toll.", 1 / 3),
        ("The harbour council met; the mayor, who slept, did not raise a thing.", 0.0),
        ("In the notebook the harbour council wrote; nobody would praise the toll, or raise it.", 0.0),
    ],
)
def test_what_the_clause_of_a_denial_holds_is_told_apart_from_the_sentence(sentence: str, clause: float) -> None:
    row = told(sentence, Clash.DENIED, "not raise")
    assert row["clause"] == pytest.approx(clause)
    assert row["covered"] >= row["clause"]


def test_a_sign_by_family_is_that_of_the_clash_and_no_other() -> None:
    row = told("The harbour council lowered the toll.", Clash.OPPOSITE, "lowered")
    assert set(row) == set(SIGN_NAMES)
    assert row["opposite_covered"] == row["covered"] == 1.0
    assert row["denial_covered"] == row["fact_covered"] == 0.0
    assert row["is_opposite"] == 1.0
