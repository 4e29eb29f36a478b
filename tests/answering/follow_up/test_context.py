"""What a reader is told of a conversation."""

from answering.follow_up.context import behind, in_context
from core.records import Turn

FIRE = Turn(question="When did the mill burn down?", answer="The mill (of Alba) burned down in 1911.")
COST = Turn(question="How much did it cost?", answer="")


def test_a_follow_up_comes_with_what_was_asked_and_answered() -> None:
    assert in_context("and who paid?", [FIRE]) == (
        "and who paid (When did the mill burn down: The mill of Alba burned down in 1911.)?"
    )


def test_two_questions_are_heard_and_the_last_answer() -> None:
    oldest = Turn(question="Where is Alba?", answer="By the sea.")
    heard = in_context("and who paid?", [oldest, FIRE, COST])
    assert heard == "and who paid (When did the mill burn down; How much did it cost)?"


def test_a_long_answer_is_heard_as_it_begins() -> None:
    heard = behind("Why?", ["What did they say?"], "word " * 500)
    assert len(heard.split()) < 40


def test_spanish_is_heard_in_english_words() -> None:
    turn = Turn(question="¿Quién pagó el molino?", answer="Lo pagó la provincia.")
    heard = in_context("¿Y cuándo?", [turn])
    assert "when" in heard.lower()
    assert "who" in heard.lower()
    assert "¿" not in heard
