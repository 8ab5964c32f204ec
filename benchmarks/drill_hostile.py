"""Drill: 1,000 hostile files among 1,000 good ones.

    python -m benchmarks.drill_hostile [--good 1000] [--hostile 1000] [--workers 2] [--full]

All good articles must be done, each hostile file rejected with a reason or read without harm, nothing written outside
the output, and the exit code 3.  ``--full`` uses the whole extraction pipeline instead of sentences and numbers only.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.made_up import story, write_articles
from pipeline.batch import run, verify
from pipeline.batch.work import DEFAULT_EXTRACTOR
from pipeline.config import Settings
from pipeline.write import read_tables

Maker = Callable[[Path, int, random.Random], None]


def random_bytes(folder: Path, n: int, rng: random.Random) -> None:
    """Noise under every suffix."""
    suffix = rng.choice([".txt", ".html", ".jsonl", ".csv", ".parquet", ".warc", ".md", ".json", ".txt.gz", ".warc.gz"])
    (folder / f"bytes-{n}{suffix}").write_bytes(rng.randbytes(rng.randrange(1, 20_000)))


def cut_file(folder: Path, n: int, rng: random.Random) -> None:
    """Good data cut somewhere: gzip, Parquet, JSON."""
    kind = rng.randrange(3)
    if kind == 0:
        data = gzip.compress(story(n).encode())
        (folder / f"cut-{n}.txt.gz").write_bytes(data[: rng.randrange(1, len(data))])
    elif kind == 1:
        (folder / f"cut-{n}.parquet").write_bytes(b"PAR1" + rng.randbytes(rng.randrange(400)) + b"PAR1")
    else:
        line = json.dumps({"text": story(n)})
        (folder / f"cut-{n}.jsonl").write_text(line[: rng.randrange(1, len(line))], encoding="utf-8")


def bomb(folder: Path, n: int, rng: random.Random) -> None:
    """A small gzip that unpacks to 200 MB."""
    target = folder / f"bomb-{n}.txt.gz"
    first = next(folder.glob("bomb-*.txt.gz"), None)
    if first is not None:
        shutil.copyfile(first, target)
        return
    with gzip.open(target, "wb", compresslevel=9) as file:
        for _ in range(200):
            file.write(b"a" * 1_000_000)


def deep_html(folder: Path, n: int, rng: random.Random) -> None:
    """Elements nested thousands deep."""
    depth = rng.choice([1_000, 5_000, 50_000])
    (folder / f"deep-{n}.html").write_text("<div>" * depth + "<p>isi</p>" + "</div>" * depth, encoding="utf-8")


def deep_json(folder: Path, n: int, rng: random.Random) -> None:
    """Arrays nested deeper than any parser's stack."""
    (folder / f"deep-{n}.json").write_text("[" * 100_000 + "]" * 100_000, encoding="utf-8")


def huge_line(folder: Path, n: int, rng: random.Random) -> None:
    """One line of a megabyte or more, of letters, digits, quotation marks or capitals."""
    unit = rng.choice(["a", "1", "“", "A. ", "Rp1.", "((", "S.Pd., ", "1/", "Dr. ", "\u0301", "a-", "ke-"])
    length = rng.choice([100_000, 300_000])
    (folder / f"line-{n}.txt").write_text(unit * (length // len(unit)), encoding="utf-8")


def control_characters(folder: Path, n: int, rng: random.Random) -> None:
    """NUL, escape sequences and other controls within text."""
    text = "".join(c + rng.choice(["", "", "\x00", "\x1b[2J", "\x07", "\x85", "\ufeff"]) for c in story(n))
    (folder / f"control-{n}.txt").write_text(text, encoding="utf-8")


def bidi_marks(folder: Path, n: int, rng: random.Random) -> None:
    """Marks that turn the direction of writing, zero-width letters, private use."""
    text = "".join(c + rng.choice(["", "", "\u202e", "\u2066", "\u200b", "\ue000", "\U000e0041"]) for c in story(n))
    (folder / f"bidi-{n}.txt").write_text(text, encoding="utf-8")


def formulas(folder: Path, n: int, rng: random.Random) -> None:
    """Spreadsheet formulas as title, author and text."""
    start = rng.choice("=+-@")
    record = {"title": f"{start}cmd|' /C calc'!A0", "author": f'{start}HYPERLINK("http://x")', "text": start + story(n)}
    (folder / f"formula-{n}.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")


def path_tricks(folder: Path, n: int, rng: random.Random) -> None:
    """Names and ids that try to leave the folder, and names that are no UTF-8."""
    if n % 2:
        record = {"id": "../../../../tmp/evil", "url": "file:///etc/passwd", "text": story(n)}
        (folder / f"..%2f..%2fevil-{n}.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    else:
        name = f"berkas-{n}-".encode() + b"\xff\xfe $(touch evil);'\"|.txt"
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:  # noqa: PTH118, PTH123
            file.write(story(n).encode())


def link_loop(folder: Path, n: int, rng: random.Random) -> None:
    """Links to itself, to the folder above, to nowhere, to a device."""
    target = [f"loop-{n}.txt", "..", "nowhere.txt", "/dev/zero"][n % 4]
    (folder / f"loop-{n}.txt").symlink_to(target)


def wrong_encoding(folder: Path, n: int, rng: random.Random) -> None:
    """Legacy encodings, mixed within one file."""
    text = story(n)
    (folder / f"encoding-{n}.txt").write_bytes(text[:500].encode("utf-16") + text[500:].encode("cp1252", "replace"))


def strange_records(folder: Path, n: int, rng: random.Random) -> None:
    """JSON with wrong types, CSV with missing columns and open quotation marks, empty files."""
    kind = n % 4
    if kind == 0:
        rows = [{"text": 5}, {"text": None}, [], "x", {"judul": "saja"}, {"text": {"a": [1]}}, {"text": "\ud800"}]
        (folder / f"strange-{n}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    elif kind == 1:
        (folder / f"strange-{n}.csv").write_text('a,b\n1,"2\n' * 100, encoding="utf-8")
    elif kind == 2:
        (folder / f"strange-{n}.txt").write_bytes(b"")
    else:
        (folder / f"strange-{n}.exe").write_bytes(b"MZ" + rng.randbytes(500))


MAKERS: tuple[Maker, ...] = (
    random_bytes, cut_file, bomb, deep_html, deep_json, huge_line, control_characters, bidi_marks, formulas,
    path_tricks, link_loop, wrong_encoding, strange_records,
)  # fmt: skip


def listing(folder: Path, without: Path) -> set[str]:
    """Every path below a folder, but for one part of it."""
    found = set()
    for root, folders, files in os.walk(folder):
        if Path(root) == without:
            folders.clear()
            continue
        found.update(os.path.join(root, name) for name in (*folders, *files))  # noqa: PTH118
    return found


def main() -> int:
    """Run the drill; 0 when it went as it should."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--good", type=int, default=1000)
    parser.add_argument("--hostile", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--full", action="store_true", help="the whole extraction pipeline")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="edufakta-hostile-"))
    raw, output = folder / "raw", folder / "out"
    good, bad = raw / "good", raw / "hostile"
    bad.mkdir(parents=True)
    write_articles(good, range(options.good))
    rng = random.Random(3)
    for n in range(options.hostile):
        MAKERS[n % len(MAKERS)](bad, n, rng)
    before = listing(folder, output)
    began = time.monotonic()
    settings = Settings(workers=options.workers, article_seconds=20, formats=("parquet", "csv"))
    extractor = DEFAULT_EXTRACTOR if options.full else "benchmarks.made_up:make_rules"
    manifest = run([raw], output=output, settings=settings, extractor=extractor)
    seconds = time.monotonic() - began
    articles = read_tables(output).articles
    done = {Path(s).name for s in articles.source if "/good/" in s}
    problems = list(verify(output).problems)
    if len(done) != options.good:
        problems.append(f"only {len(done)} of {options.good} good articles are there")
    if stray := listing(folder, output) - before - {str(output)}:
        problems.append(f"written outside the output: {sorted(stray)[:5]}")
    if any("/good/" in r["source"] for r in manifest.rejected):
        problems.append("a good article was rejected")
    if manifest.exit_code != 3:
        problems.append(f"exit code {manifest.exit_code}")
    answered = {Path(r["source"].partition("#")[0]).name for r in manifest.rejected}
    answered |= {Path(s.partition("#")[0]).name for s in articles.source}
    print(f"{options.good} good and {options.hostile} hostile files, {seconds:.0f} s, workers {options.workers}")
    print(f"good articles done: {len(done)}; hostile records read without harm: {len(articles) - len(done)}")
    print(f"rejected: {sum(manifest.rejected_by_reason.values())} {manifest.rejected_by_reason}")
    print(f"workers replaced {manifest.workers_replaced}, peak memory {manifest.peak_memory_mb} MB")
    print(f"kinds of hostile file: {Counter(m.__name__ for m in MAKERS).total()}; problems: {problems or 'none'}")
    shutil.rmtree(folder)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
