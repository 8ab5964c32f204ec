"""Sentence scores: F1 of whole sentences, and the treebank that joins some."""

from __future__ import annotations

from pathlib import Path

from pipeline.evaluate.sentences import find_gsd_sentences, score_sentences

PAIR = "Museum Tekstil berada di Jakarta. Bangunan museum itu sudah tua. "
UNRELATED = [f"Nomor {n} dibuka oleh Rektor. " for n in range(120)]


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in find_gsd_sentences(text)]


def test_gsd_joins_what_goes_on_after_a_word_with_a_capital() -> None:
    found = cut(PAIR + "".join(UNRELATED))
    assert found[0] == PAIR.strip()
    assert len(found) == 121


def test_gsd_parts_what_ends_in_lower_case_or_is_unrelated() -> None:
    found = cut("Museum Tekstil sudah tua. Museum itu di Jakarta. Ia pulang. " + "".join(UNRELATED))
    assert found[:3] == ["Museum Tekstil sudah tua.", "Museum itu di Jakarta.", "Ia pulang."]
    assert cut("") == []


def test_both_edges_must_be_right(tmp_path: Path) -> None:
    treebank = tmp_path / "own.conllu"
    treebank.write_text("# text = Ia tidur. Budi makan.\n\n# text = Siti pulang.\n", encoding="utf-8")
    score = score_sentences(treebank)
    assert (score.gold, score.found, score.f1) == (2, 3, 40.0)
