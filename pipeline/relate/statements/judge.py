"""How likely a candidate is a statement: a logistic model over named features.

The weights in ``weights.json`` are learned by ``python -m pipeline.relate.statements.learn GOLD.jsonl`` from annotated
articles; what a feature means is written where it is made (:mod:`.clauses`).  Unknown features weigh nothing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Feature to weight; ``bias`` is the constant."""
    raw = json.loads((files(__package__) / "weights.json").read_text(encoding="utf8"))
    return {name: float(value) for name, value in raw["weights"].items()}


def probability(features: Iterable[str]) -> float:
    """Probability from 0 to 1 that a candidate with these features is a statement."""
    table = weights()
    total = table.get("bias", 0.0) + sum(table.get(name, 0.0) for name in features)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
