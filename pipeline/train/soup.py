"""The mean of the weights of several runs (model soup, Wortsman et al. 2022): an ensemble at the price of one model.

The runs must share an ancestor, so that their weights lie in one valley.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch


def average_checkpoints(checkpoints: Sequence[Path], output: Path) -> Path:
    """Write the mean of the tensors that all checkpoints have; returns ``output``."""
    states = [torch.load(path, weights_only=True)["model"] for path in checkpoints]
    common = [name for name in states[0] if all(name in state for state in states)]
    mean = {name: torch.stack([state[name] for state in states]).mean(0) for name in common}
    output.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"model": mean}, output)
    return output
