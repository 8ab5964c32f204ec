"""One run at a time per output folder.

The lock is the operating system's (``flock``): it is gone the moment its process is, however it ended, so a stale lock
cannot block anybody.  Beside it stands who holds it, for the message that the second run prints.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import OutputLocked
from pipeline.write.files import write_text, writing


@contextmanager
def hold(folder: Path, what: str) -> Iterator[str | None]:
    """Hold the output while the block runs.

    Args:
        folder: where the state is (``OUTPUT/.edufakta``); it is made.
        what: the command, for the message that others see.

    Yields:
        Who held the lock before and ended without giving it back, as a phrase; None when all is in order.

    Raises:
        OutputLocked: another process holds it; the message says which.
        OutputError: the folder cannot be written.
    """
    holder = folder / "holder.json"
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "lock", timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise OutputLocked(
                f"{folder.parent} is in use by {_phrase(holder) or 'another process'}. "
                "Wait for it to end, or give another folder with --output."
            ) from None
    try:
        left_behind = _phrase(holder)
        me = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "started": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            "command": what,
        }
        write_text(holder, json.dumps(me) + "\n")
        yield left_behind
        holder.unlink(missing_ok=True)
    finally:
        lock.release()


def _phrase(holder: Path) -> str | None:
    try:
        said = json.loads(holder.read_text(encoding="utf-8"))
        return f"process {said['pid']} on {said['host']} ({said['command']}, since {said['started']})"
    except (OSError, ValueError, KeyError, TypeError):
        return None
