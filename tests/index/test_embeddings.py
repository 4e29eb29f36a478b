from pathlib import Path

import numpy as np

from index.embeddings import EmbeddingStore


def vector(*values: float) -> "np.typing.NDArray[np.float32]":
    return np.asarray(values, dtype=np.float32)


def test_a_vector_comes_back_for_its_text_alone(tmp_path: Path) -> None:
    store = EmbeddingStore(tmp_path / "e.sqlite", "model")
    store.put([("fox", vector(1, 2)), ("hen", vector(3, 4))])
    found = store.get(["fox", "wolf"])
    assert list(found) == ["fox"]
    assert found["fox"].tolist() == [1.0, 2.0]
    store.close()


def test_another_model_has_other_vectors(tmp_path: Path) -> None:
    first, second = (EmbeddingStore(tmp_path / "e.sqlite", name) for name in ("one", "two"))
    first.put([("fox", vector(1))])
    assert second.get(["fox"]) == {}
    first.close()
    second.close()


def test_a_forgotten_text_is_gone(tmp_path: Path) -> None:
    store = EmbeddingStore(tmp_path / "e.sqlite", "model")
    store.put([(str(number), vector(number)) for number in range(1200)])
    store.forget(["7"])
    assert len(store.get([str(number) for number in range(1200)])) == 1199
    store.close()


def test_no_words_lie_in_the_store(tmp_path: Path) -> None:
    store = EmbeddingStore(tmp_path / "e.sqlite", "model")
    store.put([("a very secret sentence", vector(1))])
    store.close()
    assert all(b"secret" not in path.read_bytes() for path in tmp_path.iterdir())
