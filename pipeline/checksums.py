"""Checksums of files, by which tables and models are known to be whole."""

from __future__ import annotations

import hashlib
from pathlib import Path


def file_digest(path: Path, method: str = "sha256") -> str:
    """Hexadecimal checksum of a file.

    Args:
        path: the file.
        method: a name that :mod:`hashlib` knows.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, method).hexdigest()
