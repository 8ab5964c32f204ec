"""Learn ``weights.json`` from annotated articles.

``python -m pipeline.relate.statements.learn GOLD.jsonl [GOLD.jsonl ...]``

Each article is a line of JSON with ``text``, ``entities`` ([start, end, label]), ``aliases`` and ``statements``.  Every
candidate of :mod:`.clauses` is one example, right if it shares at least 80% of the longer stretch with a gold indirect
statement.  L2-regularised logistic regression by Newton steps; the figures printed come from ten-fold cross-validation
over articles, and the weights from all.  A feature seen in fewer than three articles gets no weight.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.read.layout import find_sections
from pipeline.records import Alias, Article, Mention
from pipeline.relate.statements.find import _direct, indirect_candidates
from pipeline.relate.statements.speakers import Speakers
from pipeline.relate.view import ArticleView
from pipeline.segment import read_sentences

_FOLDS = 10
_MIN_ARTICLES = 3
_L2 = 1.5
Matrix = npt.NDArray[np.float64]


def gold_view(gold: dict[str, Any]) -> ArticleView:
    """The view of a gold article with its own mentions and aliases."""
    text = gold["text"]
    mentions = [Mention(start=s, end=e, text=text[s:e], label=label) for s, e, label in sorted(gold["entities"])]
    names = {m.text for m in mentions if m.label == "PERSON"}
    aliases = []
    for row in gold["aliases"]:
        at = max(text.find(row["short"]), 0)
        kind: Any = "short name" if row["long"] in names or row["short"] in names else "acronym"
        aliases.append(
            Alias(
                start=at, end=at + len(row["short"]), text=row["short"], short=row["short"], long=row["long"], kind=kind
            )
        )
    sections = tuple(find_sections(text, None))
    return ArticleView(
        article=Article(article_id=gold["id"], source=gold["id"], text=text),
        sections=sections,
        sentences=read_sentences(text, sections),
        mentions=mentions,
        aliases=aliases,
    )


def gold_spans(gold: dict[str, Any], kind: str) -> list[tuple[int, int]]:
    """Where the gold statements of a kind stand: the n-th with one text at that text's n-th occurrence."""
    used: Counter[str] = Counter()
    spans = []
    for row in gold["statements"]:
        places = [m.start() for m in re.finditer(re.escape(row["text"]), gold["text"])]
        nth = used[row["text"]]
        used[row["text"]] += 1
        if row["kind"] == kind and nth < len(places):
            spans.append((places[nth], places[nth] + len(row["text"])))
    return spans


def matches(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two stretches share at least 80% of the longer."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared >= 0.8 * max(a[1] - a[0], b[1] - b[0])


def examples(gold: dict[str, Any]) -> tuple[list[tuple[str, ...]], list[bool], int]:
    """Features and label of every candidate of one article, and how many gold statements there are."""
    view = gold_view(gold)
    speakers = Speakers(view)
    _, direct, used = _direct(view, speakers)
    spans = gold_spans(gold, "indirect")
    features, labels = [], []
    for candidate in indirect_candidates(view, speakers, direct, used):
        features.append(candidate.features)
        labels.append(any(matches((candidate.start, candidate.end), span) for span in spans))
    return features, labels, len(spans)


def encode(rows: Sequence[tuple[str, ...]], index: dict[str, int]) -> Matrix:
    """A 0/1 matrix of shape (rows, features + 1); the last column is the constant."""
    x = np.zeros((len(rows), len(index) + 1))
    x[:, -1] = 1.0
    for i, row in enumerate(rows):
        for name in row:
            j = index.get(name)
            if j is not None:
                x[i, j] = 1.0
    return x


def fit(x: Matrix, y: Matrix, l2: float = _L2, steps: int = 25) -> Matrix:
    """Weights of shape (features + 1,), the constant unpenalised."""
    w = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], l2)
    penalty[-1] = 1e-6
    for _ in range(steps):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - y) + penalty * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return w


def vocabulary(articles: Sequence[list[tuple[str, ...]]]) -> dict[str, int]:
    """Feature to column, for features that enough articles have."""
    seen: Counter[str] = Counter()
    for rows in articles:
        seen.update({name for row in rows for name in row})
    return {name: j for j, name in enumerate(sorted(n for n, c in seen.items() if c >= _MIN_ARTICLES))}


def learn(paths: Sequence[Path]) -> dict[str, Any]:
    """Learn from all articles in ``paths``; returns what ``weights.json`` holds."""
    data = [examples(json.loads(line)) for path in paths for line in path.open(encoding="utf8") if line.strip()]
    total = sum(n for _, _, n in data)
    held: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        train = [d for i, d in enumerate(data) if i % _FOLDS != fold]
        test = [d for i, d in enumerate(data) if i % _FOLDS == fold]
        index = vocabulary([d[0] for d in train])
        w = fit(
            encode([r for d in train for r in d[0]], index), np.array([v for d in train for v in d[1]], dtype=float)
        )
        rows = [r for d in test for r in d[0]]
        p = 1.0 / (1.0 + np.exp(-(encode(rows, index) @ w)))
        held.extend(zip(p.tolist(), [v for d in test for v in d[1]], strict=True))
    scores = {}
    for threshold in np.arange(0.2, 0.81, 0.05):
        right = sum(v for p, v in held if p >= threshold)
        found = sum(p >= threshold for p, _ in held)
        scores[round(float(threshold), 2)] = round(200 * right / max(found + total, 1), 2)
    index = vocabulary([d[0] for d in data])
    w = fit(encode([r for d in data for r in d[0]], index), np.array([v for d in data for v in d[1]], dtype=float))
    weights = {name: round(float(w[j]), 3) for name, j in index.items() if abs(w[j]) >= 0.02}
    weights["bias"] = round(float(w[-1]), 3)
    return {
        "made_by": "python -m pipeline.relate.statements.learn",
        "articles": len(data),
        "candidates": len(held),
        "right": sum(v for _, v in held),
        "f1_by_threshold_held_out": scores,
        "weights": dict(sorted(weights.items())),
    }


def main() -> None:
    """Write the weights and print the held-out figures."""
    parser = argparse.ArgumentParser(description="Learn the weights that tell statements from other clauses.")
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name("weights.json"))
    args = parser.parse_args()
    result = learn(args.gold)
    args.output.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf8")
    print(json.dumps({k: v for k, v in result.items() if k != "weights"}, indent=1))


if __name__ == "__main__":
    main()
