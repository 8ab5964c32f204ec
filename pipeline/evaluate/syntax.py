"""How well words, lemmas and dependencies are found: the scores of the CoNLL 2018 shared task, from raw text.

The sentences of a treebank are joined to one running text, which is cut and analysed as any article is.  The scorer is
the official one of Universal Dependencies, from the package ``udtools``.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.evaluate.sentences import Splitter, read_conllu_texts, running_text, splitter_of
from pipeline.segment.sentences import find_sentences
from pipeline.syntax.protocol import Analysis, Analyzer

METRICS = ("Sentences", "Tokens", "Words", "UPOS", "UFeats", "Lemmas", "UAS", "LAS")


@dataclass(frozen=True, slots=True)
class SyntaxScore:
    """F1 in percent by metric of the shared task, and the speed of the analyzer."""

    treebank: str
    f1: dict[str, float]
    words_per_second: float


def to_conllu(analyses: Iterable[Analysis]) -> str:
    """Words as CoNLL-U, multi-word tokens included; without a tree, all hang on the first word."""
    lines: list[str] = []
    for words in analyses:
        if not words:
            continue
        for number, w in enumerate(words, 1):
            last = number
            while last < len(words) and words[last].joined:
                last += 1
            if last > number and not w.joined:
                pieces = dict.fromkeys(((x.start, x.end), x.text) for x in words[number - 1 : last])
                lines.append(f"{number}-{last}\t" + "".join(text for _, text in pieces) + "\t_" * 8)
            head = w.head if w.head is not None else min(number - 1, 1)
            relation = w.deprel or ("dep" if head else "root")
            columns = (str(number), w.text, w.lemma, w.upos, None, w.feats, str(head), relation, None, None)
            lines.append("\t".join(c or "_" for c in columns))
        lines.append("")
    return "\n".join([*lines, ""])


def score_treebank(
    path: Path, analyzer: Analyzer, *, splitter: Splitter = find_sentences, gold_sentences: bool = False
) -> SyntaxScore:
    """Score an analyzer on one CoNLL-U file with ``# text`` lines.

    Args:
        path: the file.
        analyzer: made by :func:`pipeline.syntax.choose.make_analyzer`.
        splitter: what cuts the text in sentences.
        gold_sentences: cut the text where the treebank does, to see words and trees alone.

    Raises:
        SettingsError: the scorer is not installed.
    """
    try:
        from udtools import udeval
    except ImportError as error:
        raise SettingsError("The scorer needs udtools. Type: pip install 'edufakta[syntax]'") from error
    text, gold = running_text(read_conllu_texts(path))
    spans = gold if gold_sentences else splitter(text)
    began = time.perf_counter()
    ((*analyses,),) = analyzer.analyze([text], [spans])
    seconds = time.perf_counter() - began
    gold_ud = udeval.load_conllu(io.StringIO(path.read_text(encoding="utf-8")), str(path), {})
    found_ud = udeval.load_conllu(io.StringIO(to_conllu(analyses)), "found", {})
    result = udeval.evaluate(gold_ud, found_ud)
    return SyntaxScore(
        treebank=path.stem,
        f1={name: round(100 * result[name].f1, 2) for name in METRICS},
        words_per_second=round(sum(map(len, analyses)) / max(seconds, 1e-9)),
    )


def markdown(scores: Sequence[SyntaxScore]) -> str:
    """The scores as a Markdown table."""
    lines = ["| treebank | " + " | ".join(METRICS) + " | words/s |", "|---" * (len(METRICS) + 2) + "|"]
    for s in scores:
        cells = [s.treebank, *(f"{s.f1[name]:.2f}" for name in METRICS), f"{s.words_per_second:,.0f}"]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def report(
    treebanks: Sequence[Path], model: str = "edufakta", *, gold_sentences: bool = False, conventions: str = ""
) -> list[SyntaxScore]:
    """Load a model by name and score it on treebanks; arguments as in :func:`make_analyzer` and above."""
    from pipeline.syntax.choose import make_analyzer

    analyzer = make_analyzer(model, conventions=conventions)
    splitter = splitter_of(conventions)
    return [score_treebank(path, analyzer, splitter=splitter, gold_sentences=gold_sentences) for path in treebanks]
