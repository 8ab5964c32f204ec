"""Model and rules together: one list of mentions from both.

Start reading at :func:`merge`.  Each step is a plain function from mentions to mentions, named in :data:`STEPS`, so
that each can be switched off and measured alone.  All follow from the annotation scheme, none from particular names:

=================  =======================================================================================
step               what it does
=================  =======================================================================================
``edges``          no punctuation, honorifics or degrees at the edges; a bracket opened is closed
``generic``        words that the scheme excludes (``APBN``, ``ASN``, ``SD`` alone) are no mentions
``lexicon``        a mention that is exactly a place, university, event or body of the lexicons has its label
``agreement``      the same name has the same label all through the article, and so has its acronym, and a person's
                   surname
``completed``      names that the lexicons know to go on; programmes with their capitalised head word
``joined``         unit and ministry, body and region around a bracketed acronym: one mention
``doubtful``       mentions that are more likely wrong than worth keeping go
``rules``          laws and offices that the model missed or cut short, holders of offices, and the user's own names
``repeated``       a name found elsewhere in the article, where the model missed it
=================  =======================================================================================
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

import ahocorasick  # type: ignore[import-not-found]  # it has no type stubs
import regex

from pipeline.records import EntityLabel, Mention
from pipeline.resources.loader import read_table
from pipeline.resources.titles import bare_span
from pipeline.tag.lexicon.acronyms import stands_for
from pipeline.tag.lexicon.matcher import Hit

BODIES: frozenset[EntityLabel] = frozenset({"AGENCY", "SCHOOL", "ORGANIZATION"})
_EDGE = " \t\n\r.,;:!?\"“”'‘’`/|–—-*"
_ACRONYM_AFTER = regex.compile(r"\s?\(\s?(\p{Lu}[\p{L}\p{N}\-/. ]{1,20}?)\s?\)")

Step = Callable[[str, list[Mention], Sequence[Mention], Sequence[Hit]], list[Mention]]


def merge(
    text: str,
    model: Sequence[Mention],
    rules: Sequence[Mention],
    hits: Sequence[Hit] = (),
    *,
    without: frozenset[str] = frozenset(),
) -> list[Mention]:
    """The mentions of one article.

    Args:
        text: the article.
        model: what the trained model found; empty without one.
        rules: what :func:`pipeline.tag.rules.tag` found.
        hits: what the lexicons hold.
        without: steps to leave out, to measure what they give.

    Returns:
        Mentions ordered by ``start``, without overlaps.  Without a model these are the rules' own.
    """
    if not model:
        named = {(h.start, h.end): h.name for h in hits if h.kind == "user"}
        return sorted((replace(m, name=named.get((m.start, m.end))) for m in rules), key=lambda m: m.start)
    mentions = sorted(model, key=lambda m: m.start)
    for name, step in STEPS.items():
        if name not in without:
            mentions = step(text, mentions, rules, hits)
    return mentions


def _moved(text: str, mention: Mention, start: int, end: int) -> Mention:
    return replace(mention, start=start, end=end, text=text[start:end])


def clean_edges(text: str, mentions: list[Mention], rules: Sequence[Mention], hits: Sequence[Hit]) -> list[Mention]:
    """Punctuation, honorifics and degrees off the edges; mentions torn apart at a bracket joined."""
    cleaned: list[Mention] = []
    for mention in mentions:
        start, end = mention.start, mention.end
        if (
            cleaned
            and cleaned[-1].label in ("REGULATION", "SCHOOL", "AGENCY", "PROGRAM", "EVENT")
            and ")" in text[start:end]
            and "(" not in text[start:end]
            and text[cleaned[-1].end : start].strip() in ("(", "")
            and "(" in text[cleaned[-1].start : start]
        ):
            # "Peraturan Menteri ... (" + "Permendikbud) Nomor 10 Tahun 2020": one name around its acronym.
            last = cleaned.pop()
            mention = _moved(text, last, last.start, end)
            start = last.start
        if cleaned and text[start:end] == "Persero" and text[cleaned[-1].end : start].strip() == "(":
            # "PT Pijar (Persero)": the form of a company belongs to its name.
            cleaned[-1] = _moved(text, cleaned[-1], cleaned[-1].start, end + (text[end : end + 1] == ")"))
            continue
        while end > start and (text[end - 1] in _EDGE or text[end - 1] == "("):
            end -= 1
        while start < end and (text[start] in _EDGE or text[start] == ")"):
            start += 1
        if end > start and text[end - 1] == ")" and "(" not in text[start:end]:
            end -= 1
        if end > start and text[start] == "(" and ")" not in text[start:end]:
            start += 1
        if mention.label == "PERSON" and end > start:
            start, end = bare_span(text, start, end)
        bracket = _TRAILING_BRACKET.search(text, start, end) if mention.label not in _NO_SPLIT else None
        if bracket is not None and bracket[1] == "Persero":
            end += text[end : end + 1] == ")"
        elif bracket is not None and bracket.start() > start:
            cleaned.append(_moved(text, mention, start, bracket.start()))
            start, end = bracket.span(1)
        if end > start:
            cleaned.append(
                mention if (start, end) == (mention.start, mention.end) else _moved(text, mention, start, end)
            )
    return cleaned


_NO_SPLIT: frozenset[EntityLabel] = frozenset({"REGULATION", "POSITION", "PERSON"})
_TRAILING_BRACKET = regex.compile(r"\s?\((\p{Lu}[^()\n]{1,25}+)\)?$")


@lru_cache(maxsize=1)
def _generic() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in read_table("generic"):
        found[row["text"].casefold()].update(row["labels"].split("|"))
    return {text: frozenset(labels) for text, labels in found.items()}


def drop_generic(text: str, mentions: list[Mention], rules: Sequence[Mention], hits: Sequence[Hit]) -> list[Mention]:
    """Without mentions that are nothing but a word that the scheme excludes."""
    generic = _generic()
    return [m for m in mentions if not (m.text.casefold() in generic and m.label in generic[m.text.casefold()])]


def label_by_lexicon(
    text: str, mentions: list[Mention], rules: Sequence[Mention], hits: Sequence[Hit]
) -> list[Mention]:
    """The lexicon's label, and its certainty, for a mention that is exactly one of its names."""
    known = {(h.start, h.end): h for h in hits}
    labelled: list[Mention] = []
    for mention in mentions:
        hit = known.get((mention.start, mention.end))
        if hit is not None and not (hit.kind == "region" and (mention.label == "PERSON" or mention.text.isupper())):
            if hit.label != mention.label and hit.kind != "program":
                mention = replace(mention, label=hit.label, method="lexicon", score=_KNOWN_SCORE)
            elif hit.label == mention.label and mention.score < _KNOWN_SCORE:
                mention = replace(mention, score=_KNOWN_SCORE)
        labelled.append(mention)
    return labelled


_KNOWN_SCORE = 0.9
"""Precision of the lexicons on their own names."""


def agree(text: str, mentions: list[Mention], rules: Sequence[Mention], hits: Sequence[Hit]) -> list[Mention]:
    """One label for one name, and for an acronym and its long form: the one with most weight in the article.

    A long form tells more about itself than its acronym does, a name of the lexicons more than the model guesses.
    """
    known = {(h.start, h.end): h.label for h in hits}
    by_rule = {(m.start, m.end): m.label for m in rules if m.method == "rule"}
    long_of: dict[str, str] = {}
    for mention in mentions:
        match = _ACRONYM_AFTER.match(text, mention.end)
        if (
            match is not None
            and " " in mention.text
            and mention.label not in _NO_ACRONYMS
            and known.get(match.span(1), mention.label) == mention.label
            and stands_for(match[1], mention.text)
        ):
            long_of.setdefault(match[1], mention.text)
    weights: dict[str, dict[EntityLabel, float]] = defaultdict(lambda: defaultdict(float))
    scores: dict[tuple[str, EntityLabel], float] = defaultdict(float)
    for mention in mentions:
        name = long_of.get(mention.text, mention.text)
        weight = mention.score * (_LONG_FORM if name in long_of.values() and name == mention.text else 1.0)
        if known.get((mention.start, mention.end)) == mention.label:
            weight += _KNOWN
        if (ruled := by_rule.get((mention.start, mention.end))) is not None:
            weights[name][ruled] += _RULED
        weights[name][mention.label] += weight
        scores[mention.text, mention.label] = max(scores[mention.text, mention.label], mention.score)
    surnames = _surnames(mentions)
    agreed: list[Mention] = []
    for mention in mentions:
        surname = surnames.get(mention.text.casefold())
        if surname is not None and mention.label not in _NO_SURNAME and (mention.start, mention.end) not in known:
            agreed.append(replace(mention, label="PERSON", method="article", score=surname))
            continue
        of = weights[long_of.get(mention.text, mention.text)]
        label = max(of, key=lambda label: of[label])
        if label != mention.label:
            certainty = scores.get((mention.text, label), mention.score)
            share = of[label] / sum(of.values())
            mention = replace(mention, label=label, method="article", score=max(certainty, share) * share)
        agreed.append(mention)
    return agreed


def _surnames(mentions: Sequence[Mention]) -> dict[str, float]:
    """The last words of people's names, with the certainty of the name: who is called so is no body."""
    found: dict[str, float] = {}
    for mention in mentions:
        if mention.label == "PERSON":
            words = mention.text.casefold().split()
            for first in range(1, len(words)):
                last = " ".join(words[first:])
                found[last] = max(found.get(last, 0.0), mention.score)
    return found


_NO_SURNAME: frozenset[EntityLabel] = frozenset({"PERSON", "LOCATION"})
"""People are also called after places, and places after people."""
_NO_ACRONYMS: frozenset[EntityLabel] = frozenset({"PERSON", "POSITION", "LOCATION"})
"""Labels whose acronyms mostly stand for a part of the mention only: "Kepala Balai Bahasa (BB)"."""
_LONG_FORM = 3.0
_KNOWN = 3.0
_RULED = 0.5
"""Weights of one mention's vote, where the model's certainty counts as one at most."""


def join(text: str, mentions: list[Mention], rules: Sequence[Mention], hits: Sequence[Hit]) -> list[Mention]:
    """Parts of one name put together."""
    known = {(h.start, h.end) for h in hits}
    joined: list[Mention] = []
    for mention in mentions:
        while joined:
            last = joined[-1]
            between = text[last.end : mention.start]
            if (
                between == " "
                and mention.text not in last.text
                and (
                    (last.label == mention.label == "AGENCY" and (last.start, last.end) not in known)
                    or (last.label == "SCHOOL" and mention.label == "LOCATION")
                    or last.label == mention.label == "PERSON"
                )
            ):
                # "Ditjen Prasarana Strategis" + "Kementerian PU"; "Andi" + "Nur Hidayat"
                pass
            elif (
                len(joined) > 1
                and joined[-2].label in BODIES
                and between == ") "
                and text[joined[-2].end : last.start] in (" (", "(")
                and last.label == joined[-2].label
                and (mention.label == "LOCATION" or mention.label == joined[-2].label)
                and stands_for(last.text, joined[-2].text)
            ):
                # "Universitas Airlangga" + "(Unair)" + "Surabaya"
                joined.pop()
                last = joined[-1]
            else:
                break
            joined.pop()
            mention = _moved(text, last, last.start, mention.end)
        joined.append(mention)
    return joined


def complete_names(text: str, mentions: list[Mention], rules: Sequence[Mention], hits: Sequence[Hit]) -> list[Mention]:
    """Names that the lexicons know to go on, programmes with their capitalised head word."""
    longer: dict[tuple[int, EntityLabel], int] = {
        (h.start, h.label): h.end for h in hits if h.kind in ("region", "place", "university")
    }
    longer.update(((m.start, m.label), m.end) for m in rules if m.label == "POSITION")
    completed: list[Mention] = []
    end_of_last = 0
    for i, mention in enumerate(mentions):
        start, end = mention.start, longer.get((mention.start, mention.label), 0)
        following = mentions[i + 1] if i + 1 < len(mentions) else None
        if end <= mention.end or (following is not None and following.start < end < following.end):
            end = mention.end
        if mention.label == "PROGRAM" and (head := _PROGRAM_HEAD.search(text, max(end_of_last, start - 40), start)):
            start = head.start()
        if start < end_of_last:
            continue  # swallowed by the completed one before it
        completed.append(mention if (start, end) == (mention.start, mention.end) else _moved(text, mention, start, end))
        end_of_last = end
    return completed


_PROGRAM_HEAD = regex.compile(r"(?:\bBeasiswa|(?<=[\p{Ll},] )(?:Program|Dana)) $")


def drop_doubtful(text: str, mentions: list[Mention], rules: Sequence[Mention], hits: Sequence[Hit]) -> list[Mention]:
    """Without mentions that are more likely wrong than worth keeping.

    With calibrated scores, F1 is highest when mentions below half of the F1 reached are left out (Lipton, Elkan and
    Narayanaswamy 2014, "Optimal thresholding of classifiers to maximize F1 measure").
    """
    return [m for m in mentions if m.score >= DOUBTFUL]


DOUBTFUL = 0.44


def add_rules(text: str, mentions: list[Mention], rules: Sequence[Mention], hits: Sequence[Hit]) -> list[Mention]:
    """With laws and the user's names, also where the model found but a part of them, and with offices and their holders
    that it missed."""
    laws = [m for m in rules if m.label == "REGULATION"]
    for hit in hits:
        if hit.kind == "user":
            name = text[hit.start : hit.end]
            laws.append(
                Mention(
                    start=hit.start, end=hit.end, text=name, label=hit.label, score=1.0, method="lexicon", name=hit.name
                )
            )
    covered = bytearray(len(text) + 1)
    for law in laws:
        covered[law.start : law.end] = b"\1" * (law.end - law.start)
    spans = {(law.start, law.end) for law in laws if law.method != "lexicon"}  # the user's names win over the model's
    kept = [m for m in mentions if not (covered[m.start] and covered[m.end - 1] and ((m.start, m.end) not in spans))]
    offices = [m for m in rules if m.label == "POSITION" and m.score >= _CERTAIN_OFFICE]
    known = complete(kept, [*laws, *offices])
    return complete(known, _in_office(text, known, [m for m in rules if m.label == "PERSON"]))


def _in_office(text: str, mentions: Sequence[Mention], persons: Sequence[Mention]) -> list[Mention]:
    """Those of ``persons`` that stand right behind an office or the body of one: "Wakil Bupati Lisdyarita"."""
    ends: set[int] = set()
    office_end = -2
    for mention in mentions:
        if mention.label == "POSITION" or (mention.label in (*BODIES, "LOCATION") and mention.start == office_end + 1):
            office_end = mention.end
            ends.add(mention.end)
    return [
        m
        for m in persons
        if m.start - 1 in ends and text[m.start - 1] == " " and _PLAIN_NAME.match(text, m.start, m.end + 3)
    ]


_PLAIN_NAME = regex.compile(r"\p{Lu}\p{Ll}{2,}+(?: \p{Lu}\p{Ll}{2,}+){0,3}(?=,|\.(?!\p{Lu})|\)| \p{Ll})")
"""A name that neither an acronym nor a further capital makes doubtful."""


_CERTAIN_OFFICE = 0.9


def add_repeated(text: str, mentions: list[Mention], rules: Sequence[Mention], hits: Sequence[Hit]) -> list[Mention]:
    """With further occurrences of names that the model found at least twice, where no name goes on beside them."""
    names: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if len(mention.text) > 3 and mention.text[0].isupper() and mention.label in _REPEATED:
            names[mention.text].append(mention)
    automaton = ahocorasick.Automaton()
    for name, found in names.items():
        if len(found) > 1:
            automaton.add_word(name, (len(name), max(found, key=lambda m: m.score)))
    if not len(automaton):
        return mentions
    automaton.make_automaton()
    more: list[Mention] = []
    for last, (length, best) in automaton.iter(text):
        start, end = last + 1 - length, last + 1
        if not (_NAME_BEFORE.search(text, max(0, start - 40), start) or _NAME_AFTER.match(text, end)):
            more.append(replace(_moved(text, best, start, end), method="article"))
    return complete(mentions, sorted(more, key=lambda m: m.start - m.end))


_REPEATED: frozenset[EntityLabel] = frozenset({"PERSON", "SCHOOL", "PROGRAM", "AGENCY", "ORGANIZATION", "EVENT"})
_NAME_BEFORE = regex.compile(r"(?:\p{Lu}[\p{L}\p{N}]*+ |[\p{L}\p{N}])$")
_NAME_AFTER = regex.compile(r" \p{Lu}|[-.]\w|[\p{L}\p{N}]")


def complete(mentions: Sequence[Mention], more: Sequence[Mention]) -> list[Mention]:
    """``mentions`` and those of ``more`` that overlap none of them, ordered."""
    taken = bytearray(max((m.end for m in (*mentions, *more)), default=0))
    kept = list(mentions)
    for mention in mentions:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    for mention in more:
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


STEPS: dict[str, Step] = {
    "edges": clean_edges,
    "generic": drop_generic,
    "lexicon": label_by_lexicon,
    "agreement": agree,
    "completed": complete_names,
    "joined": join,
    "doubtful": drop_doubtful,
    "rules": add_rules,
    "repeated": add_repeated,
}
"""The steps in order."""
