"""Scale: time and memory of runs as articles grow, and of reruns where little or nothing changed.

    python -m benchmarks.scale [--sizes 1000,10000,50000] [--reruns 100000] [--workers 1]
    python -m benchmarks.scale --news NEWS.jsonl.gz --words 80 --reruns 0 --workers 2

With made-up articles and the light extractor (sentences, and names by a pattern) the batch layer itself is measured:
reading, planning, committing, finding duplicates, linking, publishing.  With ``--news`` real articles go through the
whole pipeline: each copy is a stretch of about so many words from a random sentence of an article on, its numbers
changed.  The time per article is taken after the first result, so that the start of the workers, which is listed, does
not count more in short runs.  CPU time is of all processes; the peak is of the main process and of the largest worker.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import regex

from benchmarks.made_up import story, write_articles
from pipeline.batch import Manifest, run
from pipeline.batch.work import DEFAULT_EXTRACTOR
from pipeline.config import Settings
from pipeline.read import read_sources
from pipeline.records import Article

EXTRACTORS = {"light": "benchmarks.made_up:make_light", "full": DEFAULT_EXTRACTOR}


def timed(sources: Path, output: Path, extractor: str, workers: int) -> tuple[Manifest, float]:
    """A run and its wall time, seconds."""
    began = time.perf_counter()
    manifest = run([sources], output=output, settings=Settings(workers=workers), extractor=EXTRACTORS[extractor])
    return manifest, time.perf_counter() - began


def cpu_seconds() -> float:
    """CPU time of this process and of its children that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in used)


def write_many(path: Path, articles: int, text: Callable[[int], str]) -> None:
    """All articles in one file of JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(articles):
            file.write(json.dumps({"text": text(number), "tanggal": "2024-11-28"}, ensure_ascii=False) + "\n")


def varied(news: Path, words: int) -> Callable[[int], str]:
    """Real news repeated with changes: the article of a number, always the same for the same number."""
    texts = [a.text for a in read_sources([news]) if isinstance(a, Article)]
    end = regex.compile(r"(?<=[.!?”]\s|\n)")
    digit = regex.compile(r"\d")

    def text(number: int) -> str:
        rng = random.Random(number)
        chosen = texts[number % len(texts)]
        starts = [0, *(m.start() for m in end.finditer(chosen, 0, max(1, len(chosen) - 6 * words)))]
        piece = chosen[rng.choice(starts) :]
        last = next((m.end() for i, m in enumerate(regex.finditer(r"\S+", piece), 1) if i == words), len(piece))
        return digit.sub(lambda m: str(rng.randrange(1, 10)) if rng.random() < 0.3 else m[0], piece[:last])

    return text


def main() -> None:
    """Print two tables as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="1000,10000,50000")
    parser.add_argument("--reruns", type=int, default=100_000, help="files of the rerun check; 0 leaves it out")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--news", type=Path, help="real articles, through the whole pipeline")
    parser.add_argument("--words", type=int, default=80, help="of each copy of a real article")
    options = parser.parse_args()
    extractor = "full" if options.news else "light"
    text = varied(options.news, options.words) if options.news else story
    folder = Path(tempfile.mkdtemp(prefix="edufakta-scale-"))
    print(
        "| articles | s | first after s | then ms per article | CPU ms per article | link s | publish s | "
        "peak main MB | peak worker MB | output MB |\n|---|---|---|---|---|---|---|---|---|---|"
    )
    for size in map(int, filter(None, options.sizes.split(","))):
        raw, output = folder / f"{size}.jsonl", folder / f"out-{size}"
        write_many(raw, size, text)
        used = cpu_seconds()
        manifest, seconds = timed(raw, output, extractor, options.workers)
        used = cpu_seconds() - used
        first = manifest.seconds["first"]
        assert manifest.articles["total"] == size
        peak = manifest.peak_memory_mb
        megabytes = sum(o["bytes"] for o in manifest.outputs.values()) / 1e6
        print(
            f"| {size:,} | {seconds:.1f} | {first:.1f} | {1000 * (seconds - first) / size:.2f} | "
            f"{1000 * used / size:.2f} | {manifest.seconds['link']:.1f} | {manifest.seconds['publish']:.1f} | "
            f"{peak['main']:.0f} | {peak['worker']:.0f} | {megabytes:.1f} |",
            flush=True,
        )
        shutil.rmtree(output)
        raw.unlink()
    if options.reruns:
        raw, output = folder / "raw", folder / "out"
        write_articles(raw, range(options.reruns), sentences=6)
        print(f"\n| run over {options.reruns:,} files | s | new | changed | removed |\n|---|---|---|---|---|")
        steps = {
            "first": lambda: None,
            "nothing changed": lambda: None,
            "10 new": lambda: write_articles(raw, range(options.reruns, options.reruns + 10), sentences=6),
            "10 changed": lambda: write_articles(raw, range(0, options.reruns, options.reruns // 10), 1, sentences=6),
            "10 removed": lambda: [p.unlink() for p in sorted(raw.iterdir())[5:15]],
        }
        for name, change in steps.items():
            change()
            manifest, seconds = timed(raw, output, extractor, options.workers)
            a = manifest.articles
            print(f"| {name} | {seconds:.1f} | {a['new']} | {a['changed']} | {a['removed']} |", flush=True)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
