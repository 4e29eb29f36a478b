"""The quick encoder gives the vectors that sentence-transformers gives, and loads none of its weight."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from core.settings import ROOT
from index import embed
from index.embed import PACKAGED_MODEL, SentenceEmbedder, packaged_model_folder
from index.quick import QuickEncoder

TEXTS = [
    "",
    "?",
    "Who commands the coast guard?",
    "¿Cuántas personas murieron en el río Grande en 1998, según el informe?",
    "НАТО, ΩΜΕΓΑ and 東京 🚢 in one line",
    "The harbour master counted 1,204 ships. " * 60,  # more tokens than the model reads
    *(f"Ship {number} left the harbour {'again ' * number}at dawn." for number in range(40)),
]

pytestmark = pytest.mark.integration


def test_the_vectors_are_those_of_sentence_transformers() -> None:
    quick = QuickEncoder(packaged_model_folder()).encode(TEXTS)
    library = np.asarray(SentenceEmbedder(PACKAGED_MODEL).embed_documents(TEXTS), dtype=np.float32)
    assert quick.shape == (len(TEXTS), 384)
    assert np.abs(quick - library).max() < 1e-5


def test_a_question_is_embedded_without_torch() -> None:
    asks = (
        "import sys; from index.embed import SentenceEmbedder; "
        f"vector = SentenceEmbedder({PACKAGED_MODEL!r}).embed_query('Who goes there?'); "
        "assert len(vector) == 384; assert not {'torch', 'transformers', 'sentence_transformers'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", asks], cwd=ROOT, check=True)


def test_without_the_graph_the_library_embeds_questions_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with_graph = SentenceEmbedder(PACKAGED_MODEL).embed_query(TEXTS[2])
    monkeypatch.setattr(embed, "GRAPH", tmp_path / "absent.onnx")
    without = SentenceEmbedder(PACKAGED_MODEL).embed_query(TEXTS[2])
    assert np.allclose(with_graph, without, atol=1e-5)
