"""Whether a clash is enough to correct a question, or to doubt its answer: a small linear model over the signs.

Its weights are fitted on the project's own questions by `python -m training.premise` and kept in `models/premise.json`:
one set for a reader that tells contradictions, one for readers that do not.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from core.settings import ROOT

WEIGHTS_FILE = ROOT / "models" / "premise.json"
_REACH = 4.0  # how far below the weight that corrects a clash gives rise to doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """The weight of each sign; a clash whose weighted signs come to `correct_from` or more corrects the question.

    One that falls a little short takes `doubt` for each unit of its weight from the log-odds of an answer.
    """

    weights: Mapping[str, float]
    correct_from: float
    doubt: float = 0.0

    def weigh(self, signs: Mapping[str, float]) -> float:
        """How much speaks for a clash: log-odds but for a constant."""
        return sum(weight * signs[name] for name, weight in self.weights.items())

    def reach(self, weight: float) -> float:
        """How far the weight of a clash goes into what gives rise to doubt; 0 where it does not."""
        return max(0.0, weight - self.correct_from + _REACH)

    def doubted(self, probability: float, weight: float) -> float:
        """The probability of an answer beside a clash of this weight."""
        against = (1 - probability) * math.exp(self.doubt * self.reach(weight))
        return probability / (probability + against) if probability else 0.0


@cache
def load_weighing(*, told: bool) -> Weighing:
    """The weights as they were fitted; `told`: where the reader has told how likely a passage contradicts."""
    return Weighing(**json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))["told" if told else "untold"])
