"""The one spaCy ``Language`` of edufakta: which components there are, and in which order.

``pipeline.load()`` gives it cached.  Every component is also registered by entry point, so
``spacy.blank("id").add_pipe("edufakta_segmenter")`` works wherever edufakta is installed.
"""

from __future__ import annotations

import importlib
from functools import lru_cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.config import Settings
from pipeline.normalize import find_dates, find_quantities

COMPONENTS: dict[str, str] = {
    "edufakta_segmenter": "pipeline.segment",
    "edufakta_ner": "pipeline.tag.ner",
    "edufakta_lexicon": "pipeline.tag.lexicon",
    "edufakta_normalizer": "pipeline.language",
    "edufakta_aliases": "pipeline.relate.aliases",
    "edufakta_positions": "pipeline.relate.positions",
    "edufakta_statements": "pipeline.relate.statements",
    "edufakta_programs": "pipeline.relate.programs",
    "edufakta_events": "pipeline.relate.events",
    "edufakta_linker": "pipeline.relate.link",
    "edufakta_facts": "pipeline.relate.facts",
}
"""Factory name -> the module that registers it, in the order in which they run."""


class Normalizer:
    """Fills ``doc._.dates`` and ``doc._.quantities``; the work is in :mod:`pipeline.normalize`."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the dates, anchored on the day of publication, then the quantities that are no dates."""
        article = doc._.article
        text = doc.text
        dates = find_dates(text, anchor=article.published if article else None)
        doc._.dates = tuple(dates)
        doc._.quantities = tuple(find_quantities(text, dates=dates))
        return doc


@Language.factory("edufakta_normalizer")
def make_normalizer(nlp: Language, name: str) -> Normalizer:
    """Factory of :class:`Normalizer`."""
    return Normalizer()


def build(settings: Settings | None = None) -> Language:
    """A fresh ``Language`` with every component that the settings leave on."""
    settings = settings or Settings()
    nlp = spacy.blank("id")
    for name, module in COMPONENTS.items():
        if name in settings.components_off or (name == "edufakta_ner" and settings.ner_model == "none"):
            continue
        importlib.import_module(module)
        nlp.add_pipe(name, config=_component_config(name, settings))
    return nlp


def _component_config(name: str, settings: Settings) -> dict[str, Any]:
    if name == "edufakta_ner":
        return {"model": settings.ner_model, "threads": settings.ner_threads}
    return {}


@lru_cache(maxsize=4)
def _cached(settings: Settings) -> Language:
    return build(settings)


def load(settings: Settings | None = None) -> Language:
    """The pipeline, built once per settings and kept.

    Works offline: models and lexicons are part of the package.
    """
    return _cached(settings or Settings())
