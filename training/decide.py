"""`python -m training.decide`: fits `models/decision.json` on the project's `dev` questions.

The order of sentences is fitted listwise (the log of the share that the right sentences have under a softmax over all
candidates of a question); the probability of an answer by logistic regression, for which a question with a false
premise counts as one that is not answered. What only follow-ups have is fitted afterwards, on dialogues as the
assistant holds them, with everything else as it was. Figures are told for topics that were left out of the fit.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from answering.assistant import Assistant
from answering.clock import Clock
from answering.decide import WEIGHTS_FILE, Decision, Judged, question_features
from answering.discussed import discussed
from answering.find import Found
from answering.follow_up.condense import condense
from core.records import Scope, Turn
from evals.gold import GoldSpan, gold_spans
from evals.match import facts_said
from evals.questions import EvalQuestion, load_questions
from training.libraries import assistant_for

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
)  # fmt: skip
QUESTIONS = (Path("evals/questions/dev.jsonl"),)
FOLLOW_UP_SIGNS = ("asked", "asked_share", "told")  # of the order; `best_asked` of the probability
# The second were written for this: the reader has learnt the dialogues of `train`.
DIALOGUES = tuple(map(Path, ("evals/questions/dev.jsonl", "training/dialogues.jsonl")))
# Share of the answerable questions of the first file that the threshold may refuse, on topics left out of the fit. Of
# questions by people who knew nothing of the system, twice as many are refused.
FALSE_REFUSALS = 0.03
RIDGE = 0.003
FOLDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question with its candidates' signs, and which of them hold the gold; whether it has an answer, or misleads."""

    source: str
    topic: str
    answered: bool
    misleads: bool
    judged: tuple[Judged, ...]
    right: tuple[bool, ...]


def main(arguments: list[str] | None = None) -> int:
    """Reads every question once, fits, prints the figures on left-out topics and writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.decide")
    parser.add_argument("--questions", type=Path, nargs="+", default=list(QUESTIONS))
    parser.add_argument("--reader", choices=("auto", "small", "plain"), default="auto")
    options = parser.parse_args(arguments)
    first, *others = ([*_examples(path, options.reader)] for path in options.questions)
    examples = [*first, *(example for of_file in others for example in of_file)]
    held = [pair for decision, fold in _folds(examples) for pair in _held_out(decision, fold)]
    names = [path.name for path in options.questions]
    threshold = _threshold([pair for pair in held if pair[0].source == names[0]])
    for source in names:
        mine = [pair for pair in held if pair[0].source == source]
        _report_pairs(f"of {source}, topics left out in {FOLDS} folds", mine, threshold)
    dialogues = [example for path in DIALOGUES for example in _follow_ups(path, options.reader)]
    told = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8")) if WEIGHTS_FILE.exists() else {}
    decision = with_follow_ups(replace(fit(examples), refuse_below=threshold), dialogues)
    told[assistant_for(options.questions[0], options.reader).finder.reader.skill.value] = {
        "rank": decision.rank, "answer": decision.answer, "bias": decision.bias, "refuse_below": decision.refuse_below,
    }  # fmt: skip
    WEIGHTS_FILE.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return 0


def fit(examples: Sequence[Example]) -> Decision:
    """The weights for these examples, without a threshold."""
    ordering = Decision(rank=_fit_rank(examples), answer={}, bias=0.0, refuse_below=0.0)
    ordered = [_ordered(example, ordering) for example in examples]
    features = [_row(example.judged) for example in ordered]
    model = LogisticRegression(max_iter=1000).fit(features, [example.answered for example in ordered])
    answer = {name: round(float(w), 4) for name, w in zip(ANSWER_SIGNS, model.coef_[0], strict=True)}
    return replace(ordering, answer=answer, bias=round(float(model.intercept_[0]), 4))


def with_follow_ups(decision: Decision, dialogues: Sequence[Example]) -> Decision:
    """A decision with weights for what only follow-ups have; prints how those fare without and with them."""
    order = _fit_rank(dialogues, FOLLOW_UP_SIGNS, decision)
    ordering = replace(decision, rank={**decision.rank, **order})
    ordered = [_ordered(example, ordering) for example in dialogues]
    rows = [question_features(example.judged)["best_asked"] for example in ordered]
    known = [_logit(ordering.probability(example.judged)) for example in ordered]
    weight = fit_beside(known, rows, [example.answered for example in ordered])
    fitted = replace(ordering, answer={**decision.answer, "best_asked": weight})
    for name, one in (("without", decision), ("with", fitted)):
        told = [(e, one.probability(e.judged)) for e in (_ordered(example, one) for example in dialogues)]
        _report_pairs(f"{name} what only follow-ups have, not left out", told, one.refuse_below)
    return fitted


def fit_beside(known: Sequence[float], values: Sequence[float], answered: Sequence[bool]) -> float:
    """The weight of a value in a logistic regression beside log-odds that are known.

    Its constant is not kept: how many have an answer, such as most follow-ups, is no reason to see one.
    """
    offset, value, right = torch.tensor(known), torch.tensor(values), torch.tensor(answered, dtype=torch.float32)
    weights = torch.zeros(2, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=80)

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        missed = torch.nn.functional.binary_cross_entropy_with_logits(offset + value * weights[0] + weights[1], right)
        total = missed + RIDGE * (weights**2).sum()
        total.backward()
        return total

    optimiser.step(loss)
    return round(float(weights[0].detach()), 4)


def _logit(probability: float) -> float:
    return float(np.log(probability / (1 - probability)))


def _threshold(held: Sequence[tuple[Example, float]]) -> float:
    """The probability that `FALSE_REFUSALS` of the answered questions stay below."""
    return round(float(np.quantile([p for example, p in held if example.answered], FALSE_REFUSALS)), 4)


def _fit_rank(
    examples: Sequence[Example], names: Sequence[str] = RANK_SIGNS, known: Decision | None = None
) -> dict[str, float]:
    """The weights of signs in the order of sentences, beside those of a decision that is `known`."""
    lists = [
        (
            torch.tensor([[getattr(j.signs, name) for name in names] for j in e.judged]),
            torch.tensor([known.worth(j.signs) if known else 0.0 for j in e.judged]),
            torch.tensor(e.right),
        )
        for e in examples
        if e.answered and any(e.right) and not all(e.right)
    ]
    weights = torch.zeros(len(names), requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=80)

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        scores = [(offset + signs @ weights, right) for signs, offset, right in lists]
        missed = torch.stack([torch.logsumexp(s, 0) - torch.logsumexp(s[right], 0) for s, right in scores]).mean()
        total = missed + RIDGE * (weights**2).sum()
        total.backward()
        return total

    optimiser.step(loss)
    return {name: round(float(w), 4) for name, w in zip(names, weights.detach(), strict=True)}


def _report_pairs(name: str, held: Sequence[tuple[Example, float]], threshold: float) -> None:
    answered = [(e, p) for e, p in held if e.answered]
    others = [p for e, p in held if not e.answered and not e.misleads]
    misled = [p for e, p in held if e.misleads]
    told = [(e.answered, p) for e, p in held if not e.misleads]
    print(f"{len(told)} questions and {len(misled)} false premises, {name}")
    print(f"best sentence right {np.mean([e.right[0] for e, _ in answered]):.3f}")
    print(f"right within three  {np.mean([any(e.right[:3]) for e, _ in answered]):.3f}")
    print(f"answerability AUC   {roc_auc_score(*zip(*told, strict=True)):.3f}")
    for at, bar in (
        ("at 5 % false refusals", np.quantile([p for _, p in answered], 0.05)),
        ("at 8 % false refusals", np.quantile([p for _, p in answered], 0.08)),
        ("at the threshold", threshold),
    ):
        print(f"refused {at} {_share(others, bar):.3f}, of false premises {_share(misled, bar):.3f}")


def _share(probabilities: Sequence[float], bar: float) -> float:
    return float(np.mean(np.array(probabilities) < bar))


def _folds(examples: Sequence[Example]) -> Iterator[tuple[Decision, list[Example]]]:
    topics = sorted({example.topic for example in examples})
    for part in np.array_split(np.array(topics), min(FOLDS, len(topics))):
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


def _examples(path: Path, reader: str = "auto") -> Iterator[Example]:
    assistant = assistant_for(path, reader)
    cards = {card.doc_id: card for card in assistant.index.cards()}
    for question in load_questions(path):
        asked = question.standalone or question.question
        found = assistant.finder.find(asked, asked, cards, Scope(), Clock())
        if found.judged:
            yield _example(assistant, question, found, path.name)


def _follow_ups(path: Path, reader: str = "auto") -> Iterator[Example]:
    """The follow-ups of dialogues, with what the conversation dwells on."""
    assistant = assistant_for(path, reader)
    cards = {card.doc_id: card for card in assistant.index.cards()}
    for dialogue, turns in groupby(load_questions(path), key=lambda question: question.dialogue):
        history: list[Turn] = []
        for question in turns if dialogue else ():
            query = condense(question.question, history)
            if history:
                dwells = discussed(question.question, history, cards, assistant.index.catalog.passages_of)
                found = assistant.finder.find(query, question.question, cards, Scope(), Clock(), dwells)
                yield _example(assistant, question, found, path.name)
            history.append(assistant.ask(question.question, history).turn)


def _example(assistant: Assistant, question: EvalQuestion, found: Found, source: str) -> Example:
    misleads = question.premise == "false"
    answered = question.answerable and not misleads
    gold = gold_spans(question, lambda doc_id: _text(assistant, doc_id)) if answered else ()
    right = tuple(_is_right(judged, gold, question) for judged in found.judged)
    return Example(
        source=source, topic=question.topic, answered=answered, misleads=misleads, judged=found.judged, right=right
    )


def _text(assistant: Assistant, doc_id: str) -> str | None:
    document = assistant.index.document(doc_id)
    return document.text if document else None


def _is_right(judged: Judged, gold: Sequence[GoldSpan], question: EvalQuestion) -> bool:
    """Whether a sentence is gold, or has every fact of the question."""
    candidate = judged.candidate
    if any(span.overlaps(candidate.passage.doc_id, candidate.start, candidate.end) for span in gold):
        return True
    return bool(gold and question.facts) and len(facts_said(candidate.text, question.facts)) == len(question.facts)


if __name__ == "__main__":
    sys.exit(main())
