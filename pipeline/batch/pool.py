"""Who does the tasks: this process, or worker processes that are watched and replaced.

A pool takes tasks and gives their results in the same order, whatever order they end in.  Workers are new Python
processes (never forks) that talk over a socket pair, so that a program which calls :func:`pipeline.run` needs no
``if __name__ == "__main__"`` guard, and so that they notice when the run dies and end as well.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol

from pipeline.batch.work import Extractor, Job, Rejected, Result, Task, do
from pipeline.errors import AbortRun, ResourceError

AHEAD = 2
"""Tasks that a worker holds: the one in hand and the next."""
WINDOW = 8
"""Tasks per worker that may be finished or in hand before the first unfinished one: what bounds the memory."""
START_SECONDS = 300.0
"""Longest that a worker may take to load its models."""


class Pool(Protocol):
    """Does tasks."""

    replaced: int
    """Workers lost and replaced."""
    peak_mb: float
    """Largest resident memory of a worker so far, in megabytes."""

    def prepare(self, files: int | None) -> None:
        """Let workers load their models while the run still plans: as many as ``files`` can occupy, None for all."""

    def results(self, tasks: Iterable[Task], stopping: Callable[[], bool]) -> Iterator[Result]:
        """Results in the order of the tasks; when ``stopping`` says so, no more are taken and those in hand end."""

    def close(self) -> None:
        """End the workers."""


class InlinePool:
    """Does everything in this process: for tests, and for looking into components with a debugger."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.replaced = 0
        self.peak_mb = 0.0
        self._extractor: Extractor | None = None

    def prepare(self, files: int | None) -> None:
        """Nothing to start."""

    def results(self, tasks: Iterable[Task], stopping: Callable[[], bool]) -> Iterator[Result]:
        """See :class:`Pool`."""
        for task in tasks:
            if self._extractor is None:
                self._extractor = self.job.start()
            yield do(task, self._extractor, self.job.settings)
            if stopping():
                return

    def close(self) -> None:
        """Nothing to end."""


@dataclass(slots=True)
class _Worker:
    process: subprocess.Popen[bytes]
    connection: Connection
    tasks: deque[Task] = field(default_factory=deque)
    """Sent and not answered, in order; the first is in hand."""
    ready: bool = False
    heard: float = field(default_factory=time.monotonic)
    hung: bool = False


@dataclass(slots=True)
class _Split:
    """A task that lost its worker and is now done item by item."""

    result: Result
    waiting: int
    parts: dict[tuple[int, ...], Result] = field(default_factory=dict)


class ProcessPool:
    """Worker processes with the models loaded once each."""

    def __init__(self, job: Job, workers: int) -> None:
        self.job = job
        self.count = workers
        self.replaced = 0
        self.peak_mb = 0.0
        self._workers: list[_Worker] = []
        self._retry: deque[Task] = deque()
        self._losses: dict[tuple[int, ...], int] = {}
        self._splits: dict[tuple[int, ...], _Split] = {}
        self._finished: dict[int, Result] = {}
        self._failed_starts = 0
        self._silence = 2 * job.settings.article_seconds + 10

    def prepare(self, files: int | None) -> None:
        """See :class:`Pool`."""
        while len(self._workers) < (self.count if files is None else min(self.count, files)):
            self._start()

    def results(self, tasks: Iterable[Task], stopping: Callable[[], bool]) -> Iterator[Result]:
        """See :class:`Pool`."""
        source = iter(tasks)
        self._losses.clear()
        taken = given = 0
        exhausted = False
        while True:
            while not exhausted and not self._retry and taken - given < WINDOW * self.count and self._room():
                if stopping():
                    exhausted = True
                    break
                task = next(source, None)
                if task is None:
                    exhausted = True
                    break
                taken += 1
                self._send(task)
            while self._retry and self._room():
                self._send(self._retry.popleft())
            while given in self._finished:
                yield self._finished.pop(given)
                given += 1
            if exhausted and given == taken:
                return
            self._listen()

    def close(self) -> None:
        """End the workers; at once if they do not answer."""
        for worker in self._workers:
            with suppress(OSError):
                worker.connection.close()
        for worker in self._workers:
            try:
                worker.process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                worker.process.kill()
                worker.process.wait()
        self._workers.clear()

    def _room(self) -> bool:
        return len(self._workers) < self.count or any(len(w.tasks) < AHEAD for w in self._workers)

    def _send(self, task: Task) -> None:
        """To the worker with the least to do; a worker more if there is none idle and one may be started."""
        free = min(self._workers, key=lambda w: len(w.tasks), default=None)
        if (free is None or free.tasks) and len(self._workers) < self.count:
            free = self._start()
        assert free is not None
        if not free.tasks:
            free.heard = time.monotonic()
        free.tasks.append(task)
        with suppress(BrokenPipeError, ConnectionResetError):  # its end is noticed in _listen
            free.connection.send(task)

    def _start(self) -> _Worker:
        ours, theirs = socket.socketpair()
        code = (
            "import json, sys; sys.path[:] = json.loads(sys.argv[2]); "
            "from pipeline.batch.worker import main; main(int(sys.argv[1]))"
        )
        environment = {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE", **os.environ}
        try:
            process = subprocess.Popen(
                [sys.executable, "-c", code, str(theirs.fileno()), json.dumps(sys.path)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,  # Ctrl-C in the terminal goes to the run alone, which then ends its workers
            )
        except OSError as error:
            raise AbortRun(f"Cannot start a worker process: {error}. Try fewer workers.") from error
        theirs.close()
        worker = _Worker(process, Connection(ours.detach()))
        worker.connection.send(self.job)
        self._workers.append(worker)
        return worker

    def _listen(self) -> None:
        """Wait for the next message, loss or overrun of time."""
        by_connection = {w.connection: w for w in self._workers}
        for connection in wait(list(by_connection), timeout=1.0):
            worker = by_connection[connection]  # type: ignore[index]
            try:
                kind, payload = worker.connection.recv()
            except (EOFError, OSError):
                self._lost(worker)
                continue
            worker.heard = time.monotonic()
            self._heard(worker, kind, payload)
        now = time.monotonic()
        for worker in list(self._workers):
            allowed = self._silence if worker.ready else START_SECONDS
            if worker.tasks and now - worker.heard > allowed:
                worker.hung = worker.ready
                worker.process.kill()
                self._lost(worker)

    def _heard(self, worker: _Worker, kind: str, payload: Any) -> None:
        if kind == "ready":
            worker.ready = True
        elif kind == "failed":
            raise ResourceError(f"A worker could not load its models: {payload}")
        elif kind == "result":
            result, peak = payload
            self.peak_mb = max(self.peak_mb, peak)
            self._failed_starts = 0
            worker.tasks.popleft()
            self._finish(result)

    def _finish(self, result: Result) -> None:
        number = result.number
        if len(number) == 1:
            self._finished[number[0]] = result
            return
        split = self._splits[number[:1]]
        split.parts[number] = result
        split.waiting -= 1
        if not split.waiting:
            for key in sorted(split.parts):
                split.result.join(split.parts[key])
            self._finished[number[0]] = split.result
            del self._splits[number[:1]]

    def _lost(self, worker: _Worker) -> None:
        """Replace a worker: what it had in hand is tried once more item by item, the rest goes to another."""
        self._workers.remove(worker)
        with suppress(OSError):
            worker.connection.close()
        worker.process.kill()
        status = worker.process.wait()
        self.replaced += 1
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts > 2:
                raise AbortRun(
                    f"Worker processes end before they are ready (status {_status(status)}). "
                    "Is there enough memory? Try fewer workers."
                )
            self._retry.extendleft(reversed(worker.tasks))
            return
        if not worker.tasks:
            return
        in_hand = worker.tasks.popleft()
        again = self._after_loss(in_hand, worker.hung, status)
        self._retry.extendleft(reversed([*again, *worker.tasks]))

    def _after_loss(self, task: Task, hung: bool, status: int) -> list[Task]:
        """What is to be done again of a task whose worker is gone."""
        losses = self._losses[task.number] = self._losses.get(task.number, 0) + 1
        if len(task) > 1:
            singles = task.split()
            self._splits[task.number] = _Split(Result(task.number), len(singles))
            self._losses.update({single.number: 1 for single in singles})
            return singles
        if losses < 2:
            return [task]
        if hung:
            reason, why = "time_limit", f"no sign of life for {self._silence:g} s, twice"
        else:
            reason, why = "worker_lost", f"the worker process ended ({_status(status)}), twice"
        message = f"It could not be finished: {why}. It is tried again by the next run; is there enough memory?"
        result = Result(task.number)
        result.rejected += [Rejected(f.path, f.path, reason, message) for f in task.files]
        result.rejected += [Rejected(task.file, r.source, reason, message) for r in task.records]
        self._finish(result)
        return []


def _status(status: int) -> str:
    if status >= 0:
        return f"exit status {status}"
    with suppress(ValueError):
        return f"killed by {signal.Signals(-status).name}"
    return f"killed by signal {-status}"
