"""Raw news labelled by a model, to teach another one.

In self-training the model that training starts from is then taught with what it was sure of: words of which it was
unsure are marked, and teach nothing (hard labels with a confidence threshold, the simplest of the family of Yarowsky
1995).  The pipeline as installed labels text for networks that see less than it does, such as small letters only.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from pipeline.api import extract
from pipeline.errors import SettingsError
from pipeline.tag.ner.decode import Decoder
from pipeline.train import encoder as encoders
from pipeline.train.config import Corpus, TrainConfig
from pipeline.train.data import Annotated, read_articles
from pipeline.train.model import Tagger
from pipeline.train.predict import predict_scores
from pipeline.train.rows import read_rows
from pipeline.train.sentences import shaped

SURE_WORD = 0.75
"""Probability that the most probable tag of a word must have for the word to teach."""
SURE_MENTION = 0.6
"""Probability that a mention must have for its words to teach."""


def pseudo_label(config: TrainConfig, corpus: Corpus, start: Path | None) -> list[Annotated]:
    """Label a raw corpus, which is done once: the labels stay in the folder of the run.

    The pipeline reads whole articles, with their capitals; a model that training starts from reads what it was made
    for, such as sentences in small letters.

    Raises:
        SettingsError: the model that training starts from is the teacher, and there is none.
    """
    output = Path(config.work) / "runs" / config.name / "pseudo.jsonl"
    by_pipeline = corpus.teacher == "pipeline"
    if not output.is_file():
        rows = [r for r in read_rows(Path(config.data) / corpus.path) if not corpus.only or r.get(corpus.only)]
        if corpus.most:
            rows = random.Random(config.seed).sample(rows, min(corpus.most, len(rows)))
        items = [Annotated(row["text"], (), str(row.get("id", k))) for k, row in enumerate(rows)]
        if by_pipeline:
            _write(_by_pipeline(items), output)
        elif start:
            _write(_by_checkpoint(config, corpus, shaped(items, corpus), start), output)
        else:
            raise SettingsError(
                f"{config.name}: {corpus.path} is raw, and there is no run to start from that labels it"
            )
    labelled = read_articles(output)
    return shaped(labelled, corpus) if by_pipeline else labelled


def _write(items: Iterable[Annotated], output: Path) -> None:
    part = output.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        for item in items:
            row = {"id": item.key, "text": item.text, "entities": item.spans, "unsure": item.unsure}
            print(json.dumps(row, ensure_ascii=False), file=file)
    part.rename(output)


def _by_pipeline(items: Iterable[Annotated]) -> Iterator[Annotated]:
    for item in items:
        found = extract(item.text)
        spans = tuple((e.start, e.end, e.label) for e in found.entities)
        yield Annotated(found.article.text, spans, item.key)


def _by_checkpoint(
    config: TrainConfig, corpus: Corpus, items: Sequence[Annotated], teacher: Path
) -> Iterator[Annotated]:
    tags, head = corpus.scheme, corpus.head
    tokenizer = Tokenizer.from_file(str(Path(config.work) / config.encoder / "tokenizer.json"))
    model = Tagger(encoders.load(Path(config.work) / config.encoder, config.layers, 0.0), {head: len(tags)}, 0.0)
    stored = torch.load(teacher, weights_only=True)["model"]
    model.load_state_dict({name: stored[name] for name in model.state_dict()})
    decoder = Decoder(tags)
    for item, (words, scores) in zip(items, predict_scores(model, items, tokenizer, config, head=head), strict=True):
        spans = decoder.decode(scores, words.paragraph)
        unsure = np.exp(scores.max(axis=1)) < SURE_WORD
        for span in spans:
            if span.probability < SURE_MENTION:
                unsure[span.first : span.last + 1] = True
        yield Annotated(
            item.text,
            tuple((int(words.start[s.first]), int(words.end[s.last]), s.label) for s in spans),
            item.key,
            tuple((int(words.start[k]), int(words.end[k])) for k in np.flatnonzero(unsure)),
        )
