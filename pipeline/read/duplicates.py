"""Exact and near duplicates, by values that can be stored: a hash of the content, and a MinHash with its bands.

Two articles repeat each other if they share at least :data:`THRESHOLD` of their runs of five words (Jaccard).
Candidates are found by equal bands (locality-sensitive hashing; Leskovec, Rajaraman and Ullman, *Mining of Massive
Datasets*, chapter 3) and confirmed by :func:`similarity`.  All values depend on the text alone, so neither the order of
reading nor the number of workers changes them::

    a, b = fingerprint(text_a), fingerprint(text_b)
    set(a.bands) & set(b.bands)          # any in common: candidates
    similarity(a, b) >= THRESHOLD        # near duplicates
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import regex
from numpy.typing import NDArray

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

    bands: tuple[str, ...]
    """One key a band; texts with a key in common are candidates."""
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
    runs = {
        " ".join(words[i : i + SHINGLE_WORDS]).encode("utf-8", "surrogatepass")
        for i in range(max(1, len(words) - SHINGLE_WORDS + 1))
    }
    from datasketch import MinHash

    sketch = MinHash(PERMUTATIONS, hashfunc=_hash32, permutations=_permutations())
    sketch.update_batch(runs)
    values = sketch.hashvalues.astype("<u4")
    rows = PERMUTATIONS // BANDS
    bands = tuple(
        f"{i:02d}{hashlib.blake2b(values[i * rows : (i + 1) * rows].tobytes(), digest_size=8).hexdigest()}"
        for i in range(BANDS)
    )
    return Fingerprint(bands=bands, signature=values.tobytes())


def similarity(a: Fingerprint, b: Fingerprint) -> float:
    """Estimated Jaccard similarity of the two texts' runs of words, 0 to 1."""
    first = np.frombuffer(a.signature, dtype="<u4")
    second = np.frombuffer(b.signature, dtype="<u4")
    return float(np.mean(first == second))


def _hash32(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=4).digest(), "little")


@lru_cache(maxsize=1)
def _permutations() -> NDArray[np.uint64]:
    """The hash family, drawn once: drawing it takes longer than hashing an article."""
    from datasketch import MinHash

    permutations: NDArray[np.uint64] = np.asarray(MinHash(PERMUTATIONS, seed=_SEED).permutations)
    return permutations
