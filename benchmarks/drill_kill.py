"""Drill: a run with two workers is killed (SIGKILL, all its processes) at random moments of random stages and taken up.

    python -m benchmarks.drill_kill [--kills 100] [--articles 160] [--seed 1]

Afterwards the tables must equal those of an undisturbed run, row for row, and verify must find nothing.  The articles
are made up; they are extracted by a rule-only pipeline with a short pause per article.  A stage is drawn, waited for in
the log of the run, and then a moment within the time that it takes undisturbed.  Whenever a run got to its end, half of
the articles are changed and some removed, so that the next one has work in every stage.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.made_up import write_articles
from pipeline.batch import Manifest, verify
from pipeline.write import read_tables

ROOT = Path(__file__).parents[1]
PROGRAM = """
import sys
from pipeline.batch import run
from pipeline.config import Settings
run([sys.argv[1]], output=sys.argv[2], settings=Settings(part_articles=20, batch_size=4, workers=2),
    extractor="benchmarks.made_up:make_slow")
"""

START = "start"
AFTER = {
    START: "start",
    "run started": "plan",
    "plan": "start of workers",
    "first article done": "extract and commit",
    "extract": "link",
    "link": "publish",
    "publish": "clear and report",
}
"""What follows a mark in the log."""


def start(raw: Path, output: Path) -> subprocess.Popen[bytes]:
    """The run in processes of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(raw), str(output)],
        cwd=ROOT,
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )


def marks(logs: Path, without: frozenset[Path] = frozenset()) -> dict[str, float]:
    """The marks of :data:`AFTER` in the newest log that is not one of some others, with their times in seconds."""
    log = max(set(logs.glob("*.jsonl")) - without, default=None)
    lines = log.read_text(encoding="utf-8").splitlines() if log else []
    entries = [json.loads(line) for line in lines if line.endswith("}")]  # the last may be half written
    named = {entry.get("stage") or entry["message"]: entry["time"] for entry in entries}
    return {mark: dt.datetime.fromisoformat(named[mark]).timestamp() for mark in AFTER if mark in named}


def stages(raw: Path, output: Path) -> dict[str, float]:
    """How long each stage takes in a run that nobody disturbs, seconds, by the mark after which it comes."""
    began = time.time()
    assert start(raw, output).wait() == 0
    times = {START: began, **marks(output / ".edufakta" / "logs"), "": time.time()}
    return {mark: following - at for (mark, at), following in zip(times.items(), [*times.values()][1:], strict=False)}


def kill_at_random(raw: Path, output: Path, rng: random.Random, seconds: dict[str, float]) -> str | None:
    """Start the run and kill it at a random moment of a random stage.

    Returns:
        The stage in which it was; None if it had ended before.
    """
    logs = output / ".edufakta" / "logs"
    before = frozenset(logs.glob("*.jsonl"))
    mark = rng.choice(list(seconds))
    process = start(raw, output)
    while mark != START and mark not in marks(logs, before) and process.poll() is None:
        time.sleep(0.005)
    try:
        assert process.wait(timeout=rng.uniform(0, seconds[mark])) == 0, "a run failed that nobody killed"
        return None
    except subprocess.TimeoutExpired:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        for pid in [process.pid, *map(int, children)]:
            os.kill(pid, signal.SIGKILL)
        process.wait()
    return AFTER[next(reversed(marks(logs, before)), START)]


def change(raw: Path, rng: random.Random, articles: int) -> None:
    """New, changed and removed articles, so that a finished run has work again."""
    write_articles(raw, rng.sample(range(articles), articles // 2), version=rng.randrange(1 << 30))
    for path in rng.sample(sorted(raw.glob("*.txt")), articles // 20):
        path.unlink()


def main() -> int:
    """Run the drill; 0 when nothing was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--articles", type=int, default=160)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    folder = Path(tempfile.mkdtemp(prefix="edufakta-drill-"))
    raw, output, fresh = folder / "raw", folder / "out", folder / "fresh"
    write_articles(raw, range(options.articles))
    began = time.monotonic()
    seconds = stages(raw, fresh)
    kills = ended = resumed = 0
    killed: Counter[str] = Counter()
    while kills < options.kills:
        stage = kill_at_random(raw, output, rng, seconds)
        if stage is None:
            ended += 1
            change(raw, rng, options.articles)
        else:
            kills += 1
            killed[stage] += 1
            current = output / ".edufakta" / "current"
            if current.exists() and kills % 10 == 0:
                assert verify(output).ok, "a reader would have seen damaged tables"
                resumed += 1
    assert start(raw, output).wait() == 0
    shutil.rmtree(fresh)
    assert start(raw, fresh).wait() == 0
    problems = list(verify(output).problems)
    a, b = read_tables(output), read_tables(fresh)
    for name in a.names_of_tables:
        rows = [frame.sort_values(list(frame.columns)).reset_index(drop=True) for frame in (a[name], b[name])]
        if name == "articles":  # which of two equal articles is the first depends on when each was read
            rows = [frame.drop(columns="duplicate_of") for frame in rows]
        if not rows[0].equals(rows[1]):
            same = len(rows[0]) == len(rows[1])
            where = [c for c in rows[0].columns if same and not rows[0][c].equals(rows[1][c])]
            problems.append(
                f"{name}: {len(rows[0])} rows after the kills, {len(rows[1])} undisturbed; differs: {where}"
            )
    total = Manifest.read(output).articles["total"]
    print(f"kills {kills}, runs that ended in between {ended}, versions checked meanwhile {resumed}")
    print("killed during", dict(killed.most_common()), f"in {time.monotonic() - began:.0f} s")
    print(f"articles {total}, rows lost, doubled or different: {len(problems)} tables {problems or ''}")
    shutil.rmtree(folder)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
