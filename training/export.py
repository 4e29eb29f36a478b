"""`python -m training.export`: a checkpoint as ONNX, in full precision and in eight bits, with its tokenizer."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from answering.reading.network import MAX_TOKENS
from index.embed import packaged_model_folder
from training.bases import BASES, load
from training.network import EvidenceModel

INPUTS = ("ids", "mask", "types")
_WIDE = "output/dense"
OUTPUTS = ("answerable", "start", "end", "support")


class Heads(torch.nn.Module):  # type: ignore[misc]
    """The model with some of its heads, whose logits come in their order."""

    def __init__(self, model: EvidenceModel, names: Sequence[str]) -> None:
        super().__init__()
        self.model, self._names = model, tuple(names)

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, ...]:
        """Logits, as `EvidenceModel` has them."""
        told = self.model(ids, mask, types)
        return tuple(told[name] for name in self._names)


def export(model: EvidenceModel, path: Path) -> None:
    """Writes the model as ONNX in full precision; rows and tokens may be of any number."""
    model.encoder.set_attn_implementation("eager")
    example = tuple(torch.ones((2, 7), dtype=torch.long) for _ in INPUTS)
    moving = {0: "rows", 1: "tokens"}
    axes = dict.fromkeys((*INPUTS, "start", "end"), moving) | dict.fromkeys(("answerable", "support"), {0: "rows"})
    torch.onnx.export(
        Heads(model, OUTPUTS),
        example,
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def quantise(full: Path, small: Path) -> None:
    """Writes the model with weights of eight bits, and sums of eight bits but for the second half of each block.

    The inputs of those (what comes out of the GELU) have a few values far larger than the rest, which eight bits cannot
    hold beside the small ones: their weights are stored in eight bits too, but multiplied in full precision.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    quant_pre_process(str(full), str(small), skip_symbolic_shape=True)
    nodes = onnx.load(small).graph.node
    wide = [n.name for n in nodes if n.op_type == "MatMul" and _WIDE in n.name and "attention" not in n.name]
    quantize_dynamic(
        str(small),
        str(small),
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=wide,
    )
    model = onnx.load(small)
    nodes = list(model.graph.node)
    widening = [_store_small(model.graph, node) for node in nodes if node.name in wide]
    del model.graph.node[:]
    model.graph.node.extend([*widening, *nodes])
    onnx.checker.check_model(model)
    onnx.save(model, small)


def _store_small(graph: Any, node: Any) -> Any:
    """The node that widens the weight of a product, which is now stored in eight bits with one scale a column."""
    from onnx import helper, numpy_helper

    weight = next(stored for stored in graph.initializer if stored.name == node.input[1])
    values = numpy_helper.to_array(weight)
    scales = (np.abs(values).max(axis=0) / 127.0).astype(np.float32)
    small = np.round(values / scales).astype(np.int8)
    graph.initializer.remove(weight)
    names = [weight.name + ending for ending in (".small", ".scales", ".zeros")]
    for name, array in zip(names, (small, scales, np.zeros(len(scales), dtype=np.int8)), strict=True):
        graph.initializer.append(numpy_helper.from_array(array, name))
    return helper.make_node("DequantizeLinear", names, [weight.name], axis=1)


def small_tokenizer(path: Path) -> None:
    """Writes the packaged tokenizer with the cut that the network was trained with."""
    told = json.loads((packaged_model_folder() / "tokenizer.json").read_text(encoding="utf-8"))
    told["padding"] = None
    told["truncation"] = {"direction": "Right", "max_length": MAX_TOKENS, "strategy": "OnlySecond", "stride": 0}
    path.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def main(argv: list[str]) -> int:
    """Exports the checkpoint that the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, default=Path("build/training/checkpoint.pt"))
    parser.add_argument("--full", type=Path, default=Path("build/training/evidence-fp32.onnx"))
    parser.add_argument("--models", type=Path, default=Path("models"), help="where the small one goes")
    chosen = parser.parse_args(argv)
    model, notes = load(BASES["minilm"], chosen.checkpoint)
    export(model, chosen.full)
    quantise(chosen.full, chosen.models / "evidence.onnx")
    small_tokenizer(chosen.models / "tokenizer.json")
    print(f"exported {notes}, {(chosen.models / 'evidence.onnx').stat().st_size / 1e6:.1f} MB")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
