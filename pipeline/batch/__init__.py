"""Runs over many articles: incremental, crash-safe, parallel.

Start with :mod:`pipeline.batch.runs`.  The way of a run::

    lock          one run at a time per output
    plan          which files are new, changed, gone (``source`` finds and reads, ``version`` is that of the code)
    pool          worker processes (``worker``) do tasks (``work``); ``ray_engine`` does the same on a cluster
    commit        results become parts, known in one transaction of the ``state``
    settle        dead rows go, duplicates are mended, ``names`` are linked
    publish       readers see the new version, switched in one step
    manifest      what was done; ``observe`` logs it and makes metrics of it

Beside it: ``verification`` checks every offset, key and hash; ``compaction`` merges small parts.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.batch.compaction import compact
    from pipeline.batch.manifest import Manifest
    from pipeline.batch.runs import Progress, run
    from pipeline.batch.verification import Verification, verify

__all__ = ["Manifest", "Progress", "Verification", "compact", "run", "verify"]
_FROM = {
    "Manifest": "manifest",
    "Progress": "runs",
    "Verification": "verification",
    "compact": "compaction",
    "run": "runs",
    "verify": "verification",
}


def __getattr__(name: str) -> Any:
    # On first use: a worker process needs only a few of these modules, and starts the sooner for it.
    if name in _FROM:
        value = getattr(import_module(f"pipeline.batch.{_FROM[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
