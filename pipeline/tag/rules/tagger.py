"""All tagging rules in order: what the lexicons know, names by their opening words, offices, persons, and
what the article itself defines.

Start reading at :func:`tag`.
"""

from __future__ import annotations

from pipeline.records import EntityLabel, Mention
from pipeline.resources.titles import bare_span
from pipeline.tag.lexicon.acronyms import stands_for
from pipeline.tag.lexicon.matcher import Lexicon, load_lexicon
from pipeline.tag.rules.candidates import Candidate, choose
from pipeline.tag.rules.heads import tag_heads
from pipeline.tag.rules.offices import tag_offices
from pipeline.tag.rules.persons import _NOT_NAMES, Persons, tag_persons
from pipeline.tag.rules.reader import NEVER_IN_NAMES, Reader, person_names
from pipeline.tag.rules.regulations import find_regulations
from pipeline.tag.rules.words import UPPER, Words, starts_sentence, word_set

SCORES: dict[str, float] = {
    "lexicon:program": 0.92,
    "lexicon:region": 0.89,
    "lexicon:place": 0.88,
    "lexicon:body": 0.88,
    "lexicon:university": 0.87,
    "lexicon:event": 0.79,
    "lexicon:user": 1.0,
    "head:SCHOOL:number": 0.88,
    "head:SCHOOL:name": 0.87,
    "head:SCHOOL:faculty": 0.87,
    "head:AGENCY:region": 0.85,
    "head:AGENCY:topic": 0.81,
    "head:AGENCY:commission": 0.81,
    "head:AGENCY:name": 0.78,
    "head:LOCATION:region": 0.83,
    "head:LOCATION:venue": 0.76,
    "head:ORGANIZATION:name": 0.61,
    "head:PROGRAM:name": 0.69,
    "head:PROGRAM:program": 0.54,
    "head:EVENT:event": 0.66,
    "regulation": 0.93,
    "office": 0.90,
    "office+body": 0.89,
    "office+person": 0.63,
    "person:says": 0.91,
    "person:title": 0.88,
    "person:name": 0.86,
    "person:office": 0.82,
    "article:person": 0.77,
    "article:longer": 0.61,
    "article:part": 0.54,
    "article:acronym": 0.53,
}
"""Precision of each rule (exact span and label) on half of the training articles, by
``python -m pipeline.tag.rules.measure``: what the column ``score`` holds when no model is at work."""


def tag(text: str, lexicon: Lexicon | None = None) -> list[Mention]:
    """All mentions that lexicons and rules find in one article.

    Args:
        text: the article.
        lexicon: the names to look for; the project's own by default.

    Returns:
        Mentions ordered by ``start``, without overlaps; ``method`` is ``lexicon``, ``rule`` or ``article``.
    """
    return [mention for mention, _ in tag_by_rule(text, lexicon)]


def tag_by_rule(text: str, lexicon: Lexicon | None = None) -> list[tuple[Mention, str]]:
    """The same, each mention with the name of the rule that found it."""
    words = Words(text)
    hits = (lexicon or load_lexicon()).find(text)
    reader = Reader(words, hits)
    taken: list[Candidate] = []
    hit_words = {end - 1 for end, _ in reader.hit_at.values()}
    for start, (end, hit) in reader.hit_at.items():
        if hit.label == "LOCATION":
            before = words.forms[start - 1] if start else ""
            if before in _NOT_BEFORE_PLACES or (
                # "BBPPKS Yogyakarta": the branch of a body that nothing else tells of
                words.shapes[start - 1] == UPPER
                and words.follows(start)
                and not words.headline[start]
                and hit.kind == "region"
                and start - 1 not in hit_words
            ):
                continue
            end = _with_direction(words, end)
        taken.append(Candidate(start, end, hit.label, f"lexicon:{hit.kind}", 1))
    for start_char, end_char in find_regulations(text):
        first, after = words.index.get(start_char), words.end_index.get(end_char)
        if first is not None and after is not None:
            taken.append(Candidate(first, after, "REGULATION", "regulation", 6))
    names = tag_heads(reader, taken)
    names = choose(_defined_acronyms(reader, names), taken=names)
    offices, open_offices = tag_offices(reader, names)
    persons = tag_persons(reader, names, offices, open_offices)
    chosen = choose([*names, *offices, *persons])
    chosen = choose(_repeated(reader, chosen), taken=chosen)
    return [(_mention(words, c), c.rule) for c in chosen]


_NOT_BEFORE_PLACES = word_set("Bahasa bahasa dolar Dolar dollar Dollar HUT")
_DIRECTIONS = word_set("Barat Timur Utara Selatan Tengah Tenggara Raya")


def _with_direction(words: Words, end: int) -> int:
    """The end of a place moved over a direction after it: "Banjarmasin Tengah"."""
    if end < len(words) and words.forms[end] in _DIRECTIONS and words.follows(end):
        return end + 1
    return end


def _mention(words: Words, candidate: Candidate) -> Mention:
    start, end = words.starts[candidate.start], words.ends[candidate.end - 1]
    if candidate.label == "PERSON":
        start, end = bare_span(words.text, start, end)
    kind = candidate.rule.partition(":")[0]
    return Mention(
        start=start,
        end=end,
        text=words.text[start:end],
        label=candidate.label,
        score=SCORES.get(candidate.rule, 0.8),
        method=kind if kind in ("lexicon", "article") else "rule",
    )


def _defined_acronyms(reader: Reader, chosen: list[Candidate]) -> list[Candidate]:
    """Acronyms that the article defines - Long Name (ACRONYM) - bear the label of the long name everywhere."""
    words = reader.words
    labels: dict[str, EntityLabel] = {}
    for candidate in chosen:
        end = reader.acronym_in_brackets(candidate.end)
        if end > candidate.end and candidate.end - candidate.start > 1:
            acronym = words.forms[candidate.end + 1]
            if stands_for(acronym, words.span(candidate.start, candidate.end)):
                labels.setdefault(acronym, candidate.label)
    found: list[Candidate] = []
    for i, form in enumerate(words.forms):
        label = labels.get(form)
        if label is not None:
            end = i + 1
            if label in ("SCHOOL", "AGENCY", "ORGANIZATION") and words.follows(end) and words.forms[i - 1] != "(":
                end = reader.region_end(end)
            found.append(Candidate(i, end, label, "article:acronym", 1))
            found.append(Candidate(i, i + 1, label, "article:acronym", 0))
    return found


def _repeated(reader: Reader, chosen: list[Candidate]) -> list[Candidate]:
    """Other mentions of persons found: the full name again, or one part of it alone."""
    words = reader.words
    full: set[tuple[str, ...]] = set()
    parts: set[str] = set()
    for candidate in chosen:
        if candidate.label == "PERSON":
            forms = tuple(words.forms[candidate.start : candidate.end])
            full.add(forms)
            parts.update(
                f
                for f in forms
                if len(f) > 2 and f[0].isupper() and not f.isupper() and f not in NEVER_IN_NAMES and f not in _NOT_NAMES
            )
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for forms in full:
        by_first.setdefault(forms[0], []).append(forms)
    used = {i for c in chosen for i in range(c.start, c.end)}
    persons = Persons(reader, used)
    found: list[Candidate] = []
    for i, form in enumerate(words.forms):
        if i in used:
            continue
        for forms in by_first.get(form, ()):
            if tuple(words.forms[i : i + len(forms)]) == forms:
                found.append(Candidate(i, i + len(forms), "PERSON", "article:person", 2))
        if form in parts and not words.headline[i]:
            # "Brian" known from elsewhere, "Brian Yuliarto" here.
            start, end = persons.name_start(i + 1, 4), persons.name_end(i, 4)
            if start < i and starts_sentence(words, start) and words.forms[start] not in person_names():
                start += 1
            if end - start > 1 and not any(
                reader.is_field(k) or (words.shapes[k] == UPPER and len(words.forms[k]) > 2) for k in range(start, end)
            ):
                found.append(Candidate(start, end, "PERSON", "article:longer", 3))
        if form in parts:
            found.append(Candidate(i, i + 1, "PERSON", "article:part", 1))
    return found
