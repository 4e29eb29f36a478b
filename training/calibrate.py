"""`python -m training.calibrate`: fits what turns logits into probabilities on held-out articles, and seals models/."""

import argparse
import json
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from answering.reading.build import build
from answering.reading.deep import DEEP, DeepNetwork
from answering.reading.features import FEATURES, features
from answering.reading.network import MODELS, EvidenceNetwork
from training.compose import Mixture
from training.records import Asked, Claimed, Label

Array = npt.NDArray[np.float64]
Fitted = tuple[dict[str, list[float]], dict[str, float]]
FILES = ("evidence.onnx", "tokenizer.json", "graph.onnx", "changes.safetensors")  # those that a folder has
MOST_EXAMPLES = 2400


def fit_logistic(inputs: Array, targets: Array, penalty: float = 1.0) -> tuple[list[float], float]:
    """Weights and bias of a logistic regression with an L2 penalty on standardised inputs, by Newton's method."""
    centre, spread = inputs.mean(0), inputs.std(0) + 1e-9
    design = np.hstack([(inputs - centre) / spread, np.ones((len(inputs), 1))])
    ridge = np.diag([penalty] * inputs.shape[1] + [0.0])
    found = np.zeros(design.shape[1])
    for _ in range(30):
        share = 1 / (1 + np.exp(-np.clip(design @ found, -30, 30)))
        gradient = design.T @ (share - targets) + ridge @ found
        curvature = (design * (share * (1 - share))[:, None]).T @ design + ridge + 1e-9 * np.eye(len(found))
        found = found - np.linalg.solve(curvature, gradient)
    weights = found[:-1] / spread
    return [float(w) for w in weights], float(found[-1] - weights @ centre)


def auc(scores: Sequence[float] | Array, targets: Sequence[bool] | Array) -> float:
    """The share of (positive, negative) pairs that the scores order rightly, ties half."""
    values, wanted = np.asarray(scores, dtype=float), np.asarray(targets, dtype=bool)
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    positives, negatives = int(wanted.sum()), int((~wanted).sum())
    if not positives or not negatives:
        return float("nan")
    return float((ranks[wanted].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def seal(folder: Path, fitted: dict[str, Any]) -> None:
    """Writes the manifest: what was fitted, and the checksums without which nothing is loaded."""
    files = {name: sha256((folder / name).read_bytes()).hexdigest() for name in FILES if (folder / name).is_file()}
    told = json.dumps({"files": files, "features": list(FEATURES), **fitted}, indent=1)
    (folder / "manifest.json").write_text(told + "\n", encoding="utf-8")


def fit_answerable(network: EvidenceNetwork, questions: Sequence[Asked]) -> Fitted:
    """The combination of features, and how well it orders held-out questions beside the network alone (five folds)."""
    inputs = np.array([_features(network, asked) for asked in questions])
    targets = np.array([float(asked.is_answered) for asked in questions])
    crossed = np.zeros(len(targets))
    for fold in range(5):
        out = np.arange(len(targets)) % 5 == fold
        weights, bias = fit_logistic(inputs[~out], targets[~out])
        crossed[out] = inputs[out] @ np.array(weights) + bias
    people = np.array([asked.paragraph.heading == "1973 oil crisis" for asked in questions])
    figures = {
        "auc_network": auc(inputs[:, 0], targets),
        "auc_combined": auc(crossed, targets),
        "auc_network_oil_crisis": auc(inputs[people, 0], targets[people]),
        "auc_combined_oil_crisis": auc(crossed[people], targets[people]),
    }
    weights, bias = fit_logistic(inputs, targets)
    return {"weights": weights, "bias": [bias]}, figures


def fit_support(network: EvidenceNetwork, claims: Sequence[Claimed]) -> Fitted:
    """Scale and bias that make the support logit a probability, and how well it orders held-out claims."""
    margins = []
    for claimed in claims:
        supported, contradicted, open_ = network.look(claimed.claim, claimed.evidence).support
        margins.append(supported - np.logaddexp(contradicted, open_))
    inputs, targets = np.array(margins)[:, None], np.array([float(c.label == Label.SUPPORTED) for c in claims])
    (scale,), bias = fit_logistic(inputs, targets)
    return {"scale": [scale], "bias": [bias]}, {"auc_support": auc(inputs[:, 0], targets)}


def _features(network: EvidenceNetwork, asked: Asked) -> list[float]:
    paragraph = asked.paragraph
    look = network.look(asked.question, paragraph.text, paragraph.heading)
    return features(asked.question, paragraph.heading, paragraph.text, look)


def main(argv: list[str]) -> int:
    """Calibrates the exported model on the held-out articles and writes its manifest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/training"))
    parser.add_argument("--deep", action="store_true", help="the deep reader, which checks no claims")
    parser.add_argument("--seed", default="held out")
    parser.add_argument("--examples", type=int, default=MOST_EXAMPLES, help="most questions; half as many claims")
    chosen = parser.parse_args(argv)
    folder = DEEP if chosen.deep else MODELS
    seal(folder, {})
    network = _deep_network() if chosen.deep else EvidenceNetwork()
    examples = Mixture(chosen.data, held_out=True).epoch(chosen.seed)
    questions = [e for e in examples if isinstance(e, Asked)][: chosen.examples]
    claims = [e for e in examples if isinstance(e, Claimed)][: 0 if chosen.deep else chosen.examples // 2]
    answerable, figures = fit_answerable(network, questions)
    fitted: dict[str, Any] = {"answerable": answerable}
    if claims:
        fitted["support"], more = fit_support(network, claims)
        figures |= more
    told = {name: round(value, 4) for name, value in figures.items()}
    seal(folder, {**fitted, "held_out": told})
    print(f"{len(questions)} questions, {len(claims)} claims: {told}")
    return 0


def _deep_network() -> EvidenceNetwork:
    build()
    return DeepNetwork()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
