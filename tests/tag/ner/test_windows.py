"""Windows: every word is read exactly once, with context, and at its own place in the text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.tag.ner.windows import BOS, EOS, cut
from tests.tag.ner.toy import tokenizer

TOY = tokenizer()
TEXTS = st.lists(
    st.sampled_from(
        ["Budi", "Dinas", "kata", "x", " ", "  ", "\n", "\n\n", ".", "(", ")", "é", "2024", "-", "\u00a0", "…"]
    ),
    max_size=120,
).map("".join)


def test_words_are_runs_of_letters_and_digits_or_single_marks() -> None:
    text = "Budi (BKN) se-Bandung, 2024."
    words, _ = cut(text, TOY)
    found = [text[a:b] for a, b in zip(words.start, words.end, strict=True)]
    assert found == ["Budi", "(", "BKN", ")", "se", "-", "Bandung", ",", "2024", "."]


def test_short_paragraphs_share_a_window_and_are_parted_by_a_mark() -> None:
    words, windows = cut("Budi Santoso\n\nSiti", TOY)
    assert len(windows) == 1
    ids = windows[0].ids.tolist()
    assert ids[0] == BOS
    assert ids.count(EOS) == 2
    assert words.paragraph.tolist() == [0, 0, 1]


def test_a_long_paragraph_is_read_in_overlapping_parts() -> None:
    text = " ".join(["Budi"] * 50)
    words, windows = cut(text, TOY, size=16, overlap=4)
    assert len(words) == 50
    assert len(windows) > 50 / 14
    assert all(len(w.ids) <= 16 for w in windows)
    inner = windows[1]
    assert inner.at.min() >= 1 + 4, "an inner part begins with context that it does not decide"
    assert inner.at.max() <= len(inner.ids) - 2 - 4


@given(TEXTS, st.integers(8, 40))
@settings(max_examples=150, deadline=None)
def test_every_word_is_decided_exactly_once(text: str, size: int) -> None:
    words, windows = cut(text, TOY, size=size, overlap=2)
    decided = np.concatenate([w.words for w in windows]) if windows else np.zeros(0, int)
    assert sorted(decided.tolist()) == list(range(len(words)))
    for window in windows:
        assert len(window.ids) <= size
        assert ((window.at > 0) & (window.at < len(window.ids) - 1)).all(), "no word is read at a special piece"
        assert ((window.ends > window.at) & (window.ends < len(window.ids))).all()
        rows = np.random.default_rng(0).normal(size=(len(window.ids), 3)).astype(np.float32)
        means = [rows[a:b].mean(axis=0) for a, b in zip(window.at, window.ends, strict=True)]
        assert np.allclose(window.means(rows), means, atol=1e-5)
    assert all(text[a:b].strip() == text[a:b] != "" for a, b in zip(words.start, words.end, strict=True))


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\u200b\n"])
def test_a_text_without_words_has_no_trouble(text: str) -> None:
    words, windows = cut(text, TOY)
    assert sum(len(w.words) for w in windows) == len(words)
