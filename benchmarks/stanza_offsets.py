"""Does the bridge to Stanza keep every character?  Over a file of articles, against Stanza's own offsets.

``python benchmarks/stanza_offsets.py news.jsonl.gz --model models/edufakta-stanza``

Counts, for every article: words that are not the characters they point to; characters in no word; words of Stanza's own
tokenizer, run over the whole text, that come back from the bridge with other offsets; articles that a Stanza document
made by the bridge does not spell out again; articles whose spaCy ``Doc`` has other text or sentences afterwards.
All five should be 0.  Characters that Stanza's tokenizer gives no token, such as control characters, are counted apart.
Also says how far the rules of ``pipeline.syntax.words`` agree with Stanza's tokenizer.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import spacy
from stanza import Pipeline

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pipeline.segment import Segmenter, Tokenizer  # noqa: E402
from pipeline.syntax.bridge import from_stanza, to_stanza  # noqa: E402
from pipeline.syntax.protocol import Word  # noqa: E402
from pipeline.syntax.to_spacy import set_syntax  # noqa: E402
from pipeline.syntax.words import find_words  # noqa: E402


def spelled(document: Any) -> str:
    """The text that a Stanza document's tokens and their white space spell out."""
    parts = []
    for sentence in document.sentences:
        for token in sentence.tokens:
            parts += [token.spaces_before, token.text, token.spaces_after]
    return "".join(parts)


def uncovered(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    """Places of characters that are not white space and lie in no span."""
    free = bytearray(not c.isspace() for c in text)
    for start, end in spans:
        free[start:end] = bytes(end - start)
    return {i for i, left in enumerate(free) if left}


def check(text: str, own: Any, tokenizer: Tokenizer, count: Counter[str]) -> None:
    """Check one article; ``own`` is what Stanza makes of it."""
    count["articles"] += 1
    read = [from_stanza(s, text) for s in own.sentences]
    for sentence, words in zip(own.sentences, read, strict=True):
        for token in sentence.tokens:
            inside = [w for w in words if token.start_char <= w.start and w.end <= token.end_char]
            exact = inside and inside[0].start == token.start_char and inside[-1].end == token.end_char
            count["other offsets"] += not exact or len(inside) != len(token.words)
    doc = tokenizer(text)
    Segmenter()(doc)
    sentences = [(s.start_char, s.end_char) for s in doc.sents]
    ruled = [
        tuple(Word(a, b, text[a:b], "x", "NOUN", None, min(n, 1), "dep" if n else "root", j) for n, (a, b, j) in w)
        for w in (enumerate(find_words(text, s.start, s.end)) for s in doc._.sentences)
    ]
    set_syntax(doc, ruled)
    count["spaCy text or sentences changed"] += (
        doc.text != text or [(s.start_char, s.end_char) for s in doc.sents] != sentences
    )
    untouched = uncovered(text, ((t.start_char, t.end_char) for s in own.sentences for t in s.tokens))
    count["characters in no token of Stanza's"] += len(untouched)
    for analyses, allowed in ((read, untouched), (ruled, set())):
        count["not the characters"] += sum(text[w.start : w.end] != w.text for words in analyses for w in words)
        count["characters in no word"] += len(
            uncovered(text, ((w.start, w.end) for words in analyses for w in words)) - allowed
        )
        again = to_stanza(text, analyses)
        back = [from_stanza(s, text) for s in again.sentences]
        count["not spelled out again"] += spelled(again) != text or back != [w for w in analyses if w]
    mine = {(w.start, w.end) for words in ruled for w in words}
    theirs = {(w.start, w.end) for words in read for w in words}
    count["words"] += len(theirs)
    count["words of the rules"] += len(mine)
    count["words of both"] += len(mine & theirs)


def main() -> None:
    """Run over the articles and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path, help="JSON Lines, gzipped or not, with text")
    parser.add_argument("--model", type=Path, default=Path("models/edufakta-stanza"))
    parser.add_argument("--limit", type=int)
    arguments = parser.parse_args()
    nlp = Pipeline(
        "id", dir=str(arguments.model), processors="tokenize,mwt", download_method=None, use_gpu=False, verbose=False
    )
    tokenizer = Tokenizer(spacy.blank("id").vocab)
    opened = gzip.open if arguments.articles.suffix == ".gz" else open
    count: Counter[str] = Counter()
    began = time.perf_counter()
    with opened(arguments.articles, "rt", encoding="utf-8") as lines:
        texts = (t for t in (json.loads(line)["text"] for line in islice(lines, arguments.limit)) if t.strip())
        while batch := list(islice(texts, 32)):
            for text, own in zip(batch, nlp.bulk_process(batch), strict=True):
                check(text, own, tokenizer, count)
    agreement = 200 * count["words of both"] / max(1, count["words"] + count["words of the rules"])
    for name in ("articles", "words", "not the characters", "characters in no word", "other offsets",
                 "not spelled out again", "spaCy text or sentences changed",
                 "characters in no token of Stanza's"):  # fmt: skip
        print(f"{name}: {count[name]:,}")
    print(f"rules and Stanza agree on words: F1 {agreement:.2f}")
    print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
