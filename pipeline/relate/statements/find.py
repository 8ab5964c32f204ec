"""Find what is said and by whom: the rows of the table ``statements``.

Start reading at :func:`find_statements`.  Quotations (:mod:`.quotes`) that are speech, not titles or terms, become
direct statements; clauses governed by a verb of saying (:mod:`.clauses`) that the model (:mod:`.judge`) accepts become
indirect ones.  Then all are walked in the order of the text, so that "ia", "-nya" and "politikus itu" can be given the
person last in focus.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.records import Sentence, Statement
from pipeline.relate.statements.clauses import (
    PREDICATE,
    READ_ALSO,
    Candidate,
    after_by,
    candidates,
    speaker_after,
    trimmed,
)
from pipeline.relate.statements.judge import probability
from pipeline.relate.statements.quotes import Quote, find_quotes
from pipeline.relate.statements.speakers import NOBODY, PRONOUN, Speaker, Speakers
from pipeline.relate.statements.verbs import ACTIVE, AFTER_QUOTE, PASSIVE, TAG, any_word, is_weak, verbs
from pipeline.relate.view import ArticleView

_THRESHOLD = 0.5
_LEAD = 400
"""A person first named further into a sentence is not what it is about."""
_BEFORE_QUOTE = re.compile(r"[,:]?\s*(?:bahwa\s*)?[,:]?\s*$", re.I)
_COLON_BEFORE = re.compile(r":\s*$")
_TITLE_BEFORE = re.compile(rf"{any_word('title')}\s*(?:utama|besar|nya)?\s*[:,]?\s*$", re.I)
_THEME_LINE = re.compile(rf"{any_word('title')}\b[^.\n]*:\s*$", re.I)
"""The line before announces a theme or title."""
_NAMED_IN_CLAUSE = re.compile(r"\bbahwa\s+\w+\s+\w+[^\"“”]*$", re.I)
_GOES_ON = re.compile(r"\s*,?\s*[a-z]")
"""Behind a title within a clause: "menyampaikan bahwa tema tahun ini, “...”, menjadi ..."."""
_STARTS_SENTENCE = re.compile(r"(?:^|[.!?:\n\"”)\]]\s*|^\W+)$")
_AGENT = re.compile(r"\b(?:oleh|diwakili)\s+(?:\w+\.?\s+){0,3}$")
_THUS = re.compile(r"[\s,\\]{0,4}demikian\s+", re.I)
_CLOSE = re.compile(r"[.!?\"“”]")
_TRAIL = ' \t,."“”\\'
_TRAIL_HARD = re.compile(r"[\s,.\"“”\\]+$")


@dataclass(slots=True)
class _Event:
    """Somebody says something, or becomes what a sentence is about."""

    at: int
    speaker: Speaker
    rows: list[tuple[int, int, str, str | None, float]]
    topic: bool = False
    named: bool = False
    """Whether the text introduces the person with an office here."""


def find_statements(view: ArticleView) -> list[Statement]:
    """Direct and indirect statements with their speakers, ordered by start.

    Args:
        view: an article with sentences and mentions; aliases and positions help if they are there.

    Returns:
        Statements whose ``start:end`` is what was said: for a direct one what stands between the quotation marks
        without a comma or full stop before the closing one, for an indirect one the clause without "bahwa" or "agar".
        ``speaker`` is the fullest name of a person or body in the article, or None.
    """
    return _resolve(collect(view), view)


def collect(view: ArticleView, threshold: float = _THRESHOLD) -> list[_Event]:
    """Events in the order of the text, pronouns not yet resolved."""
    speakers = Speakers(view)
    events, direct, used = _direct(view, speakers)
    for candidate in indirect_candidates(view, speakers, direct, used):
        score = probability(candidate.features)
        if score >= threshold:
            row = (candidate.start, candidate.end, "indirect", candidate.cue, score)
            events.append(_Event(candidate.at, candidate.speaker, [row]))
        elif candidate.speaker.kind in ("person", "office"):
            events.append(_Event(candidate.at, candidate.speaker, []))  # "menyampaikan apresiasi": who speaks next
    events += _agents(view, speakers, direct, used)
    events += _topics(view, speakers, direct)
    events.sort(key=lambda e: (e.at, not e.topic))
    return events


def indirect_candidates(
    view: ArticleView, speakers: Speakers, direct: Sequence[Quote], used: set[int]
) -> list[Candidate]:
    """Candidates of all sentences, before judging."""
    out: list[Candidate] = []
    k = 0
    for sentence in _glued_apart(view.sentences, direct):
        while k < len(direct) and direct[k].outer_end <= sentence.start:
            k += 1
        near: list[Quote] = []
        j = k
        while j < len(direct) and direct[j].outer_start < sentence.end:
            near.append(direct[j])
            j += 1
        out.extend(candidates(speakers, sentence, near, used.__contains__))
    return out


_GLUED = re.compile(
    r"(?:(?<=[a-z]{4})|(?<=\d{3})|(?<=[)%])|(?<=[A-Z]{2})(?<!PT)(?<!CV)(?<!KH))\."
    r"(?=\([A-Za-z0-9]|[A-Z][a-z]+[ ,]|[A-Z]{2,} [a-z])"
)


def _glued_apart(sentences: Sequence[Sentence], direct: Sequence[Quote]) -> Iterator[Sentence]:
    """Sentences, cut again where two are glued together ("... sekolah.Sementara itu ...")."""
    starts = [q.outer_start for q in direct]
    for sentence in sentences:
        begin = 0
        for found in _GLUED.finditer(sentence.text):
            at = sentence.start + found.end()
            i = bisect_left(starts, at) - 1
            if i >= 0 and at < direct[i].outer_end:
                continue
            yield replace(sentence, start=sentence.start + begin, end=at, text=sentence.text[begin : found.end()])
            begin = found.end()
        yield sentence if not begin else replace(sentence, start=sentence.start + begin, text=sentence.text[begin:])


def _direct(view: ArticleView, speakers: Speakers) -> tuple[list[_Event], list[Quote], set[int]]:
    """Quotations that are speech, as events; the quotations; and the offsets of the verbs that tag them."""
    text = view.text
    events: list[_Event] = []
    kept: list[Quote] = []
    used: set[int] = set()
    quotes = find_quotes(text)
    pending: list[tuple[int, int, int, float]] = []  # untagged, waiting for the tag of the next
    for index, quote in enumerate(quotes):
        end = _end(text, quote)
        start = quote.start + len(text[quote.start : end]) - len(text[quote.start : end].lstrip())
        if end <= start:
            continue
        at, speaker, cue, score = _tag(view, speakers, quote, used)
        if not quote.opened:
            if cue is None or at < quote.outer_end or end - start < 12:
                continue  # a stray mark
            score = 0.8
        if score == 0.0:
            score = _untagged(text, quote, start, end)
            if score == 0.0:
                continue
            kept.append(quote)
            following = quotes[index + 1] if index + 1 < len(quotes) else None
            if following is not None and not text[quote.outer_end : following.outer_start].strip(" \t\n,.\\"):
                pending.append((start, end, quote.outer_start, score))
                continue
            waiting = [(s, e, "direct", None, p) for s, e, _, p in pending]
            pending = []
            events.append(
                _Event(quote.outer_start, Speaker("nya", "pronoun"), [*waiting, (start, end, "direct", None, score)])
            )
            continue
        kept.append(quote)
        rows: list[tuple[int, int, str, str | None, float]] = [(s, e, "direct", cue, p) for s, e, _, p in pending]
        pending = []
        events.append(_Event(at, speaker, [*rows, (start, end, "direct", cue, score)]))
    return events, kept, used


def _end(text: str, quote: Quote) -> int:
    end = quote.end
    while end > quote.start and text[end - 1] in _TRAIL:
        end -= 1
    return end


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _tag(view: ArticleView, speakers: Speakers, quote: Quote, used: set[int]) -> tuple[int, Speaker, str | None, float]:
    """Where the tag of a quotation stands, who it names, the verb, and a score (0: no tag)."""
    text = view.text
    stop = _line_end(text, quote.outer_end)
    after = AFTER_QUOTE.match(text, quote.outer_end, stop)
    marks = text[quote.end - 1 : quote.outer_end + 2]
    if after and (after["verb"].casefold() not in verbs()["passive"] or any(m in marks for m in ",.!?")):
        used.add(after.start("verb"))
        if after["nya"] and after["nya"].casefold() == "nya":
            return after.start(), Speaker("nya", "pronoun"), after["verb"] + after["nya"], 0.98
        spoken = speaker_after(speakers, after_by(text, after.end()), stop)
        return after.start(), spoken[0] if spoken else NOBODY, after["verb"], 0.98
    behind = _named_after(view, speakers, quote, stop) if "," in marks else None
    if behind is not None:
        used.add(behind[0])
        return *behind, 0.95
    asked = _subject_first(speakers, quote, stop)
    if asked is not None:
        return asked
    begin = max(text.rfind("\n", 0, quote.outer_start) + 1, quote.outer_start - 400)
    sentence = view.sentence_at(max(quote.outer_start - 1, 0))
    if sentence is not None:
        begin = max(begin, sentence.start)
    before = text[begin : quote.outer_start]
    verb = _last(speakers.cues.between(ACTIVE, begin, quote.outer_start))
    if (verb is not None and quote.outer_start - verb.end() < 90 and before.rstrip()[-1:] in ",:") or (
        verb is not None and not text[verb.end() : quote.outer_start].strip(" ,:")
    ):
        assert verb is not None
        between = text[verb.end() : quote.outer_start]
        names = _NAMED_IN_CLAUSE.search(between) and _GOES_ON.match(text, quote.outer_end)
        if not names and not re.search(r"[.!?]\s", between) and not _TITLE_BEFORE.search(before):
            subject = speakers.subject(begin, verb.start())
            used.add(verb.start())
            return verb.start(), subject[0] if subject else Speaker("nya", "pronoun"), verb["verb"], 0.93
    tag = _last(speakers.cues.between(TAG, begin, quote.outer_start))
    if tag is not None and before.rstrip()[-1:] in ",:" and quote.outer_start - tag.end() < 120:
        if tag["nya"]:
            used.add(tag.start("verb"))
            return tag.start(), Speaker("nya", "pronoun"), tag[0], 0.9
        spoken = speaker_after(speakers, tag.end(), quote.outer_start)
        if spoken is not None and spoken[0].kind != "none":
            used.add(tag.start("verb"))
            return tag.start(), spoken[0], tag[0], 0.9
    passive = _last(speakers.cues.between(PASSIVE, begin, quote.outer_start))
    if passive is not None and before.rstrip()[-1:] in ",:":
        spoken = speaker_after(speakers, after_by(text, passive.end()), quote.outer_start)
        if spoken is not None and spoken[0].kind != "none" and quote.outer_start - spoken[1] < 4:
            used.add(passive.start("verb"))
            return passive.start(), spoken[0], passive[0], 0.9
    if _COLON_BEFORE.search(before):
        mentions = list(view.mentions_in(begin, quote.outer_start))
        if mentions and quote.outer_start - mentions[-1].end < 6:
            named = speakers.of_mention(mentions[-1])
            if named is not None:
                return mentions[-1].start, named, ":", 0.9
    return 0, NOBODY, None, 0.0


def _named_after(view: ArticleView, speakers: Speakers, quote: Quote, stop: int) -> tuple[int, Speaker, str] | None:
    """ "...," demikian Andi. / "...," dia menambahkan.: where the cue stands, the speaker and the cue."""
    text = view.text
    thus = _THUS.match(text, quote.outer_end, stop)
    if thus:
        spoken = speaker_after(speakers, thus.end(), stop)
        if spoken is not None and spoken[0].kind in ("person", "office", "body"):
            return thus.start(), spoken[0], "demikian"
        return None
    limit = min(stop, quote.outer_end + 160)
    full_stop = _CLOSE.search(text, quote.outer_end, limit)
    if full_stop:
        limit = full_stop.start()
    verb = next(iter(speakers.cues.between(ACTIVE, quote.outer_end, limit)), None)
    if verb is None or (text[verb.end() : limit].strip(" ,") and limit - verb.end() > 60):
        return None
    subject = speakers.subject(quote.outer_end, verb.start())
    if subject is None or text[quote.outer_end : subject[1]].strip(" ,\\"):
        return None
    return verb.start(), subject[0], verb["verb"]


_ENDS_SOON = re.compile(r"(?:\s+\w+){0,3}\s*(?:\.(?!\w)|$)", re.M)


def _subject_first(speakers: Speakers, quote: Quote, stop: int) -> tuple[int, Speaker, str | None, float] | None:
    """The tag in "Ke mana?" Andi bertanya lagi."""
    view, text = speakers.view, speakers.view.text
    if text[max(quote.start, quote.end - 2) : quote.end].strip(' "”')[-1:] not in ("?", "!", ","):
        return None
    person = next(iter(view.mentions_in(quote.outer_end, min(stop, quote.outer_end + 40), "PERSON", "POSITION")), None)
    if person is None or any(c in ".,;:" for c in text[quote.outer_end : person.start].strip()):
        return None
    speaker = speakers.of_mention(person)
    verb = next(iter(speakers.cues.between(ACTIVE, person.end, min(stop, person.end + 40))), None)
    if (
        speaker is None
        or verb is None
        or text[person.end : verb.start()].strip() not in ("", "juga", "lalu", "kembali")
    ):
        return None
    return (person.start, speaker, verb["verb"], 0.9) if _ENDS_SOON.match(text, verb.end(), stop) else None


def _last(found: list[re.Match[str]]) -> re.Match[str] | None:
    return found[-1] if found else None


def _untagged(text: str, quote: Quote, start: int, end: int) -> float:
    """Score of a quotation without a tag: speech stands alone as sentences, a title or term inside one."""
    before = text[max(0, quote.outer_start - 60) : quote.outer_start]
    words = len(text[start:end].split())
    if words < 4 or _TITLE_BEFORE.search(before.split("\n")[-1]) or _THEME_LINE.search(before):
        return 0.0
    alone = _STARTS_SENTENCE.search(before) is not None and (text[start].isupper() or text[start] in "([0123456789")
    line_end = _line_end(text, quote.outer_end)
    following = text[quote.outer_end : line_end].lstrip(" .\\")
    closes = text[max(start, quote.end - 3) : quote.end].rstrip(" \\")[-1:] in ".!?," or not following
    goes_on = bool(following) and (following[0].islower() or following[0] in ",;")
    if alone and not goes_on and (closes or following[:1].isupper() or following[:1] in '"“'):
        return 0.85 if words >= 6 else 0.6
    return 0.0


_POINTING_BACK = re.compile(
    r"(?:Hal|Pernyataan|Pesan|Penegasan|Informasi|Harapan|Arahan|Imbauan)\s+(?:ini|itu|tersebut)\s+(?:(?:juga|pun|turut)\s+)?$"
)


def _agents(view: ArticleView, speakers: Speakers, direct: Sequence[Quote], used: set[int]) -> list[_Event]:
    """ "Hal itu disampaikan Andi": Andi is who speaks, and the sentence before is what he said, unless it is a
    quotation or has a verb of saying of its own."""
    out: list[_Event] = []
    text = view.text
    k = 0
    for found in speakers.cues.between(PASSIVE, 0, len(text)):
        while k < len(direct) and direct[k].outer_end <= found.start():
            k += 1
        if found.start("verb") in used or (k < len(direct) and direct[k].outer_start <= found.start()):
            continue
        spoken = speaker_after(speakers, after_by(text, found.end()), _line_end(text, found.end()))
        if spoken is None or spoken[0].kind not in ("person", "office") or spoken[1] - found.end() >= 160:
            continue
        near = next(iter(view.mentions_in(found.end(), spoken[1])), None)
        if near is None or near.start - found.end() >= 25:
            continue
        rows: list[tuple[int, int, str, str | None, float]] = []
        sentence = view.sentence_at(found.start())
        before = view.sentences[sentence.index - 1] if sentence is not None and sentence.index else None
        if sentence is not None and before is not None and before.section == "body":
            quoted = k and direct[k - 1].outer_end > before.start
            said = [m for m in speakers.cues.between(ACTIVE, before.start, before.end) if not is_weak(m["verb"])]
            if _POINTING_BACK.fullmatch(text, sentence.start, found.start()) and not quoted and not said:
                start, end = trimmed(text, before.start, before.end)
                rows.append((start, end, "indirect", text[sentence.start : found.end()], 0.55))
        out.append(_Event(found.start(), spoken[0], rows))
    return out


def _topics(view: ArticleView, speakers: Speakers, direct: Sequence[Quote]) -> list[_Event]:
    """The person that each sentence outside quotations is about.

    That is the first one named before any verb, the agent of a passive ("dibacakan oleh Andi"), or else the only one in
    the sentence ("menghadirkan Andi, pengasuh ..."), if no preposition governs the name.
    """
    out: list[_Event] = []
    quoted = [q.outer_start for q in direct]
    met: set[str] = set()
    for sentence in _glued_apart(view.sentences, direct):
        if sentence.section in ("title", "caption", "byline") or READ_ALSO.match(sentence.text):
            continue
        i = bisect_left(quoted, sentence.start - 1)
        end = min(sentence.end, quoted[i] if i < len(quoted) else sentence.end, sentence.start + _LEAD)
        start = max(sentence.start, direct[i - 1].outer_end if i else 0)
        if start > sentence.start:
            continue  # behind a quotation: its speaker or a byline
        only: dict[str, _Event] = {}
        strict = False
        for mention in view.mentions_in(start, end, "PERSON", "POSITION"):
            begin = speakers.begin(mention)
            lead = view.text[start:begin]
            if PRONOUN.search(lead) or speakers.cues.between(TAG, start, begin):
                strict = True  # "Ia bertemu Andi": still about the one before
                break
            found = speakers.of_mention(mention)
            if found is None or found.name is None:
                continue
            new = speakers.introduces(mention) and found.name not in met
            met.add(found.name)
            event = _Event(sentence.start, found, [], topic=True, named=new)
            if _AGENT.search(lead):
                out.append(event)
                strict = True
            elif not speakers.governed(begin):
                if not PREDICATE.search(lead):
                    out.append(event)
                    strict = True
                    break
                only.setdefault(found.name, event)
        if not strict and len(only) == 1:
            out.extend(only.values())
    return out


_GENERIC = frozenset(
    "pelajar siswa siswi warga bocah remaja anak gadis pria wanita perempuan lelaki mahasiswa mahasiswi".split()
)
"""Nouns for people who stay unnamed, unless the article says this of the person in focus."""


def _told_of(view: ArticleView, name: str | None, noun: str) -> bool:
    """Whether a noun stands beside a name of the person anywhere in the article."""
    words = set((name or "").casefold().split())
    for m in view.mentions:
        if m.label == "PERSON" and set(m.text.casefold().split()) <= words:
            before = view.text[max(0, m.start - 60) : m.start].replace("\n", ".").rpartition(".")[2]
            behind = view.text[m.end : m.end + 60].replace("\n", ".").partition(".")[0]
            if noun in f"{before} {behind}".casefold():
                return True
    return False


def _resolve(events: list[_Event], view: ArticleView) -> list[Statement]:
    """Walk the events and give pronouns the person in focus."""
    text = view.text
    rows: list[Statement] = []
    focus: str | None = None
    body: str | None = None
    last: str | None = None
    talkers = {e.speaker.name for e in events if e.rows and e.speaker.kind in ("person", "office")}
    for event in events:
        kind, name = event.speaker.kind, event.speaker.name
        if kind in ("pronoun", "phrase"):
            generic = kind == "phrase" and name in _GENERIC and not _told_of(view, focus, name)
            name = None if generic else body if name == "mereka" else last if name == "nya" and last else focus
        elif event.topic:
            if name in talkers or event.named or focus is None or focus not in talkers:
                focus, last = name, None
            continue
        elif kind in ("person", "office") and name:
            focus, body, last = name, None, None
        elif kind == "body":
            body = name
            if any(r[2] == "direct" for r in event.rows):
                last = name
        elif kind == "none" and not event.topic:
            focus = None if any(r[2] == "direct" for r in event.rows) else focus
        for start, end, what, cue, score in event.rows:
            rows.append(
                Statement(
                    start=start,
                    end=end,
                    text=text[start:end],
                    kind="direct" if what == "direct" else "indirect",
                    speaker=name,
                    cue=cue,
                    score=round(score, 3),
                )
            )
    rows.sort(key=lambda r: (r.start, r.end))
    return _distinct(rows, text)


def _distinct(rows: list[Statement], text: str) -> list[Statement]:
    """Of rows of one kind that share most of their stretch, the surest."""
    out: list[Statement] = []
    for row in rows:
        for i in range(len(out) - 1, max(-1, len(out) - 4), -1):
            old = out[i]
            shared = min(old.end, row.end) - max(old.start, row.start)
            if old.kind == row.kind and shared >= 0.8 * max(old.end - old.start, row.end - row.start):
                if row.score > old.score:
                    out[i] = row
                break
        else:
            out.append(row)
    return _outermost(out, text)


_JOINED = re.compile(r"\s*(?:\w+\s+){1,4}(?:dan|serta)\s+(?:juga\s+)?\w+\s+(?:bahwa\s+)?$", re.I)
_MARKED = re.compile(r"\b(?:bahwa|agar|supaya)\s+$", re.I)


def _outermost(rows: list[Statement], text: str) -> list[Statement]:
    """Rows without the indirect ones that lie within another: "meminta Andi mencatat ..." is one statement.

    The inner one stays instead if it is the surer by far or a second verb joins it to a noun ("mengakui tindakannya
    dan menyebut ..."), and beside the outer one if somebody else says it ("bahwa Budi meminta agar ...").
    """
    out: list[Statement] = []
    outer: Statement | None = None
    at = 0  # of ``outer`` in ``out``
    for row in sorted(rows, key=lambda r: (r.start, -r.end)):
        if row.kind == "indirect":
            if outer is not None and row.end <= outer.end:
                if row.score - outer.score > 0.2 or _JOINED.fullmatch(text, outer.start, row.start):
                    del out[at]
                elif row.speaker in (None, outer.speaker) or not _MARKED.search(
                    text[max(0, row.start - 12) : row.start]
                ):
                    continue
            outer, at = row, len(out)
        out.append(row)
    return sorted(out, key=lambda r: (r.start, r.end))
