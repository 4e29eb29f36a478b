"""Test doubles that can be worked out by hand: an embedder that counts words, and small libraries of files."""

import math
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.text import words

DIMENSION = 512


class ToyEmbedder:
    """The vector of a text counts its words, one dimension a word (by CRC-32), at unit length.

    The cosine of two texts without a repeated word is therefore shared words / sqrt(words of one * words of the other):
    "red fox" and "red hen" have 1 / sqrt(2 * 2) = 0.5. A token is a run of characters between white space.
    """

    name = "toy"
    fingerprint = "toy-1"

    def __init__(self, window: int = 256) -> None:
        self.window = window
        self.embedded: list[str] = []
        self.asked: list[str] = []

    def count_tokens(self, text: str) -> int:
        """Words between white space."""
        return len(text.split())

    def token_counts(self, texts: Sequence[str]) -> list[int]:
        """The same for many texts."""
        return [self.count_tokens(text) for text in texts]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text; the texts are kept in `embedded`, so that a test can see what was embedded anew."""
        self.embedded.extend(texts)
        return [toy_vector(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a query."""
        return toy_vector(text)

    def embed_queries(self, texts: Sequence[str]) -> list[list[float]]:
        """The same for many queries; the texts are kept in `asked`."""
        self.asked.extend(texts)
        return [toy_vector(text) for text in texts]

    def warm_up(self) -> None:
        """Nothing to load."""


def toy_vector(text: str) -> list[float]:
    """Counts of words by dimension, at unit length; a text without words points along the first axis."""
    counts = [0.0] * DIMENSION
    for word in words(text):
        counts[zlib.crc32(word.encode()) % DIMENSION] += 1.0
    length = math.sqrt(sum(count * count for count in counts))
    return [count / length for count in counts] if length else [1.0, *counts[1:]]


def write_library(folder: Path, files: Mapping[str, str]) -> Path:
    """A library of these files (name -> text), in a folder that is made for it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
