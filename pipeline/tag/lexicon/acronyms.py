"""Acronyms and what they stand for."""

from __future__ import annotations


def stands_for(acronym: str, name: str) -> bool:
    """Whether an acronym begins like the name and its letters stand in it in this order."""
    letters = iter(name.casefold())
    wanted = [c for c in acronym.casefold() if c.isalnum()]
    return len(wanted) > 1 and name[:1].casefold() == wanted[0] and all(c in letters for c in wanted)
