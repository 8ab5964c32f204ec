"""The best tree: from a score per arc to heads that form a tree with one root."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]

_ONE_ROOT = 1e6
"""Taken from every arc from the root: a tree then has as few of them as it can, one."""


def best_heads(scores: FloatArray) -> IntArray:
    """Heads of the best tree with one root.

    Most often the best head of each word already gives a tree.  Otherwise the algorithm of Chu and Liu (1965) and
    Edmonds (1967) finds the maximum spanning arborescence, in quadratic time per cycle.

    Args:
        scores: score of head ``j`` for word ``i`` at ``[i, j]``, the root being the last column; (words, words + 1).

    Returns:
        For each word the column of its head; (words,).
    """
    n = len(scores)
    if n == 0:
        return np.zeros(0, np.int64)
    arcs: npt.NDArray[np.float64] = np.nan_to_num(scores.astype(np.float64), nan=-1e5, posinf=1e5, neginf=-1e5)
    arcs[np.arange(n), np.arange(n)] = -np.inf
    heads: IntArray = arcs.argmax(axis=1)
    if (heads == n).sum() == 1 and not _cycle(heads).any():
        return heads
    arcs[:, n] -= _ONE_ROOT
    return _arborescence(arcs)


def _cycle(heads: IntArray) -> npt.NDArray[np.bool_]:
    """Which words lie on one cycle (of the several there may be); ``len(heads)`` is the root."""
    n = len(heads)
    onward = np.append(heads, n)
    far = onward
    for _ in range(max(1, n.bit_length())):  # by doubling: where each word's path is after at least n steps
        far = far[far]
    found = np.zeros(n, np.bool_)
    stuck = np.flatnonzero(far[:n] != n)
    if len(stuck):
        at = int(far[stuck[0]])
        while not found[at]:
            found[at] = True
            at = int(heads[at])
    return found


def _arborescence(scores: npt.NDArray[np.float64]) -> IntArray:
    """Maximum spanning arborescence: cycles are contracted one after another, then opened in reverse order.

    A cycle is contracted into one of its own members, so that the matrix keeps its shape and the rest its numbers.
    """
    n = len(scores)
    scores = scores.copy()
    alive = np.ones(n, np.bool_)
    opened: list[tuple[int, IntArray, IntArray, IntArray, IntArray]] = []
    while True:
        heads: IntArray = scores.argmax(axis=1)
        heads[~alive] = n
        on = _cycle(heads)
        if not on.any():
            break
        members = np.flatnonzero(on)
        stay = int(members[0])
        kept = scores[members, heads[members]]
        # Entering the cycle at a member gives up the arc that the cycle has to it.
        enter = scores[members] - kept[:, None]
        door = members[enter.argmax(axis=0)]
        leave = scores[:, members]
        exit_ = members[leave.argmax(axis=1)]
        opened.append((stay, members, heads[members], door, exit_))
        scores[stay] = enter.max(axis=0)
        scores[:, stay] = leave.max(axis=1)
        others = members[1:]
        scores[others] = -np.inf
        scores[:, others] = -np.inf
        scores[stay, members] = -np.inf
        alive[others] = False
    for stay, members, cycle_heads, door, exit_ in reversed(opened):
        head = heads[stay]
        outside = np.ones(n, np.bool_)
        outside[members] = False
        through = outside & (heads == stay)
        heads[through] = exit_[through]
        heads[members] = cycle_heads
        heads[door[head]] = head
    return heads
