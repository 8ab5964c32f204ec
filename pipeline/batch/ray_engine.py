"""The same plan on a Ray cluster (``--engine ray``, the extra ``edufakta[ray]``).

Ray Data streams the work to a pool of actors that keep the models loaded.  An actor reads its files, extracts, and
writes finished Parquet parts into the output folder, which every node must see under the same path (a shared disk);
only what the state keeps of each article travels back.  The run then makes the parts known, in order, as it does with
those that it writes itself, so manifest, resuming and results are the same as with local workers.

An actor does its work in a worker process of its own (:class:`~pipeline.batch.pool.ProcessPool`): time limits and
articles that take a process down are handled as everywhere else.  A node that is lost is Ray's to handle: what it had
in hand is done again elsewhere, and what it had half written has no name that counts.
"""

from __future__ import annotations

import logging
import pickle
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.batch.commit import with_links
from pipeline.batch.pool import ProcessPool
from pipeline.batch.source import file_digest, find_records, holds_many
from pipeline.batch.work import FileTask, Job, Rejected, Result, Task, batches, record_size, rejection
from pipeline.errors import AbortRun, SettingsError
from pipeline.read.ids import article_id
from pipeline.read.records_in_files import Record
from pipeline.records import Article, Rejection
from pipeline.write.files import TEMPORARY, fsync_folder, writing
from pipeline.write.parts import write_table

BLOCKS = 2000
"""Most pieces that the work is cut into: what Ray schedules, and does again after a loss."""


class RayPool:
    """Does tasks on a cluster; see :class:`pipeline.batch.pool.Pool`."""

    def __init__(self, job: Job, workers: int, address: str | None, parts: Path, about: Mapping[str, str]) -> None:
        """A pool that connects to the cluster, or starts one on this machine, once there is work.

        Args:
            job: what workers must know.
            workers: actors.
            address: of the cluster; None starts one here.
            parts: folder of the parts, on a disk that all nodes share.
            about: metadata of the Parquet files.

        Raises:
            SettingsError: Ray is not installed.
        """
        try:
            import ray
        except ImportError as error:
            raise SettingsError("--engine ray needs Ray: pip install 'edufakta[ray]'") from error
        self.job = job
        self.workers = workers
        self.parts = parts.absolute()
        self.about = dict(about)
        self.replaced = 0
        self.peak_mb = 0.0
        self.address = address
        self._ray: Any = ray
        self._ours = False

    def prepare(self, files: int | None) -> None:
        """Connect; actors are started by Ray.

        Raises:
            AbortRun: the cluster cannot be reached.
        """
        if self._ours or self._ray.is_initialized():
            return
        options: dict[str, Any] = {"address": self.address} if self.address else {"num_cpus": self.workers + 1}
        try:
            self._ray.init(include_dashboard=False, log_to_driver=False, logging_level=30, **options)
        except Exception as error:
            raise AbortRun(f"Cannot use the Ray cluster {self.address or 'on this machine'}: {error}") from error
        self._ours = True

    def results(self, tasks: Iterable[Task], stopping: Callable[[], bool]) -> Iterator[Result]:
        """See :class:`~pipeline.batch.pool.Pool`; a task can give several results, the last one ends it."""
        import ray.data

        self.prepare(None)
        items = [{"task": pickle.dumps(task)} for task in tasks]
        if not items:
            return
        context = ray.data.DataContext.get_current()
        context.execution_options.preserve_order = True
        context.enable_progress_bars = False
        context.print_on_execution_start = False
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        data = ray.data.from_items(items, override_num_blocks=min(len(items), BLOCKS)).map_batches(
            Actor,
            fn_constructor_args=(self.job, self.parts, self.about),
            batch_size=1,
            num_cpus=1,
            compute=ray.data.ActorPoolStrategy(min_size=1, max_size=max(1, self.workers)),
        )
        for row in data.iter_rows():
            result, replaced, peak = pickle.loads(row["result"])
            self.replaced += replaced
            self.peak_mb = max(self.peak_mb, peak)
            yield result
            if stopping():
                return

    def close(self) -> None:
        """Leave the cluster; one that was started here ends."""
        if self._ours:
            self._ray.shutdown()
            self._ours = False


class Actor:
    """One worker of the cluster."""

    def __init__(self, job: Job, parts: Path, about: Mapping[str, str]) -> None:
        self.job = job
        self.parts = parts
        self.about = about
        self.pool = ProcessPool(job, 1)

    def __call__(self, batch: dict[str, Any]) -> Iterator[dict[str, list[bytes]]]:
        """Do one task; yields what the run is to know of each part written."""
        for blob in batch["task"]:
            for result in self.do(pickle.loads(blob)):
                replaced, self.pool.replaced = self.pool.replaced, 0
                yield {"result": [pickle.dumps((result, replaced, self.pool.peak_mb))]}

    def do(self, task: Task) -> Iterator[Result]:
        """Results of one task, each with its rows in a part already written; the last one carries the ends of files."""
        ends = Result(task.number)
        collected = Result(task.number)
        for found in self.pool.results(self._small(task, ends), lambda: False):
            ends.unchanged += found.unchanged
            found.unchanged = []
            collected.join(replace_number(found, task.number))
            if len(collected.done) >= self.job.settings.part_articles:
                yield self._written(collected)
                collected = Result(task.number)
        collected.join(ends)
        yield self._written(collected)

    def _small(self, task: Task, ends: Result) -> Iterator[Task]:
        """A task cut into what one worker does at a time; files of many articles are streamed."""
        number = 0
        for file in task.files:
            if not holds_many(file.input):
                continue
            try:
                digest = file_digest(file.input.path)
                for batch in batches(self._records(file, ends), record_size, lambda: self.job.settings.batch_size):
                    ids = (article_id(record.source) for record in batch)
                    known = {i: file.known[i] for i in ids if i in file.known}
                    yield Task((number,), records=tuple(batch), file=file.path, known=known)
                    number += 1
            except Exception as error:
                ends.rejected.append(Rejected(file.path, file.path, *rejection(error, self.job.settings)))
            else:
                ends.files.append((file.path, digest))
        single = tuple(f for f in task.files if not holds_many(f.input))
        if single or task.records:
            yield replace(task, number=(number,), files=single)

    def _records(self, file: FileTask, ends: Result) -> Iterator[Record | Article]:
        for item in find_records(file.input, self.job.settings):
            if isinstance(item, Rejection):
                ends.rejected.append(Rejected(file.path, item.source, item.reason, item.message))
            else:
                yield item

    def _written(self, result: Result) -> Result:
        """Move the rows of a result into a part of their own, without a name that counts yet."""
        if not result.done:
            result.tables = {}
            return result
        tables: dict[str, pa.Table] = with_links(
            {name: data.combine_chunks() for name, data in result.tables.items()}, {}
        )
        folder = self.parts / f"{TEMPORARY}{uuid.uuid4().hex}"
        with writing(folder):
            folder.mkdir(parents=True)
            result.written = [
                write_table(folder / f"{name}.parquet", name, data, self.about)
                for name, data in tables.items()
                if data.num_rows
            ]
            fsync_folder(folder)
        result.folder = folder.name
        result.tables = {}
        return result


def replace_number(result: Result, number: tuple[int, ...]) -> Result:
    """The result under the number of the task that it is a piece of."""
    result.number = number
    return result
