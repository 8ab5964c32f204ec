"""Scores on other people's corpora, each with the tagger's encoder and a head trained for that corpus's labels.

    python benchmarks/tagger_corpora.py [--data ../shared/data] [--work work] [CORPUS...]

Trains what has not been trained (minutes per corpus on a CPU core), scores the test part with the float32 weights,
entity level, exact span and label, and keeps the figures in ``benchmarks/tagger_corpora.json``, from which
``benchmarks/evaluation.py`` takes them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

RESULTS = Path(__file__).with_suffix(".json")
CONFIGS = ROOT / "pipeline" / "train" / "configs"
CORPORA = ("idner-news-2k", "nergrit", "nerp")


def measured(name: str, data: Path, work: Path) -> dict[str, Any]:
    """Train if needed, and score the config's ``[dev]`` part, which is the corpus's test part."""
    from tokenizers import Tokenizer

    from pipeline.train import fitted
    from pipeline.train.config import read_config
    from pipeline.train.finish import load_tagger
    from pipeline.train.fit import evaluate, read_corpus

    path = CONFIGS / f"{name}.toml"
    config = replace(read_config(path), data=str(data), work=str(work))
    assert config.dev is not None
    model = load_tagger(config, fitted(config, path))
    tokenizer = Tokenizer.from_file(str(work / config.encoder / "tokenizer.json"))
    score = evaluate(model, read_corpus(config.dev, data), tokenizer, config, config.dev)
    return {"corpus": name, "date": dt.date.today().isoformat(), **score.as_dict()}


def main() -> None:
    """Measure, print, and keep."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("corpora", nargs="*", default=[*CORPORA], metavar="CORPUS")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--work", type=Path, default=Path("work"))
    options = parser.parse_args()
    kept = {row["corpus"]: row for row in json.loads(RESULTS.read_text("utf-8"))} if RESULTS.is_file() else {}
    for name in options.corpora:
        kept[name] = measured(name, options.data, options.work)
        print(json.dumps(kept[name]), flush=True)
        rows = [kept[known] for known in CORPORA if known in kept]
        RESULTS.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
