"""Whatever happens to a run, what was finished stays, and the next run goes on from there."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.batch import Manifest, verify
from pipeline.batch.lock import hold
from pipeline.errors import OutputError, OutputLocked
from pipeline.write import read_tables
from tests.batch.conftest import assert_same, write_story

Go = Callable[..., Manifest]
ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from pathlib import Path
from pipeline.batch import run
from pipeline.config import Settings
from pipeline.errors import Interrupted
try:
    run([sys.argv[1]], output=sys.argv[2], settings=Settings(part_articles=5, batch_size=3, workers=2),
        extractor="tests.batch.stub:make_slow")
except Interrupted:
    sys.exit(130)
"""


def start(raw: Path, output: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", PROGRAM, str(raw), str(output)], cwd=ROOT, start_new_session=True)


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def parts(output: Path) -> int:
    folder = output / ".edufakta/parts"
    return sum(1 for p in folder.iterdir() if not p.name.startswith(".")) if folder.is_dir() else 0


@pytest.fixture
def long(raw: Path) -> Path:
    for number in range(12, 60):
        write_story(raw, number)
    return raw


def test_a_killed_run_goes_on_where_it_was(go: Go, long: Path, tmp_path: Path) -> None:
    rng = random.Random(7)
    output = tmp_path / "out"
    for _ in range(3):
        process = start(long, output)
        seen = parts(output)
        wait_for(lambda: parts(output) > seen or process.poll() is not None)  # noqa: B023
        time.sleep(rng.random() * 0.2)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    manifest = go()
    assert manifest.articles["total"] == 60
    assert manifest.articles["new"] < 60
    assert verify(output).problems == []
    go(output=tmp_path / "fresh")
    assert_same(output, tmp_path / "fresh")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_end_a_run_finishes_what_is_in_hand(
    go: Go, long: Path, tmp_path: Path, number: signal.Signals
) -> None:
    output = tmp_path / "out"
    process = start(long, output)
    wait_for(lambda: parts(output) > 0)
    process.send_signal(number)
    assert process.wait(timeout=60) == 130
    manifest = Manifest.read(output)
    assert manifest.interrupted
    assert 0 < manifest.articles["total"] < 60
    assert len(read_tables(output).articles) == manifest.articles["total"]
    assert verify(output).problems == []
    assert go().articles["new"] == 60 - manifest.articles["total"]


def test_workers_end_with_a_killed_run(long: Path, tmp_path: Path) -> None:
    process = start(long, tmp_path / "out")
    wait_for(lambda: parts(tmp_path / "out") > 0)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        pytest.skip("no /proc here")
    workers = children.read_text().split()
    assert len(workers) == 2
    process.kill()
    process.wait()
    wait_for(lambda: not any(_runs(pid) for pid in workers))


def _runs(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_second_run_is_told_who_holds_the_output(go: Go, tmp_path: Path) -> None:
    with (
        hold(tmp_path / "out/.edufakta", "run"),
        pytest.raises(OutputLocked, match=rf"process {os.getpid()} on .* \(run, since"),
    ):
        go()
    assert go().articles["total"] == 12


def test_the_lock_of_a_dead_run_is_recovered_and_noted(go: Go, tmp_path: Path) -> None:
    folder = tmp_path / "out/.edufakta"
    folder.mkdir(parents=True)
    dead = {"pid": 1, "host": "elsewhere", "started": "2024-01-01T00:00:00+00:00", "command": "run"}
    (folder / "holder.json").write_text(json.dumps(dead))
    (folder / "lock").touch()
    assert go().articles["total"] == 12
    (log,) = (folder / "logs").glob("*.jsonl")
    entries = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert any("elsewhere" in str(entry.get("holder")) for entry in entries)


def test_half_written_parts_are_swept(go: Go, tmp_path: Path) -> None:
    go()
    folder = tmp_path / "out/.edufakta"
    before = {p.name for p in (folder / "parts").iterdir()}
    (folder / "parts/.tmp-0000000099").mkdir()
    (folder / "parts/0000000099").mkdir()
    (folder / "snapshots/.tmp-000099").mkdir()
    go()
    assert {p.name for p in (folder / "parts").iterdir()} == before
    assert not list((folder / "snapshots").glob(".tmp*"))


def test_a_failed_write_leaves_what_was_there(go: Go, raw: Path, tmp_path: Path) -> None:
    go()
    before = len(read_tables(tmp_path / "out").articles)
    for number in range(200, 240):
        write_story(raw, number)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))  # every file larger than this fails to be written
    try:
        with pytest.raises(OutputError):
            go()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert len(read_tables(tmp_path / "out").articles) == before
    assert verify(tmp_path / "out").problems == []
    assert go().articles["total"] == before + 40


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if (
        os.geteuid()
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=3000k", "tmpfs", folder], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("mounting a small disk needs root")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_is_said_and_leaves_what_was_there(go: Go, raw: Path, disk: Path) -> None:
    go(output=disk / "out")
    with suppress(OSError), (disk / "filler").open("ab", buffering=0) as filler:
        while True:
            filler.write(b"x" * 4096)
    for number in range(200, 240):
        write_story(raw, number)
    with pytest.raises(OutputError, match="full"):
        go(output=disk / "out")
    assert len(read_tables(disk / "out").articles) == 12
    (disk / "filler").unlink()
    assert go(output=disk / "out").articles["total"] == 52
    assert verify(disk / "out").problems == []


def test_a_disk_that_became_read_only_is_said_and_can_still_be_read(go: Go, raw: Path, disk: Path) -> None:
    go(output=disk / "out")
    write_story(raw, 200)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    with pytest.raises(OutputError, match="read-only"):
        go(output=disk / "out")
    assert len(read_tables(disk / "out").articles) == 12
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    assert go(output=disk / "out").articles["total"] == 13


def test_an_output_that_cannot_be_made(go: Go, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="--output"):
        go(output=tmp_path / "file/out")


def test_files_of_others_in_the_output_are_left_alone(go: Go, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    mine = tmp_path / "out/entities.parquet"
    mine.write_text("mine")
    with pytest.raises(OutputError, match="Move it away"):
        go()
    assert mine.read_text() == "mine"
