"""The running mean of a model's weights, which generalises better than the last step's (Polyak and Juditsky 1992)."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Average:
    """Exponential moving average of the trained weights.

    Args:
        model: whose trained parameters are followed.
        decay: what is kept of the mean at each step, below 1; early steps keep less, so that the start weighs little.

    Attributes:
        weights: the means by parameter name, same shapes as the parameters.
        steps: steps taken in so far.
    """

    def __init__(self, model: nn.Module, decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.trained = {n: p for n, p in model.named_parameters() if p.requires_grad}
        self.weights: dict[str, Tensor] = {n: p.detach().clone() for n, p in self.trained.items()}

    def update(self) -> None:
        """Take in the weights after a step."""
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        now = [p.detach() for p in self.trained.values()]
        torch._foreach_lerp_([self.weights[n] for n in self.trained], now, 1 - decay)

    def swap(self) -> None:
        """Exchange weights and means; call again to change back."""
        with torch.no_grad():
            for name, parameter in self.trained.items():
                kept = parameter.detach().clone()
                parameter.copy_(self.weights[name])
                self.weights[name].copy_(kept)
