"""Low-rank changes to an encoder that itself stays as it is (LoRA, Hu et al. 2021): what the deep reader learns."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from answering.reading.build import CHANGED_BY

RANK = 16
LEFT_OUT = 0.1  # share of the inputs of a change, in training


class Changed(nn.Module):  # type: ignore[misc]
    """A linear layer whose weight is `weight + CHANGED_BY * up @ down`; only `up` and `down` learn.

    Shapes: weight (outputs, inputs), down (RANK, inputs), up (outputs, RANK). `up` starts at nothing.
    """

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.weight, self.bias = linear.weight, linear.bias
        self.down = nn.Parameter(torch.empty(RANK, linear.in_features))
        self.up = nn.Parameter(torch.zeros(linear.out_features, RANK))
        nn.init.kaiming_uniform_(self.down, a=5**0.5)

    def forward(self, states: Tensor) -> Tensor:
        """The layer's own product and the change's, in the precision of the input."""
        kept = functional.dropout(states, LEFT_OUT, self.training)
        changed = functional.linear(functional.linear(kept, self.down.to(states.dtype)), self.up.to(states.dtype))
        return functional.linear(states, self.weight, self.bias) + CHANGED_BY * changed


def change(layer: nn.Module) -> None:
    """Puts a change on every linear layer inside."""
    for name, part in list(layer.named_children()):
        if isinstance(part, nn.Linear):
            setattr(layer, name, Changed(part))
        else:
            change(part)


def merge(layer: nn.Module) -> None:
    """Adds every change to its weight, so that plain linear layers remain."""
    for name, part in list(layer.named_children()):
        if isinstance(part, Changed):
            setattr(layer, name, _merged(part))
        else:
            merge(part)


def _merged(changed: Changed) -> nn.Linear:
    outputs, inputs = changed.weight.shape
    linear = nn.Linear(inputs, outputs)
    linear.weight = nn.Parameter(changed.weight.float() + CHANGED_BY * changed.up.float() @ changed.down.float())
    linear.bias = nn.Parameter(changed.bias.float())
    return linear
