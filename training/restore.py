"""`python -m training.restore`: a checkpoint of the deep reader out of what is shipped, to go on training from.

The changes come back in half precision and the heads in eight bits, as they are shipped. A head that the graph does not
have starts anew.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from answering.reading.deep import CHANGES, DEEP
from training.bases import BASES, learning, save

_TRANSPOSED = "_Transposed"
_STORED = ("_quantized", "_scale")


def main(argv: list[str]) -> int:
    """Writes the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, default=DEEP)
    parser.add_argument("--out", type=Path, default=Path("build/deep/shipped.pt"))
    chosen = parser.parse_args(argv)
    from safetensors.numpy import load_file

    model = BASES["mpnet"].start()
    changes = {f"encoder.{name}": values for name, values in load_file(chosen.models / CHANGES).items()}
    found = {**changes, **heads_of(chosen.models / "graph.onnx")}
    mine = learning(model)
    weights = {name: torch.tensor(values).float() for name, values in found.items() if name in mine}
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    save(weights, chosen.out, {"restored": True})
    print(f"{len(weights)} of {len(mine)} weights; anew: {sorted(mine.keys() - weights.keys())}")  # noqa: T201
    return 0


def heads_of(graph: Path) -> dict[str, npt.NDArray[Any]]:
    """Weights and biases of the heads by their names in the model."""
    import onnx
    from onnx import numpy_helper

    told = onnx.load(graph, load_external_data=False).graph
    stored = {t.name: t for t in told.initializer if not t.external_data}
    found = {
        name.removeprefix("model."): numpy_helper.to_array(tensor)
        for name, tensor in stored.items()
        if name.startswith("model.") and not name.endswith(_STORED)
    }
    [span] = [node for node in told.node if node.op_type == "MatMulInteger" and "/span/" in node.name]
    for quantised in [name for name in stored if name.endswith("_quantized")]:
        plain = quantised.removesuffix("_quantized")
        values = numpy_helper.to_array(stored[quantised]).astype(np.float32)
        wide = values * numpy_helper.to_array(stored[f"{plain}_scale"])
        name = "span.weight" if quantised == span.input[1] else plain.removeprefix("model.").removesuffix(_TRANSPOSED)
        found[name] = np.ascontiguousarray(wide.T)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
