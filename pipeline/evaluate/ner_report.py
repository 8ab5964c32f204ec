"""How a stored tagger does on annotated articles: scores by label, calibration, what is confused with what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.evaluate.ner import (
    Score,
    Triple,
    confusion,
    expected_calibration_error,
    score_spans,
)
from pipeline.records import ENTITY_LABELS, Mention
from pipeline.tag.ner.predictor import Predictor
from pipeline.tag.ner.store import open_model
from pipeline.train.data import Annotated, read_articles


@dataclass(frozen=True, slots=True)
class Measured:
    """What a model found in a set of texts, and how good that is.

    Attributes:
        score: counts of right, wrong and missed mentions.
        calibration_error: expected calibration error of the mentions' scores, 0 to 1.
        gold, found: the mentions themselves, by text.
    """

    score: Score
    calibration_error: float
    gold: Sequence[Sequence[Triple]]
    found: Sequence[Sequence[Triple]]

    def as_dict(self) -> dict[str, Any]:
        """For ``meta.json`` and logs."""
        return {**self.score.as_dict(), "expected_calibration_error": round(self.calibration_error, 4)}


def judged(items: Sequence[Annotated], found: Sequence[Sequence[Mention]]) -> list[tuple[Mention, bool]]:
    """Each mention found, with whether gold has it."""
    gold = [set(item.spans) for item in items]
    return [(m, (m.start, m.end, m.label) in g) for g, ms in zip(gold, found, strict=True) for m in ms]


def measure(predictor: Predictor, items: Sequence[Annotated]) -> Measured:
    """Run a stored model over annotated texts."""
    mentions = predictor.predict([item.text for item in items])
    pairs = judged(items, mentions)
    gold = [list(item.spans) for item in items]
    found: list[list[Triple]] = [[(m.start, m.end, m.label) for m in ms] for ms in mentions]
    error = expected_calibration_error([m.score for m, _ in pairs], [right for _, right in pairs])
    return Measured(score_spans(gold, found), error, gold, found)


def confusion_table(table: Counter[tuple[str, str]]) -> str:
    """The confusion counts as a Markdown table: gold labels down, found labels across."""
    across = [*ENTITY_LABELS, "span", "-"]
    lines = ["| gold \\ found | " + " | ".join(across) + " |", "|---" * (len(across) + 1) + "|"]
    for gold in (*ENTITY_LABELS, "-"):
        lines.append(f"| {gold} | " + " | ".join(str(table[gold, label] or "") for label in across) + " |")
    return "\n".join(lines)


def report(gold: Path, model: str = "edufakta-ner") -> str:
    """Scores, calibration and confusions of a model on a gold file, as Markdown.

    Args:
        gold: JSON Lines with ``id``, ``text`` and ``entities``.
        model: name or folder of the model.
    """
    measured = measure(Predictor(open_model(model)), read_articles(gold))
    score = measured.score
    lines = ["| label | F1 | precision | recall | gold |", "|---|---|---|---|---|"]
    for label in (None, *ENTITY_LABELS):
        count = score.right[label] + score.missed[label]
        figures = (score.f1(label), score.precision(label), score.recall(label))
        lines.append(f"| {label or 'all'} | " + " | ".join(f"{x:.1f}" for x in figures) + f" | {count} |")
    lines += ["", f"Expected calibration error of the scores: {measured.calibration_error:.3f}", ""]
    return "\n".join([*lines, confusion_table(confusion(measured.gold, measured.found))])
