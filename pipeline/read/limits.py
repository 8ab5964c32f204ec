"""How much of an input is read before it is refused: settings, so that one broken file cannot fill the memory."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLimits:
    """Upper bounds; whatever exceeds one is rejected as ``too_large``, and the run goes on."""

    article_chars: int = 2_000_000
    """Characters of one article's text; a long novel has about a million."""
    document_bytes: int = 50_000_000
    """Bytes (unpacked) of a file that is read whole: text, HTML, Markdown, JSON."""
    record_bytes: int = 20_000_000
    """Bytes of one line of JSON Lines, one row of CSV, one record of a WARC file."""
    unpacked_bytes: int = 20_000_000_000
    """Bytes that one gzip file may unpack to."""
    unpacked_ratio: int = 300
    """How many times larger than itself a gzip file may become, once it has unpacked 10 MB; news packs about 4 : 1."""


DEFAULT_LIMITS = ReadLimits()
