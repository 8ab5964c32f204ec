"""Articles written with their mentions marked, so that a test shows text and mentions in one string.

``[P Kepala] [A Dinas Pendidikan], [N Andi Saputra]`` marks an office, an agency and a person; the letters are N person,
P office, A agency, S school, O organization, L place, E event, R programme.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.read.layout import find_sections
from pipeline.records import Alias, Article, Mention
from pipeline.relate.view import ArticleView
from pipeline.segment import read_sentences

_LABELS = {
    "N": "PERSON",
    "P": "POSITION",
    "A": "AGENCY",
    "S": "SCHOOL",
    "O": "ORGANIZATION",
    "L": "LOCATION",
    "E": "EVENT",
    "R": "PROGRAM",
}
_MARK = re.compile(r"\[([NPASOLER]) ([^\[\]]+)\]")


def marked_view(marked: str, aliases: Sequence[tuple[str, str]] = ()) -> ArticleView:
    """The view of a marked text; ``aliases`` are (short, long) pairs."""
    text, at, mentions = "", 0, []
    for found in _MARK.finditer(marked):
        text += marked[at : found.start()]
        start = len(text)
        text += found[2]
        mentions.append(Mention(start=start, end=len(text), text=found[2], label=_LABELS[found[1]]))  # type: ignore[arg-type]
        at = found.end()
    text += marked[at:]
    people = {m.text for m in mentions if m.label == "PERSON"}
    sections = tuple(find_sections(text, None))
    return ArticleView(
        article=Article(article_id="test", source="test", text=text),
        sections=sections,
        sentences=read_sentences(text, sections),
        mentions=mentions,
        aliases=[
            Alias(
                start=text.index(short),
                end=text.index(short) + len(short),
                text=short,
                short=short,
                long=long,
                kind="short name" if {short, long} & people else "acronym",
            )
            for short, long in aliases
        ],
    )
