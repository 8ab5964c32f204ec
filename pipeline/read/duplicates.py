"""Exact and near duplicates, by values that can be stored: a hash of the content, and a MinHash with its bands.

Two articles repeat each other if they share at least :data:`THRESHOLD` of their runs of five words (Jaccard).
Candidates are found by equal bands (locality-sensitive hashing; Leskovec, Rajaraman and Ullman, *Mining of Massive
Datasets*, chapter 3) and confirmed by :func:`similarity`.  All values depend on the text alone, so neither the order of
reading nor the number of workers changes them::

    a, b = fingerprint(text_a), fingerprint(text_b)
    set(a.bands) & set(b.bands)          # any in common: candidates
    similarity(a.signature, b.signature) >= THRESHOLD
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

import numpy as np
import regex
from rensa import RMinHash  # type: ignore[import-untyped]

THRESHOLD: Final = 0.8
"""Least estimated Jaccard similarity of two near duplicates."""
SHINGLE_WORDS: Final = 5
PERMUTATIONS: Final = 128
"""Standard error of the estimate at 0.8: sqrt(0.8 * 0.2 / 128) = 0.035."""
BANDS: Final = 16
"""Of 8 values each: a pair at 0.8 shares a band with probability 0.95, one at 0.9 with 0.9999, one at 0.5 with 0.06."""
_SEED: Final = 1
_WORD = regex.compile(r"[\p{L}\p{N}]+")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The MinHash of one text."""

    bands: tuple[int, ...]
    """One key a band, 63 bits, unlike those of other bands; texts with a key in common are candidates."""
    signature: bytes
    """128 little-endian 32-bit values."""


def content_hash(text: str) -> str:
    """A hash that two texts share exactly if their words are the same in the same order (32 hexadecimal digits).

    Case, punctuation and white space do not count.
    """
    words = " ".join(_WORD.findall(text.casefold()))
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def fingerprint(text: str) -> Fingerprint:
    """The MinHash over the runs of five words of ``text``; a shorter text is one run."""
    words = _WORD.findall(text.casefold())
    last = max(1, len(words) - SHINGLE_WORDS + 1)
    runs = (" ".join(words[i : i + SHINGLE_WORDS]).encode("utf-8", "surrogatepass") for i in range(last))
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    sketch.update(runs)
    values = np.array(sketch.digest(), dtype="<u4")
    rows = PERMUTATIONS // BANDS
    bands = tuple(_band_key(i, values[i * rows : (i + 1) * rows].tobytes()) for i in range(BANDS))
    return Fingerprint(bands=bands, signature=values.tobytes())


def similarity(a: bytes, b: bytes) -> float:
    """Estimated Jaccard similarity, 0 to 1, of the texts with these signatures."""
    first, second = np.frombuffer(a, dtype="<u4"), np.frombuffer(b, dtype="<u4")
    return float(np.mean(first == second))


def _band_key(band: int, values: bytes) -> int:
    digest = hashlib.blake2b(values, digest_size=8, salt=band.to_bytes(2, "little")).digest()
    return int.from_bytes(digest, "little") >> 1  # 63 bits fit SQLite's and Arrow's signed integers
