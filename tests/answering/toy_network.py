"""A network that can be worked out by hand: it looks for words in capitals, and believes what shares a word."""

from typing import Any

import numpy as np

from answering.reading.features import FEATURES
from answering.reading.network import Look
from core.text import words


class ToyNetwork:
    """A token is a word between spaces; logits are 4 for one in capitals, else 0, and 1 for nowhere.

    The answerable logit is 2 where the texts share a word and -2 otherwise; support is (3, 0, 0) or (0, 0, 3) likewise.
    Only the network's own logit counts in the combination. One that `denies` has 2 for a text that says "not".
    """

    name = "toy"

    def __init__(self, *, denies: bool = False) -> None:
        self.denies = denies
        self.manifest: dict[str, Any] = {
            "answerable": {"weights": [1.0] + [0.0] * (len(FEATURES) - 1), "bias": [0.0]},
            "support": {"scale": [1.0], "bias": [0.0]},
        }
        self.seen: list[tuple[str, str, str]] = []

    def look(self, first: str, second: str, heading: str = "") -> Look:
        """The toy's view; what it was shown is kept in `seen`."""
        self.seen.append((first, second, heading))
        tokens, at = [], 0
        for word in second.split(" "):
            tokens.append((at, at + len(word)))
            at += len(word) + 1
        loud = np.array([4.0 if second[s:e].isupper() else 0.0 for s, e in tokens], dtype=np.float32)
        shares = bool(set(words(first)) & set(words(second)))
        return Look(
            answerable=2.0 if shares else -2.0,
            support=(3.0, 0.0, 0.0) if shares else (0.0, 0.0, 3.0),
            start=loud,
            end=loud,
            tokens=tuple(tokens),
            nowhere=1.0,
            contradicts=(2.0 if "not" in words(second) else -2.0) if self.denies else None,
        )
