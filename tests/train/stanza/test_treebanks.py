"""Treebanks: read, brought to one convention, parted, and written as Stanza's trainers want them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pipeline.train.stanza.conllu import Sentence, Word, read_conllu, sentence_text, write_conllu
from pipeline.train.stanza.harmonise import as_gsd, harmonise, learn_lemmas
from pipeline.train.stanza.prepare import hold_out, paragraphs

BOOK = """\
# sent_id = a-1
# text = Siti membaca bukunya, lalu pulang.
1\tSiti\tSiti\tPROPN\tX\t_\t2\tnsubj\t_\t_
2\tmembaca\tbaca\tVERB\tX\tVoice=Act\t0\troot\t_\t_
3-4\tbukunya\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
3\tbuku\tbuku\tNOUN\tX\tNumber=Sing\t2\tobj\t_\t_
4\tnya\tnya\tPRON\tX\t_\t3\tnmod:poss\t_\t_
5\t,\t,\tPUNCT\tX\t_\t7\tpunct\t_\t_
6\tlalu\tlalu\tCCONJ\tX\t_\t7\tcc\t_\t_
7\tpulang\tpulang\tVERB\tX\tVoice=Act\t2\tconj\t_\tSpaceAfter=No
8\t.\t.\tPUNCT\tX\t_\t2\tpunct\t_\t_
8.1\thilang\thilang\tVERB\tX\t_\t_\t_\t_\t_

"""


@pytest.fixture
def book(tmp_path: Path) -> Sentence:
    path = tmp_path / "book.conllu"
    path.write_text(BOOK, encoding="utf-8")
    (sentence,) = read_conllu(path)
    return sentence


def test_a_sentence_keeps_its_words_tokens_and_spaces(book: Sentence) -> None:
    assert [w.form for w in book.words] == ["Siti", "membaca", "buku", "nya", ",", "lalu", "pulang", "."]
    assert book.joined == ((3, 4, "bukunya", "SpaceAfter=No"),)
    assert sentence_text(book) == "Siti membaca bukunya, lalu pulang."


def test_what_is_written_reads_the_same(book: Sentence, tmp_path: Path) -> None:
    write_conllu([book, book], tmp_path / "out.conllu")
    assert read_conllu(tmp_path / "out.conllu") == [book, book]


def test_a_line_with_columns_missing_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "bad.conllu").write_text("1\tSiti\tSiti\n\n", encoding="utf-8")
    with pytest.raises(ValueError, match="3 columns"):
        read_conllu(tmp_path / "bad.conllu")


def sentence(*words: tuple[str, str, str, str]) -> Sentence:
    return Sentence("x", tuple(Word(form, lemma, upos, "_", 0, deprel) for form, lemma, upos, deprel in words))


def test_lemmas_are_learned_where_treebanks_agree() -> None:
    news = [sentence(("tersebut", "sebut", "DET", "det"), ("Siti", "Siti", "PROPN", "nsubj"))] * 3
    news += [sentence(("lalu", "lalu", "VERB", "root"))] * 2
    news += [sentence(("atas", "atas", "ADP", "case"))] * 3 + [sentence(("atas", "ke", "ADP", "case"))] * 3
    # "lalu" is too rare, "atas" undecided, and a name is no word to reduce.
    assert learn_lemmas(news) == {("tersebut", "DET"): "sebut"}


def test_gsd_takes_the_convention_of_news() -> None:
    gsd = sentence(
        ("Guru", "guru", "NOUN", "nsubj"),
        ("besar", "besar", "NOUN", "compound"),
        ("Universitas", "universitas", "PROPN", "nmod"),
        ("tersebut", "tersebut", "DET", "det"),
        ("anti", "anti", "ADV", "compound:a"),
    )
    words = harmonise(gsd, {("tersebut", "DET"): "sebut"}).words
    assert [w.lemma for w in words] == ["guru", "besar", "Universitas", "sebut", "anti"]
    assert [w.deprel for w in words] == ["nsubj", "nmod", "nmod", "det", "compound:a"]


def test_the_end_of_a_treebank_is_held_out() -> None:
    sentences = [Sentence(str(i), ()) for i in range(25)]
    train, dev = hold_out(sentences, 0.08)
    assert [s.name for s in dev] == ["23", "24"]
    assert train + dev == sentences


def test_paragraphs_hold_every_sentence_once(book: Sentence) -> None:
    made = paragraphs([book] * 30, random.Random(1))
    assert " ".join(made) == " ".join([sentence_text(book)] * 30)
    assert 30 / 8 <= len(made) < 30
    assert made == paragraphs([book] * 30, random.Random(1))


def test_gsd_and_back() -> None:
    def noun(form: str, head: int, deprel: str) -> Word:
        return Word(form, form, "NOUN", "_", head, deprel)

    marker = Word("di", "di", "ADP", "_", 5, "case")
    name = Word("Ambon", "Ambon", "PROPN", "_", 5, "nmod")
    gsd = Sentence("x", (noun("guru", 0, "root"), noun("besar", 1, "compound"), noun("hukum", 2, "compound"), marker))
    gsd = Sentence("x", (*gsd.words, noun("kota", 1, "nmod"), name))
    news = harmonise(gsd, {})
    assert [w.deprel for w in news.words] == ["root", "nmod", "nmod", "case", "nmod", "nmod"]
    back = as_gsd(news, {})
    assert [w.deprel for w in back.words] == ["root", "compound", "compound", "case", "nmod", "nmod"]
    assert back.words[-1].lemma == "ambon"
