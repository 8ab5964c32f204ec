"""Trees: always one root, no cycles, and the best sum of all such trees."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pipeline.syntax.encoder.tree import best_heads


def is_tree(heads: list[int]) -> bool:
    """One root, and every word's path ends there; the root is the number of words."""
    n = len(heads)
    for at in range(n):
        for _ in range(n):
            at = heads[at] if at < n else n
        if at != n:
            return False
    return heads.count(n) == 1


def test_the_best_heads_stand_where_they_make_a_tree() -> None:
    scores = np.array([[0, 5, 1], [1, 0, 6]], np.float32)
    assert best_heads(scores).tolist() == [1, 2]


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    # Each of the two words would rather hang on the other.
    scores = np.array([[0, 5, 4], [5, 0, 1]], np.float32)
    assert best_heads(scores).tolist() == [2, 0]


def test_of_two_roots_one_stays() -> None:
    scores = np.array([[0, 1, 9], [3, 0, 4]], np.float32)
    assert best_heads(scores).tolist() == [2, 0]


@pytest.mark.parametrize("seed", range(40))
def test_no_tree_is_better(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 6))
    scores = rng.normal(size=(n, n + 1)).astype(np.float32)
    trees = [
        h for h in product(range(n + 1), repeat=n) if is_tree(list(h)) and all(i != head for i, head in enumerate(h))
    ]
    best = max(trees, key=lambda heads: float(scores[np.arange(n), list(heads)].sum()))
    assert tuple(best_heads(scores).tolist()) == best


@given(st.integers(1, 30).flatmap(lambda n: arrays(np.float32, (n, n + 1), elements=st.sampled_from([0.0, 1.0, 2.0]))))
def test_ties_still_give_a_tree(scores: np.ndarray) -> None:
    assert is_tree(best_heads(scores).tolist())


def test_scores_that_are_no_numbers_still_give_a_tree() -> None:
    assert is_tree(best_heads(np.full((4, 5), np.nan, np.float32)).tolist())


def test_no_words_have_no_heads() -> None:
    assert best_heads(np.zeros((0, 1), np.float32)).tolist() == []
