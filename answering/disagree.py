"""Whether cited documents give different figures for the same thing."""

import re
from collections.abc import Sequence
from itertools import combinations

from answering.language.figures import figures_in
from answering.language.phrases import YEAR
from answering.notes import note
from answering.question import Question
from core.records import Evidence
from core.text import content_words

_YEAR = re.compile(rf"\b{YEAR}\b")
_SAME_SUBJECT = 0.6  # share of the question's words in both sentences


def disagreement(question: Question, evidence: Sequence[Evidence]) -> str:
    """A note on the first two documents whose answering figures differ, or nothing.

    Both sentences must hold most of the question's words and speak of the same years, so that a figure for another
    year or place is not called a disagreement.
    """
    if not question.wants.is_figure:
        return ""
    for one, other in combinations(evidence, 2):
        if one.passage.doc_id != other.passage.doc_id and _differ(question.text, one, other):
            return note(
                "differ", question.language,
                one=_answering(one), first=one.number, here=one.passage.title,
                other=_answering(other), second=other.number, there=other.passage.title,
            )  # fmt: skip
    return ""


def _differ(question: str, one: Evidence, other: Evidence) -> bool:
    if one.focus is None or other.focus is None or _years(one) != _years(other):
        return False
    if not (_is_about(question, one) and _is_about(question, other)):
        return False
    mine, theirs = (figures_in(_answering(e)) for e in (one, other))
    return bool(mine and theirs) and not any(a.values & b.values for a in mine for b in theirs)


def _is_about(question: str, evidence: Evidence) -> bool:
    asked = set(content_words(question))
    return len(asked & set(content_words(evidence.quote))) >= _SAME_SUBJECT * len(asked)


def _years(evidence: Evidence) -> set[str]:
    return set(_YEAR.findall(evidence.quote))


def _answering(evidence: Evidence) -> str:
    start, end = evidence.focus or (evidence.start, evidence.end)
    return evidence.passage.text[start - evidence.passage.start : end - evidence.passage.start]
