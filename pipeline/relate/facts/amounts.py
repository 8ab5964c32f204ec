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
    r"(?:untuk|guna|yang|agar|dari|bagi|kepada|sebagai|di\p{L}{3,}|me\p{L}{3,}|ber\p{L}{3,}|ter\p{L}{3,}|"
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
    r"hanya|masih|yang|adalah|yaitu|yakni|menjadi|sejumlah|total|dari|pada|untuk|dan|atau|ada|terdapat|sebaiknya|tercatat|"
    r"capai|tembus|sebut|minta))++(?=\s+per\s|$)",
    regex.IGNORECASE,
)
_DANGLING = regex.compile(
    r"\s+yang\s+(?:(?:telah|sudah|akan|masih|sedang|dapat|harus)\s+)?(?:di|me|ber|ter)\p{L}{3,}+$", regex.IGNORECASE
)
"""A relative clause that breaks off before what it says: *program yang telah berjalan (selama)*."""
_NO_SUBJECT = regex.compile(
    r"(?:masing-masing|yang|sisa|sekarang|kini|saat\s+ini|hari\s+ini|per|lebih\s+lanjut|hal\s+(?:ini|itu|tersebut))\b",
    regex.IGNORECASE,
)
"""Begins what names nothing that could be measured."""
_MANY_WORDS = 9
_GRADED = regex.compile(
    r"\b(?:bangku|kelas|semester|juara|harapan|peringkat|ranking|rangking|medali|nomor\s+urut)\s+$", regex.IGNORECASE
)
"""Before a number that ranks or names and does not count: *juara harapan 1*, *bangku 3 SMA*."""
_RATIO = 10
"""*9 dari 10 responden* is a share, counts of nobody."""
_NOT_THEN = regex.compile(
    r"\b(?:(?:sejak|dibanding(?:kan)?|daripada)[^.;\n]{0,20}|"
    r"(?:dikutip|dilansir|melansir|mengutip|ditemui|keterangan(?:nya)?|dihubungi)\b[^.;\n]{0,60})$",
    regex.IGNORECASE,
)
"""Before a date on which the amount was not so, or was only told."""
_SCORED = regex.compile(
    r"\b(?:dengan|meraih|memperoleh|mencatat|mencatatkan|memiliki|mengantongi)\s+(\S.*)$", regex.IGNORECASE
)
"""What somebody scored: *lulus dengan IPK*."""
_BACKWARD = regex.compile(r"ke(?:dua|tiga|empat|lima|enam|tujuh)(?:nya)?\b", regex.IGNORECASE)
"""*Kedua pihak* speaks of two that were named before: no count of its own."""
_NOT_COUNTED = frozenset({"kali", "hal", "pihak", "poin", "sisi", "cara", "contoh", "bentuk", "jenis", "macam", "arah"})
"""Nouns that count nothing in the world, unless the clause says more of them."""
_REST_OF_ITEM = regex.compile(r"\s(\p{L}[\p{L}\-]++(?:\s\p{L}[\p{L}\-]++)?)\s")
_NAMED = frozenset({"SCHOOL", "AGENCY", "ORGANIZATION", "REGULATION", "EVENT", "PROGRAM"})
"""A number in one of these is a part of its name."""
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
            for m in view.mentions_in(max(0, quantity.start - 120), quantity.end)
            if (m.start < quantity.start and m.end >= quantity.end)
            or (m.label in _NAMED and m.start <= quantity.start and m.end >= quantity.end)
        ),
        None,
    )
    if covering is not None:
        timed = quantity.kind == "duration" and covering.label in ("PROGRAM", "EVENT")
        return (covering.text, covering.start) if timed else None
    if quantity.kind == "age":
        person = _last_person(view, sentence, quantity.start)
        if person is not None and _PERSONS_AGE.fullmatch(text[person.end : quantity.start]):
            return names.fullest(person.text), person.start
        aged = _AGED.search(text, sentence, quantity.start)
        return (" ".join(aged["who"].split()), aged.start("who")) if aged else None
    item = _tidy(" ".join((quantity.item or "").split()))
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
    if told:
        return told[1], at
    if not _names_something(view, item, at):
        item = item.partition(" yang ")[0]
        if " " not in item or not _names_something(view, item, at):
            return None
    return item, at


def _tidy(item: str) -> str:
    """The words of an item without a bracket that is open at one end, and without what breaks off at its end."""
    if item.count("(") != item.count(")"):
        item = " ".join(item.replace("(", " ").replace(")", " ").split())
    return _DANGLING.sub("", _OPEN_END.sub("", item))


def _names_something(view: ArticleView, item: str, at: int) -> bool:
    """Whether words of the article name what can be measured: no date, no person at work, no long stretch."""
    if _NO_SUBJECT.match(item) or len(item.split()) > _MANY_WORDS:
        return False
    end = at + len(item)
    if any(d.start <= at and d.end >= end for d in view.dates):
        return False
    person = next(view.mentions_in(at, end, "PERSON"), None)
    return person is None or (person.start > at and person.end >= end)


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
    """The date of the clause, if the sentence gives one only; years in names and days of telling are none."""
    found = [
        d
        for d in view.dates
        if start <= d.start < end
        and d.date_start is not None
        and d.granularity != "time"
        and not _NOT_THEN.search(view.text, max(start, d.start - 80), d.start)
        and not any(m.end >= d.end for m in view.mentions_in(max(0, d.start - 120), d.end))
    ]
    return found[0] if len({(d.date_start, d.date_end) for d in found}) == 1 else None


def _clause(view: ArticleView, quantity: Quantity, start: int, end: int) -> tuple[int, int]:
    """The stretch whose date and place are those of the quantity: what was said, if it stands in a statement."""
    for row in view.statements:
        if row.start <= quantity.start and quantity.end <= row.end:
            start, end = max(start, row.start), min(end, row.end)
    return start, end


def _programme(view: ArticleView, quantity: Quantity, start: int, end: int) -> Mention | None:
    """The programme nearest to a quantity with no mark between them."""
    near = [
        (max(m.start - quantity.end, quantity.start - m.end), m)
        for m in view.mentions_in(start, end, "PROGRAM")
        if m.end <= quantity.start or m.start >= quantity.end
    ]
    for _, mention in sorted(near, key=lambda n: n[0]):
        between = view.text[min(mention.end, quantity.end) : max(mention.start, quantity.start)]
        if not regex.search(r"[,;:()\"“”\n]", between):
            return mention
    return None


def _is_ratio(view: ArticleView, quantity: Quantity, following: Quantity | None, before: Quantity | None) -> bool:
    """Whether a count is half of *9 dari 10 responden*."""
    text = view.text
    if following is not None and text[quantity.end : following.start].strip() == "dari":
        return quantity.value < following.value <= _RATIO
    if before is not None and text[before.end : quantity.start].strip() == "dari":
        return before.value < quantity.value <= _RATIO
    return regex.search(r"\d\s+dari\s+$", text[max(0, quantity.start - 12) : quantity.start]) is not None


def _told_in_body(view: ArticleView) -> set[tuple[object, ...]]:
    """Kind and value of every quantity below the headline."""
    titles = [(s.start, s.end) for s in view.sections if s.kind == "title"]
    return {
        (q.kind, q.value, q.value_max) for q in view.quantities if not any(s <= q.start < e for s, e in titles)
    }  # fmt: skip


def amount_facts(view: ArticleView) -> list[Fact]:
    """One fact for each quantity of which the text says what is measured.

    Ordinals are left out (ranks are facts of :mod:`pipeline.relate.achievements`); so are repeats.
    """
    names = NamesIn(view)
    text = view.text
    facts: list[Fact] = []
    seen: set[tuple[object, ...]] = set()
    told = _told_in_body(view)
    neighbours = [None, *view.quantities, None]
    for before, quantity, following in zip(neighbours, view.quantities, neighbours[2:], strict=False):
        predicate = quantity_predicate(quantity.kind, quantity.qualifier)
        sentence = view.sentence_at(quantity.start)
        if predicate is None:
            continue
        if quantity.kind == "count" and (
            _is_ratio(view, quantity, following, before)
            or _GRADED.search(text, max(0, quantity.start - 20), quantity.start)
        ):
            continue
        in_title = sentence is not None and sentence.section == "title"
        if in_title and (quantity.kind, quantity.value, quantity.value_max) in told:
            continue  # the article says it again, and better
        start, end = (sentence.start, sentence.end) if sentence is not None else view.paragraph_at(quantity.start)
        subject = _subject(view, names, quantity, start)
        if subject is None:
            continue
        key = (subject[0].casefold(), quantity.item, predicate, quantity.value, quantity.value_max, quantity.unit)
        if key in seen:
            continue
        seen.add(key)
        low, high = min(subject[1], quantity.start), quantity.end
        added = None
        item = " ".join((quantity.item or "").split())
        behind = quantity.end
        if quantity.kind == "percent" and item and text.startswith(item, quantity.end + 1):
            behind = quantity.end + 1 + len(item)  # "77 persen responden yang ..."
        more = _MORE.match(text, behind, end) if quantity.kind in ("count", "money", "percent") else None
        if quantity.kind == "count" and item and item not in subject[0] and not _EMPTY_ITEM.match(item):
            added = item
            at = text.find(quantity.item or "", quantity.start, end)
            if at >= 0:
                high = at + len(quantity.item or "")
        elif more:
            added = " ".join(more["more"].split())
            high = more.end("more")
        else:
            programme = _programme(view, quantity, start, end)
            if programme is not None:
                added = names.fullest(programme.text)
        if quantity.kind == "count" and (
            _BACKWARD.match(quantity.text)
            or (quantity.value == 1 and (added is None or quantity.text[:1].isalpha()))
            or (added is None and subject[0].casefold() in _NOT_COUNTED)
        ):
            continue
        if quantity.kind == "score" and added is None:
            person = _last_person(view, start, quantity.start)
            added = names.fullest(person.text) if person is not None else None
        clause = _clause(view, quantity, start, end)
        place = _place(view, quantity, *clause)
        if end - start <= _EVIDENCE:
            low, high = start, end
        elif place is not None and high - place.start < _EVIDENCE:
            low = min(low, place.start)
        date = _date(view, *clause)
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
