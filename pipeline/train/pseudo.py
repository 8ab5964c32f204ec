"""Self-training: the model that training starts from labels raw news, and is then taught with what it was sure of.

Words of which the model was unsure are marked, and teach nothing (hard labels with a confidence threshold, the simplest
of the family of Yarowsky 1995).
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from pipeline.tag.ner.decode import Decoder
from pipeline.tag.ner.labels import bio_tags
from pipeline.train import encoder as encoders
from pipeline.train.config import Corpus, TrainConfig
from pipeline.train.data import Annotated
from pipeline.train.model import Tagger
from pipeline.train.predict import predict_scores
from pipeline.train.rows import read_rows

SURE_WORD = 0.75
"""Probability that the most probable tag of a word must have for the word to teach."""
SURE_MENTION = 0.6
"""Probability that a mention must have for its words to teach."""


def pseudo_label(config: TrainConfig, corpus: Corpus, teacher: Path) -> Path:
    """Label a raw corpus with a checkpoint; returns a JSON Lines file, made once per run."""
    output = Path(config.work) / "runs" / config.name / "pseudo.jsonl"
    if output.is_file():
        return output
    tags = bio_tags()
    tokenizer = Tokenizer.from_file(str(Path(config.work) / config.encoder / "tokenizer.json"))
    model = Tagger(encoders.load(Path(config.work) / config.encoder, config.layers, 0.0), {"main": len(tags)}, 0.0)
    stored = torch.load(teacher, weights_only=True)["model"]
    model.load_state_dict({name: stored[name] for name in model.state_dict()})
    rows = [r for r in read_rows(Path(config.data) / corpus.path) if not corpus.only or r.get(corpus.only)]
    items = [Annotated(row["text"], (), str(row.get("id", k))) for k, row in enumerate(rows)]
    decoder = Decoder(tags)
    part = output.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        scored = predict_scores(model, items, tokenizer, config)
        for item, (words, scores) in zip(items, scored, strict=True):
            spans = decoder.decode(scores, words.paragraph)
            unsure = np.exp(scores.max(axis=1)) < SURE_WORD
            for span in spans:
                if span.probability < SURE_MENTION:
                    unsure[span.first : span.last + 1] = True
            row = {
                "id": item.key,
                "text": item.text,
                "entities": [(int(words.start[s.first]), int(words.end[s.last]), s.label) for s in spans],
                "unsure": [(int(words.start[k]), int(words.end[k])) for k in np.flatnonzero(unsure)],
            }
            print(json.dumps(row, ensure_ascii=False), file=file)
    part.rename(output)
    return output
