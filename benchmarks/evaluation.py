# ruff: noqa: E501 - lines of the page are longer than lines of code
"""All scores of the project, written to docs/evaluation.md by one command: ``python benchmarks/evaluation.py``.

Needs the annotated articles, which are other people's texts and no part of the project, in ``../shared/data`` (or the folder
given with ``--data``): ``edunews/dev.jsonl`` and the Universal Dependencies treebanks in ``ud``.  Without them it ends with
exit code 2 and changes nothing.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pipeline.config import Settings  # noqa: E402
from pipeline.evaluate.gold import read_gold  # noqa: E402
from pipeline.evaluate.layers import Scores, extract_gold, score  # noqa: E402
from pipeline.evaluate.sentences import score_sentences, splitter_of  # noqa: E402
from pipeline.evaluate.syntax import METRICS, score_treebank  # noqa: E402
from pipeline.info import collect  # noqa: E402
from pipeline.language import build  # noqa: E402
from pipeline.syntax import make_analyzer  # noqa: E402

PAGE = ROOT / "docs" / "evaluation.md"
# By the tokenizer in models/edufakta-stanza: python -m pipeline.train.stanza.score models/edufakta-stanza DATA
STANZA = {"csui-test": 92.1, "gsd-test": 87.4}
CORPORA = Path(__file__).with_name("tagger_corpora.json")
PUBLISHED = {
    "idner-news-2k": ("3 labels, news", "92.4 best, 91.2 IndoBERT-CRF, 89.7 XLM-R, 67.7 BiLSTM-CRF"),
    "nergrit": ("3 labels, encyclopedia and news", "79.9 best, 79.1 XLM-R base"),
    "nerp": ("5 labels, lower-cased news", "85.1 best"),
}
WITHOUT_MODEL = ("edufakta_ner", "edufakta_lexicon")


def table(headings: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    heads = list(headings)
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def score_rows(scores: Scores) -> list[tuple[object, ...]]:
    """Layer, precision, recall, F1, number in gold."""
    return [
        (r["layer"], f"{r['precision']:.1f}", f"{r['recall']:.1f}", f"{r['f1']:.1f}", r["gold"])
        for r in sorted(scores.as_rows(), key=lambda r: str(r["layer"]))
    ]


def corpora_rows() -> list[tuple[object, ...]]:
    """Kept figures of ``benchmarks/tagger_corpora.py``, beside published ones."""
    if not CORPORA.is_file():
        return []
    rows = []
    for kept in json.loads(CORPORA.read_text(encoding="utf-8")):
        kind, published = PUBLISHED[kept["corpus"]]
        by_label = ", ".join(f"{label} {f1}" for label, f1 in kept["labels"].items())
        rows.append((kept["corpus"], kind, f"{kept['f1']:.1f}", by_label, kept["date"], published))
    return rows


def commit() -> str:
    """The commit that is measured, and whether files differ from it."""
    try:
        head = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        changed = subprocess.run(
            ["git", "status", "--porcelain", "--untracked-files=no", "pipeline", "models"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return f"`{head.stdout.strip()}`" + (", with uncommitted changes," if changed.stdout.strip() else "")


def page(measured: Mapping[str, Any]) -> str:
    """The page.

    Args:
        measured: ``date``, ``commit``, ``versions``, ``articles``, ``words``, ``layers``, ``gold_layers`` (rows of tables),
            ``shares`` (percent), ``seconds``, ``sentences`` (treebank, F1, number), ``holdout`` (of the model's meta.json),
            ``corpora`` (rows of the table of other corpora), ``syntax`` (rows of the table of words and trees).
    """
    heads = ("layer", "precision", "recall", "F1", "in gold")
    versions = ", ".join(f"{name} {version}" for name, version in measured["versions"].items())
    shares = "; ".join(f"{name} right in {share:.1f}%" for name, share in measured["shares"].items())
    holdout = measured["holdout"]
    labels = table(("label", "F1"), sorted(holdout.get("labels", {}).items())) if holdout else ""
    sentences = table(
        ("treebank", "this project, F1", "Stanza, F1", "sentences"),
        ((name, f"{f1:.1f}", STANZA.get(name, ""), count) for name, f1, count in measured["sentences"]),
    )
    return f"""<!-- Written by benchmarks/evaluation.py: run it again, do not edit. -->

# Evaluation

Measured on {measured["date"]} at commit {measured["commit"]} with {versions}, by

```bash
python benchmarks/evaluation.py
```

The articles are other people's texts, so they are not part of the project. To score the project on gold of your own, write it as
JSON Lines (`python -m pipeline evaluate layers --help`) and run `python -m pipeline evaluate layers gold.jsonl`.

## Whole way, from raw text

{measured["articles"]} annotated education articles, {measured["words"]:,} words, which no model was trained on. They served as
the check while models and rules were made, so expect somewhat less on articles that nobody has seen.

{table(heads, measured["layers"])}

Of the quantities found with the right value: {shares}. The run took {measured["seconds"]:.0f} seconds.

How it is counted: the texts are read as they stand, while a run leaves out links to other articles and the names in them; names need the exact span and label; quantities and dates must overlap with equal values (`dates.found`: overlap
alone); positions need person, office and body; statements must share four fifths of their stretch, `+speaker` also the right
speaker. The code is `pipeline/evaluate/layers.py`.

## Later stages alone

The same articles with the annotated names in place of those that the tagger finds: how good numbers, dates and relations are by
themselves.

{table(heads, measured["gold_layers"])}

## Tagger alone

F1 {holdout.get("f1", "not known")} (precision {holdout.get("precision", "-")}, recall {holdout.get("recall", "-")}) on articles held
out of training, as kept in the model's `meta.json` when it was built; exact span and label.

{labels}

How it was made, what its errors are, and what was tried: [The tagger](tagger.md).

We know of no published scores for these nine labels. On the test parts of other Indonesian corpora, with an encoder of the same size and a head
trained for their labels (`python benchmarks/tagger_corpora.py`; float32 weights, tried settings chosen on validation parts):

{table(("corpus", "labels", "F1", "by label", "measured on", "published F1"), measured["corpora"])}

## Sentences

F1 of whole sentences, from the test parts of Universal Dependencies joined to running text. Stanza here is its tokenizer trained on
UD CSUI, GSD's development part and PUD (`models/edufakta-stanza`), scored the same way by
`python -m pipeline.train.stanza.score models/edufakta-stanza DATA`. CSUI's text glues headlines to the next sentence, which no splitter
can see. GSD's entries are unrelated sentences, and its own splitter missed ends after words with a capital: its convention joins a
sentence to the one before where that ends in such a word and they share a rare word (`evaluate sentences --conventions gsd`). Chosen on
its development part (85.3 to 89.9); no run uses it.

{sentences}

## Words, lemmas, dependencies

F1 of the CoNLL 2018 shared task from raw text, by the model that `--syntax` uses, each test part in its own treebank's conventions
(more, and the models for Stanza: [Words, lemmas, dependencies](syntax.md)). UDPipe 2 publishes UPOS 96.0, UAS 86.5, LAS 82.2 for CSUI.

{table(("treebank", *METRICS), measured["syntax"])}

## Numbers and dates against other libraries

See [Numbers](normalization-numbers.md) and [Dates](normalization-dates.md), each with the script that renews its table.
"""


def main() -> int:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    data: Path = parser.parse_args().data
    dev = data / "edunews" / "dev.jsonl"
    if not dev.is_file():
        print(f"No annotated articles: {dev} is not there.", file=sys.stderr)
        return 2
    gold = list(read_gold(dev))
    began = time.perf_counter()
    scores = score(gold, extract_gold(build(), gold))
    seconds = time.perf_counter() - began
    with_gold = score(gold, extract_gold(build(Settings(components_off=WITHOUT_MODEL)), gold, gold_entities=True))
    sentences = []
    for path in sorted((data / "ud").rglob("*test*.conllu")):
        s = score_sentences(path)
        known = next((name for name in STANZA if name.split("-")[0] in path.stem.casefold()), None)
        if known:
            sentences.append((known, s.f1, s.gold))
        if known == "gsd-test":
            joined = score_sentences(path, splitter_of("gsd"))
            sentences.append(("gsd-test, its convention", joined.f1, joined.gold))
    syntax = []
    for path in sorted((data / "ud").glob("*test*.conllu")):
        if bank := next((name for name in ("csui", "gsd") if name in path.stem), None):
            splitter = splitter_of(bank)
            found = score_treebank(path, make_analyzer(conventions=bank), splitter=splitter)
            syntax.append((f"{bank}-test", *(f"{found.f1[metric]:.1f}" for metric in METRICS)))
    meta = ROOT / "models" / "edufakta-ner" / "meta.json"
    info = collect()
    wanted = ("spacy", "onnxruntime", "tokenizers", "regex")
    PAGE.write_text(
        page(
            {
                "date": dt.date.today().isoformat(),
                "commit": commit(),
                "versions": {
                    "edufakta": info["edufakta"],
                    "Python": info["python"],
                    **{p: info["packages"][p] for p in wanted},
                },
                "articles": len(gold),
                "words": sum(len(g.article.text.split()) for g in gold),
                "layers": score_rows(scores),
                "gold_layers": [r for r in score_rows(with_gold) if not str(r[0]).startswith("entities")],
                "shares": scores.shares,
                "seconds": seconds,
                "sentences": sentences,
                "corpora": corpora_rows(),
                "syntax": syntax,
                "holdout": json.loads(meta.read_text(encoding="utf-8")).get("holdout", {}) if meta.is_file() else {},
            }
        ),
        encoding="utf-8",
    )
    print(f"wrote {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
