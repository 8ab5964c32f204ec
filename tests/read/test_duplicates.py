"""Fingerprints find repeats, whatever the order of reading."""

from __future__ import annotations

from pipeline.read import content_hash, fingerprint, similarity
from pipeline.read.duplicates import THRESHOLD

WORDS = [f"kata{i}" for i in range(300)]
TEXT = " ".join(WORDS)
FIRST_BAND = 5547570339464409824
"""Stored fingerprints are compared with new ones: a change here is a change of format."""


def test_content_hash_sees_words_only() -> None:
    assert content_hash("Guru, “hebat”!\nSekali.") == content_hash("guru hebat sekali")
    assert content_hash("guru hebat sekali") != content_hash("guru sekali hebat")


def test_a_light_edit_is_a_near_duplicate() -> None:
    a, b = fingerprint(TEXT), fingerprint(" ".join([*WORDS[5:], "(red)"]))
    assert set(a.bands) & set(b.bands)
    assert similarity(a.signature, b.signature) >= THRESHOLD


def test_another_text_is_none() -> None:
    a, b = fingerprint(TEXT), fingerprint(" ".join(f"lain{i}" for i in range(300)))
    assert not set(a.bands) & set(b.bands)
    assert similarity(a.signature, b.signature) < 0.1


def test_values_are_stable_across_processes_and_fit_a_database() -> None:
    found = fingerprint("guru")
    assert found == fingerprint("Guru!")
    assert found.bands[0] == FIRST_BAND
    assert len(found.signature) == 512
    assert all(0 <= band < 2**63 for band in found.bands)


def test_short_and_empty_texts() -> None:
    assert fingerprint("").bands
    assert fingerprint("satu dua") != fingerprint("dua satu")
