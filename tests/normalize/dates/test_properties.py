"""What holds for every date and every text."""

from __future__ import annotations

import datetime as dt

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.normalize.dates import find_dates
from pipeline.normalize.dates.scan import scan
from pipeline.normalize.dates.scene import lower

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des")
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
WORDS = (
    "Senin", "Minggu", "minggu", "kemarin", "hari", "ini", "lalu", "depan", "tahun", "ajaran", "pekan", "bulan", "dua",
    "puluh", "terakhir", "pukul", "jam", "28", "2024", "2024/2025", "3/4", "(25/11)", "(28/11/2024)", "November", "Mei",
    "s.d", "hingga", "-", "–", "dan", ",", ".", "(", ")", "Nomor", "UU", "akhir", "awal", "abad", "ke-21", "1990-an",
    "semester", "I", "triwulan", "WIB", "09.00", "sejak", "Rp", "siswa", "H", "1446", "\n", "İ", "'45", "dalam", "lagi",
)  # fmt: skip

days = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
words = st.lists(st.sampled_from(WORDS), max_size=25).flatmap(
    lambda chosen: st.sampled_from((" ", "", "  ")).map(lambda space: space.join(chosen))
)
texts = st.one_of(st.text(max_size=80), words)


def press_forms(day: dt.date) -> list[str]:
    d, m, y, weekday = day.day, day.month, day.year, WEEKDAYS[day.weekday()]
    written = f"{d} {MONTHS[m - 1]} {y}"
    return [
        written, written.upper(), written.lower(), f"{d:02d} {MONTHS[m - 1]} {y}",
        f"{weekday}, {written}", f"{weekday} {written}", f"{weekday} ({written})", f"{weekday} tanggal {written}",
        f"{weekday} ({d}/{m}/{y})", f"{weekday} ({d:02d}/{m:02d}/{y})", f"{weekday}, ({d}/{m}/{y})",
        f"{weekday} [{d}/{m}/{y}]", f"{weekday} ({d}-{m}-{y})", f"{weekday} pagi ({d}/{m}/{y})",
        f"{d} {SHORT[m - 1]} {y}", f"{d} {SHORT[m - 1]}. {y}", f"{d}-{SHORT[m - 1]}-{y}", f"{d}/{m}/{y}",
        f"{d}.{m}.{y}", f"{d:02d}-{m:02d}-{y}", f"{MONTHS[m - 1]} {d}, {y}", f"{day:%Y-%m-%d}", f"{day:%Y/%m/%d}",
    ]  # fmt: skip


@given(days)
def test_a_day_survives_every_press_form(day: dt.date) -> None:
    for form in press_forms(day):
        (found,) = find_dates(f"Acara digelar {form}, kata panitia.")
        assert (found.text, found.date_start, found.date_end) == (form, day, day)
        assert found.granularity == "day"
        assert not found.weekday_conflict
        assert found.anchored_on is None


@given(days, st.integers(min_value=-92, max_value=92))
def test_a_day_without_year_comes_back_from_an_anchor_near_it(day: dt.date, distance: int) -> None:
    anchor = day + dt.timedelta(days=distance)
    weekday = WEEKDAYS[day.weekday()]
    forms = [f"{weekday} ({day.day}/{day.month})", f"{weekday}, {day.day} {MONTHS[day.month - 1]}"]
    for form in forms:
        if (day.month, day.day) == (2, 29):
            continue
        (found,) = find_dates(f"Acara digelar {form}.", anchor)
        assert (found.text, found.date_start, found.anchored_on) == (form, day, anchor)


@given(
    days,
    st.integers(min_value=1, max_value=300),
    st.sampled_from((" s.d ", " s/d ", "-", " – ", " hingga ", " sampai ")),
)
def test_an_interval_keeps_both_ends(first: dt.date, length: int, connector: str) -> None:
    last = first + dt.timedelta(days=length)
    ends = [f"{day.day} {MONTHS[day.month - 1]} {day.year}" for day in (first, last)]
    forms = [connector.join(ends)]
    if (first.month, first.day) != (last.month, last.day) and length < 200:
        forms.append(f"{first.day} {MONTHS[first.month - 1]}{connector}{ends[1]}")
    if (first.year, first.month) == (last.year, last.month):
        forms.append(f"{first.day}{connector}{ends[1]}")
    for form in forms:
        (found,) = find_dates(f"Pameran digelar {form} di Padang.")
        assert (found.text, found.date_start, found.date_end) == (form, first, last)


@given(
    st.sampled_from([dt.date(2024, month, 1) for month in range(1, 13)]),
    st.sets(st.integers(1, 28), min_size=2, max_size=4),
)
def test_a_list_gives_every_day(month: dt.date, numbers: set[int]) -> None:
    ordered = sorted(numbers)
    head = ", ".join(map(str, ordered[:-1]))
    text = f"Tes digelar {head} dan {ordered[-1]} {MONTHS[month.month - 1]} 2024."
    assert [found.date_start for found in find_dates(text)] == [month.replace(day=day) for day in ordered]


@given(st.integers(1900, 2098))
def test_a_school_year_runs_from_july_to_june(year: int) -> None:
    for head in ("tahun ajaran", "Tahun Pelajaran", "TA"):
        (found,) = find_dates(f"Mulai {head} {year}/{year + 1} seragam berganti.")
        assert (found.date_start, found.date_end) == (dt.date(year, 7, 1), dt.date(year + 1, 6, 30))
        assert found.granularity == "school_year"


@settings(max_examples=400)
@given(texts, st.none() | st.dates())
@example("Senin-Senin-Senin (1-2-3/4/2024) dan 30 Februari", dt.date(1, 1, 1))
@example("dua ratus ribu tahun lalu, 9999 tahun lagi", dt.date(9999, 12, 31))
def test_expressions_are_in_order_apart_and_true_to_the_text(text: str, anchor: dt.date | None) -> None:
    end = 0
    for found in find_dates(text, anchor):
        assert end <= found.start < found.end
        assert text[found.start : found.end] == found.text == found.text.strip()
        assert (found.date_start is None) <= (found.date_end is None)
        if found.date_start and found.date_end:
            assert found.date_start <= found.date_end
        end = found.end


@settings(max_examples=200)
@given(texts)
def test_spans_do_not_depend_on_the_anchor(text: str) -> None:
    without = [(found.start, found.end) for found in find_dates(text)]
    assert without == [(found.start, found.end) for found in find_dates(text, dt.date(2024, 6, 15))]


@given(texts)
def test_lower_case_keeps_every_place(text: str) -> None:
    assert len(lower(text)) == len(text)


@given(texts)
def test_every_value_prints_its_normal_form(text: str) -> None:
    assert all(candidate.value.norm() for candidate in scan(text))
