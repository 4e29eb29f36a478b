"""`python -m training.train`: makes the examples, trains for as long as it is given, and leaves checkpoints."""

import argparse
import itertools
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import torch
from torch import nn

from training.bases import BASES, Base, learning, load, save
from training.compose import Mixture
from training.encode import Encoded, batches, encode
from training.make_own import read_own
from training.network import loss_of, tensors
from training.records import Asked

WARM_SHARE = 0.04
TOKENS_A_BATCH = 2400
AVERAGED_OVER = 0.99
WEIGHTS = {"answerable": 1.0, "contradicts": 0.7, "span": 0.7, "support": 0.7}


class Training:
    """One run. The rate falls to nothing over the minutes given, so how many steps there are depends on the machine."""

    def __init__(
        self, base: Base, mixture: Mixture, out: Path, *, minutes: float, seed: int, start: Path | None = None,
        rate: float = 1.0, tokens: int = TOKENS_A_BATCH, device: str = "cpu",
    ) -> None:  # fmt: skip
        """`rate`: what the base's own peak rate is multiplied by; `tokens`: of a batch; `device`: as torch names it."""
        torch.manual_seed(seed)
        self._base, self._mixture, self._out, self._seed, self._seconds = base, mixture, out, seed, minutes * 60
        self._tokens_a_batch, self._device = tokens, device
        self._model = (load(base, start)[0] if start else base.start()).train().to(device)
        self._learning = learning(self._model)
        self._average = {name: weight.detach().clone() for name, weight in self._learning.items()}
        self._optimiser = torch.optim.AdamW(_rates(base, self._learning, rate), weight_decay=0.01, fused=True)
        self._tokens = self._steps = 0

    def run(self, checkpoint_seconds: float) -> None:
        """Trains until the time is up; the averaged weights are written at every checkpoint and at the end."""
        told: dict[str, float] = {}
        made = self._batches()
        first = next(made)
        began = last = time.monotonic()
        for batch in itertools.chain([first], made):
            share = (time.monotonic() - began) / self._seconds
            if share >= 1:
                break
            losses = self._step(batch, share)
            told = {name: 0.98 * told.get(name, loss) + 0.02 * loss for name, loss in losses.items()}
            if self._steps % 25 == 0:
                _say(f"{share:6.1%} step {self._steps} tokens {self._tokens} {_shown(told)}")
            if time.monotonic() - last > checkpoint_seconds:
                last = time.monotonic()
                self._save(share)
        self._save(1.0)

    def _step(self, batch: list[Encoded], share: float) -> dict[str, float]:
        rate = min(share / WARM_SHARE, (1 - share) / (1 - WARM_SHARE))
        for group in self._optimiser.param_groups:
            group["lr"] = max(rate, 1e-3) * group["peak"]
        inputs = {name: tensor.to(self._device) for name, tensor in tensors(batch).items()}
        losses = loss_of(self._model(inputs["ids"], inputs["mask"], inputs["types"]), inputs)
        self._optimiser.zero_grad()
        torch.stack([WEIGHTS[name] * loss for name, loss in losses.items()]).sum().backward()
        nn.utils.clip_grad_norm_(list(self._learning.values()), 1.0)
        self._optimiser.step()
        # The average forgets the new heads' first steps faster than its own pace would let it.
        pace = 1 - AVERAGED_OVER if self._steps >= 100 else 1.0
        for name, weight in self._learning.items():
            self._average[name].lerp_(weight.detach(), pace)
        self._steps += 1
        self._tokens += inputs["ids"].numel()
        return {name: float(loss.detach()) for name, loss in losses.items()}

    def _batches(self) -> Iterator[list[Encoded]]:
        tokenizer = self._base.tokenizer()
        for epoch in itertools.count():
            made = self._mixture.epoch(f"{self._seed}:{epoch}")
            examples = encode(tokenizer, [one for one in made if self._base.claims or isinstance(one, Asked)])
            _say(f"epoch {epoch}: {len(examples)} examples, {sum(len(e.ids) for e in examples)} tokens")
            yield from batches(examples, self._tokens_a_batch, Random(f"{self._seed}:{epoch}:order"))

    def _save(self, share: float) -> None:
        notes = {"share": share, "steps": self._steps, "tokens": self._tokens, "seed": self._seed}
        save({name: weight.cpu() for name, weight in self._average.items()}, self._out / "checkpoint.pt", notes)
        _say(f"saved after {self._steps} steps")


def _rates(base: Base, weights: dict[str, nn.Parameter], times: float) -> list[dict[str, Any]]:
    encoder = [weight for name, weight in weights.items() if name.startswith("encoder.")]
    heads = [weight for name, weight in weights.items() if not name.startswith("encoder.")]
    peak = times * base.peak_rate
    return [{"params": encoder, "peak": peak}, {"params": heads, "peak": base.heads_faster * peak}]


def _shown(told: dict[str, float]) -> str:
    return " ".join(f"{name} {loss:.3f}" for name, loss in told.items())


def _say(line: str) -> None:
    print(time.strftime("%H:%M:%S"), line, flush=True)  # noqa: T201 - this is an entry point


def main(argv: list[str]) -> int:
    """Runs the training that the arguments describe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", choices=BASES, default="minilm", help="what to train from")
    parser.add_argument("--data", type=Path, default=Path("../shared/training"), help="folder of the public sets")
    parser.add_argument("--own", type=Path, default=None, help="examples that `training.make_own` made")
    parser.add_argument("--out", type=Path, default=Path("build/training"), help="where checkpoints go")
    parser.add_argument("--minutes", type=float, default=90.0, help="how long to train")
    parser.add_argument("--start", type=Path, default=None, help="a checkpoint to go on from")
    parser.add_argument("--rate", type=float, default=1.0, help="times the base's own peak rate")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--tokens", type=int, default=TOKENS_A_BATCH, help="tokens of a batch, with their padding")
    parser.add_argument("--device", default="cpu", help="where to train: cpu, or cuda")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--checkpoint-minutes", type=float, default=8.0)
    chosen = parser.parse_args(argv)
    torch.set_num_threads(chosen.threads)
    chosen.out.mkdir(parents=True, exist_ok=True)
    training = Training(
        BASES[chosen.base], Mixture(chosen.data, own=read_own(chosen.own) if chosen.own else ()), chosen.out,
        minutes=chosen.minutes, seed=chosen.seed, start=chosen.start, rate=chosen.rate,
        tokens=chosen.tokens, device=chosen.device,
    )  # fmt: skip
    training.run(chosen.checkpoint_minutes * 60)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
