"""The spaCy component ``edufakta_ner``."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.errors import ResourceError
from pipeline.extensions import set_mentions
from pipeline.tag.ner.predictor import Predictor
from pipeline.tag.ner.store import open_model


class ModelUnavailable(UserWarning):
    """The tagger's model cannot be used; mentions come from lexicons and rules alone."""


class NerComponent:
    """Sets ``doc._.mentions`` from the model.

    Without a usable model it warns once, when it is made, and then sets nothing: the components after it still find
    what lexicons and rules can find.

    Args:
        model: a name under ``models/``, or the path of a model folder.
        threads: threads inside onnxruntime.
        lowest: score below which mentions are dropped; None for where the model by itself has the highest F1.  A
            component after this one that knows more, such as ``edufakta_lexicon``, can use the less certain ones.
    """

    def __init__(self, model: str, threads: int, lowest: float | None = None) -> None:
        self.predictor: Predictor | None = None
        try:
            self.predictor = Predictor(open_model(model), threads=threads)
            if lowest is not None:
                self.predictor.threshold = lowest
        except ResourceError as error:
            problem = str(error)
        except Exception as error:  # whatever onnxruntime or tokenizers make of a file they cannot read
            problem = f"the model {model!r} cannot be loaded: {error}"
        if self.predictor is None:
            message = f"{problem}. Names are found by lexicons and rules alone, so many will be missed."
            warnings.warn(message, ModelUnavailable, stacklevel=2)

    def __call__(self, doc: Doc) -> Doc:
        """Tag one article."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 32) -> Iterator[Doc]:
        """Tag a stream of articles, reading the windows of ``batch_size`` articles together."""
        docs_left = iter(stream)
        while docs := list(islice(docs_left, batch_size)):
            if self.predictor is not None:
                for doc, mentions in zip(docs, self.predictor.predict([d.text for d in docs]), strict=True):
                    set_mentions(doc, mentions)
            yield from docs


@Language.factory("edufakta_ner", default_config={"model": "edufakta-ner", "threads": 1, "lowest": None})
def make_ner(nlp: Language, name: str, model: str, threads: int, lowest: float | None) -> NerComponent:
    """Factory of :class:`NerComponent`."""
    return NerComponent(model, threads, lowest)
