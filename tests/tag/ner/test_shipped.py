"""The shipped model on sentences of our own: plain cases that it must not get wrong, and whole articles."""

from __future__ import annotations

import time

import pytest

from pipeline.records import ENTITY_LABELS
from pipeline.tag.ner.predictor import Predictor
from pipeline.tag.ner.store import open_model

CASES = {
    "Kepala Dinas Pendidikan Kabupaten Garut, Drs. Asep Hidayatullah, M.Pd., menutup pelatihan itu.": [
        ("Kepala", "POSITION"), ("Dinas Pendidikan Kabupaten Garut", "AGENCY"), ("Asep Hidayatullah", "PERSON"),
    ],
    "Bupati Sumba Timur, Yosefina Lamaholot, meninjau SD Negeri 4 Wolowaru pada Selasa pagi.": [
        ("Bupati", "POSITION"), ("Sumba Timur", "LOCATION"), ("Yosefina Lamaholot", "PERSON"),
        ("SD Negeri 4 Wolowaru", "SCHOOL"),
    ],
    "Sebanyak 40 guru dari Kota Palu mengikuti bimbingan teknis Kurikulum Merdeka di Jakarta.": [
        ("Kota Palu", "LOCATION"), ("Kurikulum Merdeka", "PROGRAM"), ("Jakarta", "LOCATION"),
    ],
    "Menurut Rektor Universitas Hasanuddin, Prof. Jamaluddin Tandiseru, kampusnya siap menampung mahasiswa baru.": [
        ("Rektor", "POSITION"), ("Universitas Hasanuddin", "SCHOOL"), ("Jamaluddin Tandiseru", "PERSON"),
    ],
    "Penyaluran Program Indonesia Pintar (PIP) di Kabupaten Sikka diawasi Kementerian Pendidikan Dasar dan Menengah.": [
        ("Program Indonesia Pintar", "PROGRAM"), ("PIP", "PROGRAM"), ("Kabupaten Sikka", "LOCATION"),
        ("Kementerian Pendidikan Dasar dan Menengah", "AGENCY"),
    ],
    "Ketua PGRI Provinsi Jambi, Nanang Suryaman, berharap tunjangan guru segera cair.": [
        ("Ketua", "POSITION"), ("Nanang Suryaman", "PERSON"),
    ],
    "Ketentuan itu diatur dalam Undang-Undang Nomor 14 Tahun 2005 tentang guru dan dosen.": [
        ("Undang-Undang Nomor 14 Tahun 2005", "REGULATION"),
    ],
    "Siswi MAN 1 Bengkulu, Keysha Adelia, meraih medali emas pada Olimpiade Sains Nasional 2024 di Malang.": [
        ("MAN 1 Bengkulu", "SCHOOL"), ("Keysha Adelia", "PERSON"), ("Malang", "LOCATION"),
    ],
    "Wakil Gubernur Kalimantan Timur membuka pameran buku di Samarinda.": [
        ("Wakil Gubernur", "POSITION"), ("Kalimantan Timur", "LOCATION"), ("Samarinda", "LOCATION"),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def predictor() -> Predictor:
    return Predictor(open_model("edufakta-ner"))


@pytest.mark.parametrize("sentence", CASES, ids=lambda s: s[:32])
def test_plain_sentences(predictor: Predictor, sentence: str) -> None:
    found = {(m.text, m.label) for m in predictor.predict([sentence])[0]}
    assert set(CASES[sentence]) <= found


def test_words_that_name_nothing_are_left_alone(predictor: Predictor) -> None:
    texts = [
        "Para guru dan siswa membersihkan halaman sekolah sebelum ujian dimulai.",
        "Hujan turun sejak pagi, sehingga jalan menuju pasar tergenang.",
    ]
    assert predictor.predict(texts) == [[], []]


def test_headlines_in_capitals_are_read(predictor: Predictor) -> None:
    found = {(m.text, m.label) for m in predictor.predict(["WALI KOTA BOGOR BUKA LOMBA BACA PUISI DI SMPN 2 CIAWI"])[0]}
    assert {("WALI KOTA", "POSITION"), ("BOGOR", "LOCATION"), ("SMPN 2 CIAWI", "SCHOOL")} <= found


def test_the_end_of_a_very_long_paragraph_is_read(predictor: Predictor) -> None:
    text = "Kegiatan berjalan lancar dan tertib. " * 400 + "Wali Kota Bandung hadir."
    found = [(m.text, m.label) for m in predictor.predict([text])[0]]
    assert ("Bandung", "LOCATION") in found


def test_hostile_texts_do_no_harm(predictor: Predictor) -> None:
    texts = ["(" * 3000, "\u0000\ufeff\u202e", "a" * 20_000, "😀" * 500, "\n" * 2000, "ﷺ ½ ㎏ ǅ İ"]
    for text, mentions in zip(texts, predictor.predict(texts), strict=True):
        assert all(text[m.start : m.end] == m.text for m in mentions)


def test_what_it_says_of_itself(predictor: Predictor) -> None:
    meta = open_model("edufakta-ner").meta
    assert {tag[2:] for tag in meta["tags"] if tag != "O"} == set(ENTITY_LABELS)
    assert meta["dev"]["f1"] >= 85
    assert meta["dev"]["expected_calibration_error"] < 0.05


def test_loads_quickly() -> None:
    began = time.process_time()
    Predictor(open_model("edufakta-ner"))
    assert time.process_time() - began < 1.5
