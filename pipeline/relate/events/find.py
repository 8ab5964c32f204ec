"""Named events with what the article says of them: who held them, when and where."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import regex

from pipeline.records import DateExpression, Event, Mention
from pipeline.relate.names_in import BODIES, NamesIn, last_mention, sentence_spans, with_repeats
from pipeline.relate.view import ArticleView

_HELD = (
    r"(?:di\s?selenggarakan|digelar|diadakan|dilaksanakan|dihelat|diinisiasi|digagas|diprakarsai|dilangsungkan|dibuka|dipusatkan|"
    r"ditaja|berlangsung|diikuti)"
)
_HELD_BY = regex.compile(
    r"(?P<lead>(?:[^.;\n]{0,60}?)\b)(?P<cue>di\s?selenggarakan|digelar|diadakan|dilaksanakan|dihelat|diinisiasi|digagas|diprakarsai|ditaja|besutan|gelaran)"
    r"\s+(?:secara\s+\p{L}+\s+|langsung\s+|bersama\s+)?(?:oleh\s+)?(?:pihak\s+|panitia\s+)?$",
    regex.IGNORECASE,
)
_HOLDS = regex.compile(
    r"\b(?P<cue>menggelar|menyelenggarakan|mengadakan|menghelat|melaksanakan|menjadi\s+tuan\s+rumah|membuka|menginisiasi|"
    r"melangsungkan|gelar|selenggarakan|adakan|helat)\s+(?:kembali\s+|sebuah\s+|acara\s+|kegiatan\s+|ajang\s+|rangkaian\s+|pembukaan\s+|"
    r"puncak\s+|peringatan\s+|upacara\s+|bertajuk\s+|bertema\s+|lomba\s+|kompetisi\s+|tahunan\s+|bagi\s+)*+[\"“'‘]?$",
    regex.IGNORECASE,
)
_NOT_HOLDER = frozenset({"membuka"})
_AT_EVENT = regex.compile(
    r"\b(?:kegiatan|acara|ajang|pembukaan|penutupan|pelaksanaan|menghadiri|mengikuti|peringatan|upacara|memperingati|pada|dalam|"
    r"perhelatan|gelaran|puncak|rangkaian|lomba|kompetisi|saat|usai|membuka|menutup|meninjau|peserta|sela)\s+[\"“'‘]?$",
    regex.IGNORECASE,
)
_DATE_LEAD = regex.compile(
    r"(?:[\s,(\[]|\b(?:pada|tanggal|hari|mulai|sejak|selama|yakni|yaitu|ini|berlangsung|dari|kemarin|bulan|dengan)\b|"
    + _HELD
    + r"\b)*+$",
    regex.IGNORECASE,
)
_DATE_CUE = regex.compile(
    r"[,(\[]\s*$|\b(?:pada|tanggal|hari|mulai|berlangsung|selama|bulan|digelar|sejak|dari)\s+$", regex.IGNORECASE
)
_HELD_LEAD = regex.compile(_HELD + r"\s+(?:pada\s+|mulai\s+|selama\s+|dari\s+|tanggal\s+)*+$", regex.IGNORECASE)
_VENUE_LEAD = regex.compile(
    r"\b(?:bertempat|berlokasi|dipusatkan|digelar|berlangsung|diadakan|dilaksanakan|di\s?selenggarakan)?\s*+\bdi\s+(?:ruang\s+|halaman\s+|lokasi\s+|lapangan\s+|gedung\s+|aula\s+|kantor\s+|kampus\s+|kompleks\s+|kawasan\s+|hotel\s+)?[\"“]?$",
    regex.IGNORECASE,
)
_BREAK = regex.compile(
    r"[;\n]|\b(?:namun|tetapi|sedangkan|sementara|karena|setelah|sebelum|sejak|bahwa|menjadi|merupakan|adalah|"
    r"dihadiri|diikuti|menghadirkan|melibatkan|mengundang|bagi)\b",
    regex.IGNORECASE,
)
_SAID = regex.compile(
    r"\b(?:kata|ujar|tutur|ucap|ungkap|jelas|menurut|mengatakan|menyampaikan|menyebut)\b", regex.IGNORECASE
)
_THIS_EVENT = regex.compile(
    r"(?:kegiatan|acara|ajang|lomba|kompetisi|festival|forum|seminar|pertemuan|olimpiade|turnamen|konferensi|workshop|perhelatan)\s+(?:ini|tersebut|itu)\b|(?="
    + _HELD
    + r"\b)",
    regex.IGNORECASE,
)
_SPEECH = regex.compile(r"[\"“”]")


@dataclass(slots=True)
class _Draft:
    name: str
    start: int
    end: int
    organizer: str | None = None
    date_start: dt.date | None = None
    date_end: dt.date | None = None
    venue: str | None = None
    cues: list[str] = field(default_factory=list)
    pieces: int = 0

    def reach(self, start: int, end: int) -> None:
        """Let the evidence include ``start:end``: the first piece sets it, later ones stretch it a little."""
        low, high = min(self.start, start), max(self.end, end)
        if high - low <= 500:
            self.start, self.end = low, high


def _key(names: NamesIn, name: str) -> str:
    """Equal for an event with and without the year at its end."""
    return regex.sub(r"\s+(?:tahun\s+)?(?:19|20)\d\d$", "", names.key(name))


def _dates_in(view: ArticleView, start: int, end: int) -> list[DateExpression]:
    return [d for d in view.dates if start <= d.start < end and d.date_start is not None]


def _organizer_after(view: ArticleView, names: NamesIn, draft: _Draft, at: int, limit: int) -> None:
    if draft.organizer is not None:
        return
    for body in view.mentions_in(at, min(limit, at + 140), *BODIES, "PERSON", "EVENT"):
        if body.label in ("PERSON", "EVENT"):
            return
        cue = _HELD_BY.fullmatch(view.text[at : body.start])
        if cue is None:
            continue
        lead = cue["lead"]
        if "oleh" not in view.text[at : body.start].casefold() and regex.search(
            r"\bdi\s*$", view.text[at : body.start]
        ):
            return
        if _SPEECH.search(lead):
            return
        draft.organizer = names.fullest(body.text)
        draft.cues.append(cue["cue"].casefold())
        draft.reach(at, body.end)
        return


def _organizer_before(view: ArticleView, names: NamesIn, draft: _Draft, sentence: int, event: Mention) -> bool:
    """*BODY menggelar EVENT*; whether a verb of holding stands before the event."""
    before = view.text[max(sentence, event.start - 70) : event.start]
    verb = _HOLDS.search(before)
    if verb is None:
        return False
    at = event.start - len(before) + verb.start()
    if draft.organizer is None and verb["cue"].casefold() not in _NOT_HOLDER:
        body = last_mention(view, sentence, at, *BODIES)
        if body is not None:
            between = view.text[body.end : at]
            for inner in view.mentions_in(body.end, at):
                between = between.replace(inner.text, " ")
            lead = view.text[max(sentence, body.start - 12) : body.start]
            if regex.fullmatch(
                r"(?:[\s,()\-–]|\b(?:RI|juga|telah|sudah|akan|resmi|kembali|sukses|berhasil|bersama|bekerja\s?sama|berkolaborasi|dengan|dan|ini|itu|melalui|"
                r"secara|turut|sedang|tengah|mulai|rutin)\b){0,14}+",
                between,
                regex.IGNORECASE,
            ) and not regex.search(r"\b(?:di|ke|kepada)\s+$", lead, regex.IGNORECASE):
                partner = regex.search(r"\b(?:bersama|dengan|dan|melalui)\s+$", lead, regex.IGNORECASE)
                if partner:
                    earlier = last_mention(view, sentence, body.start - 1, *BODIES)
                    if earlier is not None and body.start - earlier.end < 45:
                        body = earlier
                draft.organizer = names.fullest(body.text)
                draft.cues.append(verb["cue"].casefold())
                draft.reach(body.start, event.end)
    return True


def _spans(date: DateExpression, draft: _Draft) -> bool:
    """Whether ``date`` is several days, and what the draft has is one of them: a caption shows a day of an event that
    the text says lasted longer.
    """
    first, last, known = date.date_start, date.date_end, draft.date_start
    if date.granularity != "day" or first is None or last is None or known is None:
        return False
    return first < last and known == draft.date_end and first <= known <= last


def _when_and_where(view: ArticleView, draft: _Draft, since: int, at: int, limit: int) -> None:
    """Date and place that follow the name of the event, before the next event, clause or speech.

    Args:
        view: of the article.
        draft: what is known of the event; filled in.
        since: where the event is named.
        at: where the name ends.
        limit: end of the sentence.
    """
    text = view.text
    stop = limit
    # Past a person or another event the sentence goes on about them.
    following = next(iter(view.mentions_in(at, limit, "EVENT", "PERSON")), None)
    if following is not None:
        stop = following.start
    for pattern in (_BREAK, _SAID):
        found = pattern.search(text, at, stop)
        if found:
            stop = found.start()
    stop = min(stop, at + 320)
    for date in _dates_in(view, at, stop):
        lead = text[max(at, date.start - 40) : date.start]
        if date.granularity in ("time", "school_year") or (date.granularity == "year" and date.start - at > 12):
            continue
        if not (_DATE_LEAD.search(lead) and (_DATE_CUE.search(lead) or date.start - at < 3)):
            continue
        if draft.date_start is not None and not (_spans(date, draft) and _HELD_LEAD.search(lead)):
            continue
        if draft.date_start is not None:
            draft.start, draft.end = since, at
        draft.date_start, draft.date_end = date.date_start, date.date_end
        draft.reach(at, date.end)
        break
    if draft.venue is None:
        for place in view.mentions_in(at, stop, "LOCATION", "SCHOOL", "AGENCY", "ORGANIZATION"):
            lead = text[max(at, place.start - 45) : place.start]
            found = _VENUE_LEAD.search(lead)
            if found is None:
                continue
            start = place.start
            head = regex.search(r"\bdi\s+(?P<head>\p{L}+\s+)[\"“]?$", lead, regex.IGNORECASE)
            if head:
                start = place.start - len(lead) + head.start("head")
            draft.venue = " ".join(text[start : place.end].split())
            draft.reach(at, place.end)
            break


def find_events(view: ArticleView) -> list[Event]:
    """Events of which the article says who held them, when or where.

    Args:
        view: needs mentions; dates, aliases and sentences as far as they are there.

    Returns:
        One row per event, its forms taken together, ordered by evidence.
    """
    view = with_repeats(view, "EVENT")
    names = NamesIn(view)
    drafts: dict[str, _Draft] = {}
    title_end = max((s.end for s in view.sections if s.kind == "title"), default=0)
    for mention in view.mentions:
        if mention.label == "EVENT":
            key = _key(names, mention.text)
            known = drafts.get(key)
            if known is None:
                drafts[key] = _Draft(names.fullest(mention.text), mention.start, mention.end)
            elif known.end <= title_end < mention.start:
                known.start, known.end = mention.start, mention.end
    last: _Draft | None = None
    for start, end in sentence_spans(view):
        if last is not None and _THIS_EVENT.match(view.text, start, end):
            _organizer_after(view, names, last, start, end)
            _when_and_where(view, last, start, start, end)
        events = list(view.mentions_in(start, end, "EVENT"))
        for event in events:
            draft = drafts[_key(names, event.text)]
            at = event.end
            for alias in view.aliases:
                if alias.kind == "acronym" and alias.start <= event.start < alias.end and at < alias.end:
                    at = alias.end
            closing = regex.match(r"[\s\"”)\]]*[\"”)\]]", view.text, pos=at)
            at = closing.end() if closing else at
            if not draft.pieces:
                draft.start, draft.end = event.start, event.end
            before = (draft.organizer, draft.date_start, draft.venue)
            holds = _organizer_before(view, names, draft, start, event)
            _organizer_after(view, names, draft, at, end)
            held = regex.match(r"[^.;\n]{0,80}?\b" + _HELD + r"\b", view.text[at:end], regex.IGNORECASE)
            lead = view.text[max(start, event.start - 30) : event.start]
            if holds or held or _AT_EVENT.search(lead) or event.start - start < 25:
                _when_and_where(view, draft, event.start, at, end)
            if (draft.organizer, draft.date_start, draft.venue) != before:
                draft.pieces += 1
            last = draft
    rows = []
    for draft in drafts.values():
        if draft.organizer or draft.date_start or draft.venue:
            rows.append(
                Event(
                    start=draft.start,
                    end=draft.end,
                    text=view.text[draft.start : draft.end],
                    name=draft.name,
                    organizer=" ".join(draft.organizer.split()) if draft.organizer else None,
                    date_start=draft.date_start,
                    date_end=draft.date_end,
                    venue=draft.venue,
                    cue=" | ".join(dict.fromkeys(draft.cues)),
                    score=0.85,
                )
            )
    return sorted(rows, key=lambda r: (r.start, r.end))
