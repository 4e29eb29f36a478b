"""`python -m training.graph`: the graph of the packaged embedding model as ONNX, without its weights.

Every weight keeps its name and layout, so that `index.quick` can hand over those of the package as they lie there.
"""

import sys
from pathlib import Path

import onnx
import torch
from transformers import AutoModel

from index.embed import packaged_model_folder
from index.quick import GRAPH


class SentenceModel(torch.nn.Module):  # type: ignore[misc]
    """Encoder, mean of the token vectors, unit length: the three modules of all-MiniLM-L6-v2."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder, attn_implementation="eager").eval()

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(rows, tokens) ids and mask to (rows, 384) vectors."""
        tokens = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weight = mask.unsqueeze(-1).to(tokens.dtype)
        return torch.nn.functional.normalize((tokens * weight).sum(1) / weight.sum(1), dim=1)


def write_graph(path: Path) -> None:
    """Exports the model and leaves only the names and shapes of its weights."""
    example = (torch.ones((2, 7), dtype=torch.long), torch.ones((2, 7), dtype=torch.long))
    moving = {0: "rows", 1: "tokens"}
    torch.onnx.export(
        SentenceModel(packaged_model_folder()),
        example,
        str(path),
        input_names=["ids", "mask"],
        output_names=["vectors"],
        dynamic_axes={"ids": moving, "mask": moving, "vectors": {0: "rows"}},
        opset_version=17,
        dynamo=False,
        do_constant_folding=False,  # would transpose weights and rename them
    )
    model = onnx.load(path)
    for weight in model.graph.initializer:
        weight.ClearField("raw_data")
        weight.data_location = onnx.TensorProto.EXTERNAL
        place = weight.external_data.add()
        place.key, place.value = "location", "model.safetensors"
    for node in model.graph.node:
        node.ClearField("doc_string")
    onnx.save(model, path)


if __name__ == "__main__":
    write_graph(GRAPH)
    sys.stdout.write(f"{GRAPH.name}: {GRAPH.stat().st_size / 1000:.0f} kB\n")
