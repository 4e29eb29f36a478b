"""`python -m training.export_deep`: a checkpoint of the deep reader as its changes, and a graph without other weights.

The graph computes in eight bits; `answering.reading.build` hands it the weights by the names that it has here.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from answering.reading.build import LIFT, is_lifted
from answering.reading.deep import CHANGES, DEEP
from training.bases import BASES, load
from training.export import INPUTS, Heads
from training.low_rank import merge
from training.network import EvidenceModel

if TYPE_CHECKING:
    from onnx import GraphProto, NodeProto, TensorProto

OUTPUTS = ("answerable", "contradicts", "start", "end")
_ENCODER = "encoder."  # before the names of the encoder's weights in our model
_WORDS = "embeddings.word_embeddings.weight"
_POSITIONS = "embeddings.position_embeddings.weight"


def changes_of(model: EvidenceModel) -> dict[str, Any]:
    """The low-rank changes in half precision, by the names of the layers in the package."""
    return {
        name.removeprefix(_ENCODER): weight.detach().half().numpy()
        for name, weight in model.named_parameters()
        if name.endswith((".up", ".down"))
    }


def write_full(model: EvidenceModel, path: Path) -> None:
    """Writes the model with its changes added as ONNX in full precision."""
    merge(model.encoder)
    moving = {0: "rows", 1: "tokens"}
    torch.onnx.export(
        Heads(model.float().eval(), OUTPUTS),
        tuple(torch.ones((2, 7), dtype=torch.long) for _ in INPUTS),
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=dict.fromkeys((*INPUTS, "start", "end"), moving)
        | dict.fromkeys(("answerable", "contradicts"), {0: "rows"}),
        opset_version=17,
        dynamo=False,
    )


def write_graph(full: Path, path: Path) -> None:
    """Writes the graph in eight bits, the encoder's weights left out and named as in the package."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    prepared = full.with_suffix(".prepared.onnx")
    quant_pre_process(str(full), str(prepared), skip_symbolic_shape=True)
    ours = [node.name for node in onnx.load(prepared).graph.node if layer_of(node)]
    quantize_dynamic(
        str(prepared), str(prepared), weight_type=QuantType.QInt8, per_channel=True,
        op_types_to_quantize=["MatMul"], nodes_to_exclude=ours,
    )  # fmt: skip
    model = onnx.load(prepared)
    _multiply_by_rows(model.graph)
    _shorten_words(model.graph)
    for weight in model.graph.initializer:
        if weight.name.startswith("encoder.layer.") or weight.name in (_WORDS, f"{_WORDS}.scale", _POSITIONS):
            _leave_out(weight)
    for node in model.graph.node:
        node.ClearField("doc_string")
    onnx.save(model, path)
    prepared.unlink()


def layer_of(node: "NodeProto") -> str:
    """The layer of the encoder whose product a node is, by its name in the package; empty for other nodes."""
    if node.op_type != "MatMul" or "/encoder/encoder/layer" not in node.name:
        return ""
    layer = node.name.split("/encoder/encoder/")[1].rsplit("/", 1)[0].replace("/", ".")
    return f"encoder.{layer}" if layer.rsplit(".", 1)[-1] in ("q", "k", "v", "o", "dense") else ""


def _multiply_by_rows(graph: "GraphProto") -> None:
    """Multiplies in eight bits, with a scale for each row of the input and for each column of the weight.

    With one scale for the whole input, as onnxruntime has it, a token of very large values leaves the others none: the
    answerable logit then agrees with that of full precision by r = 0.95, and so by 0.99 or more.
    """
    from onnx import numpy_helper

    made: list[NodeProto] = []
    for node in graph.node:
        layer = layer_of(node)
        made.extend(_by_rows(graph, node, layer) if layer else [node])
    for name, value in (("one.lift", LIFT), ("one.most", 255.0), ("one.half", 127.0), ("one.middle", 128.0)):
        graph.initializer.append(numpy_helper.from_array(np.array(value, dtype=np.float32), name))
    for name, zero in (("one.zero", 0), ("one.zero_of_half", 128)):
        graph.initializer.append(numpy_helper.from_array(np.array(zero, dtype=np.uint8), name))
    del graph.node[:]
    graph.node.extend(made)


def _by_rows(graph: "GraphProto", node: "NodeProto", layer: str) -> Iterator["NodeProto"]:
    """The nodes in place of one product; its weight is replaced by one of whole numbers, still to be handed over."""
    from onnx import numpy_helper

    [old] = [stored for stored in graph.initializer if stored.name == node.input[1]]
    inputs, outputs = old.dims
    graph.initializer.remove(old)
    lifted = is_lifted(layer)
    shapes = {f"{layer}.weight": ("int8", (inputs, outputs)), f"{layer}.weight.scale": ("float32", (outputs,))}
    if lifted:
        shapes[f"{layer}.weight.lift"] = ("float32", (outputs,))
    for name, (kind, shape) in shapes.items():
        graph.initializer.append(numpy_helper.from_array(np.zeros(shape, dtype=kind), name))
    yield from (_lifted if lifted else _centred)(layer, node.input[0])
    yield from _product(layer, node.output[0], lifted=lifted)


def _lifted(layer: str, given: str) -> Iterator["NodeProto"]:
    """The input of a layer as whole numbers from 0 to 255, once it is lifted."""
    yield _step("Add", given, "one.lift", out=f"{layer}.in")
    yield _step("ReduceMax", f"{layer}.in", out=f"{layer}.largest", axes=[-1], keepdims=1)
    yield _step("Div", f"{layer}.largest", "one.most", out=f"{layer}.rows")
    yield _step("Div", f"{layer}.in", f"{layer}.rows", out=f"{layer}.part")
    yield _step("Round", f"{layer}.part", out=f"{layer}.whole")


def _centred(layer: str, given: str) -> Iterator["NodeProto"]:
    """The input of a layer as whole numbers around 128."""
    yield _step("Abs", given, out=f"{layer}.size")
    yield _step("ReduceMax", f"{layer}.size", out=f"{layer}.largest", axes=[-1], keepdims=1)
    yield _step("Div", f"{layer}.largest", "one.half", out=f"{layer}.rows")
    yield _step("Div", given, f"{layer}.rows", out=f"{layer}.part")
    yield _step("Round", f"{layer}.part", out=f"{layer}.signed")
    yield _step("Add", f"{layer}.signed", "one.middle", out=f"{layer}.whole")


def _product(layer: str, result: str, *, lifted: bool) -> Iterator["NodeProto"]:
    """The product of whole numbers, brought back to its scale."""
    from onnx import TensorProto

    zero = "one.zero" if lifted else "one.zero_of_half"
    yield _step("Cast", f"{layer}.whole", out=f"{layer}.small", to=TensorProto.UINT8)
    yield _step("MatMulInteger", f"{layer}.small", f"{layer}.weight", zero, out=f"{layer}.sums")
    yield _step("Cast", f"{layer}.sums", out=f"{layer}.wide", to=TensorProto.FLOAT)
    yield _step("Mul", f"{layer}.wide", f"{layer}.rows", out=f"{layer}.scaled")
    yield _step("Mul", f"{layer}.scaled", f"{layer}.weight.scale", out=f"{layer}.high" if lifted else result)
    if lifted:
        yield _step("Add", f"{layer}.high", f"{layer}.weight.lift", out=result)


def _step(kind: str, *names: str, out: str, **how: int | list[int]) -> "NodeProto":
    from onnx import helper

    return helper.make_node(kind, names, [out], **how)


def _shorten_words(graph: "GraphProto") -> None:
    """Looks words up in eight bits, each with its own scale; the names of the tables become those of the package."""
    from onnx import TensorProto, helper, numpy_helper

    tables = {weight.name: weight for weight in graph.initializer if weight.name.endswith((_WORDS, _POSITIONS))}
    [long] = [name for name in tables if name.endswith(_WORDS)]
    _rename(graph, {name: _POSITIONS for name in tables if name.endswith(_POSITIONS)})
    [look] = [node for node in graph.node if node.op_type == "Gather" and node.input[0] == long]
    ids, found = look.input[1], look.output[0]
    rows, width = tables[long].dims
    graph.initializer.remove(tables[long])
    for name, kind, shape in ((_WORDS, "int8", (rows, width)), (f"{_WORDS}.scale", "float32", (rows, 1))):
        graph.initializer.append(numpy_helper.from_array(np.zeros(shape, dtype=kind), name))
    made: list[NodeProto] = [
        helper.make_node("Gather", [_WORDS, ids], ["words.small"]),
        helper.make_node("Gather", [f"{_WORDS}.scale", ids], ["words.scale"]),
        helper.make_node("Cast", ["words.small"], ["words.whole"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["words.whole", "words.scale"], [found]),
    ]
    at = list(graph.node).index(look)
    nodes = [*graph.node[:at], *made, *graph.node[at + 1 :]]
    del graph.node[:]
    graph.node.extend(nodes)


def _rename(graph: "GraphProto", names: dict[str, str]) -> None:
    for weight in graph.initializer:
        weight.name = names.get(weight.name, weight.name)
    for node in graph.node:
        for at, name in enumerate(node.input):
            node.input[at] = names.get(name, name)


def _leave_out(weight: "TensorProto") -> None:
    from onnx import TensorProto

    weight.ClearField("raw_data")
    weight.data_location = TensorProto.EXTERNAL
    place = weight.external_data.add()
    place.key, place.value = "location", "weights.safetensors"


def main(argv: list[str]) -> int:
    """Exports the checkpoint that the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, default=Path("build/deep/checkpoint.pt"))
    parser.add_argument("--full", type=Path, default=Path("build/deep/full.onnx"))
    parser.add_argument("--models", type=Path, default=DEEP, help="where graph and changes go")
    chosen = parser.parse_args(argv)
    from safetensors.numpy import save_file

    model, notes = load(BASES["mpnet"], chosen.checkpoint)
    chosen.models.mkdir(parents=True, exist_ok=True)
    save_file(changes_of(model), chosen.models / CHANGES)
    write_full(model, chosen.full)
    write_graph(chosen.full, chosen.models / "graph.onnx")
    sizes = {path.name: round(path.stat().st_size / 1e6, 1) for path in chosen.models.iterdir() if path.is_file()}
    print(f"exported {notes}, MB: {sizes}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
