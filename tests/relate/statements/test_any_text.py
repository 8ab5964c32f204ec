# ruff: noqa: E501  (units are a table)
"""Whatever the text and the mentions: no error, and every row is a stretch of the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.relate.positions import find_event_roles, find_positions
from pipeline.relate.statements import find_statements
from tests.relate.marked import marked_view

UNITS = [
    "[N Andi Saputra]", "[N Andi]", "[N A.]", "[P Kepala]", "[P Bupati]", "[P mantan Menteri]", "[A Dinas Pendidikan]", "[S UNX]",
    "[O PGRI]", "[L Luwu]", "[E FGD]", "[R BOS]", '"', "“", "”", "''", "'", "\\", ",", ".", ":", "(", ")", "-", "/", "&", "?", "\n",
    " kata ", " ujarnya", " menurut ", "Menurutnya, ", " mengatakan ", " bahwa ", " agar ", " untuk ", " meminta ", " Minta ", " oleh ",
    " disampaikan ", " selaku ", " sekaligus ", " dan ", " ia ", " pria itu ", "Baca juga: ", " S.Pd", " Drs. ", " guru ", " era ",
    " tahun 2020-2024 ", " yang menjabat sebagai ", " sekolah itu dibangun ", "Hal ini ", " dipimpin oleh ", " moderator ", " ", "  ",
    "Kementerian ", "DJP", "İ", "ß", "😀", "\u00a0", "\u200b", "\t", "ﬁ",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(UNITS), max_size=40))
def test_rows_are_stretches_of_any_text(units: list[str]) -> None:
    view = marked_view("".join(units))
    for row in (*find_statements(view), *find_positions(view), *find_event_roles(view)):
        assert 0 <= row.start < row.end <= len(view.text)
        assert view.text[row.start : row.end] == row.text
        assert 0 < row.score <= 1


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(UNITS), max_size=30))
def test_the_same_text_gives_the_same_rows(units: list[str]) -> None:
    view = marked_view("".join(units))
    assert find_statements(view) == find_statements(view)
    assert find_positions(view) == find_positions(view)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(UNITS), max_size=40))
def test_no_person_holds_one_office_twice(units: list[str]) -> None:
    rows = [(p.person, p.position, p.body) for p in find_positions(marked_view("".join(units)))]
    assert len(rows) == len(set(rows))
