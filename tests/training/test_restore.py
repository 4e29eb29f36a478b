from answering.reading.deep import DEEP
from training.restore import heads_of


def test_the_heads_of_the_shipped_graph_come_back_by_name_and_shape() -> None:
    found = heads_of(DEEP / "graph.onnx")
    width = found["span.weight"].shape[1]
    assert found["span.weight"].shape == (2, width)
    assert found["answerable.0.weight"].shape == (width, 3 * width)
    assert found["answerable.2.weight"].shape == (1, width)
    assert found["answerable.0.bias"].any()
