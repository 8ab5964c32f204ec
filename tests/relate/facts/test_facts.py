"""Facts: everything found as subject, predicate, object and value."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
import spacy

import pipeline.relate.facts  # noqa: F401  (registers the component)
from pipeline.normalize import find_dates, find_quantities
from pipeline.records import Fact
from pipeline.relate.aliases import find_aliases
from pipeline.relate.events import find_events
from pipeline.relate.facts import PREDICATES, find_facts, quantity_predicate
from pipeline.relate.positions import find_positions
from pipeline.relate.programs import find_programs
from pipeline.relate.statements import find_statements
from tests.relate.marked import marked_view


def facts(marked: str) -> list[Fact]:
    """Facts of a marked article, everything before them found by edufakta."""
    view = marked_view(marked)
    dates = find_dates(view.text)
    view = replace(view, dates=dates, quantities=find_quantities(view.text, dates=dates))
    view = replace(view, aliases=find_aliases(view))
    view = replace(view, positions=find_positions(view))
    view = replace(view, statements=find_statements(view))
    found = find_facts(view, find_programs(view), find_events(view))
    known = {p.name for p in PREDICATES}
    for fact in found:
        assert fact.predicate in known
        assert view.text[fact.start : fact.end] == fact.text
    return found


def triples(marked: str) -> set[tuple[str, str, str | None]]:
    return {(f.subject, f.predicate, f.object) for f in facts(marked)}


TRIPLES = [
    (
        "[P Kepala] [A Dinas Pendidikan Kota Batu] [N Rini Astuti] hadir.",
        ("Rini Astuti", "holds office", "Kepala Dinas Pendidikan Kota Batu"),
    ),
    (
        "[P Plt Kepala] [A Dinas Pendidikan Kota Batu] [N Rini Astuti] hadir.",
        ("Rini Astuti", "acts in office", "Kepala Dinas Pendidikan Kota Batu"),
    ),
    ("Badan Gizi Nasional (BGN) bekerja.", ("BGN", "stands for", "Badan Gizi Nasional")),
    ("[N Dewi Larasati] tiba. [N Dewi] duduk.", ("Dewi", "short name of", "Dewi Larasati")),
    ("[A Dinas Pendidikan] meluncurkan program [R Sekolah Sore].", ("Sekolah Sore", "run by", "Dinas Pendidikan")),
    (
        "Hasil kerja sama dengan [O Yayasan Fajar] yaitu program [R Sekolah Sore].",
        ("Sekolah Sore", "run in cooperation with", "Yayasan Fajar"),
    ),
    (
        "[R Sekolah Sore] merupakan salah satu layanan bagi anak pekerja.",
        ("Sekolah Sore", "described as", "salah satu layanan bagi anak pekerja"),
    ),
    (
        "Ada dua program unggulan yaitu pemerataan sarana dan pembinaan karakter.",
        ("pemerataan sarana", "one of", "dua program unggulan"),
    ),
    ("[S SMAN 3 Batu] menggelar [E Festival Sains].", ("Festival Sains", "organized by", "SMAN 3 Batu")),
    ("[E Festival Sains] digelar di [L Kota Batu].", ("Festival Sains", "held at", "Kota Batu")),
    ("[E Festival Sains] dilakukan melalui [E Lomba Roket].", ("Lomba Roket", "part of", "Festival Sains")),
    ("[E Lomba Roket] merupakan bagian dari [E Festival Sains].", ("Lomba Roket", "part of", "Festival Sains")),
    ("Pada [E FGD] yang dipimpin oleh [N Mutia Sari] hadir guru.", ("Mutia Sari", "chaired", "FGD")),
    (
        "Catatan dibuat [N Yayat Hidayat] dari [A BBPMP Jawa Tengah].",
        ("Yayat Hidayat", "affiliated with", "BBPMP Jawa Tengah"),
    ),
    ("[N Siti Rahma] meraih juara 2 dalam Lomba Pidato.", ("Siti Rahma", "won", "juara 2, Lomba Pidato")),
    (
        "Sekolah Sore Dibuka\n\nAnak-anak senang.\n\nPenulis: [N Rini Astuti]",
        ("Rini Astuti", "wrote", "Sekolah Sore Dibuka"),
    ),
    (
        "[A Kemendikbudristek] dulu mengurus itu.",
        (
            "Kementerian Pendidikan Dasar dan Menengah",
            "successor of",
            "Kementerian Pendidikan, Kebudayaan, Riset, dan Teknologi",
        ),
    ),
]


@pytest.mark.parametrize(("marked", "triple"), TRIPLES, ids=[t[1][1] for t in TRIPLES])
def test_each_relation_becomes_a_fact(marked: str, triple: tuple[str, str, str]) -> None:
    assert triple in triples(marked)


def test_an_amount_with_its_item_and_place() -> None:
    (fact,) = [f for f in facts("Untuk guru di [L Kota Batu], honor guru kontrak minimal 1,5 juta rupiah.") if f.value]
    assert (fact.subject, fact.predicate, fact.value, fact.unit, fact.place) == (
        "honor guru kontrak", "has amount at least", Decimal(1_500_000), "IDR", "Kota Batu",
    )  # fmt: skip


def test_a_count_with_what_is_said_of_it() -> None:
    (fact,) = [f for f in facts("Dinas mengusulkan 5.730 guru honorer untuk diangkat tahun ini.") if f.value]
    assert (fact.subject, fact.predicate, fact.value) == ("guru honorer", "has count", Decimal(5730))
    assert fact.object is not None
    assert fact.object.startswith("untuk diangkat")


def test_each_place_goes_with_its_own_count() -> None:
    found = facts("Ada 35 sekolah di [L Kota Batu] dan 70 sekolah di [L Kabupaten Gowa].")
    assert {(f.value, f.place) for f in found if f.value} == {
        (Decimal(35), "Kota Batu"),
        (Decimal(70), "Kabupaten Gowa"),
    }


def test_the_age_of_a_person() -> None:
    assert ("Ahmad Zuhri", "has age", None) in triples("Guru ngaji [N Ahmad Zuhri] (63) tersenyum.")


@pytest.mark.parametrize(
    "marked",
    ["Kedua sekolah itu menang.", "Ia mencoba dua kali.", "Guru menulis satu paragraf.", "Ada dua hal."],
)
def test_counts_that_count_nothing_of_the_world(marked: str) -> None:
    assert facts(marked) == []


@pytest.mark.parametrize(
    "marked",
    [
        "Sembilan dari 10 siswa menyukai perpustakaan.",
        "Sekolah memakai satu sistem untuk semua kelas.",
        "Rina meraih juara harapan 2 lomba sains.",
        "Masing-masing Rp5 juta diserahkan kemarin.",
        "[S SMP 5 Melati] menang.",
        "Mereka mengikuti [R Gerakan 100 Taman].",
    ],
)
def test_numbers_that_say_nothing_of_the_world(marked: str) -> None:
    assert not [f for f in facts(marked) if f.predicate.startswith("has")]


def test_a_number_of_the_headline_is_told_once() -> None:
    rows = facts(
        "Kota Batu Bantu 40 Guru Honorer\n\nBATU - [A Pemkot Batu] membantu 40 guru honorer di sekolah.\nCair."
    )
    assert [f.subject for f in rows if f.predicate == "has count"] == ["guru honorer"]


def test_a_subject_has_no_open_bracket_and_breaks_off_nowhere() -> None:
    rows = facts(
        "Dana bantuan (hibah) seragam sebesar Rp90 juta cair. Biaya program yang telah berjalan mencapai Rp7 juta."
    )
    assert not [f for f in rows if f.subject.count("(") != f.subject.count(")") or f.subject.endswith("berjalan")]


def test_the_day_of_telling_is_not_the_day_of_the_amount() -> None:
    (row,) = [
        f
        for f in facts('"Kami menerima 30 relawan," kata [N Rini Astuti] di [L Kota Batu], Senin (4/3/2024).')
        if f.predicate == "has count"
    ]
    assert (row.subject, row.date_start, row.place) == ("relawan", None, None)


def test_a_year_in_a_name_dates_nothing() -> None:
    (row,) = [f for f in facts("Ada 12 sekolah yang memakai [R Kurikulum 2013].") if f.predicate == "has count"]
    assert row.date_start is None


@pytest.mark.parametrize(
    ("sentence", "predicate"),
    [
        ("[N Rini Astuti] membantah sekolah memungut biaya seragam.", "denied"),
        ("[N Rini Astuti] tidak membantah sekolah memungut biaya seragam.", "stated"),
        ("[N Rini Astuti] mengatakan bahwa sekolah memungut biaya seragam.", "stated"),
        ("[N Rini Astuti] meminta agar sekolah memungut biaya seragam.", "asked for"),
        ("[N Rini Astuti] berharap sekolah memungut biaya seragam.", "asked for"),
    ],
)
def test_what_was_denied_is_not_stated(sentence: str, predicate: str) -> None:
    assert (predicate, "sekolah memungut biaya seragam") in {(f.predicate, f.object) for f in facts(sentence)}


def test_the_score_of_a_person() -> None:
    assert ("IPK", "has score", "Ahmad Zuhri") in triples("[N Ahmad Zuhri] lulus dengan IPK 3,91.")


def test_ordinals_are_no_facts_by_themselves() -> None:
    assert quantity_predicate("ordinal", None) is None
    assert facts("Pendaftaran tahap pertama dibuka.") == []


def test_a_fact_stated_twice_is_written_once() -> None:
    found = facts("[S SMAN 3 Batu] menggelar [E Festival Sains]. [S SMAN 3 Batu] kembali menggelar [E Festival Sains].")
    assert [f.predicate for f in found] == ["organized by"]


def test_predicates_are_told_apart_and_described() -> None:
    names = [p.name for p in PREDICATES]
    assert len(names) == len(set(names))
    assert all(p.description.endswith(".") and p.subject for p in PREDICATES)


def test_the_component_writes_facts_from_what_stands_on_the_doc() -> None:
    nlp = spacy.blank("id")
    nlp.add_pipe("edufakta_aliases")
    nlp.add_pipe("edufakta_facts")
    doc = nlp("Badan Gizi Nasional (BGN) bekerja.")
    assert [(f.subject, f.predicate) for f in doc._.facts] == [("BGN", "stands for")]
