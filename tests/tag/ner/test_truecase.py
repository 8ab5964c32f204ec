"""Lines in capitals are read as the article writes their words elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tag.ner.truecase import truecase


@pytest.mark.parametrize(
    ("text", "first_line"),
    [
        ("WALI KOTA BOGOR BUKA LOMBA\nLomba dibuka Wali Kota Bogor dan guru.", "Wali Kota Bogor Buka Lomba"),
        ("PGRI GELAR RAPAT DI SMPN 2\nrapat itu digelar PGRI.", "PGRI Gelar rapat di SMPN 2"),
        ("Guru SMPN 2 ikut PPG", "Guru SMPN 2 ikut PPG"),
        ("BKN RI", "BKN RI"),
    ],
)
def test_headlines(text: str, first_line: str) -> None:
    assert truecase(text).split("\n")[0] == first_line


def test_the_body_stays_as_it_is() -> None:
    body = "Rapat PGRI di Kota Bogor dihadiri IIS SUGIANTO."
    assert truecase("RAPAT PGRI KOTA BOGOR\n" + body).split("\n")[1] == body


@given(st.text(alphabet="ABİßǅıKab1. \n", max_size=80))
def test_offsets_stay(text: str) -> None:
    assert len(truecase(text)) == len(text)
    assert truecase(text).casefold().count("\n") == text.count("\n")
