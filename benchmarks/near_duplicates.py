"""How well fingerprints find repeats: edit single words of real articles at random and compare with the true Jaccard.

python benchmarks/near_duplicates.py NEWS.jsonl[.gz] [--articles 400]
"""

from __future__ import annotations

import argparse
import math
import random
from collections import defaultdict

import regex

from pipeline.read import fingerprint, read_sources, similarity
from pipeline.read.duplicates import SHINGLE_WORDS, THRESHOLD
from pipeline.records import Article

_WORD = regex.compile(r"[\p{L}\p{N}]+")
_EDITS_PER_200_WORDS = (1, 2, 3, 5, 8, 12)


def runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return {tuple(words[i : i + SHINGLE_WORDS]) for i in range(max(1, len(words) - SHINGLE_WORDS + 1))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news")
    parser.add_argument("--articles", type=int, default=400)
    args = parser.parse_args()
    rng = random.Random(5)
    texts = [a.text for a in read_sources([args.news]) if isinstance(a, Article) and len(a.text.split()) > 80]
    found: dict[float, list[bool]] = defaultdict(list)
    errors: list[float] = []
    for text in rng.sample(texts, min(args.articles, len(texts))):
        original, words = fingerprint(text), text.split()
        for edits in _EDITS_PER_200_WORDS:
            edited = list(words)
            for _ in range(max(1, edits * len(words) // 200)):
                edited[rng.randrange(len(edited))] = f"xq{rng.randrange(999)}"
            copy = fingerprint(" ".join(edited))
            a, b = runs(text), runs(" ".join(edited))
            true, estimate = len(a & b) / len(a | b), similarity(original.signature, copy.signature)
            errors.append((estimate - true) ** 2)
            shares_band = not set(original.bands).isdisjoint(copy.bands)
            found[round(true, 1)].append(shares_band and estimate >= THRESHOLD)
    print(f"root mean square error of the estimate: {math.sqrt(sum(errors) / len(errors)):.3f}")
    for true in sorted(found):
        print(f"true similarity about {true}: {sum(found[true])} of {len(found[true])} called near duplicates")


if __name__ == "__main__":
    main()
