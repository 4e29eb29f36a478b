"""The evidence model at work: pairs of texts in, logits out. Its files are checked before they are loaded."""

import json
import threading
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from core.errors import ModelError
from core.settings import ROOT
from core.text import Span
from index.embed import verify_sha256

if TYPE_CHECKING:
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

MODELS = ROOT / "models"
HEADING_MARK = " | "
MAX_FIRST_CHARS = 800
MAX_TOKENS = 224  # of a pair; the second text is cut
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the network made of one pair.

    `answerable`, `contradicts` (what the first text takes for true; None from a network that has not learnt it) and
    `support` (supported, contradicted, not enough; nothing from a network that checks no claims) are logits. `start`
    and `end` are logits by token of the second text, with `tokens` their spans in it; `nowhere` is the sum of both for
    "not in this text".
    """

    answerable: float
    support: tuple[float, ...]
    start: Floats
    end: Floats
    tokens: tuple[Span, ...]
    nowhere: float
    contradicts: float | None = None


class Network(Protocol):
    """What reader and checker need of the evidence model."""

    @property
    def name(self) -> str: ...
    @property
    def manifest(self) -> dict[str, Any]: ...
    def look(self, first: str, second: str, heading: str = "") -> Look: ...


class EvidenceNetwork:
    """The model of a folder, loaded at first use. Each pair runs alone, so that no pair's figures depend on others.

    A pair runs on the thread that asks: pairs side by side take a quarter less time than one after the other on all.
    """

    def __init__(self, folder: Path = MODELS) -> None:
        self._folder = folder
        self._loading = threading.Lock()

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What is noted beside the weights: the checksums of the files, and the fitted combination of features."""
        told: dict[str, Any] = json.loads((self._folder / "manifest.json").read_text(encoding="utf-8"))
        return told

    @property
    def name(self) -> str:
        """Names this version of the weights."""
        return f"evidence-{self.manifest['files']['evidence.onnx'][:8]}"

    def look(self, first: str, second: str, heading: str = "") -> Look:
        """The network's view of one pair; a second text too long for it is read as far as it goes."""
        shift = len(heading) + len(HEADING_MARK) if heading else 0
        headed = f"{heading}{HEADING_MARK}{second}" if heading else second
        encoding = self._tokenizer.encode(first[:MAX_FIRST_CHARS], headed)
        ids, types = np.array([encoding.ids]), np.array([encoding.type_ids])
        feed = {"ids": ids, "mask": np.ones_like(ids), "types": types}
        session = self._session
        told = dict(zip((output.name for output in session.get_outputs()), session.run(None, feed), strict=True))
        start, end = told["start"], told["end"]
        inside = [i for i, (s, e) in enumerate(encoding.offsets) if types[0, i] == 1 and e > s >= shift]
        return Look(
            answerable=float(told["answerable"][0]),
            contradicts=float(told["contradicts"][0]) if "contradicts" in told else None,
            support=tuple(map(float, told["support"][0])) if "support" in told else (),
            start=start[0, inside],
            end=end[0, inside],
            tokens=tuple((encoding.offsets[i][0] - shift, encoding.offsets[i][1] - shift) for i in inside),
            nowhere=float(start[0, 0] + end[0, 0]),
        )

    @property
    def tokenizer_file(self) -> Path:
        """Where the tokenizer lies."""
        return self.verified("tokenizer.json")

    def start_session(self) -> "InferenceSession":
        """The weights, ready to run."""
        from onnxruntime import InferenceSession

        return InferenceSession(
            str(self.verified("evidence.onnx")), session_options(), providers=["CPUExecutionProvider"]
        )

    def verified(self, name: str) -> Path:
        """A file of the folder, whose checksum is that of the manifest. Raises `ModelError`."""
        path = self._folder / name
        if not path.is_file():
            raise ModelError(
                f"{str(path)!r} is not there, so evidence cannot be judged by the trained model. Bring it back with "
                "`git checkout models`, or set COTEJO_READER to 'plain'."
            )
        verify_sha256(path, self.manifest["files"][name])
        return path

    @property
    def _session(self) -> "InferenceSession":
        with self._loading:
            return self._loaded

    @cached_property
    def _loaded(self) -> "InferenceSession":
        return self.start_session()

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        return Tokenizer.from_file(str(self.tokenizer_file))


def session_options() -> "SessionOptions":
    """How networks run: a pair on the thread that asks."""
    from onnxruntime import SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Weights that are only stored in eight bits are widened once, at loading, and not in every run.
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    # Processors without instructions for eight bits (VNNI) would add two products up in sixteen, which overflow.
    options.add_session_config_entry("session.x64quantprecision", "1")
    return options


def is_installed(folder: Path = MODELS) -> bool:
    """Whether a folder holds the trained model."""
    return all((folder / name).is_file() for name in ("manifest.json", "evidence.onnx", "tokenizer.json"))


@lru_cache(maxsize=2)
def shared_network(folder: Path) -> EvidenceNetwork:
    """One network a folder, for the reader and the checker to share."""
    return EvidenceNetwork(folder)
