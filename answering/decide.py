"""Whether the evidence answers: the reader's probability, and what of the question the evidence holds."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What speaks for a candidate as an answer, each between 0 and 1.

    `answerable`: the reader's probability for the passage. `sentence`: its score for the sentence. `covered`: share of
    the question's words, weighted by rarity, that passage, headings or title hold; `named`: the same for the rarest two
    words alone. `year`: 1 unless the question names a year that passage and title lack. `typed`: 1 unless the question
    wants a number, a date or a person and the sentence has none.
    """

    answerable: float
    sentence: float
    covered: float
    named: float
    year: float
    typed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A logistic combination of the signs: bias + the sum of weight times sign."""

    bias: float
    answerable: float
    sentence: float
    covered: float
    named: float
    year: float
    typed: float

    def probability(self, signs: Signs) -> float:
        """The probability that the candidate answers the question."""
        names = ("answerable", "sentence", "covered", "named", "year", "typed")
        return _sigmoid(self.bias + sum(getattr(self, name) * getattr(signs, name) for name in names))


def signs_of(question: Question, candidate: Candidate, index: PassageIndex) -> Signs:
    """The signs of one candidate for one question."""
    passage = candidate.passage
    around = "\n".join((passage.title, *passage.heading_path, passage.text))
    rarity = index.lexical.rarity(question.text, question.language)
    held = index.lexical.stems(around)
    return Signs(
        answerable=candidate.answerable,
        sentence=candidate.score,
        covered=_share(rarity, held),
        named=_share(_rarest(rarity, 2), held),
        year=float(set(_YEAR.findall(question.text)) <= set(_YEAR.findall(around))),
        typed=float(_has_type(question.wants, candidate.text)),
    )


def _share(rarity: dict[str, float], held: frozenset[str]) -> float:
    total = sum(rarity.values())
    return sum(weight for stem, weight in rarity.items() if stem in held) / total if total else 0.0


def _rarest(rarity: dict[str, float], count: int) -> dict[str, float]:
    return dict(sorted(rarity.items(), key=lambda pair: -pair[1])[:count])


def _has_type(wants: Wants, sentence: str) -> bool:
    if wants is Wants.NUMBER:
        return bool(_FIGURE.search(fold(sentence)))
    if wants is Wants.DATE:
        return bool(_TIME.search(fold(sentence)))
    if wants is Wants.PERSON:
        return bool(_CAPITALISED.search(sentence))
    return True


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, x))))


# Set on the project's `dev` questions by `python -m training.decide`, one row a reader.
WEIGHTS = {
    "plain": Weights(bias=-6.0, answerable=3.0, sentence=3.0, covered=3.0, named=2.0, year=1.5, typed=1.0),
}
REFUSE_BELOW = 0.5


def weights_of(reader: str) -> Weights:
    """The weights for a reader of this name."""
    return WEIGHTS.get(reader.split(" ")[0], WEIGHTS["plain"])
