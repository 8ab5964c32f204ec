"""Names without honorifics, ranks and degrees."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.resources.titles import bare_name, bare_span, honorific_length, strip_degrees, strip_honorifics


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("Prof. Dr. H. Ahmad Fulan, S.Pd., M.Si.", "Ahmad Fulan"),
        ("Drs. H. Abdul Fulan, M.Pd", "Abdul Fulan"),
        ("Hj. Siti Aminah, S.Pd.I, M.Pd.I", "Siti Aminah"),
        ("dr. Rina Sp.OG(K)", "Rina"),
        ("Letjen TNI (Purn) Budi Santoso", "Budi Santoso"),
        ("KH. Ma'ruf Fulan", "Ma'ruf Fulan"),
        ("Bu Rini", "Rini"),
        ("Heri Fulan ST., M.Eng., IPU", "Heri Fulan"),
        ("Rini, A.Md.Keb", "Rini"),
        ("Budi S. Wijaya, M. Si", "Budi S. Wijaya"),
    ],
)
def test_what_is_not_the_name_goes(written: str, bare: str) -> None:
    assert bare_name(written) == bare


@pytest.mark.parametrize(
    "name",
    [
        "Haryono",
        "Pramono",
        "Ibnu Hajar",
        "Oscar O. Wambrauw",
        "Ahmad M. Ramli",
        "Sri Mulyani",
        "Maskur",
        "Harun Al Rasyid",
    ],
)
def test_names_that_look_like_titles_stay(name: str) -> None:
    assert bare_name(name) == name


def test_nothing_but_titles_stays_as_it_is() -> None:
    assert strip_honorifics("Pak Haji") == "Pak Haji"
    assert strip_degrees("S.Pd.") == "S.Pd."
    assert honorific_length("Budi") == 0


def test_spans_move_inwards() -> None:
    text = "kata Drs. Ahmad Fulan, M.Pd., tadi"
    start, end = bare_span(text, 5, 29)
    assert text[start:end] == "Ahmad Fulan"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_a_span_never_grows_or_leaves_the_text(text: str, a: int, b: int) -> None:
    start, end = min(a, b, len(text)), min(max(a, b), len(text))
    new_start, new_end = bare_span(text, start, end)
    assert start <= new_start <= new_end <= end
