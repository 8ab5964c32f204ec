"""Make the score of a mention a probability: Platt scaling with one slope and a bias per label.

The model's own probability of a mention is too high, and more so for the labels that are hard.  On held-out articles we
fit ``sigmoid(slope * logit(p) + bias[label])`` to whether the mention was right (Platt 1999), by Newton's method with a
small ridge penalty that keeps rare labels near the common bias.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.tag.ner.calibration import Calibration, logit


def fit_calibration(
    probabilities: Sequence[float], labels: Sequence[str], right: Sequence[bool], *, ridge: float = 2.0
) -> Calibration:
    """Fit the curve.

    Args:
        probabilities: what the model says of each mention, 0 to 1.
        labels: label of each mention.
        right: whether gold has the same span with the same label.
        ridge: penalty on the biases of single labels.
    """
    names = sorted(set(labels))
    column = {name: 2 + k for k, name in enumerate(names)}
    x = np.zeros((len(labels), 2 + len(names)))
    x[:, 0] = logit(np.asarray(probabilities, np.float64))
    x[:, 1] = 1.0
    for row, label in enumerate(labels):
        x[row, column[label]] = 1.0
    y = np.asarray(right, np.float64)
    penalty = np.full(x.shape[1], ridge)
    penalty[:2] = 1e-3
    w = np.zeros(x.shape[1])
    w[0] = 1.0
    for _ in range(50):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - y) + penalty * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        step *= min(1.0, 1.0 / max(1e-9, float(np.abs(step).max())))  # damped: far from the optimum Newton overshoots
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return Calibration(
        float(w[0]), {name: round(float(w[1] + w[column[name]]), 4) for name in names}, round(float(w[1]), 4)
    )
