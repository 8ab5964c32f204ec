"""The lexicon files themselves, and those that a user adds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipeline.errors import ResourceError
from pipeline.records import ENTITY_LABELS
from pipeline.resources.loader import DATA, Entry, read_table, read_user_lexicon, read_user_lexicons, split_cell
from pipeline.tag.rules.heads import iter_extents

FILES = sorted(path.stem for path in DATA.glob("*.csv"))


@pytest.mark.parametrize("name", FILES)
def test_every_row_names_its_source(name: str) -> None:
    rows = read_table(name)
    assert rows
    assert all(row["source"] for row in rows)


@pytest.mark.parametrize(
    ("name", "key"),
    [("regions", "code"), ("bodies", "name"), ("programs", "name"), ("events", "name"), ("universities", "name"),
     ("heads", "text"), ("fields", "text"), ("person_names", "text"), ("honorifics", "text"), ("degrees", "text")],
)  # fmt: skip
def test_nothing_stands_twice(name: str, key: str) -> None:
    twice = [value for value, count in Counter(row[key] for row in read_table(name)).items() if count > 1]
    assert not twice


def test_short_forms_point_at_regions_that_exist() -> None:
    codes = {row["code"] for row in read_table("regions")}
    assert {row["code"] for row in read_table("region_short_forms")} <= codes


def test_heads_and_offices_use_known_words() -> None:
    assert {row["extent"] for row in read_table("heads")} <= set(iter_extents())
    assert {row["label"] for row in read_table("heads")} <= set(ENTITY_LABELS)
    assert {row["follow"] for row in read_table("offices")} == {"alone", "unit", "body", "person"}


def test_every_file_is_described() -> None:
    described = (Path(__file__).parents[2] / "docs" / "lexicons.md").read_text(encoding="utf-8")
    assert [name for name in FILES if f"`{name}.csv`" not in described] == []


def test_cells_with_several_values() -> None:
    assert split_cell("A| B |") == ("A", "B")
    assert split_cell(None) == ()


def test_a_user_lexicon(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("text,label,name\nPijar Desa,program,\nPD,PROGRAM,Pijar Desa\n,PROGRAM,\n", encoding="utf-8")
    assert read_user_lexicon(path) == (Entry("Pijar Desa", "PROGRAM"), Entry("PD", "PROGRAM", "Pijar Desa"))


def test_of_two_user_lexicons_the_later_wins(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("text,label\nPijar,EVENT\n", encoding="utf-8")
    second.write_text("text,label\nPijar,PROGRAM\n", encoding="utf-8")
    assert [e.label for e in read_user_lexicons([first, second])] == ["PROGRAM"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("text\nPijar\n", "no column label"),
        ("text,label\nPijar,PLANET\n", "line 2: unknown label 'PLANET'"),
        ("text,label\nPijar\n", "not as many cells"),
    ],
)
def test_a_wrong_user_lexicon_says_what_is_wrong(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ResourceError, match=says):
        read_user_lexicon(path)


def test_a_missing_user_lexicon(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="cannot read the lexicon"):
        read_user_lexicon(tmp_path / "none.csv")
