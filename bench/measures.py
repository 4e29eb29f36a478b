"""What is measured of a reader or checker on one public set: one row a question, and a figure with its interval."""

import json
import re
import string
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from answering.language.facts import missing_facts
from answering.protocols import Checker, PassageReader, Readable
from core.text import fold, split_sentences
from training.calibrate import auc
from training.perturb import FIGURE, YEAR, Perturber, names_in, replace_all

RESAMPLES = 500
MOST_FALSE_ALARMS = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Scores with what they should have told. Rows are drawn again by number for the interval."""

    scores: Sequence[float]
    targets: Sequence[float] = field(default_factory=tuple)

    def figure(self, measure: Callable[[np.ndarray, np.ndarray], float]) -> str:
        """The measure and the bounds within which it falls for 95 % of resamples."""
        scores = np.asarray(self.scores, dtype=float)
        targets = np.asarray(self.targets if len(self.targets) else np.zeros(len(scores)), dtype=float)
        rng = np.random.default_rng(1)
        drawn = [rng.integers(0, len(scores), len(scores)) for _ in range(RESAMPLES)]
        low, high = np.nanpercentile([measure(scores[rows], targets[rows]) for rows in drawn], [2.5, 97.5])
        return f"{measure(scores, targets):.3f} [{low:.3f}, {high:.3f}]"


def mean(scores: np.ndarray, targets: np.ndarray) -> float:
    """The mean of the scores."""
    del targets
    return float(scores.mean())


def caught(scores: np.ndarray, targets: np.ndarray) -> float:
    """The share of false claims (target 1) below the score that at most 3 % of true ones fall below."""
    true = np.sort(scores[targets == 0])
    threshold = true[int(MOST_FALSE_ALARMS * len(true))]
    return float((scores[targets == 1] < threshold).mean())


def rows(folder: Path, name: str, limit: int | None = None) -> list[dict[str, Any]]:
    """The rows of a set, or the first of them."""
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file][:limit]


def comprehension(reader: PassageReader, examples: Sequence[dict[str, Any]]) -> tuple[Scored, Scored]:
    """On SQuAD 2.0: the span F1 of the answerable questions, and the probabilities of an answer."""
    overlaps, judged = [], []
    for row in examples:
        passage = Readable(
            heading=row["article"].replace("_", " "),
            text=row["passage"],
            sentences=tuple(split_sentences(row["passage"])),
        )
        [reading] = reader.read(row["question"], [passage])
        judged.append(reading.answerable)
        if row["answerable"]:
            told = row["passage"][reading.start : reading.end]
            overlaps.append(max(span_f1(told, answer["text"]) for answer in row["answers"]))
    return Scored(scores=overlaps), Scored(scores=judged, targets=[float(row["answerable"]) for row in examples])


def selection(reader: PassageReader, examples: Sequence[dict[str, Any]]) -> Scored:
    """On SelQA: one over the rank of the first sentence that answers, among those of its section."""
    ranks = []
    for row in examples:
        sentences: list[tuple[int, int]] = []
        for sentence in row["candidates"]:
            start = sentences[-1][1] + 1 if sentences else 0
            sentences.append((start, start + len(sentence)))
        heading = " > ".join(filter(None, (row["article"], row["section"])))
        text = " ".join(row["candidates"])
        [reading] = reader.read(row["question"], [Readable(heading=heading, text=text, sentences=tuple(sentences))])
        order = np.argsort(-np.asarray(reading.sentence_scores), kind="stable")
        ranks.append(1 / (1 + min(int(np.where(order == answer)[0][0]) for answer in row["answers"])))
    return Scored(scores=ranks)


def support(checker: Checker, claims: Sequence[tuple[str, Sequence[str], bool]]) -> Scored:
    """The support that each claim gets from its evidence, and whether it has it."""
    scores = [checker.check(claim, evidence).supported for claim, evidence, _ in claims]
    return Scored(scores=scores, targets=[float(supported) for _, _, supported in claims])


def wice_claims(folder: Path) -> list[tuple[str, Sequence[str], bool]]:
    """WiCE: supported in full, against in part or not."""
    return [(row["claim"], row["evidence"], row["label"] == "supported") for row in rows(folder, "wice")]


def begin_claims(folder: Path) -> list[tuple[str, Sequence[str], bool]]:
    """BEGIN: fully attributable, against not."""
    told = rows(folder, "begin")
    return [(row["response"], [row["source"]], row["label"] == "Fully attributable") for row in told]


@dataclass(frozen=True, slots=True, kw_only=True)
class Falsified:
    """A true claim, and itself with one figure, date or name changed."""

    claim: str
    false: str
    evidence: str


def falsified(folder: Path) -> list[Falsified]:
    """Sentences of SQuAD passages, reported and without their brackets, each with one fact made another."""
    passages = list(dict.fromkeys(row["passage"] for row in rows(folder, "squad2")))
    names = sorted({name for passage in passages for name in names_in(passage)})
    perturber = Perturber(rng=Random(7), names=names)
    made = []
    for passage in passages:
        for start, end in split_sentences(passage):
            claim = "It is said that " + re.sub(r"\s*\([^()]*\)", "", passage[start:end])
            swap = perturber.swap_for(claim, passage)
            if swap is None or len(claim.split()) < 10:
                continue
            if FIGURE.search(swap.old) or YEAR.search(swap.old) or swap.old in names_in(claim):
                made.append(Falsified(claim=claim, false=replace_all(claim, swap)[0], evidence=passage))
    return made


def alarms(checker: Checker, claims: Sequence[Falsified]) -> Scored:
    """The support of the true claims (target 0) and of the falsified ones (target 1)."""
    true = [checker.check(c.claim, [c.evidence]).supported for c in claims]
    false = [checker.check(c.false, [c.evidence]).supported for c in claims]
    return Scored(scores=[*true, *false], targets=[0.0] * len(true) + [1.0] * len(false))


def alarms_of_the_rule(claims: Sequence[Falsified]) -> tuple[Scored, Scored]:
    """How often the rule alone finds a fact missing: in the falsified claims, and in the true ones."""
    found = [float(bool(missing_facts(c.false, c.evidence))) for c in claims]
    return Scored(scores=found), Scored(scores=[float(bool(missing_facts(c.claim, c.evidence))) for c in claims])


def span_f1(told: str, gold: str) -> float:
    """SQuAD's F1 of two spans by their words, articles and punctuation left out."""
    left, right = _bare(told), _bare(gold)
    shared = sum((Counter(left) & Counter(right)).values())
    return 2 * shared / (len(left) + len(right)) if shared else float(left == right)


def _bare(text: str) -> list[str]:
    kept = "".join(char for char in fold(text) if char not in string.punctuation)
    return [word for word in kept.split() if word not in ("a", "an", "the")]


def area(scores: np.ndarray, targets: np.ndarray) -> float:
    """The area under the receiver operating characteristic."""
    return auc(scores, targets)
