"""Scores of a network in training, window by window; the shipped model has :mod:`pipeline.tag.ner.predictor`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn

from pipeline.tag.ner.decode import FloatArray
from pipeline.tag.ner.windows import PAD, Words, cut
from pipeline.train.config import TrainConfig
from pipeline.train.data import IGNORE, Annotated, Example
from pipeline.train.model import Tagger, half_precision


def tensors(batch: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """``ids``, ``mask``, ``target`` and ``owner``, each (examples, longest)."""
    longest = max(len(e.ids) for e in batch)
    ids = np.full((len(batch), longest), PAD, np.int64)
    mask = np.zeros((len(batch), longest), np.float32)
    target = np.full((len(batch), longest), IGNORE, np.int64)
    owner = np.tile(np.arange(longest, dtype=np.int64), (len(batch), 1))
    for row, example in enumerate(batch):
        ids[row, : len(example.ids)] = example.ids
        mask[row, : len(example.ids)] = 1
        target[row, : len(example.ids)] = example.target
        owner[row, : len(example.ids)] = example.owner
    return torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(target), torch.from_numpy(owner)


def predict_scores(
    model: Tagger, items: Sequence[Annotated], tokenizer: Tokenizer, config: TrainConfig, *, head: str = "main"
) -> list[tuple[Words, FloatArray]]:
    """For each text its words and their log-probabilities, (words, tags)."""
    model.eval()
    cuts = [cut(item.text, tokenizer, size=config.window, overlap=config.overlap) for item in items]
    linear = model.heads[head]
    assert isinstance(linear, nn.Linear)
    found = [np.zeros((len(words), linear.out_features), np.float32) for words, _ in cuts]
    jobs = [(number, w) for number, (_, windows) in enumerate(cuts) for w in windows]
    jobs.sort(key=lambda job: -len(job[1].ids))
    for at in range(0, len(jobs), 16):
        part = jobs[at : at + 16]
        nothing = [np.zeros(len(w.ids), np.int64) for _, w in part]
        ids, mask, *_ = tensors([Example(w.ids, none, none, head) for (_, w), none in zip(part, nothing, strict=True)])
        with torch.no_grad(), half_precision():
            logits = model(ids, mask, head)
        for row, (number, w) in enumerate(part):
            values = logits[row].float().numpy()
            of_words = w.means(values) if config.pooling == "mean" else values[w.at]
            found[number][w.words] = torch.from_numpy(of_words).log_softmax(-1).numpy()
    return [(words, scores) for (words, _), scores in zip(cuts, found, strict=True)]
