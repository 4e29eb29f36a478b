"""`python -m training.premise`: fits `models/premise.json` on `dev`, three lands, and questions written for this.

Every clash of a question with one of its best sentences is an example: right where the premise is false and the
sentence says the facts that correct it, wrong where the premise is not false; logistic regression over its signs. The
threshold lets `FALSE_CORRECTIONS` of the other questions through. Figures are told for topics left out of the fit. What
the reader has learnt from, as `train`, is no part of it: of that it tells contradictions too well.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from answering.assistant import Assistant
from answering.clock import Clock
from answering.premise.signs import SIGN_NAMES
from answering.premise.weigh import WEIGHTS_FILE, Weighing
from core.records import DocumentCard, Scope
from evals.match import facts_said
from evals.questions import EvalQuestion, Kind, load_questions
from training.least import least
from training.libraries import LANDS, LEARNT, TIMES, assistant_for

QUESTIONS = (
    Path("evals/questions/dev.jsonl"),
    Path("training/premises.jsonl"),
    *(LANDS / f"{land}.jsonl" for land in LEARNT),
)
FALSE_CORRECTIONS = 0.02  # share of the questions without a false premise, the hard twins among them
PENALTY = 0.01  # inverse strength of the ridge
RIGHT_WEIGHT, BESIDE_WEIGHT = 2.0, 0.3  # of the right clashes of a question, and of its others
RIDGE = 0.003  # of the doubt
FOLDS, SHUFFLES = 5, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question with the signs of its clashes, and which of them lie in a sentence that corrects it."""

    source: str
    question: EvalQuestion
    probability: float
    signs: tuple[dict[str, float], ...]
    right: tuple[bool, ...]

    @property
    def is_false(self) -> bool:
        """Whether the question has a false premise."""
        return self.question.kind is Kind.FALSE_PREMISE

    def best(self, weighing: Weighing) -> tuple[float, bool]:
        """The weight of the clash that weighs most, and whether it is right."""
        weights = [weighing.weigh(row) for row in self.signs]
        return max(zip(weights, self.right, strict=True), default=(-np.inf, False))


def main(arguments: list[str] | None = None) -> int:
    """Reads every question once, fits, prints the figures on left-out topics and writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.premise")
    parser.add_argument("--questions", type=Path, nargs="+", default=list(QUESTIONS))
    options = parser.parse_args(arguments)
    examples = [example for path in options.questions for example in _examples(path)]
    weighed = [pair for seed in range(SHUFFLES) for pair in _left_out(examples, seed)]
    threshold = _threshold(weighed)
    weighing = replace(_fit(examples), correct_from=threshold, doubt=_doubt(weighed, threshold))
    _report(weighed, weighing, assistant_for(options.questions[0]).finder.is_enough)
    told = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    told["told"] = {
        "weights": {name: round(weight, 4) for name, weight in weighing.weights.items()},
        "correct_from": round(weighing.correct_from, 4),
        "doubt": round(weighing.doubt, 4),
    }
    WEIGHTS_FILE.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return 0


def _fit(examples: Sequence[Example]) -> Weighing:
    """Weights for the bare signs; the constant of the regression is taken off, so that folds compare."""
    rows, right, weights = zip(*(row for example in examples for row in _weighted(example)), strict=True)
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=PENALTY, max_iter=3000).fit(scaler.transform(rows), right, sample_weight=weights)
    slopes = model.coef_[0] / scaler.scale_
    shift = float(model.intercept_[0] - slopes @ scaler.mean_)
    # Every clash has exactly one kind, so the constant can stand with the kinds.
    kinds = {name: shift if name.startswith("is_") else 0.0 for name in SIGN_NAMES}
    return Weighing(weights={n: float(w) + kinds[n] for n, w in zip(SIGN_NAMES, slopes, strict=True)}, correct_from=0.0)


def _weighted(example: Example) -> Iterator[tuple[list[float], bool, float]]:
    """Signs, label and weight of each clash; the right ones of a question share a weight that grows with the root."""
    times = TIMES if example.source == QUESTIONS[0].name else 1.0
    for row, right in zip(example.signs, example.right, strict=True):
        weight = RIGHT_WEIGHT / sum(example.right) ** 0.5 if right else BESIDE_WEIGHT if example.is_false else 1.0
        yield [row[name] for name in SIGN_NAMES], right, weight * times


def _left_out(examples: Sequence[Example], seed: int) -> Iterator[tuple[Example, float, bool]]:
    """Each example with its heaviest clash, weighed by what the other topics teach."""
    topics = sorted({example.question.topic for example in examples})
    np.random.default_rng(seed).shuffle(topics)
    for part in np.array_split(np.array(topics), min(FOLDS, len(topics))):
        weighing = _fit([e for e in examples if e.question.topic not in part])
        yield from ((e, *e.best(weighing)) for e in examples if e.question.topic in part)


def _threshold(weighed: Sequence[tuple[Example, float, bool]]) -> float:
    return float(np.quantile([weight for e, weight, _ in weighed if not e.is_false], 1 - FALSE_CORRECTIONS))


def _doubt(weighed: Sequence[tuple[Example, float, bool]], threshold: float) -> float:
    """What a clash that does not correct takes from the log-odds of an answer: logistic regression beside those.

    Its constant is not kept: how many questions have an answer is no matter of the clash.
    """
    reach = Weighing(weights={}, correct_from=threshold).reach
    left = [(e, reach(weight)) for e, weight, _ in weighed if weight < threshold]
    answered = [e.question.kind is Kind.ANSWERABLE for e, _ in left]
    known = [float(np.log(p / (1 - p))) for p in (np.clip(e.probability, 1e-4, 1 - 1e-4) for e, _ in left)]
    return -fit_beside(known, [value for _, value in left], answered)


def fit_beside(known: Sequence[float], values: Sequence[float], answered: Sequence[bool]) -> float:
    """The weight of a value in a logistic regression beside log-odds that are known; its constant is not kept."""
    offset, value, right = (torch.tensor(row, dtype=torch.float64) for row in (known, values, answered))

    def loss(fitted: torch.Tensor) -> torch.Tensor:
        odds = offset + value * fitted[0] + fitted[1]
        return torch.nn.functional.binary_cross_entropy_with_logits(odds, right) + RIDGE * (fitted**2).sum()

    return least(loss, [None, None])[0]


def _report(
    weighed: Sequence[tuple[Example, float, bool]], weighing: Weighing, is_enough: Callable[[float], bool]
) -> None:
    """Prints the figures on topics that the fit did not see, for each file of questions."""
    for source in sorted({e.source for e, _, _ in weighed}):
        mine = []
        for e, weight, right in weighed:
            if e.source == source:
                corrects = weight >= weighing.correct_from
                before, after = is_enough(e.probability), is_enough(weighing.doubted(e.probability, weight))
                mine.append(
                    (e.question.kind, corrects and right, corrects, not (corrects or before), not (corrects or after))
                )
        false = [row for kind, *row in mine if kind is Kind.FALSE_PREMISE]
        print(
            f"{source}: {len(false) // SHUFFLES} false premises, {(len(mine) - len(false)) // SHUFFLES} other questions"
        )
        rightly, corrected, before, after = np.mean(false, axis=0)
        print(f"  corrected rightly {rightly:.3f}; refused {before:.3f}, with doubt {after:.3f}")
        others = [corrects for kind, _, corrects, *_ in mine if kind is not Kind.FALSE_PREMISE]
        print(f"  others corrected {np.mean(others):.3f}")
        for kind in (Kind.ANSWERABLE, Kind.UNANSWERABLE):
            rows = [row for one, *row in mine if one is kind]
            if rows:
                print(f"  {kind} refused {np.mean(rows, axis=0)[2]:.3f}, with doubt {np.mean(rows, axis=0)[3]:.3f}")


def _examples(path: Path) -> Iterator[Example]:
    assistant = assistant_for(path)
    cards = {card.doc_id: card for card in assistant.index.cards()}
    for question in load_questions(path):
        yield _example(assistant, question, cards, path.name)


def _example(assistant: Assistant, question: EvalQuestion, cards: Mapping[str, DocumentCard], source: str) -> Example:
    """A question with all clashes that would be weighed for it."""
    asked = question.standalone or question.question
    found = assistant.finder.find(asked, asked, cards, Scope(), Clock())
    clashes = list(assistant.premises.considered(found.question, found.candidates, cards, found.probability))
    is_false = question.kind is Kind.FALSE_PREMISE
    return Example(
        source=source,
        question=question,
        probability=found.probability,
        signs=tuple(row for _, row in clashes),
        right=tuple(
            is_false and len(facts_said(c.candidate.text, question.facts)) == len(question.facts) for c, _ in clashes
        ),
    )


if __name__ == "__main__":
    sys.exit(main())
