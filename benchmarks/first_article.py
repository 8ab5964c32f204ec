"""Time to the first article: from the start of the process until its rows are back in the run.

    python -m benchmarks.first_article NEWS.jsonl.gz [--times 5] [--workers 2]

Each time ``python -m pipeline run`` is started anew over the first 100 articles.  The moment is that of the line "first
article done" in the log of the run.  The articles per second are of the extraction, with the start of the workers.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

ARTICLES = 100


def once(raw: Path, output: Path, workers: int) -> tuple[float, float]:
    """One run: seconds until the first article, and until the end."""
    began = time.time()
    command = [sys.executable, "-m", "pipeline", "run", str(raw), "--output", str(output), "--workers", str(workers)]
    subprocess.run(command, check=True, capture_output=True)
    ended = time.time()
    (log,) = (output / ".edufakta" / "logs").glob("*.jsonl")
    entries = map(json.loads, log.read_text(encoding="utf-8").splitlines())
    first = next(e["time"] for e in entries if e["message"] == "first article done")
    return dt.datetime.fromisoformat(first).timestamp() - began, ended - began


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("news", type=Path)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="edufakta-first-"))
    raw = folder / "news.jsonl"
    opened = gzip.open if options.news.suffix == ".gz" else open
    with opened(options.news, "rt", encoding="utf-8") as file:
        raw.write_text("".join(islice(file, ARTICLES)), encoding="utf-8")
    times = []
    for number in range(options.times):
        times.append(once(raw, folder / f"out-{number}", options.workers))
        print(f"first article after {times[-1][0]:.2f} s, {ARTICLES} articles after {times[-1][1]:.2f} s", flush=True)
    print(f"median of {options.times}: {statistics.median(t[0] for t in times):.2f} s; workers {options.workers}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
