"""Averaging the weights of runs."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from pipeline.train.soup import average_checkpoints  # noqa: E402


def test_the_mean_of_what_all_runs_have(tmp_path: Path) -> None:
    for name, state in (
        ("a", {"x": torch.tensor([1.0, 3.0])}),
        ("b", {"x": torch.tensor([3.0, 5.0]), "only_here": torch.tensor([9.0])}),
    ):
        torch.save({"model": state}, tmp_path / name)
    path = average_checkpoints([tmp_path / "a", tmp_path / "b"], tmp_path / "new" / "mean.pt")
    mean = torch.load(path, weights_only=True)["model"]
    assert list(mean) == ["x"]
    assert mean["x"].tolist() == [2.0, 4.0]
