"""Drill: a run with two workers is killed (SIGKILL, all its processes) at random moments and taken up again.

    python -m benchmarks.drill_kill [--kills 100] [--articles 160] [--seed 1]

Afterwards the tables must equal those of an undisturbed run, row for row, and verify must find nothing.  The articles
are made up; they are extracted by a rule-only pipeline with a short pause per article.  Whenever a run got to its end,
half of the articles are changed and some removed, so that the next one has work in every stage; the log of each killed
run tells in which one it was.
"""

from __future__ import annotations

import argparse
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

AFTER = {
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


def kill_at_random(raw: Path, output: Path, rng: random.Random, longest: float) -> str | None:
    """Start the run and kill it at a random moment.

    Returns:
        The stage in which it was; None if it had ended before.
    """
    logs = output / ".edufakta" / "logs"
    before = set(logs.glob("*.jsonl"))
    process = start(raw, output)
    try:
        assert process.wait(timeout=rng.uniform(0.2, longest)) == 0, "a run failed that nobody killed"
        return None
    except subprocess.TimeoutExpired:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        for pid in [process.pid, *map(int, children)]:
            os.kill(pid, signal.SIGKILL)
        process.wait()
    log = next(iter(set(logs.glob("*.jsonl")) - before), None)
    lines = log.read_text(encoding="utf-8").splitlines() if log else []
    entries = [json.loads(line) for line in lines if line.endswith("}")]  # the last may be half written
    marks = [entry.get("stage") or entry["message"] for entry in entries]
    return next((AFTER[mark] for mark in reversed(marks) if mark in AFTER), "start")


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
    assert start(raw, fresh).wait() == 0
    longest = time.monotonic() - began
    kills = ended = resumed = 0
    stages: Counter[str] = Counter()
    while kills < options.kills:
        stage = kill_at_random(raw, output, rng, longest)
        if stage is None:
            ended += 1
            change(raw, rng, options.articles)
        else:
            kills += 1
            stages[stage] += 1
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
    print("killed during", dict(stages.most_common()), f"in {time.monotonic() - began:.0f} s")
    print(f"articles {total}, rows lost, doubled or different: {len(problems)} tables {problems or ''}")
    shutil.rmtree(folder)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
