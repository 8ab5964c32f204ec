"""Names of the lexicons in running text, found by one Aho-Corasick pass.

The automaton holds every name in the spellings that news uses - as it stands, in capitals ("JAWA BARAT"),
and, for acronyms of four letters or more, with one capital ("Ppdb" in headlines) - so the text itself need
not be folded and lower-case words are never mistaken for names.  A match must begin and end at a word's
edge; the longest one wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick  # type: ignore[import-not-found]  # it has no type stubs

from pipeline.records import EntityLabel
from pipeline.resources.bodies import bodies
from pipeline.resources.loader import Entry, read_table, read_user_lexicons, split_cell
from pipeline.resources.regions import regions


@dataclass(frozen=True, slots=True)
class Hit:
    """One name of the lexicons in a text."""

    start: int
    end: int
    label: EntityLabel
    kind: str
    """Where the entry comes from: ``region``, ``place``, ``body``, ``university``, ``program``,
    ``event``, ``user``.
    """
    name: str | None = None
    """Canonical name."""


_HEAD_OF_NAME = frozenset({"Batu", "Metro", "Bone", "Ende", "Pati", "Kaur", "Siak", "Puncak", "Belu", "Buru", "Alor"})
"""Regions whose bare name is also a common word or name part: taken only with their kind before them."""


def spellings(text: str) -> Iterator[str]:
    """The spellings under which a name is looked for."""
    yield text
    upper = text.upper()
    # "UNJA" may be shouted, but "Natal" in capitals is still Natal; two letters in capitals are too many
    # things.
    if len(text) > 3:
        yield upper
    if text == upper and len(text) > 3 and text.isalpha():
        yield text.capitalize()
    if " " in text and text != upper:
        # Title-cased headlines capitalise "dan" and acronyms alike.
        yield " ".join(word[:1].upper() + word[1:] for word in text.split(" "))
    if ", dan " in text:
        yield from spellings(text.replace(", dan ", " dan "))


class Lexicon:
    """Names with labels, ready to be found.

    Args:
        entries: names of the project; on equal text the first wins.
        user: names that a user adds; they win over the project's.
    """

    def __init__(self, entries: Iterable[tuple[Entry, str]], user: Iterable[Entry] = ()) -> None:
        self._automaton = ahocorasick.Automaton()
        for entry in user:
            self._add(entry, "user")
        for entry, kind in entries:
            self._add(entry, kind)
        self._automaton.make_automaton()

    def _add(self, entry: Entry, kind: str) -> None:
        for spelling in spellings(entry.text):
            if spelling not in self._automaton:
                self._automaton.add_word(spelling, (len(spelling), entry.label, kind, entry.name))

    def find(self, text: str) -> list[Hit]:
        """All names in the text, ordered, without overlaps: of two that overlap, the earlier, then the
        longer.
        """
        hits: list[Hit] = []
        last = len(text)
        for at, (length, label, kind, name) in self._automaton.iter(text):
            end = at + 1
            start = end - length
            if (start and text[start - 1].isalnum()) or (end < last and text[end].isalnum()):
                continue
            # The automaton reports matches by their ends: a longer one that starts earlier comes later.
            while hits and hits[-1].start >= start:
                hits.pop()
            if hits and hits[-1].end > start:
                continue
            hits.append(Hit(start, end, label, kind, name))
        return hits


def _entries() -> Iterator[tuple[Entry, str]]:
    for row in read_table("programs"):
        for form in (row["name"], *split_cell(row["short_forms"])):
            yield Entry(form, "PROGRAM", row["name"]), "program"
    for body in bodies():
        kind = "university" if body.label == "SCHOOL" else "body"
        for form in (body.name, *body.short_forms):
            yield Entry(form, body.label, body.name), kind
    for row in read_table("events"):
        for form in (row["name"], *split_cell(row["short_forms"])):
            yield Entry(form, "EVENT", row["name"]), "event"
    for row in read_table("places"):
        yield Entry(row["text"], "LOCATION", row["name"] or row["text"]), "place"
    for region in regions().values():
        if region.kind != "district" and region.bare_name not in _HEAD_OF_NAME:
            yield Entry(region.bare_name, "LOCATION", region.name), "region"
            if " " in region.bare_name and region.kind != "province":
                yield Entry(region.bare_name.replace(" ", "").capitalize(), "LOCATION", region.name), "region"
            if "Sumatera" in region.name:
                other = region.bare_name.replace("Sumatera", "Sumatra")
                yield Entry(other, "LOCATION", region.name), "region"
    for row in read_table("region_short_forms"):
        yield Entry(row["short"], "LOCATION", regions()[row["code"]].name), "region"


@lru_cache(maxsize=8)
def load_lexicon(user_lexicons: tuple[str, ...] = ()) -> Lexicon:
    """The project's lexicon with the user's merged in, built once per set of files.

    Raises:
        ResourceError: a file is missing or not as described in ``docs/lexicons.md``.
    """
    return Lexicon(_entries(), read_user_lexicons(user_lexicons))
