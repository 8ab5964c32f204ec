"""What an article is known by."""

from __future__ import annotations

import hashlib
from typing import Final

_HASH_BYTES: Final = 8


def article_id(source: str) -> str:
    """The stable id of the article at ``source``: 16 hexadecimal digits (BLAKE2b)."""
    return hashlib.blake2b(source.encode("utf-8", "surrogatepass"), digest_size=_HASH_BYTES).hexdigest()
