"""Whether a clash is enough to correct a question: a small linear model over the signs.

Its weights are fitted on the project's own questions by `python -m training.premise` and kept in `models/premise.json`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from core.settings import ROOT

WEIGHTS_FILE = ROOT / "models" / "premise.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """The weight of each sign; a clash whose weighted signs come to `correct_from` or more corrects the question."""

    weights: Mapping[str, float]
    correct_from: float

    def weigh(self, signs: Mapping[str, float]) -> float:
        """How much speaks for a clash: log-odds but for a constant."""
        return sum(self.weights[name] * value for name, value in signs.items())


@cache
def load_weighing() -> Weighing:
    """The weights as they were fitted."""
    return Weighing(**json.loads(WEIGHTS_FILE.read_text(encoding="utf-8")))
