"""Decoding: the best legal sequence, and the exact probability of each mention, checked by enumeration."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from pipeline.tag.ner.decode import Decoder
from pipeline.tag.ner.labels import bio_tags, legal_transitions

TAGS = bio_tags(("PERSON", "LOCATION"))  # O, B-PERSON, I-PERSON, B-LOCATION, I-LOCATION


def log_softmax(x: np.ndarray) -> np.ndarray:
    return (x - np.log(np.exp(x).sum(-1, keepdims=True))).astype(np.float32)


def legal(path: tuple[int, ...]) -> bool:
    move, start = legal_transitions(TAGS)
    return start[path[0]] == 0 and all(move[a, b] == 0 for a, b in itertools.pairwise(path))


def spans_of(path: tuple[int, ...]) -> set[tuple[int, int, str]]:
    found, t = set(), 0
    while t < len(path):
        if TAGS[path[t]][0] != "B":
            t += 1
            continue
        first, label = t, TAGS[path[t]][2:]
        while t + 1 < len(path) and TAGS[path[t + 1]] == "I-" + label:
            t += 1
        found.add((first, t, label))
        t += 1
    return found


@pytest.mark.parametrize("seed", range(12))
def test_agrees_with_trying_every_sequence(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = log_softmax(rng.normal(0, 2, (5, len(TAGS))))
    paths = [p for p in itertools.product(range(len(TAGS)), repeat=5) if legal(p)]
    weight = {p: math.exp(sum(float(scores[t, k]) for t, k in enumerate(p))) for p in paths}
    total = sum(weight.values())
    best = max(paths, key=lambda p: weight[p])
    found = Decoder(TAGS, sure=1.0 + 1e-9).decode(scores, np.zeros(5, np.int32))
    assert {(s.first, s.last, s.label) for s in found} == spans_of(best)
    for span in found:
        share = sum(w for p, w in weight.items() if (span.first, span.last, span.label) in spans_of(p)) / total
        assert span.probability == pytest.approx(share, rel=1e-3)


def test_many_sequences_at_once_give_what_each_gives_alone() -> None:
    rng = np.random.default_rng(3)
    parts = [log_softmax(rng.normal(0, 3, (n, len(TAGS)))) for n in (1, 7, 3, 12, 2)]
    decoder = Decoder(TAGS)
    paragraph = np.repeat(np.arange(5), [len(p) for p in parts]).astype(np.int32)
    together = decoder.decode(np.concatenate(parts), paragraph)
    offset, alone = 0, []
    for part in parts:
        spans = decoder.decode(part, np.zeros(len(part), np.int32))
        alone += [(s.first + offset, s.last + offset, s.label, round(s.probability, 5)) for s in spans]
        offset += len(part)
    assert [(s.first, s.last, s.label, round(s.probability, 5)) for s in together] == alone


def test_no_mention_crosses_a_paragraph() -> None:
    scores = np.full((4, len(TAGS)), -9.0, np.float32)
    for t, tag in enumerate(("B-PERSON", "I-PERSON", "I-PERSON", "I-PERSON")):
        scores[t, TAGS.index(tag)] = 0
    found = Decoder(TAGS).decode(scores, np.array([0, 0, 1, 1], np.int32))
    assert (found[0].first, found[0].last) == (0, 1)
    assert all(s.first >= 2 for s in found[1:])


def test_learnt_transitions_count() -> None:
    scores = log_softmax(np.array([[0.0, 0.2, -9, -9, -9], [0.0, -9, 0.1, -9, -9]], np.float32))
    paragraph = np.zeros(2, np.int32)
    against = np.zeros((len(TAGS), len(TAGS)), np.float32)
    against[0, TAGS.index("B-PERSON")] = -5.0
    assert Decoder(TAGS).decode(scores, paragraph)
    assert not Decoder(TAGS, against).decode(scores, paragraph)


def test_no_words_no_mentions() -> None:
    assert Decoder(TAGS).decode(np.zeros((0, len(TAGS)), np.float32), np.zeros(0, np.int32)) == []
