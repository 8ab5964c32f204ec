"""The one spaCy ``Language`` of edufakta: which components there are, and in which order.

``pipeline.load()`` gives it cached.  Every component is also registered by entry point, so
``spacy.blank("id").add_pipe("edufakta_segmenter")`` works wherever edufakta is installed.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import pipeline.segment.tokens  # noqa: F401 - registers the tokenizer
from pipeline.config import Settings
from pipeline.errors import SettingsError
from pipeline.extensions import set_mentions
from pipeline.normalize import find_dates, find_quantities

COMPONENTS: dict[str, str] = {
    "edufakta_segmenter": "pipeline.segment",
    "edufakta_ner": "pipeline.tag.ner.component",
    "edufakta_lexicon": "pipeline.tag.lexicon.component",
    "edufakta_normalizer": "pipeline.language",
    "edufakta_aliases": "pipeline.relate.aliases.component",
    "edufakta_positions": "pipeline.relate.positions.component",
    "edufakta_statements": "pipeline.relate.statements.component",
    "edufakta_programs": "pipeline.relate.programs.component",
    "edufakta_events": "pipeline.relate.events.component",
    "edufakta_linker": "pipeline.relate.link.component",
    "edufakta_facts": "pipeline.relate.facts.component",
}
"""Factory name -> the module that registers it, in the order in which they run."""

CANDIDATE = 0.1
"""Score from which mentions of the model reach ``edufakta_lexicon``, which knows names and drops the doubtful rest."""

SYNTAX = "edufakta_syntax"
"""Factory of :mod:`pipeline.syntax.component`: fills ``doc._.tokens`` when the settings ask for syntax."""


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


class LabelFilter:
    """Drops mentions of labels that the user switched off."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = frozenset(labels)

    def __call__(self, doc: Doc) -> Doc:
        """Filter ``doc._.mentions``."""
        set_mentions(doc, (m for m in doc._.mentions if m.label not in self.labels))
        return doc


@Language.factory("edufakta_label_filter", default_config={"labels": []})
def make_label_filter(nlp: Language, name: str, labels: list[str]) -> LabelFilter:
    """Factory of :class:`LabelFilter`."""
    return LabelFilter(labels)


def build(settings: Settings | None = None) -> Language:
    """A fresh ``Language`` with every component that the settings leave on.

    Raises:
        SettingsError: a component of ``components_add`` is not registered with spaCy, or the syntax model asked for
            needs a package that is not installed.
        ResourceError: the syntax model asked for is missing or damaged.
    """
    settings = settings or Settings()
    nlp = spacy.blank("id", config={"nlp": {"tokenizer": {"@tokenizers": "edufakta.Tokenizer.v1"}}})
    for name, module in COMPONENTS.items():
        if name == "edufakta_facts":
            _add_own(nlp, settings)
        if name in settings.components_off or (name == "edufakta_ner" and settings.ner_model == "none"):
            continue
        importlib.import_module(module)
        nlp.add_pipe(name, config=_component_config(name, settings))
        if name == "edufakta_segmenter" and settings.syntax:
            importlib.import_module("pipeline.syntax.component")
            nlp.add_pipe(SYNTAX, config={"model": settings.syntax_model, "threads": settings.ner_threads})
    return nlp


def _add_own(nlp: Language, settings: Settings) -> None:
    """What the user adds comes last before the facts, and then what the user switched off goes."""
    for name in settings.components_add:
        if not Language.has_factory(name):
            raise SettingsError(
                f"No spaCy factory {name!r}: register it with @Language.factory in a package that names it "
                "under the entry points 'spacy_factories'."
            )
        nlp.add_pipe(name)
    if settings.labels_off:
        nlp.add_pipe("edufakta_label_filter", config={"labels": list(settings.labels_off)})


def _component_config(name: str, settings: Settings) -> dict[str, Any]:
    if name == "edufakta_ner":
        lexicon_decides = "edufakta_lexicon" not in settings.components_off
        lowest = CANDIDATE if lexicon_decides else None
        return {"model": settings.ner_model, "threads": settings.ner_threads, "lowest": lowest}
    if name == "edufakta_lexicon":
        return {"user_lexicons": [str(path) for path in settings.lexicons]}
    return {}


@lru_cache(maxsize=4)
def _cached(settings: Settings) -> Language:
    return build(settings)


def load(settings: Settings | None = None) -> Language:
    """The pipeline, built once per settings and kept.

    Works offline: models and lexicons are part of the package.
    """
    return _cached(settings or Settings())
