import pytest

from answering.likeness import Likeness
from tests.toys import ToyEmbedder


def test_cosines_are_shared_words_over_the_root_of_the_lengths() -> None:
    likeness = Likeness(ToyEmbedder())
    assert likeness.cosines("red fox", ["red hen", "red fox", "blue sky"]) == pytest.approx([0.5, 1.0, 0.0])


def test_a_sentence_is_embedded_once() -> None:
    embedder = ToyEmbedder()
    likeness = Likeness(embedder)
    likeness.cosines("red fox", ["red hen"])
    likeness.cosines("red fox", ["red hen", "old dog"])
    assert embedder.asked == ["red fox", "red hen", "old dog"]


def test_the_oldest_sentences_are_forgotten() -> None:
    embedder = ToyEmbedder()
    likeness = Likeness(embedder, kept=2)
    likeness.cosines("a", ["b", "c"])
    likeness.cosines("c", ["a"])
    assert embedder.asked == ["a", "b", "c", "a"]


def test_no_sentence_has_no_cosine() -> None:
    assert Likeness(ToyEmbedder()).cosines("red fox", []) == []
