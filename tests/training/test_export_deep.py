"""The arithmetic in eight bits, held to that in full precision."""

import numpy as np
import pytest

from answering.reading.build import LIFT, small_weights
from answering.reading.network import session_options
from training.export_deep import _multiply_by_rows, layer_of

ATTENTION, AFTER_GELU = "encoder.layer.0.attention.attn.q", "encoder.layer.0.output.dense"
INPUTS, OUTPUTS, TOKENS = 48, 5, 7


def computed(layer: str, given: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """What a graph of one product gives in eight bits, over weights that are handed to it as the reader's are."""
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    name = "/model/encoder/encoder/" + layer.removeprefix("encoder.").replace(".", "/").replace("layer/", "layer.")
    node = helper.make_node("MatMul", ["x", "w"], ["y"], name=f"{name}/MatMul")
    assert layer_of(node) == layer
    shapes = [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in (("x", given.shape), ("y", None))]
    graph = helper.make_graph([node], "one", shapes[:1], shapes[1:], [numpy_helper.from_array(weight.T.copy(), "w")])
    _multiply_by_rows(graph)
    handed = dict(small_weights([(f"{layer}.weight", weight)], {}))
    for stored in graph.initializer:
        if stored.name in handed:
            stored.CopyFrom(numpy_helper.from_array(handed[stored.name], stored.name))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), session_options(), providers=["CPUExecutionProvider"]
    )
    result: np.ndarray = session.run(None, {"x": given})[0]
    return result


@pytest.mark.parametrize("layer", [ATTENTION, AFTER_GELU])
def test_a_product_in_eight_bits_is_near_the_whole_one(layer: str) -> None:
    chance = np.random.default_rng(0)
    weight = chance.standard_normal((OUTPUTS, INPUTS)).astype(np.float32)
    given = chance.standard_normal((1, TOKENS, INPUTS)).astype(np.float32)
    given = np.maximum(given, -LIFT) if layer == AFTER_GELU else given
    whole = given @ weight.T
    assert np.abs(computed(layer, given, weight) - whole).max() < 0.02 * np.abs(whole).max()


@pytest.mark.parametrize("layer", [ATTENTION, AFTER_GELU])
def test_a_token_of_large_values_takes_no_precision_from_the_others(layer: str) -> None:
    chance = np.random.default_rng(1)
    weight = chance.standard_normal((OUTPUTS, INPUTS)).astype(np.float32)
    given = np.abs(chance.standard_normal((1, TOKENS, INPUTS))).astype(np.float32)
    given[0, 0] *= 500
    whole = (given @ weight.T)[0, 1:]
    assert np.abs(computed(layer, given, weight)[0, 1:] - whole).max() < 0.02 * np.abs(whole).max()


def test_other_products_are_left_alone() -> None:
    from onnx import helper

    for kind, name in (("MatMul", "/model/answerable/0/MatMul"), ("Add", "/model/encoder/encoder/layer.0/q/MatMul")):
        assert layer_of(helper.make_node(kind, ["a", "b"], ["c"], name=name)) == ""
    scores = helper.make_node("MatMul", ["a", "b"], ["c"], name="/model/encoder/encoder/layer.0/attention/attn/MatMul")
    assert layer_of(scores) == ""
