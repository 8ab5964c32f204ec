"""The running mean of weights."""

import pytest

torch = pytest.importorskip("torch")

from pipeline.train.average import Average  # noqa: E402


def test_the_mean_of_weights_goes_in_and_out() -> None:
    model = torch.nn.Linear(2, 2)
    average = Average(model, 0.5)
    before = model.weight.detach().clone()
    with torch.no_grad():
        model.weight += 1.0
    average.update()
    average.swap()
    assert torch.all((model.weight > before) & (model.weight < before + 1.0))
    average.swap()
    assert torch.allclose(model.weight, before + 1.0)
