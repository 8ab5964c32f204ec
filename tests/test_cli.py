"""The command line: help with examples, exit codes, data on standard output and everything else on standard error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from pipeline.cli import app, main


def _run(*arguments: str, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "COLUMNS": "120"},
    )


def test_every_command_is_documented(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    commands = get_command(app).commands  # type: ignore[attr-defined]
    for name, command in commands.items():
        assert command.help, name
        assert f"pipeline {name}" in readme or f"`{name}`" in readme or f"{name}" in readme, name


def test_help_is_fast(tmp_path: Path) -> None:
    times = []
    for _ in range(3):
        began = time.perf_counter()
        result = _run("--help", cwd=tmp_path)
        times.append(time.perf_counter() - began)
        assert result.returncode == 0
    assert min(times) < 1.0  # 0.2 s on a free core; the bound leaves room for a busy machine


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["run", "nowhere"], 2, "nowhere"),
        (["run", "https://example.org/a"], 2, "download the page"),
        (["run"], 2, "SOURCE"),
        (["run", "a.txt", "--format", "xlsx"], 2, "formats"),
        (["query", "select 1"], 1, "python -m pipeline run"),
        (["schema", "alias"], 2, "aliases"),
        (["verify", "--tables", "nowhere"], 1, "nowhere"),
        (["show", "none"], 1, "no article in none"),
        (["show", "a.txt", "--html", "."], 1, "Is a directory"),
        (["show", "a.txt", "--html", "a.html", "--limit", "2"], 2, "--html writes one article"),
    ],
)
def test_mistakes_say_what_to_do(tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    (tmp_path / "a.txt").write_text("Guru hadir di sekolah.")
    (tmp_path / "none").mkdir()
    result = _run(*arguments, cwd=tmp_path)
    assert result.returncode == code, result.stderr
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_run_reports_and_rejects(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text("Bupati Ani Lestari menyerahkan 12 buku kepada SDN 1 Contoh, Garut.")
    (tmp_path / "in" / "empty.txt").write_text("")
    result = _run("run", "in", "--output", "out", "--json", cwd=tmp_path)
    assert result.returncode == 3, result.stderr
    summary = json.loads(result.stdout)
    assert summary["counts"]["articles_new"] == 1
    assert summary["rejected_by_reason"] == {"empty": 1}
    shown = _run("query", "select text, value from quantities", "--tables", "out", "--format", "json", cwd=tmp_path)
    assert json.loads(shown.stdout) == [{"text": "12 buku", "value": 12.0}]
    verified = _run("verify", "--tables", "out", cwd=tmp_path)
    assert verified.returncode == 0, verified.stderr
    (tmp_path / "in" / "empty.txt").unlink()
    again = [_run("run", "in", "--output", "out", cwd=tmp_path).stderr for _ in range(2)]
    assert "No article is new, changed or gone (1 read before)." in again[1]
    assert "files unchanged" in _run("run", "in", "--output", "out", "--dry-run", cwd=tmp_path).stderr


def test_a_table_is_as_wide_as_its_rows_where_no_terminal_limits_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bupati Ani Lestari menyerahkan 12 buku kepada SDN 1 Contoh, Garut.")
    assert _run("run", "a.txt", "--output", "out", "--quiet", cwd=tmp_path).returncode == 0
    shown = _run("query", "select * from positions", "--tables", "out", cwd=tmp_path)
    heading, _, *rows = shown.stdout.rstrip().splitlines()
    assert "article_id" in heading
    assert len(rows) == 1


def test_an_interruption_says_how_to_go_on(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.batch.run", interrupt)
    monkeypatch.setattr("pipeline.report.write_report", interrupt)
    for command, said in ((["run", "x"], "run the same command again"), (["report"], "Interrupted.")):
        monkeypatch.setattr(sys, "argv", ["edufakta", *command])
        with pytest.raises(SystemExit) as end:
            main()
        assert end.value.code == 130
        assert said in capsys.readouterr().err


def test_standard_input_is_a_source(tmp_path: Path) -> None:
    result = _run("run", "-", "--output", "out", "--quiet", cwd=tmp_path, stdin="Guru menerima Rp2 juta di Garut.")
    assert result.returncode == 0, result.stderr
    assert result.stdout == ""
    assert result.stderr == ""


def test_show_prints_the_article_and_writes_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bupati Ani Lestari menyerahkan Rp2 juta kepada guru di Garut.")
    shown = _run("show", "a.txt", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert "quantities (1)" in shown.stdout
    (tmp_path / "two.jsonl").write_text('{"text": "Guru menerima Rp2 juta di Garut."}\n{"text": ""}\n')
    shown = _run("show", "two.jsonl", "--limit", "2", cwd=tmp_path)
    assert shown.returncode == 3
    assert "quantities (1)" in shown.stdout
    assert "left out: two.jsonl#1" in shown.stderr
    page = _run("show", "a.txt", "--html", "a.html", cwd=tmp_path)
    assert page.returncode == 0, page.stderr
    assert "<mark" in (tmp_path / "a.html").read_text()


def test_schema_and_info_speak_json() -> None:
    runner = CliRunner()
    tables = json.loads(runner.invoke(app, ["schema", "--json"]).stdout)
    assert {t["table"] for t in tables} >= {"articles", "facts", "names"}
    info = json.loads(runner.invoke(app, ["info", "--json"]).stdout)
    assert "edufakta_segmenter" in info["components"]
