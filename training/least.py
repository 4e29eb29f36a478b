"""Where a loss is least."""

from collections.abc import Callable, Sequence

import numpy as np
import torch
from scipy.optimize import minimize


def least(loss: Callable[[torch.Tensor], torch.Tensor], lower: Sequence[float | None]) -> list[float]:
    """Where a loss is least, each weight at its lower bound or above; None for no bound."""

    def told(at: np.ndarray) -> tuple[float, np.ndarray]:
        weights = torch.tensor(at, requires_grad=True)
        found = loss(weights)
        found.backward()
        return found.item(), np.asarray(weights.grad)

    bounds = [(bound, None) for bound in lower]
    found = minimize(told, np.zeros(len(lower)), jac=True, bounds=bounds, method="L-BFGS-B")
    return [round(float(weight), 4) for weight in found.x]
