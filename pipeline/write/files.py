"""Files that are there whole or not at all: written to a temporary name, fsynced, renamed."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import OutputError

TEMPORARY = ".tmp-"
"""Prefix of names that are not finished; whatever carries it may be swept when nobody holds the output."""

_SAYS = {
    errno.ENOSPC: "the disk is full: free some space and run again; what was finished before is intact",
    errno.EDQUOT: "the disk quota is used up: free some space and run again; what was finished before is intact",
    errno.EROFS: "it lies on a read-only file system: choose another folder with --output",
    errno.EACCES: "no permission to write there: choose another folder with --output, or change its permissions",
    errno.EPERM: "no permission to write there: choose another folder with --output, or change its permissions",
    errno.ENOTDIR: "a part of the path is a file, not a folder: choose another folder with --output",
    errno.EEXIST: "a file of that name is in the way: choose another folder with --output",
}


@contextmanager
def writing(path: str | Path) -> Iterator[None]:
    """Turn errors of the operating system into an :class:`~pipeline.errors.OutputError` that says what to do."""
    try:
        yield
    except OSError as error:
        said = _SAYS.get(error.errno or 0)
        if said is None and "No space left" in str(error):  # Arrow passes the words on, not always the number
            said = _SAYS[errno.ENOSPC]
        raise OutputError(f"Cannot write {path}: {said or error}") from error


def fsync_file(path: Path) -> None:
    """Force a file's bytes to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def fsync_folder(path: Path) -> None:
    """Force the names in a folder to the disk; without effect where the system cannot do that."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:  # pragma: no cover - a system whose folders cannot be opened
        return
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_text(path: Path, text: str) -> None:
    """Replace a text file (UTF-8) in one step: a reader sees the old one or the new one."""
    temporary = path.with_name(f"{TEMPORARY}{path.name}")
    with writing(path):
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        fsync_folder(path.parent)


def point(link: Path, target: str) -> None:
    """Make ``link`` a symbolic link to ``target`` in one step, replacing a link of that name.

    Raises:
        OutputError: something that is no link is in the way; it is left alone.
    """
    if link.is_symlink():
        if str(link.readlink()) == target:
            return
    elif link.exists():
        raise OutputError(f"Cannot write {link}: it is there and was not made by edufakta. Move it away and run again.")
    temporary = link.with_name(f"{TEMPORARY}{link.name}")
    with writing(link):
        temporary.unlink(missing_ok=True)
        temporary.symlink_to(target)
        temporary.replace(link)
        fsync_folder(link.parent)


def same_file(source: Path, target: Path) -> None:
    """Give an immutable file a second name: a hard link, or a copy where the file system has none."""
    try:
        target.hardlink_to(source)
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.EXDEV, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS, errno.EACCES}:
            raise
        shutil.copy2(source, target)


def remove_tree(path: Path) -> None:
    """Remove a folder and all in it; whatever cannot be removed now is left for the next sweep."""
    shutil.rmtree(path, ignore_errors=True)
