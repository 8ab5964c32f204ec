"""Entity-level scores: a mention counts when span and label are both exactly right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Triple = tuple[int, int, str]
"""``(start, end, label)``."""


@dataclass(frozen=True, slots=True)
class Score:
    """True positives, false positives and false negatives, by label; ``None`` is the key of all labels together."""

    right: Counter[str | None]
    wrong: Counter[str | None]
    missed: Counter[str | None]

    def f1(self, label: str | None = None) -> float:
        """F1 in per cent; micro-averaged when ``label`` is None."""
        right = self.right[label]
        return 100.0 * 2 * right / max(1, 2 * right + self.wrong[label] + self.missed[label])

    def precision(self, label: str | None = None) -> float:
        """Precision in per cent."""
        return 100.0 * self.right[label] / max(1, self.right[label] + self.wrong[label])

    def recall(self, label: str | None = None) -> float:
        """Recall in per cent."""
        return 100.0 * self.right[label] / max(1, self.right[label] + self.missed[label])

    def labels(self) -> list[str]:
        """Labels seen in gold or found."""
        return sorted({k for c in (self.right, self.wrong, self.missed) for k in c if k is not None})

    def as_dict(self) -> dict[str, object]:
        """For a log: overall F1, precision, recall, and F1 by label."""
        return {
            "f1": round(self.f1(), 2),
            "precision": round(self.precision(), 2),
            "recall": round(self.recall(), 2),
            "labels": {label: round(self.f1(label), 1) for label in self.labels()},
        }


def score_spans(gold: Sequence[Iterable[Triple]], found: Sequence[Iterable[Triple]]) -> Score:
    """Compare gold and found mentions of the same texts."""
    right: Counter[str | None] = Counter()
    wrong: Counter[str | None] = Counter()
    missed: Counter[str | None] = Counter()
    for expected, got in zip(gold, found, strict=True):
        a, b = set(expected), set(got)
        for counter, triples in ((right, a & b), (wrong, b - a), (missed, a - b)):
            for triple in triples:
                counter[triple[2]] += 1
                counter[None] += 1
    return Score(right, wrong, missed)


def confusion(gold: Sequence[Iterable[Triple]], found: Sequence[Iterable[Triple]]) -> Counter[tuple[str, str]]:
    """How gold mentions were read: ``(gold label, found label)``.

    A gold mention with no exact span among those found counts as ``span`` when something overlaps it and ``-`` when
    nothing does; a found mention that overlaps no gold one counts as ``("-", label)``.
    """
    table: Counter[tuple[str, str]] = Counter()
    for expected, got in zip(gold, found, strict=True):
        a, b = sorted(expected), sorted(got)
        by_span = {(start, end): label for start, end, label in b}
        for start, end, label in a:
            if (start, end) in by_span:
                table[label, by_span[start, end]] += 1
            else:
                overlapped = any(s < end and start < e for s, e, _ in b)
                table[label, "span" if overlapped else "-"] += 1
        for start, end, label in b:
            if not any(s < end and start < e for s, e, _ in a):
                table["-", label] += 1
    return table


def expected_calibration_error(scores: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Mean distance between score and share right over bins of equal width, weighted by their counts (0 to 1)."""
    s: npt.NDArray[np.float64] = np.asarray(scores, np.float64)
    r = np.asarray(right, np.float64)
    which = np.minimum((s * bins).astype(int), bins - 1)
    error = 0.0
    for k in range(bins):
        inside = which == k
        if inside.any():
            error += float(inside.mean() * abs(s[inside].mean() - r[inside].mean()))
    return error
