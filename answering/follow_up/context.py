"""A follow-up as it was typed, with what was said before it in brackets: for a reader, not for a search.

Where the rules that make a question whole guess wrong, this still has what the conversation has said.
"""

from collections.abc import Sequence

from answering.follow_up.hint import with_hint
from answering.language.gloss import to_english
from answering.question import language_of
from core.records import Turn

_QUESTIONS_HEARD = 2
_MOST_ANSWER_WORDS = 30
_END = " ¿?¡!.,;"


def in_context(question: str, history: Sequence[Turn]) -> str:
    """The question behind the last two turns, all in English words."""
    asked = [_english(turn.question) for turn in history]
    return behind(_english(question), asked, _english(history[-1].answer) if history else "")


def behind(question: str, asked: Sequence[str], told: str) -> str:
    """The question, and in brackets the last two before it and how the answer to the last one begins."""
    before = "; ".join(one.strip(_END) for one in asked[-_QUESTIONS_HEARD:])
    begins = " ".join(told.split()[:_MOST_ANSWER_WORDS])
    said = f"{before}: {begins}" if begins else before
    return with_hint(question, said.translate(_NO_BRACKETS))


_NO_BRACKETS = str.maketrans("", "", "()")


def _english(text: str) -> str:
    return to_english(text) if language_of(text) == "es" else text
