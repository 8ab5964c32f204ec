"""Phrases that the reader goes by, as plain text files beside this one: ``# comment``, ``[group]``, a phrase a line."""

from __future__ import annotations

from importlib.resources import files


def load_phrases(name: str) -> dict[str, frozenset[str]]:
    """The phrases of one file by group; those before the first group stand under the empty name."""
    groups: dict[str, set[str]] = {}
    group = ""
    for line in files(__name__).joinpath(name).read_text("utf-8").splitlines():
        line = line.strip()
        if line.startswith("[") and line.endswith("]"):
            group = line[1:-1]
        elif line and not line.startswith("#"):
            groups.setdefault(group, set()).add(line)
    return {group: frozenset(phrases) for group, phrases in groups.items()}
