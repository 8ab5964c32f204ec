"""The tags of the model: ``O``, and ``B-`` and ``I-`` of each label, with the transitions that are legal."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pipeline.records import ENTITY_LABELS

FORBIDDEN = -1e4
"""Log score of an illegal transition: far below any real one, far from overflow in float32."""


def bio_tags(labels: tuple[str, ...] = ENTITY_LABELS) -> tuple[str, ...]:
    """``O`` first, then ``B-X``, ``I-X`` for each label."""
    return ("O", *(prefix + label for label in labels for prefix in ("B-", "I-")))


def legal_transitions(tags: tuple[str, ...]) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Log scores (0 or :data:`FORBIDDEN`) of moving from tag to tag, shape (tags, tags), and of starting, (tags,)."""
    move = np.zeros((len(tags), len(tags)), np.float32)
    start = np.zeros(len(tags), np.float32)
    for j, tag in enumerate(tags):
        if tag.startswith("I-"):
            start[j] = FORBIDDEN
            for i, before in enumerate(tags):
                if before[2:] != tag[2:]:
                    move[i, j] = FORBIDDEN
    return move, start
