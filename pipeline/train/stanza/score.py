"""Scores of a folder of Stanza models for its card: ``python -m pipeline.train.stanza.score FOLDER DATA``.

``DATA`` holds the treebanks under ``ud/``.  GSD is scored three times: its gold in the convention that the models
learned, their answers and our sentences turned to GSD's own by rule, and both as they are.  The last rows are of
Stanza's own sentences and words in place of edufakta's.  Nothing is chosen by these numbers.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.evaluate.sentences import splitter_of
from pipeline.evaluate.syntax import SyntaxScore, markdown, score_treebank
from pipeline.syntax.protocol import Analysis, Analyzer, Span
from pipeline.syntax.stanza import StanzaAnalyzer
from pipeline.train.stanza.conllu import read_conllu, write_conllu
from pipeline.train.stanza.harmonise import Lemmas, as_gsd, harmonise, learn_lemmas
from pipeline.train.stanza.silver import to_sentence

__all__ = ["InGsd", "score_folder"]


class InGsd:
    """An analyzer whose answers are turned to GSD's convention."""

    def __init__(self, analyzer: Analyzer, lemmas: Lemmas) -> None:
        self.analyzer = analyzer
        self.lemmas = lemmas

    @property
    def version(self) -> str:
        """That of the analyzer within."""
        return self.analyzer.version

    def analyze(self, texts: Sequence[str], sentences: Sequence[Sequence[Span]]) -> list[list[Analysis]]:
        """See :meth:`pipeline.syntax.protocol.Analyzer.analyze`."""
        found = self.analyzer.analyze(texts, sentences)
        return [[self._turn(a, text) for a in analyses] for text, analyses in zip(texts, found, strict=True)]

    def _turn(self, analysis: Analysis, text: str) -> Analysis:
        turned = as_gsd(to_sentence(analysis, text, ""), self.lemmas).words
        return tuple(
            replace(old, lemma=new.lemma, deprel=new.deprel) for old, new in zip(analysis, turned, strict=True)
        )


def stanza_sentences(folder: Path, text: str) -> list[Span]:
    """Sentences by the tokenizer of a folder of Stanza models, from running text."""
    import stanza

    nlp = stanza.Pipeline(
        "id", dir=str(folder), processors="tokenize", download_method=None, use_gpu=False, verbose=False
    )
    return [(s.tokens[0].start_char, s.tokens[-1].end_char) for s in nlp(text).sentences]


def score_folder(folder: Path, data: Path) -> list[SyntaxScore]:
    """Score on CSUI test, and on GSD test in both conventions.

    Args:
        folder: of models trained by this package.
        data: folder that holds ``ud/``.
    """
    analyzer = StanzaAnalyzer(folder)
    own, splitter = StanzaAnalyzer(folder, tokenizer="stanza"), partial(stanza_sentences, folder)
    csui, pud, gsd = (
        read_conllu(data / "ud" / f"id_{name}.conllu") for name in ("csui-ud-train", "pud-ud-test", "gsd-ud-dev")
    )
    csui_test, test = (data / "ud" / f"id_{name}-ud-test.conllu" for name in ("csui", "gsd"))
    with TemporaryDirectory() as temporary:
        news = learn_lemmas([*csui, *pud])
        turned = Path(temporary) / "id_gsd-ud-test (news convention).conllu"
        write_conllu((harmonise(s, news) for s in read_conllu(test)), turned)
        return [
            score_treebank(csui_test, analyzer),
            score_treebank(turned, analyzer),
            score_treebank(test, InGsd(analyzer, learn_lemmas(gsd)), splitter=splitter_of("gsd")),
            score_treebank(test, analyzer),
            *(score_treebank(path, own, splitter=splitter) for path in (csui_test, turned)),
        ]


if __name__ == "__main__":
    print(markdown(score_folder(Path(sys.argv[1]), Path(sys.argv[2]))))
