"""Turn a checkpoint into the shipped folder: export, calibrate on held-out articles, measure on dev, write it down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from pipeline.evaluate.ner_report import judged, measure
from pipeline.tag.ner.calibration import Calibration
from pipeline.tag.ner.predictor import Predictor
from pipeline.tag.ner.store import open_model
from pipeline.tag.ner.windows import cut
from pipeline.train import encoder as encoders
from pipeline.train.calibrate import fit_calibration
from pipeline.train.config import TrainConfig
from pipeline.train.export import write_model
from pipeline.train.fit import read_corpus, split_holdout
from pipeline.train.model import Tagger

EVERY = 16
"""Activation ranges are measured on every 16th article."""


def load_tagger(config: TrainConfig, checkpoint: Path) -> Tagger:
    """The network with the weights of a checkpoint."""
    heads = {c.head: len(c.scheme) for c in config.train}
    model = Tagger(encoders.load(Path(config.work) / config.encoder, config.layers, 0.0), heads, 0.0)
    stored = torch.load(checkpoint, weights_only=True)["model"]
    model.load_state_dict({name: stored[name] for name in model.state_dict()})
    return model.eval()


def finish(config: TrainConfig, checkpoint: Path) -> Path:
    """Write ``<output>/<name>`` and return it."""
    data, work = Path(config.data), Path(config.work)
    output = Path(config.output) / config.name
    settings: dict[str, Any] = {
        "name": config.name,
        "window": config.window,
        "overlap": config.overlap,
        "tidy": config.tidy,
        "pooling": config.pooling,
        "threshold": config.threshold,
    }
    main = next(c for c in config.train if c.head == "main")
    model = load_tagger(config, checkpoint)
    taught, holdout = split_holdout(read_corpus(config.train[0], data), config.holdout)
    path = work / config.encoder / "tokenizer.json"
    tokenizer = Tokenizer.from_file(str(path))
    cuts = [cut(item.text, tokenizer, size=config.window, overlap=config.overlap)[1] for item in taught[::EVERY]]
    windows = [torch.from_numpy(window.ids[None].astype(np.int64)) for found in cuts for window in found]
    write_model(model, path, output, tags=main.scheme, settings=settings, windows=windows)
    predictor = Predictor(open_model(str(output)), threads=max(1, config.threads))
    changes: dict[str, Any] = {}
    if holdout:
        predictor.calibration = Calibration()
        pairs = judged(holdout, predictor.predict([item.text for item in holdout]))
        curve = fit_calibration([m.score for m, _ in pairs], [m.label for m, _ in pairs], [r for _, r in pairs])
        predictor.calibration = curve
        changes["calibration"] = curve.as_dict()
        # F1 is highest when what is kept is right with at least half the probability that the highest F1 is
        # (Lipton, Elkan and Naryanaswamy 2014).
        changes["threshold"] = predictor.threshold = round(measure(predictor, holdout).score.f1() / 200, 2)
        changes["holdout"] = measure(predictor, holdout).as_dict()
    if config.dev:
        changes["dev"] = measure(predictor, read_corpus(config.dev, data)).as_dict()
    path = output / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    files = meta.pop("files")
    path.write_text(json.dumps({**meta, **changes, "files": files}, indent=1) + "\n", encoding="utf-8")
    return output
