"""Measure how fast numbers and dates are read, and that no input makes the reading slow.

    python benchmarks/normalize_speed.py [FILE ...]     text, or JSON Lines with a "text" field; own text by default

Prints megabytes of UTF-8 text a second on one core (processor time, best of three) for quantities, dates and both,
then the time of adversarial inputs of doubling size with the factor between them (2.0 is linear).
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pipeline.normalize import find_dates, find_quantities
from tests.normalize.tagged import read_cases, read_tagged

HARD = ("9", "1.1.", "1,5 ", "dua ribu ", "seribu juta ", "satu koma ", "setengah ", "Rp", "Rp1-", "1-", "(", "5 (",
        "ke-1 ", "pertama ", "antara 1 dan ", "1 tahun ", "sekitar ", "A ke-1 ", "28 s.d ", "Senin ",
        "terbesar kedua ", "juara 1, 2, ", "dua ")  # fmt: skip


def own_text() -> list[str]:
    """Text of our own: the sentences of the quantity cases, with prose around them as news has it."""
    prose = (
        "Kepala dinas menjelaskan bahwa pendampingan akan terus dilakukan agar sekolah di daerah terpencil "
        "memperoleh layanan yang sama dengan sekolah di kota. Guru, orang tua, dan murid diharapkan ikut mengawasi. "
    )
    sentences = [read_tagged(row["text"])[0] for row in read_cases("quantities.jsonl")]
    return [
        " ".join(f"{prose}{sentence}" for sentence in sentences[i : i + 10]) for i in range(0, len(sentences), 10)
    ] * 10


def load(paths: list[str]) -> list[str]:
    texts = []
    for path in map(Path, paths):
        content = path.read_text(encoding="utf-8")
        lines = content.splitlines()
        texts += [json.loads(line)["text"] for line in lines] if path.suffix == ".jsonl" else [content]
    return texts


def seconds(work: Callable[[], object], repeats: int = 3) -> float:
    best = float("inf")
    for _ in range(repeats):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


def main() -> None:
    texts = load(sys.argv[1:]) if len(sys.argv) > 1 else own_text()
    size = sum(len(text.encode()) for text in texts) / 1e6
    dates = [find_dates(text) for text in texts]
    of_dates = seconds(lambda: [find_dates(text) for text in texts])
    of_quantities = seconds(
        lambda: [find_quantities(text, dates=found) for text, found in zip(texts, dates, strict=True)]
    )
    print(f"{len(texts)} texts, {size:.2f} MB")
    print(f"dates       {size / of_dates:6.2f} MB/s")
    print(f"quantities  {size / of_quantities:6.2f} MB/s")
    print(f"both        {size / (of_dates + of_quantities):6.2f} MB/s")
    print("\nadversarial: seconds for 250, 500 and 1000 kB, and the growth")
    for unit in HARD:
        times = []
        for length in (250_000, 500_000, 1_000_000):
            text = unit * (length // len(unit))
            times.append(seconds(lambda text=text: find_quantities(text), 1))  # type: ignore[misc]
        growth = " ".join(f"x{later / max(earlier, 1e-4):.2f}" for earlier, later in pairwise(times))
        print(f"{unit!r:18} " + " ".join(f"{taken:7.3f}" for taken in times) + f"   {growth}")


if __name__ == "__main__":
    main()
