"""Windows: every word is read once, at pieces of its own token, and long sentences are parted between words."""

from __future__ import annotations

import numpy as np

from pipeline.syntax.encoder.windows import BOS, EOS, Chunk, chunks, pack, token_pieces, window_arrays


def test_a_token_has_its_first_and_last_piece() -> None:
    offsets = [(0, 3), (3, 6), (6, 10), (10, 11)]
    assert token_pieces(offsets, [(0, 6), (7, 10), (10, 11)]) == [(0, 1), (2, 2), (3, 3)]


def test_a_token_without_pieces_borrows_the_nearest() -> None:
    assert token_pieces([(0, 4)], [(0, 4), (5, 6)]) == [(0, 0), (0, 0)]
    assert token_pieces([], [(0, 1)]) == [(0, 0)]


def test_a_short_sentence_is_one_chunk() -> None:
    (chunk,) = chunks(3, [10, 11, 12], [(0, 1), (0, 1), (2, 2)], [False, True, False], longest=8)
    assert chunk.sentence == 3
    assert chunk.ids.tolist() == [10, 11, 12]
    assert (chunk.first.tolist(), chunk.last.tolist(), chunk.part.tolist()) == ([0, 0, 2], [1, 1, 2], [0, 1, 0])


def test_a_long_sentence_is_parted_between_tokens() -> None:
    pieces = [(k, k) for k in range(10)]
    found = list(chunks(0, list(range(10)), pieces, [False] * 10, longest=4))
    assert [c.ids.tolist() for c in found] == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]
    assert all(c.first.tolist() == list(range(len(c.ids))) for c in found)


def test_a_clitic_stays_with_its_host() -> None:
    found = list(chunks(0, [0, 1, 2], [(0, 0), (1, 2), (1, 2)], [False, False, True], longest=2))
    assert [len(c.first) for c in found] == [1, 2]


def test_a_word_longer_than_a_window_is_read_in_part() -> None:
    found = list(chunks(0, list(range(50)), [(0, 49)], [False], longest=8))
    assert [len(c.ids) for c in found] == [8]
    assert found[0].last.tolist() == [7]


def _chunk(number: int, size: int) -> Chunk:
    one = np.arange(size)
    return Chunk(number, one + 10, one, one, one * 0)


def test_windows_hold_sentences_that_follow_one_another() -> None:
    found = list(pack([_chunk(0, 4), _chunk(1, 4), _chunk(2, 4), _chunk(3, 20)], size=9))
    assert [[c.sentence for c in window] for window in found] == [[0, 1], [2], [3]]


def test_places_count_in_the_window() -> None:
    arrays = window_arrays([_chunk(0, 2), _chunk(1, 2)])
    assert arrays["ids"].tolist() == [[BOS, 10, 11, 10, 11, EOS]]
    assert arrays["first"].tolist() == [[1, 2, 3, 4]]
