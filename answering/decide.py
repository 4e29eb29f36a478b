"""Which sentences answer, and whether any does: two small linear models over the signs.

Their weights are fitted on the project's own questions by `python -m training.decide` and kept in
`models/decision.json`, one set for each skill of a reader.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields, replace
from functools import cache

from answering.protocols import Skill
from answering.read import Candidate
from answering.signs import Signs
from core.settings import ROOT

WEIGHTS_FILE = ROOT / "models" / "decision.json"
SIGN_NAMES = tuple(field.name for field in fields(Signs))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A candidate with its signs; `worth` orders the candidates of one question."""

    candidate: Candidate
    signs: Signs
    worth: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The weights of one reader: `rank` orders sentences, `answer` and `bias` give the probability of an answer.

    Below `refuse_below` the documents are held not to say.
    """

    rank: Mapping[str, float]
    answer: Mapping[str, float]
    bias: float
    refuse_below: float

    def worth(self, signs: Signs) -> float:
        """The place of a candidate among the others of its question: higher is better."""
        return float(sum(weight * getattr(signs, name) for name, weight in self.rank.items()))

    def probability(self, judged: Sequence[Judged]) -> float:
        """The probability that the best of these, which come best first, answers the question."""
        if not judged:
            return 0.0
        features = question_features(judged)
        return _sigmoid(self.bias + sum(weight * features[name] for name, weight in self.answer.items()))


def question_features(judged: Sequence[Judged]) -> dict[str, float]:
    """What the best candidate shows, its worth, and the readers' best log-odds over all candidates."""
    best = judged[0]
    features = dict(zip(SIGN_NAMES, astuple(best.signs), strict=True))
    features["worth"] = best.worth / 5
    features["best_answerable"] = max(other.signs.answerable for other in judged)
    features["best_close"] = max(other.signs.close for other in judged)
    features["least_stands"] = min(other.signs.stands for other in judged)
    return features


def scored(judged: Sequence[Judged]) -> tuple[Candidate, ...]:
    """The candidates, each with how likely it is the answer as against the best: 1 for the best itself."""
    return tuple(replace(other.candidate, score=math.exp(other.worth - judged[0].worth)) for other in judged)


@cache
def load_decision(skill: Skill) -> Decision:
    """The weights that go with readers of this skill."""
    told = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    return Decision(**told[skill.value])


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, x))))
