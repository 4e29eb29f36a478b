"""`python -m training.decide`: fits `models/decision.json` on questions about the collection, lands, and neither.

The order of sentences is fitted listwise (the log of the share that the right sentences have under a softmax over all
candidates of a question); the probability of an answer by logistic regression, for which a question with a false
premise counts as one that is not answered. Every sign speaks for an answer or does not count: no weight is below 0, for
with one a question can be answered because little speaks for it. What only follow-ups have is fitted afterwards, on
dialogues as the assistant holds them, with everything else as it was. Figures are told for topics left out of the fit.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import roc_auc_score

from answering.decide import WEIGHTS_FILE, Decision, Judged, question_features
from training.examples import Example, examples_of, follow_ups, strange
from training.least import least
from training.libraries import LANDS, LEARNT, TIMES, assistant_for

RANK_SIGNS = (
    "answerable",
    "share",
    "covered",
    "covered_around",
    "near",
    "year",
    "year_around",
    "words",
    "voiced",
    "alone",
    "close",
    "close_share",
)
ANSWER_SIGNS = (
    "best_answerable", "worth", "names_around", "rest_around", "sort", "counted", "year_around", "close", "best_close",
    "stands", "least_stands",
)  # fmt: skip
QUESTIONS = (
    Path("evals/questions/dev.jsonl"),
    *(LANDS / f"{land}.jsonl" for land in LEARNT),
)
FOLLOW_UP_SIGNS = ("asked", "asked_share", "told")
# The last were written for this: the reader has learnt the dialogues of `train`.
DIALOGUES = (*QUESTIONS, Path("training/dialogues.jsonl"))
# Share of the answerable questions about lands that the threshold may refuse, on topics left out of the fit. The doubt
# about premises refuses one in a hundred more; with it strangers' questions come to the 8 % that are allowed at most.
FALSE_REFUSALS = 0.07
RIDGE, PENALTY = 0.003, 0.5
FOLDS = 5


def main(arguments: list[str] | None = None) -> int:
    """Reads every question once, fits, prints the figures on left-out topics and writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.decide")
    parser.add_argument("--reader", choices=("auto", "small", "plain"), default="auto")
    options = parser.parse_args(arguments)
    examples = [
        replace(example, weight=TIMES if path == QUESTIONS[0] else 1.0)
        for path in QUESTIONS
        for example in examples_of(path, options.reader)
    ]
    examples += strange(QUESTIONS, options.reader)
    held = [pair for decision, fold in _folds(examples) for pair in _held_out(decision, fold)]
    threshold = _threshold([pair for pair in held if pair[0].source != QUESTIONS[0].name])
    for source in dict.fromkeys(example.source for example in examples):
        mine = [pair for pair in held if pair[0].source == source]
        _report_pairs(f"of {source}, topics left out in {FOLDS} folds", mine, threshold)
    dialogues = [example for path in DIALOGUES for example in follow_ups(path, options.reader)]
    told = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8")) if WEIGHTS_FILE.exists() else {}
    decision = with_follow_ups(replace(fit(examples), refuse_below=threshold), dialogues)
    told[assistant_for(QUESTIONS[0], options.reader).finder.reader.skill.value] = {
        "rank": decision.rank, "answer": decision.answer, "bias": decision.bias, "refuse_below": decision.refuse_below,
    }  # fmt: skip
    WEIGHTS_FILE.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return 0


def fit(examples: Sequence[Example]) -> Decision:
    """The weights for these examples, without a threshold."""
    ordering = Decision(rank=_fit_rank(examples), answer={}, bias=0.0, refuse_below=0.0)
    rows = torch.tensor([_row(_ordered(example, ordering).judged) for example in examples], dtype=torch.float64)
    right = torch.tensor([example.answered for example in examples], dtype=torch.float64)
    weights = torch.tensor([example.weight for example in examples], dtype=torch.float64)

    def loss(fitted: torch.Tensor) -> torch.Tensor:
        odds = rows @ fitted[:-1] + fitted[-1]
        missed = torch.nn.functional.binary_cross_entropy_with_logits(odds, right, weights, reduction="sum")
        return missed + PENALTY * (fitted[:-1] ** 2).sum()

    *answer, bias = least(loss, [0.0] * len(ANSWER_SIGNS) + [None])
    return replace(ordering, answer=dict(zip(ANSWER_SIGNS, answer, strict=True)), bias=bias)


def with_follow_ups(decision: Decision, dialogues: Sequence[Example]) -> Decision:
    """A decision with weights for what only follow-ups have; prints how those fare without and with them."""
    fitted = replace(decision, rank={**decision.rank, **_fit_rank(dialogues, FOLLOW_UP_SIGNS, decision)})
    for name, one in (("without", decision), ("with", fitted)):
        told = [(e, one.probability(e.judged)) for e in (_ordered(example, one) for example in dialogues)]
        _report_pairs(f"{name} what only follow-ups have, not left out", told, one.refuse_below)
    return fitted


def _threshold(held: Sequence[tuple[Example, float]]) -> float:
    """The probability that `FALSE_REFUSALS` of the answered questions stay below."""
    return round(float(np.quantile([p for example, p in held if example.answered], FALSE_REFUSALS)), 4)


def _fit_rank(
    examples: Sequence[Example], names: Sequence[str] = RANK_SIGNS, known: Decision | None = None
) -> dict[str, float]:
    """The weights of signs in the order of sentences; free of sign only beside those of a decision that is `known`."""
    lists = [
        (
            torch.tensor([[getattr(j.signs, name) for name in names] for j in e.judged], dtype=torch.float64),
            torch.tensor([known.worth(j.signs) if known else 0.0 for j in e.judged], dtype=torch.float64),
            torch.tensor(e.right),
            e.weight,
        )
        for e in examples
        if e.answered and any(e.right) and not all(e.right)
    ]
    total = sum(weight for *_, weight in lists)

    def loss(fitted: torch.Tensor) -> torch.Tensor:
        scores = [(offset + signs @ fitted, right, weight) for signs, offset, right, weight in lists]
        missed = [weight * (torch.logsumexp(s, 0) - torch.logsumexp(s[right], 0)) for s, right, weight in scores]
        return torch.stack(missed).sum() / total + RIDGE * (fitted**2).sum()

    return dict(zip(names, least(loss, [None if known else 0.0] * len(names)), strict=True))


def _report_pairs(name: str, held: Sequence[tuple[Example, float]], threshold: float) -> None:
    answered = [(e, p) for e, p in held if e.answered]
    others = [p for e, p in held if not e.answered and not e.misleads]
    misled = [p for e, p in held if e.misleads]
    told = [(e.answered, p) for e, p in held if not e.misleads]
    print(f"{len(told)} questions and {len(misled)} false premises, {name}")
    bars = [("at the threshold", threshold)]
    if answered:
        print(f"best sentence right {np.mean([e.right[0] for e, _ in answered]):.3f}")
        print(f"right within three  {np.mean([any(e.right[:3]) for e, _ in answered]):.3f}")
        print(f"answerability AUC   {roc_auc_score(*zip(*told, strict=True)):.3f}")
        print(f"refused though answerable {_share([p for _, p in answered], threshold):.3f}")
        bars += [
            (f"at {part:.0%} false refusals", np.quantile([p for _, p in answered], part)) for part in (0.05, 0.08)
        ]
    for at, bar in bars:
        print(f"refused {at} {_share(others, bar):.3f}, of false premises {_share(misled, bar):.3f}")


def _share(probabilities: Sequence[float], bar: float) -> float:
    """The share that lies below; nan of none."""
    return float(np.mean(np.array(probabilities) < bar)) if probabilities else float("nan")


def _folds(examples: Sequence[Example]) -> Iterator[tuple[Decision, list[Example]]]:
    topics = sorted({example.topic for example in examples})
    for fold in range(FOLDS):
        part = set(topics[fold::FOLDS])
        yield fit([e for e in examples if e.topic not in part]), [e for e in examples if e.topic in part]


def _held_out(decision: Decision, fold: Sequence[Example]) -> Iterator[tuple[Example, float]]:
    for example in fold:
        ordered = _ordered(example, decision)
        yield ordered, decision.probability(ordered.judged)


def _ordered(example: Example, decision: Decision) -> Example:
    """The example with its candidates by their worth under a decision."""
    pairs = [
        (replace(j, worth=decision.worth(j.signs)), right)
        for j, right in zip(example.judged, example.right, strict=True)
    ]
    pairs.sort(key=lambda pair: -pair[0].worth)
    return replace(example, judged=tuple(j for j, _ in pairs), right=tuple(right for _, right in pairs))


def _row(judged: Sequence[Judged]) -> list[float]:
    features = question_features(judged)
    return [features[name] for name in ANSWER_SIGNS]


if __name__ == "__main__":
    sys.exit(main())
