"""Amounts and counts as facts: what is measured, how much of it, where and when."""

from __future__ import annotations

from dataclasses import replace

import regex

from pipeline.records import DateExpression, Fact, Mention, Quantity
from pipeline.relate.facts.predicates import quantity_predicate
from pipeline.relate.names_in import NamesIn
from pipeline.relate.view import ArticleView

_GROUPS = (
    "anak anak-anak siswa siswi murid pelajar mahasiswa warga penduduk remaja pemuda perempuan laki-laki peserta "
    "balita orang lansia guru dosen calon bayi santri masyarakat kelompok"
)
_AGED = regex.compile(
    rf"\b(?P<who>(?:{_GROUPS.replace(' ', '|')})(?:\s(?!yang\b|dan\b|ber)\p{{L}}++)?)"
    r"\s+(?:yang\s+)?(?:ber)?(?:usia|umur)(?:\s+(?:antara|sekitar|di\s+atas|di\s+bawah))?\s*$",
    regex.IGNORECASE,
)
_PERSONS_AGE = regex.compile(
    r"\s*[(,]\s*(?:berusia\s+|usia\s+|umur\s+)?|\s+(?:yang\s+)?(?:ber)?(?:usia|umur)\s+", regex.IGNORECASE
)
_MORE = regex.compile(
    r"\s+(?P<more>(?!tersebut\b|itu\b|ini\b|terhadap\b|dibanding)"
    r"(?:untuk|guna|yang|agar|dari|bagi|kepada|di\p{L}{3,}|me\p{L}{3,}|ber\p{L}{3,}|ter\p{L}{3,}|"
    r"se-?(?:kota|kabupaten|provinsi|indonesia))\b"
    r"(?:[^.;:!?\n\"“”(),]|[.,](?=\d)){2,160}?)"
    r"(?=[,.;:!?\n\"“”()](?!\d)|\s(?:dan|serta|sedangkan|sementara|namun|tetapi|sehingga|karena)\s|$)",
    regex.IGNORECASE,
)
_LEADS_ASIDE = regex.compile(
    r"^(?:setelah|sebelum|selama|dalam|di|ke|dari|pada|untuk|dengan|saat|sejak|hingga|kini|sudah|telah|akan|per|oleh|kepada|bagi)\b",
    regex.IGNORECASE,
)
_OPEN_END = regex.compile(
    r"(?:\s+(?:selama|sebesar|sebanyak|senilai|seluas|setinggi|hingga|sampai|dengan|usai|memiliki|mencapai|sekitar|juga|sudah|telah|akan|"
    r"hanya|masih|yang|adalah|yaitu|yakni|menjadi|sejumlah|total|dari|pada|untuk|dan|atau|ada|terdapat))++$",
    regex.IGNORECASE,
)
_SCORED = regex.compile(
    r"\b(?:dengan|meraih|memperoleh|mencatat|mencatatkan|memiliki|mengantongi)\s+(\S.*)$", regex.IGNORECASE
)
"""What somebody scored: *lulus dengan IPK*."""
_BACKWARD = regex.compile(r"ke(?:dua|tiga|empat|lima|enam|tujuh)(?:nya)?\b", regex.IGNORECASE)
"""*Kedua pihak* speaks of two that were named before: no count of its own."""
_NOT_COUNTED = frozenset({"kali", "hal", "pihak", "poin", "sisi", "cara", "contoh", "bentuk", "jenis", "macam", "arah"})
"""Nouns that count nothing in the world, unless the clause says more of them."""
_REST_OF_ITEM = regex.compile(r"\s(\p{L}[\p{L}\-]++(?:\s\p{L}[\p{L}\-]++)?)\s")
_EVIDENCE = 320
"""A sentence up to this length is the evidence as a whole."""
_AT = regex.compile(r"\b(?:di|se)[\s-]+$", regex.IGNORECASE)
_FOR = regex.compile(r"\b(?:di|se|wilayah|warga|dari|untuk)[\s-]+(?:\p{L}+\s)?$", regex.IGNORECASE)
_EMPTY_ITEM = regex.compile(
    r"^(?:sebesar|sebanyak|sekitar|hingga|mencapai|total|dengan|senilai|adalah|yaitu|para|ada|yang|dari|selama|pada|itu|ini|tersebut)$",
    regex.IGNORECASE,
)


def _subject(view: ArticleView, names: NamesIn, quantity: Quantity, sentence: int) -> tuple[str, int] | None:
    """What is measured, and where its words start."""
    text = view.text
    covering = next(
        (
            m
            for m in view.mentions_in(max(0, quantity.start - 120), quantity.end, "PROGRAM", "EVENT")
            if m.start < quantity.start and m.end >= quantity.end
        ),
        None,
    )
    if covering is not None:
        return (covering.text, covering.start) if quantity.kind == "duration" else None
    if quantity.kind == "age":
        person = _last_person(view, sentence, quantity.start)
        if person is not None and _PERSONS_AGE.fullmatch(text[person.end : quantity.start]):
            return names.fullest(person.text), person.start
        aged = _AGED.search(text, sentence, quantity.start)
        return (" ".join(aged["who"].split()), aged.start("who")) if aged else None
    item = _OPEN_END.sub("", " ".join((quantity.item or "").split()))
    if _EMPTY_ITEM.match(item) or len(item) < 3:
        item = ""
    unit = " ".join((quantity.unit or "").split())
    if quantity.kind == "count" and (not item or unit.casefold() not in item.casefold()):
        # What is counted is the noun; the item says something of it.
        return (unit, quantity.start) if unit else None
    if not item or (quantity.kind != "count" and _LEADS_ASIDE.match(item)):
        return None
    at = text.rfind(item, sentence, quantity.start)
    if at < 0:
        return item, quantity.start
    # "wajib belajar 13 tahun" with the item "wajib": the words up to the number belong to it.
    rest = _REST_OF_ITEM.fullmatch(_OPEN_END.sub("", text[at + len(item) : quantity.start].rstrip()) + " ")
    if rest and quantity.kind != "count":
        item = f"{item} {rest[1]}"
    told = _SCORED.search(item) if quantity.kind == "score" else None
    return (told[1] if told else item), at


def _last_person(view: ArticleView, start: int, end: int) -> Mention | None:
    people = list(view.mentions_in(start, end, "PERSON"))
    return people[-1] if people else None


def _place(view: ArticleView, quantity: Quantity, start: int, end: int) -> Mention | None:
    """The place of the clause: one right after the quantity, else the last one before it that is not another's."""
    text = view.text
    others = [q for q in view.quantities if start <= q.start < end and q is not quantity]
    limit = min([q.start for q in others if q.start >= quantity.end] + [end, quantity.end + 90])
    for place in view.mentions_in(quantity.end, limit, "LOCATION"):
        if _AT.search(text[quantity.end : place.start]):
            return place
    before = None
    for place in view.mentions_in(start, quantity.start, "LOCATION"):
        if not _FOR.search(text[max(start, place.start - 24) : place.start]):
            continue
        if any(0 <= place.start - q.end <= 45 for q in others):
            continue
        before = place
    return before


def _date(view: ArticleView, start: int, end: int) -> DateExpression | None:
    """The date of the clause, if the sentence gives one only."""
    found = [d for d in view.dates if start <= d.start < end and d.date_start is not None and d.granularity != "time"]
    return found[0] if len({(d.date_start, d.date_end) for d in found}) == 1 else None


def amount_facts(view: ArticleView) -> list[Fact]:
    """One fact for each quantity of which the text says what is measured.

    Ordinals are left out (ranks are facts of :mod:`pipeline.relate.achievements`); so are repeats.
    """
    names = NamesIn(view)
    text = view.text
    facts: list[Fact] = []
    seen: set[tuple[object, ...]] = set()
    for quantity in view.quantities:
        predicate = quantity_predicate(quantity.kind, quantity.qualifier)
        sentence = view.sentence_at(quantity.start)
        if predicate is None:
            continue
        start, end = (sentence.start, sentence.end) if sentence is not None else view.paragraph_at(quantity.start)
        subject = _subject(view, names, quantity, start)
        if subject is None:
            continue
        key = (subject[0].casefold(), quantity.item, predicate, quantity.value, quantity.value_max, quantity.unit)
        if key in seen:
            continue
        seen.add(key)
        low, high = min(subject[1], quantity.start), quantity.end
        more = _MORE.match(text, quantity.end, end) if quantity.kind in ("count", "money", "percent") else None
        added = None
        item = " ".join((quantity.item or "").split())
        if quantity.kind == "count" and item and item not in subject[0] and not _EMPTY_ITEM.match(item):
            added = item
            at = text.find(quantity.item or "", quantity.start, end)
            if at >= 0:
                high = at + len(quantity.item or "")
        elif more:
            added = " ".join(more["more"].split())
            high = more.end("more")
        else:
            programme = next(iter(view.mentions_in(start, end, "PROGRAM")), None)
            if programme is not None and (programme.end <= quantity.start or programme.start >= quantity.end):
                added = names.fullest(programme.text)
        if quantity.kind == "count" and (
            _BACKWARD.match(quantity.text)
            or (added is None and (subject[0].casefold() in _NOT_COUNTED or quantity.value == 1))
        ):
            continue
        if quantity.kind == "score" and added is None:
            person = _last_person(view, start, quantity.start)
            added = names.fullest(person.text) if person is not None else None
        place = _place(view, quantity, start, end)
        if end - start <= _EVIDENCE:
            low, high = start, end
        elif place is not None and high - place.start < _EVIDENCE:
            low = min(low, place.start)
        date = _date(view, start, end)
        fact = Fact(
            start=low,
            end=high,
            text=text[low:high],
            subject=subject[0],
            predicate=predicate,
            object=added,
            value=quantity.value,
            value_max=quantity.value_max,
            unit=quantity.unit,
            date_start=date.date_start if date else None,
            date_end=date.date_end if date else None,
            place=" ".join(place.text.split()) if place else None,
            score=0.8,
        )
        facts.append(fact)
    return [replace(f, text=text[f.start : f.end]) for f in facts]
