"""Official regions: names as news writes them, codes, and what the context settles."""

from __future__ import annotations

import pytest

from pipeline.records import EntityLabel, Mention
from pipeline.resources.regions import code_places, region_code, regions, regions_inside, resolve_region


def mention(text: str, label: EntityLabel = "LOCATION") -> Mention:
    return Mention(start=0, end=len(text), text=text, label=label)


def test_all_official_regions_are_there() -> None:
    kinds = [region.kind for region in regions().values()]
    assert kinds.count("province") == 38
    assert kinds.count("regency") + kinds.count("city") == 514
    assert kinds.count("district") > 7200


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Jawa Barat", "32"),
        ("Jabar", "32"),
        ("Provinsi NTB", "52"),
        ("DKI Jakarta", "31"),
        ("Sumatra Utara", "12"),
        ("Kabupaten Bekasi", "32.16"),
        ("Kab. Bekasi", "32.16"),
        ("KABUPATEN BEKASI", "32.16"),
        ("Kota Bekasi", "32.75"),
        ("Tangsel", "36.74"),
        ("Tulangbawang", "18.05"),
        ("Palangka Raya", "62.71"),
        ("Kota Administrasi Jakarta Selatan", "31.74"),
        ("Jakarta Selatan", "31.74"),
        ("Kecamatan Cikarang Pusat", "32.16.20"),
        ("Cikarang Pusat", "32.16.20"),
        ("Solo", "33.72"),
        ("Jambi", "15"),
        ("Kota Jambi", "15.71"),
    ],
)
def test_a_name_that_means_one_region(name: str, code: str) -> None:
    assert region_code(name) == code


def test_a_name_of_a_city_and_a_regency_stays_open_alone() -> None:
    assert {r.name for r in resolve_region("Bekasi")} == {"Kabupaten Bekasi", "Kota Bekasi"}
    assert region_code("Bekasi") is None


@pytest.mark.parametrize(
    ("hint", "code"),
    [
        ("32.75", "32.75"),  # the article says "Kota Bekasi" elsewhere
        ("32.16.20", "32.16"),  # it names a district of the regency
        ("33", None),  # another province settles nothing
    ],
)
def test_the_context_settles_it(hint: str, code: str | None) -> None:
    assert region_code("Bekasi", hint) == code


def test_the_province_around_settles_which_banjar() -> None:
    assert region_code("Banjar", "32") == "32.79"
    assert region_code("Banjar", "63") == "63.03"


@pytest.mark.parametrize("name", ["", "Atlantis", "Kota Impian", "Kabupaten", " . "])
def test_unknown_names(name: str) -> None:
    assert region_code(name) is None


def test_regions_inside_the_names_of_bodies() -> None:
    found = regions_inside("Dinas Pendidikan dan Kebudayaan Kabupaten Lampung Barat")
    assert [r.code for r in found] == ["18.04"]
    assert regions_inside("Dinas Pendidikan") == ()


def test_places_of_an_article_get_codes_from_each_other() -> None:
    mentions = [
        mention("Dinas Pendidikan Kabupaten Bekasi", "AGENCY"),
        mention("Bekasi"),
        mention("Jawa Barat"),
        mention("Bandung"),
        mention("Jepang"),
        mention("Budi", "PERSON"),
    ]
    assert [m.code for m in code_places(mentions)] == [None, "32.16", "32", None, None, None]


def test_a_bare_district_needs_its_province_in_the_article() -> None:
    assert [m.code for m in code_places([mention("Cikarang Pusat"), mention("Jepang")])] == [None, None]
    assert [m.code for m in code_places([mention("Cikarang Pusat"), mention("Jabar")])] == ["32.16.20", "32"]
    assert [m.code for m in code_places([mention("Kecamatan Cikarang Pusat")])] == ["32.16.20"]


def test_a_code_already_set_stays() -> None:
    known = Mention(start=0, end=6, text="Bekasi", label="LOCATION", code="32.75")
    assert [m.code for m in code_places([known, mention("Bekasi")])] == ["32.75", "32.75"]


def test_parent_and_names() -> None:
    region = regions()["32.16.20"]
    assert (region.parent, region.full_name) == ("32.16", "Kecamatan Cikarang Pusat")
    assert regions()["32"].parent is None
    assert regions()["31.74"].bare_name == "Jakarta Selatan"


def test_the_table_is_what_the_package_carries() -> None:
    pytest.importorskip("lokal")
    from pipeline.resources.compile_regions import as_csv
    from pipeline.resources.loader import DATA

    assert (DATA / "regions.csv").read_text(encoding="utf-8") == as_csv(), (
        "run python -m pipeline.resources.compile_regions"
    )
