"""Drill: a run on a real Ray cluster of two worker nodes on this machine, one of which is killed in the middle.

    python -m benchmarks.drill_ray [--articles 300]

The tables must equal those of a run with local workers, row for row, and verify must find nothing.  Needs
edufakta[ray].
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.made_up import story, write_articles
from pipeline.batch import run, verify
from pipeline.config import Settings
from pipeline.write import read_tables

EXTRACTOR = "benchmarks.made_up:make_slow"


def main() -> int:
    """Run the drill; 0 when nothing was lost or doubled."""
    import ray
    from ray.cluster_utils import Cluster

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=300)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="edufakta-ray-"))
    raw = folder / "raw"
    write_articles(raw, range(options.articles))
    lines = (json.dumps({"text": story(n)}) + "\n" for n in range(options.articles, 2 * options.articles))
    (raw / "many.jsonl").write_text("".join(lines), encoding="utf-8")
    settings = {"part_articles": 50, "batch_size": 5}
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
    cluster.add_node(num_cpus=1)
    victim = cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    lost: list[float] = []
    began = time.monotonic()

    def kill(done: int, total: int | None) -> None:
        """Take a node away as soon as a part of the articles is done."""
        if done > options.articles // 4 and not lost:
            lost.append(time.monotonic() - began)
            # Beside the run, as it would happen.
            threading.Thread(target=cluster.remove_node, args=(victim, False)).start()

    manifest = run(
        [raw],
        output=folder / "ray",
        settings=Settings(engine="ray", workers=2, ray_address=cluster.address, **settings),
        extractor=EXTRACTOR,
        progress=kill,
    )
    seconds = time.monotonic() - began
    ray.shutdown()
    cluster.shutdown()
    run([raw], output=folder / "local", settings=Settings(workers=2, **settings), extractor=EXTRACTOR)
    problems = list(verify(folder / "ray").problems)
    a, b = read_tables(folder / "ray"), read_tables(folder / "local")
    for name in a.names_of_tables:
        rows = [frame.sort_values(list(frame.columns)).reset_index(drop=True) for frame in (a[name], b[name])]
        if not rows[0].equals(rows[1]):
            problems.append(f"{name}: {len(rows[0])} rows with Ray, {len(rows[1])} with local workers")
    if not lost:
        problems.append("the node was not killed")
    print(f"{manifest.articles['total']} articles on 2 nodes in {seconds:.0f} s; a node killed after {lost} s")
    print(f"rows lost, doubled or different: {problems or 'none'}")
    shutil.rmtree(folder)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
