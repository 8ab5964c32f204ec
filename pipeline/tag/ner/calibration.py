"""The map from the model's own probability of a mention to one that holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt


def logit(p: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Log odds, with probabilities kept away from 0 and 1: beyond, the model's own differences mean nothing."""
    q = np.clip(p, 1e-3, 1 - 1e-3)
    odds: npt.NDArray[np.float64] = np.log(q) - np.log1p(-q)
    return odds


@dataclass(frozen=True, slots=True)
class Calibration:
    """``sigmoid(slope * logit(p) + bias[label])``; the default changes nothing.

    Attributes:
        slope: below 1 where the model is too sure of itself.
        bias: by label.
        other: bias of a label not seen when the curve was fitted.
    """

    slope: float = 1.0
    bias: Mapping[str, float] = field(default_factory=dict)
    other: float = 0.0

    def __call__(self, probability: float, label: str) -> float:
        """The calibrated probability, 0 to 1."""
        z = self.slope * float(logit(np.float64(probability))) + self.bias.get(label, self.other)  # type: ignore[arg-type]
        return float(1.0 / (1.0 + np.exp(-z)))

    def as_dict(self) -> dict[str, Any]:
        """For ``meta.json``."""
        return {"slope": round(self.slope, 4), "bias": dict(self.bias), "other": self.other}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any] | None) -> Calibration:
        """From ``meta.json``."""
        return cls(values["slope"], values["bias"], values["other"]) if values else cls()
