"""The evidence model: one encoder that reads two texts together, and heads for answerability, span and support."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.encode import Encoded, padded
from training.records import Label

NOWHERE = -1e4  # a logit that no softmax gives weight to, and that half precision can hold


class EvidenceModel(nn.Module):  # type: ignore[misc]
    """An encoder with four heads. Two of them see the whole pair, and where an answer or a contradiction would be."""

    def __init__(self, encoder: nn.Module, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.span = nn.Linear(width, 2)
        self.answerable = _head(3 * width, width, 1)
        self.contradicts = _head(3 * width, width, 1)
        self.support = _head(2 * width, width, 3)

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> dict[str, Tensor]:
        """Logits: answerable, contradicts (n), start, end (n, tokens; the first means nowhere) and support (n, 3)."""
        told = {"token_type_ids": types} if self.encoder.config.model_type == "bert" else {}
        states = self.encoder(input_ids=ids, attention_mask=mask, **told).last_hidden_state.to(self.span.weight.dtype)
        whole = states[:, 0]
        inside = types.to(states.dtype)
        readable = torch.cat([torch.ones_like(inside[:, :1]), inside[:, 1:]], dim=1)
        start, end = (self.span(states) + (1.0 - readable).unsqueeze(-1) * NOWHERE).unbind(-1)
        place = (start + end).detach() / 2 + (1.0 - inside) * NOWHERE
        there = (functional.softmax(place, dim=-1).unsqueeze(-1) * states).sum(1)
        mean = (inside.unsqueeze(-1) * states).sum(1) / inside.sum(1, keepdim=True).clamp(min=1.0)
        seen = torch.cat([whole, there, whole * there], dim=-1)
        return {
            "answerable": self.answerable(seen).squeeze(-1),
            "contradicts": self.contradicts(seen).squeeze(-1),
            "start": start,
            "end": end,
            "support": self.support(torch.cat([whole, mean], dim=-1)),
        }


def tensors(batch: list[Encoded]) -> dict[str, Tensor]:
    """The batch as the model and its loss take it."""
    ids = torch.from_numpy(padded([one.ids for one in batch]))
    return {
        "ids": ids,
        "mask": torch.from_numpy(padded([one.ids * 0 + 1 for one in batch])),
        "types": torch.from_numpy(padded([one.types for one in batch])),
        "starts": torch.from_numpy(padded([one.starts for one in batch])),
        "ends": torch.from_numpy(padded([one.ends for one in batch])),
        "answerable": torch.tensor([one.answerable for one in batch]),
        "contradicts": torch.tensor([one.premise for one in batch]),
        "label": torch.tensor([one.label for one in batch]),
    }


def loss_of(outputs: dict[str, Tensor], batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """The mean of each head's losses over those examples that tell it something."""
    asked = batch["answerable"] >= 0
    spans = (_marginal(outputs["start"], batch["starts"]) + _marginal(outputs["end"], batch["ends"])) / 2
    return {
        "answerable": _yes_or_no(outputs["answerable"], batch["answerable"]),
        "contradicts": _yes_or_no(outputs["contradicts"], batch["contradicts"]),
        "span": _mean(spans, asked),
        "support": _mean(_support_loss(outputs["support"], batch["label"]), batch["label"] >= 0),
    }


def _yes_or_no(logits: Tensor, wanted: Tensor) -> Tensor:
    """Cross entropy over the examples whose target is not -1."""
    target = wanted.clamp(min=0).to(logits.dtype)
    return _mean(functional.binary_cross_entropy_with_logits(logits, target, reduction="none"), wanted >= 0)


def _mean(losses: Tensor, counted: Tensor) -> Tensor:
    return (losses * counted).sum() / counted.sum().clamp(min=1)


def _marginal(logits: Tensor, allowed: Tensor) -> Tensor:
    """Minus the log of the probability that falls on the allowed tokens."""
    return torch.logsumexp(logits, -1) - torch.logsumexp(logits + (1 - allowed) * NOWHERE, -1)


def _support_loss(logits: Tensor, label: Tensor) -> Tensor:
    log = functional.log_softmax(logits, dim=-1)
    not_supported = torch.logsumexp(log[:, 1:], dim=-1, keepdim=True)
    choices = torch.cat([log, not_supported], dim=-1)  # in the order of `Label`
    assert choices.shape[-1] == len(Label)
    return -choices.gather(1, label.clamp(min=0).unsqueeze(1)).squeeze(1)


def _head(inputs: int, width: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inputs, width), nn.GELU(), nn.Linear(width, outputs))
