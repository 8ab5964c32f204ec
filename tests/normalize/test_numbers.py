"""Numbers: digits, words, both, and what is no number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from pipeline.normalize import parse_number
from pipeline.normalize.numbers import read_roman, scan_numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # separators: a dot is a thousands mark only before exactly three digits
        ("5.730", "5730"), ("1.234.567", "1234567"), ("12.5", "12.5"), ("12.31", "12.31"), ("0.125", "0.125"),
        ("1,5", "1.5"), ("1,234", "1.234"), ("12.345,678", "12345.678"), ("1,234,567.89", "1234567.89"),
        ("1,234,567", "1234567"), ("0033", "33"), (",77", "0.77"), ("1.500.000.00", "1500000.00"),
        ("1e5", "100000"), ("1,1e2", "110"), ("1e-5", "0.00001"),
        # signs
        ("-2.500", "-2500"), ("- 1.200.000", "-1200000"), ("minus 5", "-5"), ("negatif 3,5", "-3.5"), ("+12", "12"),
        ("min sembilan ratus dua puluh tiga", "-923"),
        # words
        ("nol", "0"), ("sepuluh", "10"), ("sebelas", "11"), ("tujuh belas", "17"), ("dua puluh satu", "21"),
        ("seratus delapan", "108"), ("seribu tujuh puluh lima", "1075"), ("dua juta seribu", "2001000"),
        ("seratus kuadriliun satu", "100000000000000001"), ("seribu triliun", "1000000000000000"),
        ("satu milyar", "1000000000"), ("Dua Ratus Ribu", "200000"), ("duapuluh lima", "25"), ("limabelas", "15"),
        ("satu kuintiliun", "1000000000000000000"),
        # digits with scale words and short forms
        ("2,35 juta", "2350000"), ("30 jt", "30000000"), ("5rb", "5000"), ("2 ribu 500", "2500"),
        ("2 T", "2000000000000"),
        ("25 juta 500 ribu", "25500000"), ("100K", "100000"), ("1.5 miliar", "1500000000"), ("10 million", "10000000"),
        # fractions
        ("setengah", "0.5"), ("satu setengah juta", "1500000"), ("seperempat", "0.25"), ("tiga perempat", "0.75"),
        ("3/4", "0.75"), ("½", "0.5"), ("1½", "1.5"), ("satu juta setengah", "1500000"), ("setengah juta", "500000"),
        # spoken decimals
        ("dua belas koma dua tiga empat", "12.234"), ("sembilan koma nol tujuh enam", "9.076"),
        ("nol koma lima juta", "500000"), ("satu koma dua puluh lima", "1.25"),
        # repeated in brackets
        ("2 (dua)", "2"), ("dua puluh (20)", "20"),
    ],
)  # fmt: skip
def test_number_has_its_value(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)
    assert parse_number(f"  {text} ") == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["", " ", "x", "--5", "++5", "x123", "1.2.3", "12.3456.7", "12 345 siswa", "dua tiga", "lima puluh dua tiga",
     "pertama", "ke-4", "10-20", "dua sampai tiga", "ribuan", "belasan", "1,5 M", "Rp5.000", "50%", "2 (tiga)", "1/0",
     "satu-satunya",
     "kosong", "puluh dua", "juta", "1 juta 2 juta", "9" * 200],
)  # fmt: skip
def test_anything_else_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@settings(max_examples=300, deadline=None)
@given(st.integers(min_value=0, max_value=10**18 - 1))
def test_value_survives_words(value: int) -> None:
    assert parse_number(num2words(value, lang="id")) == value


@settings(max_examples=200, deadline=None)
@given(st.integers(min_value=-(10**6), max_value=10**6), st.integers(min_value=0, max_value=999))
def test_decimal_survives_words(whole: int, thousandths: int) -> None:
    value = Decimal(f"{whole}.{thousandths:03}").normalize()
    digits = " ".join(num2words(int(digit), lang="id") for digit in f"{thousandths:03}")
    words = num2words(abs(whole), lang="id") + " koma " + digits
    assert parse_number("minus " + words if whole < 0 else words) == (value if whole else abs(value))


@settings(max_examples=200, deadline=None)
@given(st.integers(min_value=0, max_value=10**15))
def test_value_survives_digits(value: int) -> None:
    english = f"{value:,}"
    assert parse_number(str(value)) == value
    assert parse_number(english.replace(",", ".")) == value
    if english.count(",") != 1:  # "1,234" is the decimal 1.234
        assert parse_number(english) == value


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=1, max_value=99))
def test_roman_numerals(value: int) -> None:
    signs = [(90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    numeral, rest = "", value
    for worth, sign in signs:
        while rest >= worth:
            numeral, rest = numeral + sign, rest - worth
    assert read_roman(numeral) == value


@pytest.mark.parametrize("numeral", ["", "IIII", "VX", "ABC", "iv", "MMXXIV", "C"])
def test_no_roman_numeral(numeral: str) -> None:
    assert read_roman(numeral) is None


def test_scan_finds_numbers_in_running_text() -> None:
    text = "Ada dua puluh guru, 1,5 juta siswa di SMPN2, Rp5.000, setengah jam, dan satu-satunya kepala."
    found = [(text[n.start : n.end], n.value) for n in scan_numbers(text)]
    assert found == [
        ("dua puluh", 20),
        ("1,5 juta", 1500000),
        ("5.000", 5000),
        ("setengah", Decimal("0.5")),
    ]


def test_scan_keeps_the_english_reading_apart() -> None:
    (number,) = scan_numbers("1,234 siswa")
    assert (number.value, number.english) == (Decimal("1.234"), 1234)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789.,dua puluh satu juta koma\n½-", max_size=80))
def test_scan_never_overlaps(text: str) -> None:
    position = 0
    for number in scan_numbers(text):
        assert position <= number.start < number.end <= len(text)
        position = number.end
