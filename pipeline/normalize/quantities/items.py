"""What a quantity measures, in the article's words: "honor guru non ASN" of "honor guru non ASN minimal 2,35 juta"."""

from __future__ import annotations

from pipeline.normalize.quantities.nouns import Noun
from pipeline.records import QuantityKind


def item_of(text: str, low: str, start: int, end: int, kind: QuantityKind, noun: Noun | None) -> str | None:
    return None
