# ruff: noqa: E501  (a case keeps its sentence on one line)
"""Events: who held them, when and where."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from pipeline.normalize import find_dates
from pipeline.records import Event
from pipeline.relate.events import find_events
from tests.relate.marked import marked_view

DAY = dt.date


def events(marked: str) -> list[Event]:
    view = marked_view(marked)
    found = find_events(replace(view, dates=find_dates(view.text)))
    for event in found:
        assert view.text[event.start : event.end] == event.text
    return found


CASES = [
    (
        "[E Pekan Literasi] yang diselenggarakan oleh [A Balai Bahasa Provinsi Aceh], pada tanggal 3 s.d 5 Juni 2024, di [L Aula Kantor Camat], ramai.",
        ("Pekan Literasi", "Balai Bahasa Provinsi Aceh", DAY(2024, 6, 3), DAY(2024, 6, 5), "Aula Kantor Camat"),
    ),
    (
        "[S SMAN 3 Batu] menggelar [E Festival Sains] di [L Gedung Serbaguna], Kamis (7/8/2025).",
        ("Festival Sains", "SMAN 3 Batu", DAY(2025, 8, 7), DAY(2025, 8, 7), "Gedung Serbaguna"),
    ),
    (
        "[A Dinas Pendidikan] bekerja sama dengan [O Yayasan Fajar] menggelar [E Festival Sains].",
        ("Festival Sains", "Dinas Pendidikan", None, None, None),
    ),
    (
        "Siswa mengikuti [E Festival Sains]. Kegiatan tersebut berlangsung pada 4 Mei 2025 di [L Kota Batu].",
        ("Festival Sains", None, DAY(2025, 5, 4), DAY(2025, 5, 4), "Kota Batu"),
    ),
]


@pytest.mark.parametrize(("marked", "row"), CASES, ids=[c[0][:40] for c in CASES])
def test_events(marked: str, row: tuple[object, ...]) -> None:
    assert [(e.name, e.organizer, e.date_start, e.date_end, e.venue) for e in events(marked)] == [row]


def test_a_day_in_a_caption_gives_way_to_the_days_that_the_event_lasted() -> None:
    shown = "Foto: [E Festival Sains] di [L Kota Batu], Jumat (8/8/2025)."
    (event,) = events(f"{shown}\n[E Festival Sains] berlangsung 7 s.d 9 Agustus 2025.")
    assert (event.date_start, event.date_end, event.venue) == (DAY(2025, 8, 7), DAY(2025, 8, 9), "Kota Batu")
    assert event.text == "Festival Sains berlangsung 7 s.d 9 Agustus 2025"
    (event,) = events(f"{shown}\nKota Batu ramai pada 7 s.d 9 Agustus 2025.")
    assert event.date_start == event.date_end == DAY(2025, 8, 8)


def test_an_event_of_which_nothing_is_said_gives_no_row() -> None:
    assert events("Ia teringat [E Festival Sains] dan tersenyum.") == []


def test_the_place_of_what_a_person_does_is_not_the_venue() -> None:
    assert events("Pada [E FGD] ini, [N Ani Putri] memaparkan kemajuan di [L Kota Batu].") == []


def test_a_mention_that_the_tagger_missed_counts_too() -> None:
    (event,) = events("Ia menanti [E Festival Sains]. Festival Sains digelar di [L Kota Batu].")
    assert (event.name, event.venue) == ("Festival Sains", "Kota Batu")


def test_the_short_form_belongs_to_the_event() -> None:
    view = marked_view(
        "[E Olimpiade Sains Daerah] segera mulai. [E OSD] berlangsung di [L Kota Batu].",
        aliases=[("OSD", "Olimpiade Sains Daerah")],
    )
    assert [(e.name, e.venue) for e in find_events(view)] == [("Olimpiade Sains Daerah", "Kota Batu")]
