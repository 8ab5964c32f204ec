"""Scale: time and memory of runs as articles grow, and of reruns where little or nothing changed.

    python -m benchmarks.scale [--sizes 1000,10000,50000] [--reruns 100000] [--workers 1] [--extractor light|full]

With the light extractor (sentences, and names by a list) the batch layer itself is measured: reading, planning,
committing, finding duplicates, linking, publishing.  The peak is of the main process and of the largest worker.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from pathlib import Path

from benchmarks.made_up import story, write_articles
from pipeline.batch import Manifest, run
from pipeline.batch.work import DEFAULT_EXTRACTOR
from pipeline.config import Settings

EXTRACTORS = {"light": "benchmarks.made_up:make_light", "full": DEFAULT_EXTRACTOR}


def timed(sources: Path, output: Path, extractor: str, workers: int) -> tuple[Manifest, float]:
    """A run and its wall time, seconds."""
    began = time.perf_counter()
    manifest = run([sources], output=output, settings=Settings(workers=workers), extractor=EXTRACTORS[extractor])
    return manifest, time.perf_counter() - began


def write_many(path: Path, articles: int) -> None:
    """All articles in one file of JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(articles):
            file.write(json.dumps({"text": story(number), "tanggal": "2024-11-28"}, ensure_ascii=False) + "\n")


def main() -> None:
    """Print two tables as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="1000,10000,50000")
    parser.add_argument("--reruns", type=int, default=100_000, help="files of the rerun check; 0 leaves it out")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--extractor", choices=sorted(EXTRACTORS), default="light")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="edufakta-scale-"))
    print("| articles | s | ms per article | link s | publish s | peak main MB | peak worker MB | output MB |")
    print("|---|---|---|---|---|---|---|---|")
    for size in map(int, filter(None, options.sizes.split(","))):
        raw, output = folder / f"{size}.jsonl", folder / f"out-{size}"
        write_many(raw, size)
        manifest, seconds = timed(raw, output, options.extractor, options.workers)
        assert manifest.articles["total"] == size
        peak = manifest.peak_memory_mb
        megabytes = sum(o["bytes"] for o in manifest.outputs.values()) / 1e6
        print(
            f"| {size:,} | {seconds:.1f} | {1000 * seconds / size:.2f} | {manifest.seconds['link']:.1f} | "
            f"{manifest.seconds['publish']:.1f} | {peak['main']:.0f} | {peak['worker']:.0f} | {megabytes:.1f} |",
            flush=True,
        )
        shutil.rmtree(output)
        raw.unlink()
    if options.reruns:
        raw, output = folder / "raw", folder / "out"
        write_articles(raw, range(options.reruns))
        print(f"\n| run over {options.reruns:,} files | s | new | changed | removed |\n|---|---|---|---|---|")
        steps = {
            "first": lambda: None,
            "nothing changed": lambda: None,
            "10 new": lambda: write_articles(raw, range(options.reruns, options.reruns + 10)),
            "10 changed": lambda: write_articles(raw, range(0, options.reruns, options.reruns // 10), version=1),
            "10 removed": lambda: [p.unlink() for p in sorted(raw.iterdir())[5:15]],
        }
        for name, change in steps.items():
            change()
            manifest, seconds = timed(raw, output, options.extractor, options.workers)
            a = manifest.articles
            print(f"| {name} | {seconds:.1f} | {a['new']} | {a['changed']} | {a['removed']} |", flush=True)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
