"""From treebank sentences to batches: sentence pieces, places of words, and targets.

A window holds one or more sentences that follow one another, as the windows of running text will.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from pipeline.syntax.encoder.lemmas import make_script
from pipeline.syntax.encoder.windows import BOS, EOS, PAD, token_pieces
from pipeline.train.syntax.treebank import GoldSentence

IGNORE = -100
NEVER = -1e4
"""Score of an arc that cannot be."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The classes of each head, in order."""

    banks: tuple[str, ...]
    upos: tuple[str, ...]
    feats: tuple[str, ...]
    lemma: tuple[str, ...]
    deprel: tuple[str, ...]

    @classmethod
    def of(cls, sentences: Sequence[GoldSentence], *, rare: int = 1) -> Labels:
        """The classes of a treebank; features and scripts seen less than ``rare`` times are left out."""
        words = [word for sentence in sentences for word in sentence.words]

        def common(values: Iterable[str]) -> tuple[str, ...]:
            counts: dict[str, int] = {}
            for value in values:
                counts[value] = counts.get(value, 0) + 1
            return tuple(sorted((v for v in counts if counts[v] >= rare), key=lambda v: (-counts[v], v)))

        return cls(
            banks=tuple(dict.fromkeys(s.bank for s in sentences)),
            upos=tuple(sorted({w.upos for w in words})),
            feats=common(w.feats for w in words),
            lemma=common(make_script(w.form, w.lemma) for w in words),
            deprel=tuple(sorted({w.deprel for w in words})),
        )


@dataclass(frozen=True, slots=True)
class Encoded:
    """One sentence in numbers; words count from 0, heads too, with -1 for the root.

    Attributes:
        ids: sentence pieces, without special ones.
        first, last: index into ``ids`` of the first and last piece of the token of each word.
        part: 1 for a clitic, else 0.
    """

    ids: list[int]
    first: list[int]
    last: list[int]
    part: list[int]
    upos: list[int]
    feats: list[int]
    lemma: list[int]
    head: list[int]
    deprel: list[int]
    bank: int
    weight: float


def encode(sentence: GoldSentence, tokenizer: Tokenizer, labels: Labels) -> Encoded:
    """A sentence in numbers."""
    encoding = tokenizer.encode(sentence.text, add_special_tokens=False)
    pieces = token_pieces(encoding.offsets, [(t.start, t.end) for t in sentence.tokens])
    index = {name: {v: k for k, v in enumerate(getattr(labels, name))} for name in ("upos", "feats", "lemma", "deprel")}
    out = Encoded(encoding.ids, [], [], [], [], [], [], [], [], labels.banks.index(sentence.bank), sentence.weight)
    for token, (a, b) in zip(sentence.tokens, pieces, strict=True):
        for k, word in enumerate(token.words):
            out.first.append(a)
            out.last.append(b)
            out.part.append(min(k, 1))
            out.upos.append(index["upos"].get(word.upos, IGNORE))
            out.feats.append(index["feats"].get(word.feats, IGNORE))
            out.lemma.append(index["lemma"].get(make_script(word.form, word.lemma), IGNORE))
            out.head.append(word.head - 1)
            out.deprel.append(index["deprel"].get(word.deprel, IGNORE))
    return out


def windows(
    sentences: Sequence[Encoded], rng: random.Random, pieces: int, alone: float, longest: int
) -> list[list[Encoded]]:
    """Group sentences that follow one another into windows of random size.

    Args:
        sentences: of one treebank, in order.
        rng: source of chance.
        pieces: the largest size aimed at.
        alone: share of the windows that hold one sentence.
        longest: sentences with more pieces than this are left out.
    """
    out: list[list[Encoded]] = []
    room = 0
    for sentence in sentences:
        if len(sentence.ids) > longest:
            continue
        if out and len(sentence.ids) <= room and out[-1][0].weight == sentence.weight:
            out[-1].append(sentence)
        else:
            out.append([sentence])
            room = 0 if rng.random() < alone else rng.randint(0, pieces)
        room -= len(sentence.ids)
    return out


def batches(groups: list[list[Encoded]], size: int, rng: random.Random) -> list[list[list[Encoded]]]:
    """Windows of like size together, at most ``size`` pieces with padding, in random order."""

    def length(group: list[Encoded]) -> int:
        return sum(len(s.ids) for s in group) + 2

    ordered = sorted(groups, key=lambda g: length(g) * rng.uniform(0.85, 1.15))
    out: list[list[list[Encoded]]] = [[]]
    widest = 0
    for group in ordered:
        widest = max(widest, length(group))
        if out[-1] and widest * (len(out[-1]) + 1) > size:
            out.append([])
            widest = length(group)
        out[-1].append(group)
    rng.shuffle(out)
    return out


def tensors(groups: Sequence[Sequence[Encoded]]) -> dict[str, Tensor]:
    """Padded arrays of a batch.

    Returns:
        ``ids``, ``mask`` (batch, pieces); ``first``, ``last``, ``part`` and the targets (batch, words);
        ``bank`` (batch,); ``weight`` (batch,); ``sentence`` (batch, words): number of each word's sentence, -1 for
        padding; ``head`` counts words of the window, with ``words`` (the number of them) standing for the root.
    """
    pieces = max(sum(len(s.ids) for s in g) for g in groups) + 2
    count = max(sum(len(s.first) for s in g) for g in groups)
    n = len(groups)
    ids = np.full((n, pieces), PAD, np.int64)
    mask = np.zeros((n, pieces), np.float32)
    names = ("upos", "feats", "lemma", "head", "deprel")
    out = {name: np.full((n, count), IGNORE, np.int64) for name in names}
    place = {name: np.zeros((n, count), np.int64) for name in ("first", "last", "part")}
    number = np.full((n, count), -1, np.int64)
    for row, group in enumerate(groups):
        ids[row, 0] = BOS
        at, word = 1, 0
        for k, s in enumerate(group):
            m = len(s.first)
            ids[row, at : at + len(s.ids)] = s.ids
            place["first"][row, word : word + m] = np.array(s.first) + at
            place["last"][row, word : word + m] = np.array(s.last) + at
            place["part"][row, word : word + m] = s.part
            number[row, word : word + m] = k
            for name in names:
                out[name][row, word : word + m] = getattr(s, name)
            heads = np.array(s.head)
            out["head"][row, word : word + m] = np.where(heads < 0, count, heads + word)
            at += len(s.ids)
            word += m
        ids[row, at] = EOS
        mask[row, : at + 1] = 1.0
    arrays = {"ids": ids, "mask": mask, "sentence": number, **place, **out}
    batch = {name: torch.from_numpy(array) for name, array in arrays.items()}
    batch["bank"] = torch.tensor([g[0].bank for g in groups])
    batch["weight"] = torch.tensor([g[0].weight for g in groups])
    return batch
