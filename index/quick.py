"""The packaged embedding model without torch: the same vectors, ready in a second instead of ten.

Whoever asks a first question waits for the model, and importing sentence-transformers alone takes several seconds and
half a gigabyte. Here onnxruntime runs the graph of the encoder (`models/minilm-graph.onnx`, made by `training.graph`)
over the weights of the package, which stay where they are. Documents are embedded by sentence-transformers.
"""

import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from core.settings import ROOT

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

GRAPH = ROOT / "models" / "minilm-graph.onnx"
PREFIX = "encoder."  # before the name of every weight in the graph
WINDOW = 256  # tokens
_NOT_IN_GRAPH = {"embeddings.position_ids", "pooler.dense.weight", "pooler.dense.bias"}  # vectors are means of tokens
_BATCH = 32
Vectors = npt.NDArray[np.float32]


class QuickEncoder:
    """Texts to unit vectors of 384 dimensions, for few texts at a time. Loads at first use; thread-safe."""

    def __init__(self, folder: Path, *, threads: int = 2) -> None:
        self._folder, self._threads = folder, threads
        self._loading = threading.Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, in order."""
        found = self._tokenizer.encode_batch_fast(list(texts))
        rows = [encoding.ids for encoding in found]
        by_length = sorted(range(len(rows)), key=lambda at: len(rows[at]))  # little padding, as the library does it
        vectors = np.empty((len(rows), 384), dtype=np.float32)
        for start in range(0, len(rows), _BATCH):
            batch = by_length[start : start + _BATCH]
            vectors[batch] = self._run([rows[at] for at in batch])
        return vectors

    def _run(self, rows: Sequence[Sequence[int]]) -> Vectors:
        longest = max(len(row) for row in rows)
        ids = np.zeros((len(rows), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for at, row in enumerate(rows):
            ids[at, : len(row)] = row
            mask[at, : len(row)] = 1
        with self._loading:
            session = self._session
        vectors: Vectors = session.run(None, {"ids": ids, "mask": mask})[0]
        return vectors

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.enable_truncation(WINDOW)
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _session(self) -> "InferenceSession":
        from onnxruntime import InferenceSession, OrtValue, SessionOptions
        from safetensors.numpy import load_file

        stored = load_file(self._folder / "model.safetensors")
        weights = {PREFIX + name: values for name, values in stored.items() if name not in _NOT_IN_GRAPH}
        options = SessionOptions()
        options.intra_op_num_threads = self._threads
        # Threads that wait for more work by spinning take the cores from whoever else asks.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.add_external_initializers(list(weights), list(map(OrtValue.ortvalue_from_numpy, weights.values())))
        return InferenceSession(str(GRAPH), options, providers=["CPUExecutionProvider"])
