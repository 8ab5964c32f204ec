"""Linking inside one article: canonical names, one id per thing, region codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
import spacy

import pipeline.relate.link  # noqa: F401  (registers the component)
from pipeline.records import Mention
from pipeline.relate.link import link_article
from pipeline.relate.link.bodies import parse_body
from pipeline.relate.positions import find_positions
from tests.relate.marked import marked_view


def names(marked: str, aliases: Sequence[tuple[str, str]] = ()) -> list[Mention]:
    view = marked_view(marked, aliases)
    view = replace(view, positions=find_positions(view))
    return list(link_article(view).mentions)


def test_a_body_without_region_is_that_of_the_article() -> None:
    a, _, b = names("[A Disdik Kab. Bekasi] di [L Cikarang Pusat] sibuk. [A Dinas Pendidikan] menunggu.")
    assert a.name == b.name == "Dinas Pendidikan Kabupaten Bekasi"
    assert a.entity_id == b.entity_id


def test_the_article_s_region_places_a_body_that_is_never_named_in_full() -> None:
    place, body = names("Hujan turun di [L Kota Batu]. [A Dinas Pendidikan] libur.")
    assert body.name == "Dinas Pendidikan Kota Batu"
    assert place.code == "35.79"


def test_a_national_body_gets_no_region() -> None:
    _, body = names("Hujan turun di [L Kota Batu]. [A Kemendikdasmen] libur.")
    assert body.name == "Kementerian Pendidikan Dasar dan Menengah"


def test_an_acronym_inside_a_name_is_left_out_of_the_canonical_name() -> None:
    a, b = names(
        "[A Dinas Komunikasi dan Informatika (Diskominfo) Kabupaten Gowa] hadir. [A Diskominfo] mencatat.",
        [("Diskominfo", "Dinas Komunikasi dan Informatika")],
    )
    assert a.name == b.name == "Dinas Komunikasi dan Informatika Kabupaten Gowa"
    assert a.entity_id == b.entity_id


def test_a_unit_that_every_university_has_is_that_of_the_university_spoken_of() -> None:
    _, unit = names("[S Universitas Cendana] berbenah. [O Fakultas Kedokteran] ikut.")
    assert unit.name == "Fakultas Kedokteran Universitas Cendana"


def test_a_shortened_dinas_is_the_one_named_in_full() -> None:
    full, short = names("[A Dinas Pendidikan dan Kebudayaan Kota Serang] sibuk. [A Dinas Pendidikan] menunggu.")
    assert full.entity_id == short.entity_id


def test_the_state_gets_no_region() -> None:
    *_, state = names("Hujan turun di [L Kota Batu]. [A Pemerintah Pusat] membantu.")
    assert state.name == "Pemerintah Indonesia"


def test_people_get_the_fullest_name() -> None:
    found = names("[N Dewi Larasati] tiba. [N Dewi] duduk.", [("Dewi", "Dewi Larasati")])
    assert {m.name for m in found} == {"Dewi Larasati"}
    assert len({m.entity_id for m in found}) == 1


def test_namesakes_with_offices_at_different_bodies_get_different_ids() -> None:
    here = names("[P Kepala] [S SMAN 3 Kota Malang] [N Budi Santoso] hadir.")
    there = names("[P Rektor] [S Universitas Cendana] [N Budi Santoso] hadir.")
    assert here[-1].entity_id != there[-1].entity_id


def test_offices_are_no_things() -> None:
    office, *_ = names("[P Kepala] [S SMAN 3 Kota Malang] [N Budi Santoso] hadir.")
    assert office.entity_id is None


def test_places_get_official_codes() -> None:
    (place,) = names("Gempa terasa di [L Kabupaten Bekasi].")
    assert (place.name, place.code) == ("Kabupaten Bekasi", "32.16")


BODIES = [
    ("Disdik Kab. Bekasi", "Dinas Pendidikan Kabupaten Bekasi"),
    ("Pemkot Bekasi", "Pemerintah Kota Bekasi"),
    ("Pemerintah Daerah Kabupaten Bekasi", "Pemerintah Kabupaten Bekasi"),
    ("BBPMP Provinsi Jabar", "Balai Besar Penjaminan Mutu Pendidikan Provinsi Jawa Barat"),
    ("Kemenag Kota Bima", "Kantor Kementerian Agama Kota Bima"),
    ("Madrasah Aliyah Negeri (MAN) 2 Kota Bima", "MA Negeri 2 Kota Bima"),
    ("Universitas Negeri Makassar", "Universitas Negeri Makassar"),
    ("Dinas Pendidikan Bekasi", "Dinas Pendidikan Bekasi"),
]


@pytest.mark.parametrize(("written", "name"), BODIES)
def test_names_of_bodies_are_written_out(written: str, name: str) -> None:
    assert parse_body(written).name == name


def test_a_region_that_two_places_could_be_is_settled_by_the_article() -> None:
    assert parse_body("Dinas Pendidikan Bekasi", hint=("32.75",)).name == "Dinas Pendidikan Kota Bekasi"


def test_the_component_links_a_doc() -> None:
    nlp = spacy.blank("id")
    nlp.add_pipe("edufakta_linker")
    doc = nlp.make_doc("UGM dan Universitas Gadjah Mada")
    doc._.mentions = (
        Mention(start=0, end=3, text="UGM", label="SCHOOL"),
        Mention(start=8, end=31, text="Universitas Gadjah Mada", label="SCHOOL"),
    )
    doc = nlp.get_pipe("edufakta_linker")(doc)
    assert len({m.entity_id for m in doc._.mentions}) == 1


def test_local_government_at_large_is_of_no_region() -> None:
    rows = names("[L JAKARTA] - Kampus membantu [A pemda] menata sampah.")
    assert "DKI Jakarta" not in (rows[1].name or "")
