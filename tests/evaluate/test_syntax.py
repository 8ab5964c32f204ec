"""Scores of the shared task: a perfect analysis scores 100, a wrong one loses where it is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("udtools")

from pipeline.evaluate.syntax import markdown, score_treebank, to_conllu
from pipeline.syntax import Analysis, Span, Word

TREEBANK = """# text = Siswa membaca bukunya.
1\tSiswa\tsiswa\tNOUN\t_\tNumber=Sing\t2\tnsubj\t_\t_
2\tmembaca\tbaca\tVERB\t_\tVoice=Act\t0\troot\t_\t_
3-4\tbukunya\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
3\tbuku\tbuku\tNOUN\t_\tNumber=Sing\t2\tobj\t_\t_
4\tnya\tnya\tPRON\t_\t_\t3\tnmod\t_\t_
5\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

# text = Ia tidur.
1\tIa\tia\tPRON\t_\t_\t2\tnsubj\t_\t_
2\ttidur\ttidur\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

"""
WORDS = (
    Word(0, 5, "Siswa", "siswa", "NOUN", "Number=Sing", 2, "nsubj"),
    Word(6, 13, "membaca", "baca", "VERB", "Voice=Act", 0, "root"),
    Word(14, 18, "buku", "buku", "NOUN", "Number=Sing", 2, "obj"),
    Word(18, 21, "nya", "nya", "PRON", None, 3, "nmod", True),
    Word(21, 22, ".", ".", "PUNCT", None, 2, "punct"),
)
SECOND = (
    Word(23, 25, "Ia", "ia", "PRON", None, 2, "nsubj"),
    Word(26, 31, "tidur", "tidur", "VERB", None, 0, "root"),
    Word(31, 32, ".", ".", "PUNCT", None, 2, "punct"),
)


class Fixed:
    """Gives what it was made with."""

    version = "fixed"

    def __init__(self, analyses: list[Analysis]) -> None:
        self.analyses = analyses

    def analyze(self, texts: Sequence[str], sentences: Sequence[Sequence[Span]]) -> list[list[Analysis]]:
        assert [len(s) for s in sentences] == [2]
        return [self.analyses]


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "own.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    return path


def test_a_perfect_analysis(treebank: Path) -> None:
    score = score_treebank(treebank, Fixed([WORDS, SECOND]))
    assert set(score.f1.values()) == {100.0}
    assert "| own | 100.00 |" in markdown([score])


def test_what_is_wrong_is_lost_where_it_is_wrong(treebank: Path) -> None:
    words = (replace(WORDS[0], upos="PROPN", head=3), *WORDS[1:])
    f1 = score_treebank(treebank, Fixed([words, SECOND])).f1
    assert f1["UPOS"] == f1["UAS"] == f1["LAS"] == 87.5
    assert f1["Lemmas"] == f1["Words"] == 100


def test_words_without_analysis_are_scored_too(treebank: Path) -> None:
    bare = [tuple(Word(w.start, w.end, w.text, joined=w.joined) for w in words) for words in (WORDS, SECOND)]
    f1 = score_treebank(treebank, Fixed(bare)).f1
    assert f1["Words"] == 100
    assert f1["UPOS"] == 0


def test_multi_word_tokens_are_written_once() -> None:
    lines = to_conllu([WORDS]).splitlines()
    assert lines[2] == "3-4\tbukunya\t_\t_\t_\t_\t_\t_\t_\t_"
    assert lines[3].startswith("3\tbuku\tbuku\tNOUN\t_\tNumber=Sing\t2\tobj")
