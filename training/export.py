"""`python -m training.export`: a checkpoint as ONNX, in full precision and in eight bits, with its tokenizer."""

import argparse
import json
import sys
from pathlib import Path

import torch

from index.embed import packaged_model_folder
from training.encode import MAX_TOKENS
from training.network import EvidenceModel, load

INPUTS = ("ids", "mask", "types")
OUTPUTS = ("answerable", "start", "end", "support")


def export(model: EvidenceModel, path: Path) -> None:
    """Writes the model as ONNX in full precision; rows and tokens may be of any number."""
    example = tuple(torch.ones((2, 7), dtype=torch.long) for _ in INPUTS)
    moving = {0: "rows", 1: "tokens"}
    axes = dict.fromkeys((*INPUTS, "start", "end"), moving) | dict.fromkeys(("answerable", "support"), {0: "rows"})
    torch.onnx.export(
        model,
        example,
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def quantise(full: Path, small: Path) -> None:
    """Writes the model with weights of eight bits; seven are used, for AVX2 sums overflow with eight."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    prepared = small.with_suffix(".prepared.onnx")
    quant_pre_process(str(full), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(
        str(prepared),
        str(small),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather"],
    )
    prepared.unlink()


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
    model, notes = load(chosen.checkpoint, packaged_model_folder())
    export(model, chosen.full)
    quantise(chosen.full, chosen.models / "evidence.onnx")
    small_tokenizer(chosen.models / "tokenizer.json")
    print(f"exported {notes}, {(chosen.models / 'evidence.onnx').stat().st_size / 1e6:.1f} MB")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
