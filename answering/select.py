"""Which sentences make the answer: the best first, others only where they add something."""

import re
from collections.abc import Sequence

from answering.follow_up.condense import names
from answering.question import Asks, Question
from answering.read import Candidate
from answering.series import series_with
from core.text import content_words, fold

MOST_ITEMS = 6  # sentences of a list
# How likely a further sentence must be as against the best one; set on `dev`. Less shows more that is right and more
# that is beside the point, and no other sign of a further sentence betters that bargain.
_NEAR = 0.2
# The same for a follow-up, whose meaning is less sure; set on dialogues of `dev`, of `training/dialogues.jsonl` and of
# two lands, where a quarter of what it adds is right.
_NEAR_FOLLOW_UP = 0.1
_NEW_SHARE = 0.35
_OF_SEVERAL = (Asks.LIST, Asks.EXPLANATION)
_AND = re.compile(r" (?:and|y|or|o) ")


def select(
    question: Question, candidates: Sequence[Candidate], *, most: int, follows: bool = False
) -> tuple[Candidate, ...]:
    """The chosen sentences in reading order; `candidates` come best first, `most` bounds a factual answer.

    `follows`: the question is a follow-up.
    """
    if not candidates:
        return ()
    limit = MOST_ITEMS if question.asks is Asks.LIST else max(most, 2 if question.asks is Asks.COMPARISON else 1)
    least = candidates[0].score * (_NEAR_FOLLOW_UP if follows else _NEAR)
    series = series_with(candidates[0], candidates) if question.asks in _OF_SEVERAL else ()
    chosen = [candidates[0], *(c for c in series if c != candidates[0])][:limit] if series else []
    for candidate in candidates if not series else ():
        if len(chosen) >= limit or candidate.score < least:
            break
        if adds(candidate, chosen):
            chosen.append(candidate)
    if question.asks is Asks.COMPARISON:
        chosen = _cover_sides(question, candidates, chosen, limit)
    return _in_reading_order(question, chosen)


def adds(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Whether enough of a sentence's words are not yet said."""
    said = {word for other in chosen for word in content_words(other.text)}
    own = set(content_words(candidate.text))
    return bool(own) and len(own - said) >= _NEW_SHARE * len(own)


def _cover_sides(
    question: Question, candidates: Sequence[Candidate], chosen: list[Candidate], limit: int
) -> list[Candidate]:
    """A comparison with the best sentence for each named side that the chosen ones leave out."""
    for side in _sides(question.text):
        if len(chosen) >= limit + 1 or any(fold(side) in fold(c.text) for c in chosen):
            continue
        speaking = next((c for c in candidates if fold(side) in fold(c.text)), None)
        if speaking is not None:
            chosen.append(speaking)
    return chosen


def _sides(text: str) -> list[str]:
    return [side for name in names(text) for side in _AND.split(name)]


def _in_reading_order(question: Question, chosen: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The answering sentence leads; explanations and lists follow the order of their document."""
    if question.asks not in (Asks.EXPLANATION, Asks.LIST):
        return tuple(chosen)
    documents = list(dict.fromkeys(c.passage.doc_id for c in chosen))
    return tuple(sorted(chosen, key=lambda c: (documents.index(c.passage.doc_id), c.start)))
