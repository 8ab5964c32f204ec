"""The examples for cron, systemd and Airflow say what edufakta understands."""

from __future__ import annotations

import configparser
import runpy
import shlex
import shutil
import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import load_settings

EXAMPLES = Path(__file__).parents[2] / "examples"


def commands(text: str) -> list[list[str]]:
    """Every call of ``python -m pipeline`` in a text, as arguments after it."""
    found = []
    for line in text.splitlines():
        for piece in line.split("&&"):
            if " -m pipeline " in piece:
                found.append(shlex.split(piece.split(" -m pipeline ", 1)[1].split("||")[0]))
    return found


def check(arguments: list[str]) -> None:
    """The command line accepts these arguments: everything is parsed, nothing is run."""
    from typer.main import get_command

    from pipeline.cli import app

    command = get_command(app)
    name, *rest = arguments
    sub = command.commands[name]  # type: ignore[attr-defined]
    sub.make_context(name, rest, resilient_parsing=False)


def test_settings() -> None:
    settings = load_settings(EXAMPLES / "edufakta.toml")
    assert settings.workers == 4
    assert settings.formats == ("parquet", "duckdb")


def test_crontab() -> None:
    text = (EXAMPLES / "crontab").read_text(encoding="utf-8")
    jobs = [line for line in text.splitlines() if line and not line.startswith("#") and "=" not in line.split()[0]]
    for job in jobs:
        minute, hour, day, month, weekday, user, *rest = job.split()
        assert minute.isdigit()
        assert hour.isdigit()
        assert (day, month, user) == ("*", "*", "edufakta")
        assert weekday in {"*", "0"}
        assert rest
    assert [c[0] for c in commands(text)] == ["run", "compact", "verify"]
    for arguments in commands(text):
        check(arguments)


def test_systemd_units() -> None:
    service = configparser.ConfigParser(strict=False, interpolation=None)
    service.optionxform = str  # type: ignore[assignment, method-assign]
    service.read(EXAMPLES / "edufakta.service", encoding="utf-8")
    assert service["Service"]["SuccessExitStatus"] == "3"
    (arguments,) = commands(service["Service"]["ExecStart"])
    check(arguments)
    if shutil.which("systemd-analyze"):
        for name in ("edufakta.service", "edufakta.timer"):
            result = subprocess.run(
                ["systemd-analyze", "verify", "--man=no", EXAMPLES / name], capture_output=True, text=True, check=False
            )
            wrong = [line for line in result.stderr.splitlines() if name in line and "is not executable" not in line]
            assert not wrong


def test_airflow_dag(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loaded with stand-ins for Airflow's two classes, which is all that it uses of it."""
    operators: list[dict[str, Any]] = []

    class Operator:
        def __init__(self, **options: Any) -> None:
            operators.append(options)

        def __rshift__(self, other: Operator) -> Operator:
            return other

    class Dag:
        def __init__(self, **options: Any) -> None:
            assert options["max_active_runs"] == 1

        def __enter__(self) -> Dag:
            return self

        def __exit__(self, *_: object) -> None:
            pass

    airflow, package, bash = (types.ModuleType(n) for n in ("airflow", "airflow.operators", "airflow.operators.bash"))
    airflow.DAG = Dag  # type: ignore[attr-defined]
    bash.BashOperator = Operator  # type: ignore[attr-defined]
    for module in (airflow, package, bash):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    runpy.run_path(str(EXAMPLES / "edufakta_dag.py"))
    assert [o["task_id"] for o in operators] == ["run", "verify"]
    for operator in operators:
        (arguments,) = commands(operator["bash_command"])
        check(arguments)
