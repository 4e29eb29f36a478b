"""What speaks for a sentence as an answer, beside the reader's own judgement: a row of figures for each candidate."""

import math
import re
from dataclasses import dataclass

from answering.question import Question, Wants
from answering.read import Candidate
from core.text import fold
from index.store import PassageIndex

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|dozen|hundred|thousand|million|half|third|quarter|"
    r"most|none|all|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|mil|millones)\b"
)
_TIME = re.compile(
    r"\b(?:1[5-9]|20)\d\d\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|monday|sunday|"
    r"yesterday|day|week|month|year|century|since|after|before)\b"
)
_CAPITALISED = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-ZÁÉÍÓÚÑ]\w+")
_LONG_SENTENCE = 60  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """The signs of one candidate for one question.

    answerable: the reader's log-odds that the passage answers; share: the log of the sentence's part of that.
    covered: share of the question's words, weighted by rarity, in the sentence; covered_around: in passage, headings
    and title. near: cosine of question and sentence. year, year_around: 1 unless the question names a year that the
    sentence, or passage and title, lack. typed: 1 unless the question wants a number, a date or a person and the
    sentence has none. words: its length, 1 for 60 words or more. missing: the rarity of the rarest word of the
    question that passage and title lack.
    """

    answerable: float
    share: float
    covered: float
    covered_around: float
    near: float
    year: float
    year_around: float
    typed: float
    words: float
    missing: float


class Signer:
    """Tells the signs of candidates for one question in one wording."""

    def __init__(self, question: Question, index: PassageIndex) -> None:
        self._question = question
        self._lexical = index.lexical
        self._rarity = index.lexical.rarity(question.text, question.language)
        self._years = set(_YEAR.findall(question.text))
        self._around: dict[str, tuple[str, frozenset[str]]] = {}

    def signs(self, candidate: Candidate, near: float) -> Signs:
        """The signs of one candidate; `near` is the cosine."""
        around, held_around = self._surroundings(candidate)
        covered = self._covered(self._lexical.stems(candidate.text))
        return Signs(
            answerable=_log_odds(candidate.answerable) / 5,
            share=math.log(max(candidate.score / max(candidate.answerable, 1e-6), 1e-3)) / 5,
            covered=covered,
            covered_around=self._covered(held_around),
            near=near,
            year=float(self._years <= set(_YEAR.findall(candidate.text))),
            year_around=float(self._years <= set(_YEAR.findall(around))),
            typed=float(_has_type(self._question.wants, candidate.text)),
            words=min(len(candidate.text.split()), _LONG_SENTENCE) / _LONG_SENTENCE,
            missing=max((w for stem, w in self._rarity.items() if stem not in held_around), default=0.0) / 8,
        )

    def _surroundings(self, candidate: Candidate) -> tuple[str, frozenset[str]]:
        passage = candidate.passage
        if passage.passage_id not in self._around:
            text = "\n".join((passage.title, *passage.heading_path, passage.text))
            self._around[passage.passage_id] = text, self._lexical.stems(text)
        return self._around[passage.passage_id]

    def _covered(self, held: frozenset[str]) -> float:
        total = sum(self._rarity.values())
        return sum(weight for stem, weight in self._rarity.items() if stem in held) / total if total else 0.0


def _has_type(wants: Wants, sentence: str) -> bool:
    if wants is Wants.NUMBER:
        return bool(_FIGURE.search(fold(sentence)))
    if wants is Wants.DATE:
        return bool(_TIME.search(fold(sentence)))
    if wants is Wants.PERSON:
        return bool(_CAPITALISED.search(sentence))
    return True


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))
