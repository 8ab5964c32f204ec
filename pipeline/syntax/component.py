"""The spaCy component ``edufakta_syntax``: fills ``doc._.tokens`` and the attributes of spaCy's own tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import extensions
from pipeline.records import Token
from pipeline.syntax.choose import make_analyzer
from pipeline.syntax.protocol import Analysis, Analyzer
from pipeline.syntax.to_spacy import set_syntax


class Syntax:
    """Analyses the sentences that the segmenter found.

    Args:
        analyzer: whichever; :func:`pipeline.syntax.choose.make_analyzer` loads one by name.
    """

    def __init__(self, analyzer: Analyzer) -> None:
        self.analyzer = analyzer

    def __call__(self, doc: Doc) -> Doc:
        """Analyse one Doc."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 32) -> Iterator[Doc]:
        """Analyse a stream of Docs, the sentences of ``batch_size`` of them together."""
        extensions.register()
        left = iter(stream)
        while docs := list(islice(left, batch_size)):
            sentences = [[(s.start, s.end) for s in doc._.sentences] for doc in docs]
            for doc, found in zip(docs, self.analyzer.analyze([d.text for d in docs], sentences), strict=True):
                doc._.tokens = to_tokens(found)
                set_syntax(doc, found)
            yield from docs


def to_tokens(analyses: Sequence[Analysis]) -> tuple[Token, ...]:
    """The words of a text's sentences as records."""
    return tuple(
        Token(
            sentence=index,
            token=number,
            start=word.start,
            end=word.end,
            text=word.text,
            lemma=word.lemma,
            upos=word.upos,
            feats=word.feats,
            head=word.head,
            deprel=word.deprel,
        )
        for index, words in enumerate(analyses)
        for number, word in enumerate(words, 1)
    )


@Language.factory(
    "edufakta_syntax",
    default_config={"model": "edufakta", "threads": 1},
    assigns=["token.lemma", "token.pos", "token.dep", "token.head", "token.morph"],
)
def make_syntax(nlp: Language, name: str, model: str, threads: int) -> Syntax:
    """Factory of :class:`Syntax`."""
    return Syntax(make_analyzer(model, threads))
