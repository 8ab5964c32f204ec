"""Ministries and other bodies: short forms, successive names, names written out."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.resources.bodies import bodies, canonical_body, current_names, find_body, short_forms


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kemendikdasmen", "Kementerian Pendidikan Dasar dan Menengah"),
        ("KEMENDIKDASMEN", "Kementerian Pendidikan Dasar dan Menengah"),
        ("Kemendikbud-Ristek", "Kementerian Pendidikan, Kebudayaan, Riset, dan Teknologi"),
        (
            "Kementerian Pendidikan Tinggi Sains dan Teknologi RI",
            "Kementerian Pendidikan Tinggi, Sains, dan Teknologi",
        ),
        ("UGM", "Universitas Gadjah Mada"),
        ("PGRI", "Persatuan Guru Republik Indonesia"),
    ],
)
def test_found_by_any_spelling(text: str, name: str) -> None:
    body = find_body(text)
    assert body is not None
    assert body.name == name


def test_unknown_body() -> None:
    assert find_body("Kementerian Urusan Awan") is None
    assert short_forms("Kementerian Urusan Awan") == ()


@pytest.mark.parametrize(
    ("text", "written_out"),
    [
        ("Disdik Kab. Bekasi", "Dinas Pendidikan Kabupaten Bekasi"),
        ("Kemenag Kota Bima", "Kementerian Agama Kota Bima"),
        ("Pemkab  Bekasi", "Pemerintah Kabupaten Bekasi"),
        ("SMP Negeri 2 Kec. Sukamaju", "SMP Negeri 2 Kecamatan Sukamaju"),
    ],
)
def test_names_written_out(text: str, written_out: str) -> None:
    assert canonical_body(text) == written_out


def test_a_ministry_led_on_to_its_successors() -> None:
    assert current_names("Kemendikbud") == (
        "Kementerian Pendidikan Dasar dan Menengah",
        "Kementerian Pendidikan Tinggi, Sains, dan Teknologi",
        "Kementerian Kebudayaan",
    )
    assert current_names("Kementerian Agama") == ("Kementerian Agama",)


def test_days_on_which_a_name_held() -> None:
    body = find_body("Kemendikbudristek")
    assert body is not None
    assert not body.holds_on(dt.date(2021, 4, 27))
    assert body.holds_on(dt.date(2021, 4, 28))
    assert not body.holds_on(dt.date(2024, 10, 21))


def test_days_and_successors_fit_together() -> None:
    names = {body.name for body in bodies()}
    for body in bodies():
        assert set(body.successors) <= names, body.name
        if body.valid_from and body.valid_to:
            assert body.valid_from < body.valid_to, body.name
