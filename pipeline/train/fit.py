"""The training loop: cross-entropy on the first piece of each word, AdamW, a linear schedule, averaged weights.

It logs JSON lines, writes a checkpoint after each epoch, and goes on from the last checkpoint when started again.
"""

from __future__ import annotations

import csv
import json
import random
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from pipeline.evaluate.ner import Score, score_spans
from pipeline.tag.ner.decode import Decoder
from pipeline.train import encoder as encoders
from pipeline.train.average import Average
from pipeline.train.config import Corpus, TrainConfig
from pipeline.train.data import (
    IGNORE,
    Annotated,
    Augmenter,
    Example,
    batches,
    encode,
    join,
    read_articles,
    read_columns,
)
from pipeline.train.model import Tagger, half_precision
from pipeline.train.predict import predict_scores, tensors
from pipeline.train.pseudo import pseudo_label
from pipeline.train.sentences import shaped

LAST_SPECIAL = 3
"""Ids up to this one are special pieces."""


def read_corpus(corpus: Corpus, data: Path) -> list[Annotated]:
    """The texts of one annotated corpus."""
    if corpus.format == "columns":
        known = {s.text for name in corpus.without for s in read_columns(data / name, corpus.word, corpus.tag)}
        sentences = [s for s in read_columns(data / corpus.path, corpus.word, corpus.tag) if s.text not in known]
        items = join(sentences, corpus.join)
    else:
        items = read_articles(data / corpus.path)
    return shaped(items, corpus)


def read_names(config: TrainConfig) -> dict[str, list[str]]:
    """Names by label from the gazetteers."""
    names: dict[str, list[str]] = {}
    rng = random.Random(config.seed)
    for source in config.gazetteers:
        with (Path(config.data) / source.path).open(encoding="utf-8", newline="") as file:
            found = [
                row[source.column]
                for row in csv.DictReader(file)
                if row[source.column] and "(" not in row[source.column]
            ]
        if source.shuffle:
            found = [" ".join(rng.sample(found, 2)) for _ in range(source.shuffle)]
        names.setdefault(source.label, []).extend(found)
    return names


def split_holdout(items: Sequence[Annotated], count: int, seed: int = 7) -> tuple[list[Annotated], list[Annotated]]:
    """Part ``count`` random articles from the rest; always the same ones."""
    if not count:
        return list(items), []
    chosen = set(random.Random(seed).sample(range(len(items)), count))
    return [x for k, x in enumerate(items) if k not in chosen], [x for k, x in enumerate(items) if k in chosen]


def whole_tokens(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch widened to the white space around it: corpora in columns label tokens like ``kompas.com`` whole."""
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def evaluate(
    model: Tagger, items: Sequence[Annotated], tokenizer: Tokenizer, config: TrainConfig, corpus: Corpus
) -> Score:
    """Entity-level score, exact span and label."""
    decoder = Decoder(corpus.scheme)
    gold, found = [], []
    predicted = predict_scores(model, items, tokenizer, config, head=corpus.head)
    for item, (words, scores) in zip(items, predicted, strict=True):
        spans = decoder.decode(scores, words.paragraph)
        sure = [s for s in spans if s.probability >= config.threshold]
        edges = [(int(words.start[s.first]), int(words.end[s.last])) for s in sure]
        if corpus.format == "columns":
            edges = [whole_tokens(item.text, *edge) for edge in edges]
        found.append({(*edge, s.label) for edge, s in zip(edges, sure, strict=True)})
        gold.append(set(item.spans))
    return score_spans(gold, found)


def _parameter_groups(model: Tagger, config: TrainConfig) -> list[dict[str, Any]]:
    """Learning rates by depth; no weight decay on biases and norms; embeddings stay as they are."""
    groups = []
    for name, parameter in model.named_parameters():
        if name.startswith("heads."):
            rate = config.head_lr
        elif name.startswith("encoder.layers."):
            depth = config.layers - 1 - int(name.split(".")[2])
            rate = config.lr * config.layer_decay**depth
        else:
            parameter.requires_grad_(False)
            continue
        decay = 0.0 if name.endswith("bias") or "norm" in name else config.weight_decay
        groups.append({"params": [parameter], "lr": rate, "weight_decay": decay})
    return groups


def word_means(logits: Tensor, owner: Tensor) -> Tensor:
    """At the first piece of each word the mean over its pieces.

    Args:
        logits: (batch, pieces, tags).
        owner: for each piece the index of the first piece of its word, (batch, pieces).
    """
    sums = torch.zeros_like(logits).scatter_add(1, owner[:, :, None].expand_as(logits), logits)
    counts = torch.zeros(owner.shape).scatter_add(1, owner, torch.ones(owner.shape))
    return sums / counts.clamp_min(1.0)[:, :, None]


def fit(config: TrainConfig, start: Path | None = None) -> Path:
    """Train; returns the checkpoint of the final weights.

    Args:
        config: the settings.
        start: checkpoint to start from, which also labels the raw corpora.
    """
    if config.threads:
        torch.set_num_threads(config.threads)
    torch.manual_seed(config.seed)
    rng = random.Random(config.seed)
    data, work = Path(config.data), Path(config.work)
    run = work / "runs" / config.name
    run.mkdir(parents=True, exist_ok=True)
    log = (run / "log.jsonl").open("a", encoding="utf-8")

    def note(**values: Any) -> None:
        print(json.dumps(values), file=log, flush=True)

    tokenizer = Tokenizer.from_file(str(work / config.encoder / "tokenizer.json"))
    mask_piece = tokenizer.get_vocab_size() - 1  # <mask> is the last piece, before and after pruning
    corpora = [pseudo_label(config, c, start) if c.format == "raw" else read_corpus(c, data) for c in config.train]
    corpora[0], holdout = split_holdout(corpora[0], config.holdout)
    names = read_names(config)
    augmenters = [
        Augmenter(items, config.swap_labels, config.swap if c.head == "main" else 0.0, config.recase, rng, names)
        for c, items in zip(config.train, corpora, strict=True)
    ]
    heads = {c.head: len(c.scheme) for c in config.train}
    weights = {c.head: c.weight for c in reversed(config.train)}
    model = Tagger(encoders.load(work / config.encoder, config.layers, config.dropout), heads, config.dropout)
    if start:
        fresh = model.state_dict()
        stored = torch.load(start, weights_only=True)["model"]
        # A head of another label scheme stays as it was made.
        fits = {name: w for name, w in stored.items() if name in fresh and w.shape == fresh[name].shape}
        model.load_state_dict({**fresh, **fits})
    optimizer = torch.optim.AdamW(_parameter_groups(model, config), fused=True)
    average = Average(model, config.average) if config.average else None

    def size(rng: random.Random) -> int:
        return rng.randint(config.shortest, config.window) if config.shortest else config.window

    def epoch_examples(epoch: int, rng: random.Random) -> list[Example]:
        return [
            example
            for c, items, vary in zip(config.train, corpora, augmenters, strict=True)
            if not c.epochs or epoch < c.epochs
            for item in (items if c.share >= 1 else rng.sample(items, int(c.share * len(items))))
            for example in encode(vary(item), tokenizer, c.scheme, c.head, size(rng), config.overlap)
        ]

    plan = [
        len(list(batches(epoch_examples(epoch, random.Random(0)), config.batch_pieces, random.Random(0))))
        for epoch in range(config.epochs)
    ]
    total = sum(plan)
    warm = max(1, int(config.warmup * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: s / warm if s < warm else max(0.0, (total - s) / max(1, total - warm))
    )
    first_epoch = 0
    last = run / "last.pt"
    if last.exists():
        stored = torch.load(last, weights_only=False)
        model.load_state_dict(stored["model"])
        optimizer.load_state_dict(stored["optimizer"])
        schedule.load_state_dict(stored["schedule"])
        rng.setstate(stored["rng"])
        first_epoch = stored["epoch"] + 1
        if average:
            average.weights, average.steps = stored["average"], stored["steps"]
        note(event="resumed", epoch=first_epoch)
    note(event="start", config=asdict(config), texts=[len(c) for c in corpora], holdout=len(holdout), steps=total)
    began = time.time()
    for epoch in range(first_epoch, config.epochs):
        model.train()
        losses, words = [], 0
        for step, batch in enumerate(batches(epoch_examples(epoch, rng), config.batch_pieces, rng)):
            ids, mask, target, owner = tensors(batch)
            if config.mask:
                hidden = (torch.rand(ids.shape) < config.mask) & (ids > LAST_SPECIAL)
                ids = ids.masked_fill(hidden, mask_piece)
            with half_precision():
                logits = model(ids, mask, batch[0].head)
            scores = word_means(logits.float(), owner) if config.pooling == "mean" else logits.float()
            loss = F.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=IGNORE)
            optimizer.zero_grad()
            (loss * weights[batch[0].head]).backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            if average:
                average.update()
            losses.append(loss.item())
            words += int((target != IGNORE).sum())
            if step % 100 == 99:
                note(epoch=epoch, step=step, of=plan[epoch], loss=sum(losses[-100:]) / 100, seconds=time.time() - began)
        note(event="epoch", epoch=epoch, loss=sum(losses) / len(losses), words=words, seconds=time.time() - began)
        state = {
            "model": model.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(),
            "rng": rng.getstate(), "epoch": epoch, "average": average.weights if average else None,
            "steps": average.steps if average else 0,
        }  # fmt: skip
        torch.save(state, last)
        if average:
            average.swap()
        torch.save({"model": model.state_dict()}, run / "model.pt")
        if holdout:
            score = evaluate(model, holdout, tokenizer, config, config.train[0])
            note(event="score", epoch=epoch, seconds=time.time() - began, **score.as_dict())
        if average:
            average.swap()
    log.close()
    return run / "model.pt"
