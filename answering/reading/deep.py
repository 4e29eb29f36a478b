"""The deep reader's network: a packaged encoder with our changes to it, as `answering.reading.build` left it."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from answering.reading.network import MODELS, EvidenceNetwork, session_options

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

DEEP = MODELS / "deep"
CHANGES = "changes.safetensors"


@dataclass(frozen=True, slots=True)
class Built:
    """What was put together for the deep reader of a folder."""

    home: Path

    @property
    def folder(self) -> Path:
        return self.home / "built"

    @property
    def weights(self) -> Path:
        return self.folder / "weights.safetensors"

    @property
    def tokenizer(self) -> Path:
        return self.folder / "tokenizer.json"

    def checksum(self) -> str:
        """SHA-256 of the changes that belong to this folder, by its manifest."""
        told = json.loads((self.home / "manifest.json").read_text(encoding="utf-8"))
        return str(told["files"][CHANGES])

    def is_current(self) -> bool:
        """Whether it is there, and was made with the changes that lie beside it."""
        if not (self.weights.is_file() and self.tokenizer.is_file() and (self.home / "manifest.json").is_file()):
            return False
        from safetensors import safe_open

        with safe_open(self.weights, "np") as stored:
            return (stored.metadata() or {}).get("changes") == self.checksum()


class DeepNetwork(EvidenceNetwork):
    """Reads as the small network does, four times as wide and twice as deep; it does not check claims."""

    def __init__(self, folder: Path = DEEP) -> None:
        super().__init__(folder)
        self._built = Built(folder)

    @property
    def name(self) -> str:
        return f"deep-{self._built.checksum()[:8]}"

    @property
    def tokenizer_file(self) -> Path:
        return self._built.tokenizer

    def start_session(self) -> "InferenceSession":
        """The graph, over the weights that were put together."""
        from onnxruntime import InferenceSession, OrtValue
        from safetensors.numpy import load_file

        weights = load_file(self._built.weights)
        options = session_options()
        options.add_external_initializers(list(weights), list(map(OrtValue.ortvalue_from_numpy, weights.values())))
        return InferenceSession(str(self.verified("graph.onnx")), options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=2)
def deep_network(folder: Path) -> DeepNetwork:
    """One network a folder."""
    return DeepNetwork(folder)
