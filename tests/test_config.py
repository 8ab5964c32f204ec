"""Settings: file below environment below arguments; mistakes are named with what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import load_settings
from pipeline.errors import SettingsError


def test_arguments_win_over_environment_over_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "edufakta.toml"
    file.write_text('workers = 2\nbatch_size = 5\noutput = "a"\n')
    monkeypatch.setenv("EDUFAKTA_BATCH_SIZE", "7")
    monkeypatch.setenv("EDUFAKTA_OUTPUT", "b")
    settings = load_settings(file, output=Path("c"))
    assert (settings.workers, settings.batch_size, settings.output) == (2, 7, Path("c"))


def test_the_file_in_the_working_directory_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "edufakta.toml").write_text("workers = 3\n")
    monkeypatch.chdir(tmp_path)
    assert load_settings().workers == 3


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("worker = 2", "did you mean 'workers'"),
        ("workers = 0", "workers: Input should be greater than or equal to 1"),
        ('formats = ["xlsx"]', "formats"),
        ('formats = "csv"', "formats: give a list"),
        ("workers = ", "not valid TOML"),
        ('labels_off = ["PERSN"]', "did you mean 'PERSON'"),
        ('labels_off = ["person"]', "did you mean 'PERSON'"),
        ('components_off = ["edufakta_nerr"]', "did you mean 'edufakta_ner'"),
        ('lexicons = ["none.csv"]', "no file none.csv"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, line: str, message: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(line)
    with pytest.raises(SettingsError, match=message):
        load_settings(file)


def test_labels_and_components_of_your_own_may_be_named(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('labels_off = ["LANGUAGE"]\ncomponents_add = ["mine"]\ncomponents_off = ["mine", "edufakta_ner"]\n')
    assert load_settings(file).labels_off == ("LANGUAGE",)


def test_a_missing_file_that_was_asked_for_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="No settings file"):
        load_settings(tmp_path / "none.toml")


def test_a_list_in_the_environment_that_is_not_json_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDUFAKTA_FORMATS", "csv")
    with pytest.raises(SettingsError, match=r'"formats".*lists are JSON'):
        load_settings()


def test_a_misspelt_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDUFAKTA_WORKER", "4")
    with pytest.raises(SettingsError, match="no variable EDUFAKTA_WORKER; did you mean EDUFAKTA_WORKERS"):
        load_settings()


def test_a_variable_of_something_else_is_let_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDUFAKTA_KEEP_NOTEBOOKS", "x")
    assert load_settings().workers == 1
