"""Runs over many articles: incremental, crash-safe, parallel.

Start with :mod:`pipeline.batch.run`.  The way of a run::

    lock          one run at a time per output
    plan          which files are new, changed, gone (``source`` finds and reads, ``version`` is that of the code)
    pool          worker processes (``worker``) do tasks (``work``); ``ray_engine`` does the same on a cluster
    commit        results become parts, known in one transaction of the ``state``
    settle        dead rows go, duplicates are mended, ``names`` are linked
    publish       readers see the new version, switched in one step
    manifest      what was done; ``observe`` logs it and makes metrics of it

Beside it: ``verify`` checks every offset, key and hash; ``compact`` merges small parts.
"""

from __future__ import annotations

from pipeline.batch.compact import compact
from pipeline.batch.manifest import Manifest
from pipeline.batch.run import Progress, run
from pipeline.batch.verify import Verification, verify

__all__ = ["Manifest", "Progress", "Verification", "compact", "run", "verify"]
