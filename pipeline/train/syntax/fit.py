"""The training loop of the syntax model, and its scores on gold words."""

from __future__ import annotations

import json
import math
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from pipeline.train import encoder as encoders
from pipeline.train.average import Average
from pipeline.train.model import half_precision
from pipeline.train.syntax.config import SyntaxConfig
from pipeline.train.syntax.data import IGNORE, NEVER, Encoded, Labels, batches, encode, tensors, windows
from pipeline.train.syntax.export import write_model
from pipeline.train.syntax.model import Sizes, SyntaxModel
from pipeline.train.syntax.treebank import GoldSentence, read_conllu, split_holdout

LAST_SPECIAL = 3
"""Ids up to this one are special pieces."""
LONGEST = 480
"""Sentence pieces that are read at once at most; the encoder has 512 positions."""
VERSION = "1.1"


def read_banks(config: SyntaxConfig) -> tuple[list[list[GoldSentence]], list[list[GoldSentence]]]:
    """Training and held-out sentences of each treebank."""
    parts = [
        split_holdout(read_conllu(Path(config.data) / b.path, b.bank, weight=b.weight), config.holdout)
        for b in config.banks
    ]
    return [kept for kept, _ in parts], [held for _, held in parts]


def build_model(config: SyntaxConfig, labels: Labels) -> SyntaxModel:
    """A fresh network, or one with the weights of ``config.start``."""
    encoder = encoders.load(Path(config.work) / "encoder", config.layers, config.dropout)
    sizes = Sizes(
        len(labels.banks), len(labels.upos), len(labels.feats), len(labels.lemma), len(labels.deprel), config.arc,
        config.label,
    )  # fmt: skip
    model = SyntaxModel(encoder, sizes, config.head_dropout)
    if config.start:
        stored = torch.load(Path(config.work) / config.start, weights_only=True)["model"]
        fresh = model.state_dict()
        model.load_state_dict(
            {**fresh, **{n: w for n, w in stored.items() if n in fresh and w.shape == fresh[n].shape}}
        )
    return model


def arc_scores(arcs: Tensor, sentence: Tensor) -> Tensor:
    """Arcs out of a sentence, to padding and to oneself made impossible; (batch, words, words + 1)."""
    words = sentence.shape[1]
    same = (sentence[:, :, None] == sentence[:, None, :]) & (sentence[:, None, :] >= 0)
    same &= ~torch.eye(words, dtype=torch.bool)
    allowed = F.pad(same, (0, 1), value=True)
    return arcs.float().masked_fill(~allowed, NEVER)


def losses(model: SyntaxModel, batch: dict[str, Tensor], pieces: Tensor | None = None) -> dict[str, Tensor]:
    """Weighted mean loss of each head over a batch; ``pieces`` is what the encoder made of it, where that is known."""
    with half_precision():
        scores = model(batch, pieces)
        heads = batch["head"].clamp_min(0)
        chosen = scores["heads"].gather(1, heads[:, :, None].expand(-1, -1, scores["heads"].shape[2]))
        scores["deprel"] = model.labels(scores["dependent"], chosen)
    scores["head"] = arc_scores(scores["arcs"], batch["sentence"])
    weight = batch["weight"][:, None].expand_as(batch["head"])
    total: dict[str, Tensor] = {}

    def mean(values: Tensor, target: Tensor) -> Tensor:
        kept = (target != IGNORE) * weight
        return (values * kept).sum() / kept.sum().clamp_min(1.0)

    for name in ("upos", "feats", "lemma", "head", "deprel"):
        flat = F.cross_entropy(
            scores[name].float().flatten(0, 1), batch[name].flatten(), ignore_index=IGNORE, reduction="none"
        )
        total[name] = mean(flat.view_as(batch[name]), batch[name])
    return total


def evaluate(model: SyntaxModel, groups: Sequence[Sequence[Encoded]], labels: Labels) -> dict[str, float]:
    """Percent of gold words with the right value, heads by the best arc of each word (no tree enforced)."""
    model.eval()
    right: dict[str, float] = defaultdict(float)
    count: dict[str, float] = defaultdict(float)
    plain = [d.split(":")[0] for d in labels.deprel]
    base = torch.tensor([plain.index(d) for d in plain])
    rng = random.Random(0)
    with torch.no_grad():
        for group in batches([list(g) for g in groups], 2048, rng):
            batch = tensors(group)
            with half_precision():
                scores = model(batch)
                arcs = arc_scores(scores["arcs"], batch["sentence"])
                heads = arcs.argmax(-1)
                chosen = scores["heads"].gather(1, heads[:, :, None].expand(-1, -1, scores["heads"].shape[2]))
                relation = model.labels(scores["dependent"], chosen).argmax(-1)
            real = batch["sentence"] >= 0
            good = (heads == batch["head"]) & real
            count["words"] += float(real.sum())
            right["uas"] += float(good.sum())
            right["las"] += float((good & (base[relation] == base[batch["deprel"].clamp_min(0)])).sum())
            for name in ("upos", "feats", "lemma"):
                right[name] += float(((scores[name].argmax(-1) == batch[name]) & real).sum())
    out = {name: 100 * right[name] / max(1.0, count["words"]) for name in ("upos", "feats", "lemma", "uas", "las")}
    return {name: round(value, 2) for name, value in out.items()}


def _groups(model: SyntaxModel, config: SyntaxConfig) -> list[dict[str, Any]]:
    """Learning rates by depth; no weight decay on biases and norms; piece embeddings stay as they are."""
    groups = []
    for name, parameter in model.named_parameters():
        if not name.startswith("encoder."):
            rate = config.head_lr
        elif name.startswith("encoder.layers.") and not config.frozen:
            rate = config.lr * config.layer_decay ** (config.layers - 1 - int(name.split(".")[2]))
        else:
            parameter.requires_grad_(False)
            continue
        decay = 0.0 if name.endswith("bias") or "norm" in name else config.weight_decay
        groups.append({"params": [parameter], "lr": rate, "weight_decay": decay})
    return groups


def warm_heads(
    model: SyntaxModel, groups: list[list[list[Encoded]]], epochs: int, rate: float, rng: random.Random
) -> None:
    """Train the heads alone on an encoder that reads each batch once (Kumar et al. 2022: heads before fine-tuning).

    A tenth of the work of an epoch of fine-tuning, and the encoder then starts from gradients that mean something.
    """
    model.eval()
    with torch.no_grad(), half_precision():
        read = [(b, model.read(b["ids"], b["mask"], b["bank"])) for b in map(tensors, groups)]
    heads = [p for n, p in model.named_parameters() if not n.startswith(("encoder.", "bank."))]
    optimizer = torch.optim.AdamW(heads, rate, betas=(0.9, 0.98))
    model.train()
    for _ in range(epochs):
        rng.shuffle(read)
        for batch, pieces in read:
            optimizer.zero_grad()
            torch.stack(list(losses(model, batch, pieces.float()).values())).sum().backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(heads, 2.0)
            optimizer.step()


def remember(path: Path, epoch: int, rng: random.Random, average: Average, **parts: Any) -> None:
    """Write down a run after an epoch, whole or not at all."""
    state = {name: part.state_dict() for name, part in parts.items()}
    state |= {"epoch": epoch, "rng": rng.getstate(), "torch": torch.get_rng_state()}
    state |= {"average": average.weights, "steps": average.steps}
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)


def resume(path: Path, rng: random.Random, average: Average, **parts: Any) -> int:
    """Bring a run to where it was written down; returns the epoch to go on with, 0 where it was not."""
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=False)
    for name, part in parts.items():
        part.load_state_dict(state[name])
    rng.setstate(state["rng"])
    torch.set_rng_state(state["torch"])
    average.weights, average.steps = state["average"], state["steps"]
    return int(state["epoch"]) + 1


def fit(config: SyntaxConfig) -> Path:
    """Train; returns the checkpoint with the averaged weights and the labels.

    A run that was interrupted goes on after its last whole epoch; to train anew, delete its folder under ``runs``.
    """
    torch.set_num_threads(config.threads)
    torch.manual_seed(config.seed)
    rng = random.Random(config.seed)
    work = Path(config.work)
    run = work / "runs" / config.name
    run.mkdir(parents=True, exist_ok=True)
    log = (run / "log.jsonl").open("a", encoding="utf-8")

    def note(**values: Any) -> None:
        print(json.dumps(values), file=log, flush=True)

    tokenizer = Tokenizer.from_file(str(work / "encoder" / "tokenizer.json"))
    mask_piece = tokenizer.get_vocab_size() - 1
    gold, held = read_banks(config)
    labels = Labels.of([s for bank in gold for s in bank], rare=2)
    train = [[encode(s, tokenizer, labels) for s in bank] for bank in gold]
    check = [[encode(s, tokenizer, labels) for s in bank] for bank in held]
    silver = [
        [encode(s, tokenizer, labels) for s in read_conllu(work / b.path, b.bank, weight=b.weight)]
        for b in config.silver
    ]
    model = build_model(config, labels)
    optimizer = torch.optim.AdamW(_groups(model, config), fused=True, betas=(0.9, 0.98))
    average = Average(model, config.average)

    def epoch_batches(epoch: int, rng: random.Random) -> list[list[list[Encoded]]]:
        groups = [g for bank in train for g in windows(bank, rng, config.window, config.alone, config.longest)]
        if epoch < config.silver_epochs:
            for bank in silver:
                found = windows(bank, rng, config.window, config.alone, config.longest)
                groups += rng.sample(found, int(config.silver_share * len(found)))
        return batches(groups, config.batch_pieces, rng)

    total = sum(len(epoch_batches(e, random.Random(e))) for e in range(config.epochs))
    warm = max(1, int(config.warmup * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: s / warm if s < warm else 0.51 + 0.49 * math.cos(math.pi * (s - warm) / (total - warm))
    )

    def save() -> None:
        torch.save({"model": model.state_dict(), "labels": asdict(labels)}, run / "model.pt")

    def check_all(epoch: int) -> None:
        for bank, items in zip(config.banks, check, strict=True):
            if items:
                note(event="score", epoch=epoch, bank=bank.bank, **evaluate(model, [[s] for s in items], labels))

    note(event="start", config=asdict(config), sentences=[len(b) for b in train], steps=total)
    began = time.time()
    parts = {"model": model, "optimizer": optimizer, "schedule": schedule}
    first = resume(run / "last.pt", rng, average, **parts)
    if config.head_epochs and not first:
        warm_heads(model, epoch_batches(0, random.Random(config.seed)), config.head_epochs, config.head_lr, rng)
        note(event="heads", seconds=round(time.time() - began))
        check_all(-1)
        save()
        average = Average(model, config.average)
    for epoch in range(first, config.epochs):
        model.train()
        sums: dict[str, float] = defaultdict(float)
        steps = 0
        for group in epoch_batches(epoch, rng):
            batch = tensors(group)
            if config.mask:
                hidden = (torch.rand(batch["ids"].shape) < config.mask) & (batch["ids"] > LAST_SPECIAL)
                batch["ids"] = batch["ids"].masked_fill(hidden, mask_piece)
            lost = losses(model, batch)
            optimizer.zero_grad()
            torch.stack(list(lost.values())).sum().backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            average.update()
            steps += 1
            for name, part in lost.items():
                sums[name] += float(part.detach())
        losses_now = {name: round(value / steps, 3) for name, value in sums.items()}
        note(event="epoch", epoch=epoch, seconds=round(time.time() - began), loss=losses_now)
        if epoch % 4 == 3 or epoch == config.epochs - 1:
            average.swap()
            check_all(epoch)
            save()
            average.swap()
        remember(run / "last.pt", epoch, rng, average, **parts)
    log.close()
    return run / "model.pt"


def load(config: SyntaxConfig, checkpoint: Path) -> tuple[SyntaxModel, Labels]:
    """The network of a checkpoint, and its classes."""
    stored = torch.load(checkpoint, weights_only=True)
    labels = Labels(**{name: tuple(values) for name, values in stored["labels"].items()})
    model = build_model(replace(config, start=""), labels)
    model.load_state_dict(stored["model"])
    return model.eval(), labels


def finish(config: SyntaxConfig, checkpoint: Path) -> Path:
    """Write the model folder of a checkpoint; its README stays as it is."""
    model, labels = load(config, checkpoint)
    work, output = Path(config.work), Path(config.output) / config.name
    tokenizer = work / "encoder" / "tokenizer.json"
    pieces = Tokenizer.from_file(str(tokenizer))
    gold, _ = read_banks(config)
    groups = [[encode(s, pieces, labels)] for bank in gold for s in bank[:60]]
    write_model(
        model, tokenizer, output, labels=asdict(labels),
        settings={"name": config.name, "version": VERSION, "window": config.window, "longest": LONGEST},
        batches=[tensors(group) for group in batches(groups, 1024, random.Random(0))],
    )  # fmt: skip
    return output
