"""What lexicons and rules find without a model."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.tag.rules import tag
from tests.tag.tagged import read

SENTENCES = {
    "agency with its region": "[Dinas Pendidikan Kabupaten Bekasi|AGENCY] menggelar pelatihan.",
    "a list of fields": "[Dinas Pendidikan, Kepemudaan, dan Olahraga Kota Serang|AGENCY] rapat.",
    "an acronym in the middle": "[Dinas Komunikasi dan Informatika (Diskominfo) Kabupaten Kendal|AGENCY] hadir.",
    "an acronym at the end": "[Dinas Pendidikan|AGENCY] ([Disdik|AGENCY]) membuka pendaftaran.",
    "a comma ends the name": "Menurut [Dinas Pendidikan|AGENCY], Kebudayaan itu penting.",
    "a commission of parliament": "Rapat dengan [Komisi X DPR RI|AGENCY] dan [Komisi IV DPRD Kabupaten Serang|AGENCY].",
    "local government": "[Pemkab Bekasi|AGENCY] dan [Pemerintah Provinsi Jawa Barat|AGENCY] bekerja sama.",
    "police": "Kasusnya ditangani [Polres Pemalang|AGENCY].",
    "regional office of a ministry": "[Kementerian Agama Kabupaten Kendal|AGENCY] memberi penghargaan.",
    "numbered school": "Siswa [SDN 3 Langkapura|SCHOOL] dan [SMP Negeri 2 Cikarang Pusat|SCHOOL] bertanding.",
    "school named after its region": "Para guru [MAN 2 Kota Bima|SCHOOL] ikut serta.",
    "named school": "Ia lulusan [SMK Muhammadiyah 1 Yogyakarta|SCHOOL] dan [SD Islam Al Azhar 13|SCHOOL].",
    "a type of school is no school": "Murid SD, SMP, dan SMA di sana naik kelas.",
    "university": "Ia dosen di [Universitas Lampung|SCHOOL] ([Unila|SCHOOL]).",
    "faculty and university are one": "Di [Fakultas Teknik Universitas Lampung|SCHOOL] dan [FISIP Unud|SCHOOL].",
    "school with an English name": "Ia lulusan [Pijar Lestari University|SCHOOL] dan [University of Melbourne|SCHOOL].",
    "regions": "Gempa di [Jawa Barat|LOCATION], [Kota Serang|LOCATION], dan [Kecamatan Cikarang Pusat|LOCATION].",
    "countries and short forms": "Pelajar dari [Jepang|LOCATION] tiba di [NTB|LOCATION].",
    "shouted dateline": "[JAKARTA|LOCATION] - Sekolah dibuka.",
    "compounds": "Lomba diikuti pelajar se-[Indonesia|LOCATION] dan jalur [Jakarta|LOCATION]-[Surabaya|LOCATION].",
    "a language is no place": "Ia mengajar Bahasa Indonesia dan menukar dolar AS.",
    "venue": "Acara berlangsung di [Aula Dinas Pendidikan Kabupaten Bekasi|LOCATION].",
    "direction": "Sekolah itu ada di [Banjarmasin Tengah|LOCATION].",
    "head of an agency": "[Kepala|POSITION] [Dinas Pendidikan Kota Metro|AGENCY] [Suwandi|PERSON] hadir.",
    "minister": "[Menteri Pendidikan Dasar dan Menengah|POSITION] ([Mendikdasmen|POSITION]) absen.",
    "acting": "[Plt. Kepala|POSITION] [Dinas Kesehatan Kota Metro|AGENCY] absen.",
    "office and place": "[Bupati|POSITION] [Kendal|LOCATION] dan [Wakil Wali Kota|POSITION] [Serang|LOCATION] datang.",
    "office inside the school": "[Kepala|POSITION] [SDN 3 Langkapura|SCHOOL], [Rina Fulanah|PERSON], tersenyum.",
    "unit of an agency": "[Kabid Pembinaan SMP|POSITION] [Disdik Kabupaten Bekasi|AGENCY] menjawab.",
    "a group holds no office": "Rapat dihadiri para Camat dan sejumlah Guru Besar.",
    "occupation in apposition": "Seorang [guru|POSITION] [Rina Fulanah|PERSON] mengajar di sana.",
    "occupation alone": "Para guru dan siswa bergembira.",
    "person by a verb of saying": "“Kami senang,” ujar [Wirata Fulan|PERSON] kemarin. [Wirata|PERSON] mengatakan itu.",
    "person by honorific and degree": "Hadir pula Drs. H. [Fulan Wirata|PERSON], M.Pd., dan Ibu [Sekarwati|PERSON].",
    "the same person again": "Menurut [Budi Santoso|PERSON], itu baik. Kini [Budi|PERSON] menunggu.",
    "programme": "Penyaluran dana [BOS|PROGRAM] dan [PIP|PROGRAM] untuk [Kurikulum Merdeka|PROGRAM] dimulai.",
    "commemoration": "Peringatan [Hari Guru Nasional 2024|EVENT] dan [HUT ke-80 RI|EVENT] meriah.",
    "event with its acronym": "[Olimpiade Sains Nasional (OSN) 2025|EVENT] digelar.",
    "organisation": "[Yayasan Pijar Bangsa|ORGANIZATION] dan [PGRI|ORGANIZATION] mendukung.",
    "laws": "Sesuai [UU Nomor 20 Tahun 2003|REGULATION] dan [Permendikdasmen No 3 Tahun 2025|REGULATION].",
    "an acronym defined in the article": "[Balai Pelatihan Guru|AGENCY] ([BPG|AGENCY]) ada. Kini [BPG|AGENCY] sibuk.",
}  # fmt: skip


@pytest.mark.parametrize("tagged", SENTENCES.values(), ids=SENTENCES.keys())
def test_found(tagged: str) -> None:
    text, expected = read(tagged)
    assert [(m.text, m.label) for m in tag(text)] == expected


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=st.sampled_from("ABab .,()\n\"'’-/1é") | st.characters(codec="utf-8"), max_size=120))
def test_mentions_are_ordered_apart_and_exact(text: str) -> None:
    last = 0
    for m in tag(text):
        assert last <= m.start < m.end <= len(text)
        assert text[m.start : m.end] == m.text
        last = m.end


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(
    ["Kepala", "Dinas", "Pendidikan", ",", "dan", "(", ")", "Kabupaten", "Bekasi", "SMP", "Negeri", "2", "Universitas",
     "Hari", "ke-80", "Plt.", "Drs.", "Budi", "Santoso", "kata", "mengatakan", "\n", "Program", "UU", "Nomor"]
), max_size=40))  # fmt: skip
def test_any_order_of_trigger_words_is_survived(words: list[str]) -> None:
    text = " ".join(words)
    for m in tag(text):
        assert text[m.start : m.end] == m.text


@pytest.mark.parametrize(
    "piece",
    ["Kepala ", "(A) ", "Dinas Pendidikan, ", "A-", "Universitas Fakultas ", "Nomor 1/", "UU Nomor ", "Drs. ", "Budi "],
)
def test_time_grows_with_the_text_only(piece: str) -> None:
    def seconds(n: int) -> float:
        text = piece * n
        start = time.process_time()
        tag(text)
        return time.process_time() - start

    tag(piece * 100)
    assert seconds(8000) < 20 * seconds(1000) + 0.5
