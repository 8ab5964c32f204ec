"""The shipped syntax models read a plain sentence as a grammar would."""

from __future__ import annotations

import pytest

from pipeline.syntax import make_analyzer

TEXT = "Kepala sekolah membagikan buku kepada siswa-siswanya. Ia tidak hadir."
SENTENCES = [(0, 53), (54, 69)]


@pytest.mark.parametrize("model", ["edufakta", "stanza"])
def test_words_lemmas_and_tree_of_two_sentences(model: str) -> None:
    if model == "stanza":
        pytest.importorskip("stanza", reason="needs edufakta[syntax]")
    first, second = make_analyzer(model).analyze([TEXT], [SENTENCES])[0]
    words = {word.text: word for word in first}
    assert [TEXT[w.start : w.end] for w in first] == [w.text for w in first]
    assert words["membagikan"].upos == "VERB"
    assert words["membagikan"].head == 0
    assert words["membagikan"].lemma == "bagi"
    assert words["nya"].joined
    assert (words["Kepala"].deprel, words["buku"].deprel) == ("nsubj", "obj")
    assert first[words["buku"].head - 1].text == "membagikan"
    assert [w.upos for w in second] == ["PRON", "PART", "VERB", "PUNCT"]
    assert sum(w.head == 0 for w in second) == 1


def test_marks_that_touch_a_number_are_not_taken_for_it() -> None:
    text = "Pada 2007, anggaran naik 5% menjadi 100 miliar pada 2008."
    ((words,),) = make_analyzer().analyze([text], [[(0, len(text))]])
    tags = {w.text: w.upos for w in words}
    assert [tags[n] for n in ("2007", "5", "100", "2008")] == ["NUM"] * 4
    assert (tags[","], tags["%"], tags["."]) == ("PUNCT", "SYM", "PUNCT")
