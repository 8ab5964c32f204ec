"""Time to the first article: from the start of the process until its rows are back in the run; and words a second.

    python -m benchmarks.first_article NEWS.jsonl.gz [--times 5] [--workers 2]
    python -m benchmarks.first_article NEWS.jsonl.gz --times 3 --workers 2 --articles 600 --syntax-model edufakta

Each time ``python -m pipeline run`` is started anew over the first articles.  The moment is that of the line "first
article done" in the log of the run.  Words are those between blanks; their speed is of the whole command, from start to
published tables, and of what follows the first article.
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


def once(raw: Path, output: Path, *arguments: str) -> tuple[float, float]:
    """One run: seconds until the first article, and until the end."""
    began = time.time()
    command = [sys.executable, "-m", "pipeline", "run", str(raw), "--output", str(output), *arguments]
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
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--syntax-model", help="write the tokens table too, by this model")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="edufakta-first-"))
    raw = folder / "news.jsonl"
    opened = gzip.open if options.news.suffix == ".gz" else open
    with opened(options.news, "rt", encoding="utf-8") as file:
        lines = list(islice(file, options.articles))
    raw.write_text("".join(lines), encoding="utf-8")
    words = sum(len(json.loads(line)["text"].split()) for line in lines)
    arguments = ["--workers", str(options.workers)]
    if options.syntax_model:
        arguments += ["--syntax-model", options.syntax_model]
    times = []
    for number in range(options.times):
        first, end = once(raw, folder / f"out-{number}", *arguments)
        times.append((first, end))
        print(
            f"first article after {first:.2f} s, {len(lines)} articles after {end:.2f} s: "
            f"{words / end:,.0f} words/s, {words / (end - first):,.0f} after the first",
            flush=True,
        )
    print(f"median of {options.times}: {statistics.median(t[0] for t in times):.2f} s; workers {options.workers}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
