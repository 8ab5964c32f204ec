"""A worker process: loads the models once, then does tasks until the run closes the connection."""

from __future__ import annotations

import os
import queue
import resource
import signal
import sys
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from pipeline.batch.work import Job, Task, do
from pipeline.errors import EdufaktaError


def main(descriptor: int) -> None:
    """Serve the run at the other end of a socket.

    Args:
        descriptor: file descriptor of the socket.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = Connection(descriptor)
    job: Job = connection.recv()
    tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
    # Tasks are received all the time, so that the run never waits for a busy worker while that waits for the run.
    threading.Thread(target=_receive, args=(connection, tasks), daemon=True).start()
    try:
        extractor = job.start()
    except Exception as error:
        message = str(error) if isinstance(error, EdufaktaError) else f"{type(error).__name__}: {error}"
        connection.send(("failed", message))
        return
    connection.send(("ready", None))
    while True:
        task = tasks.get()
        result = do(task, extractor, job.settings, beat=lambda: connection.send(("beat", None)))
        connection.send(("result", (result, peak_mb())))


def _receive(connection: Connection, tasks: queue.SimpleQueue[Task]) -> None:
    while True:
        try:
            tasks.put(connection.recv())
        except (EOFError, OSError):
            os._exit(0)  # the run is over or dead: whatever is in hand is of no use to anyone


def peak_mb() -> float:
    """Largest resident memory of this process so far, in megabytes."""
    # On Linux getrusage would include the process that started this one.
    with suppress(OSError, StopIteration):
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return int(next(line for line in status.splitlines() if line.startswith("VmHWM:")).split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
