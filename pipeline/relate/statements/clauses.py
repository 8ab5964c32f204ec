"""Candidates for indirect statements: a verb of saying, its subject and the exact clause that it governs.

:func:`candidates` proposes generously; :mod:`.judge` decides.  The clause is what is said: without "bahwa", "agar" and
what stands between the verb and them ("kepada wartawan"), up to the end of the sentence or to a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.records import Mention, Sentence
from pipeline.relate.statements.quotes import Quote
from pipeline.relate.statements.speakers import NOBODY, PRONOUN, Speaker, Speakers
from pipeline.relate.statements.verbs import (
    ACTIVE,
    HEADLINE,
    OPINION,
    PASSIVE,
    TAG,
    any_word,
    either,
    is_request,
    verbs,
)

_ADVERBS = rf"(?:(?:{any_word('adverb')}|(?:secara|dengan) \w+)\s+)"
_AFTER_VERB = re.compile(
    rf"\s*{_ADVERBS}{{0,3}}(?P<comma>,\s*)?(?P<mark>(?:bahwa(?:sannya|sanya)?|jika|kalau|agar|supaya|untuk)\b\s*,?\s*)?",
    re.I,
)
_BAHWA = re.compile(r"\b(?:bahwa(?:sannya|sanya)?)\b\s*,?\s*", re.I)
_AGAR = re.compile(r"\b(?P<mark>agar|supaya)\b\s*", re.I)
_UNTUK = re.compile(r"\b(?P<mark>untuk|tidak untuk)\b\s*", re.I)
_PHRASE = re.compile(rf"{any_word('aside')}\b[^.\n\"“”]{{2,110}}?,\s*(?=\w)", re.I)
PREDICATE = re.compile(
    rf"(?<![\w-])(?:{any_word('predicate')}|{any_word('intensifier')}(?=\s[a-z]{{3,}})|"
    rf"{any_word('adjective')}(?=\s*$|\s+(?:untuk|bagi|karena|jika|kalau|saat|ketika|dan|namun|tetapi|tapi)\b|,)|"
    rf"(?!{any_word('no verb')}(?:nya)?(?![\w-]))"
    r"(?:me(?:m|n|ng|ny)?|di|ber|ter)(?!antara|mana|sini|sana|tapi|sebut)[a-z]{4,})(?![\w-])"
)
"""A word that makes a clause: a modal, a copula, a verb by its prefix, or what comes before an adjective."""
_DOCUMENT = re.compile(
    rf"(?:{any_word('some')}\s+|{any_word('article')}\s+|(?:isi|hasil|bunyi|salinan|dalam|pada|melalui|lewat|dari|di)\s+)*"
    rf"{any_word('document')}(?:nya)?(?![\w-])",
    re.I,
)
"""Opens a sentence about a text: texts do not speak, their writers do."""
_OF_DOCUMENT = re.compile(rf"\b{any_word('document')}(?:nya)?(?:\s+\w+){{0,4}}\s+yang\s+$", re.I)
"""The same, in a relative clause: "survei X yang menyatakan bahwa ..."."""
_FOLK = re.compile(
    rf"(?:(?:{any_word('some')}|{any_word('article')})\s+)*(?:{any_word('animate')}|{any_word('folk')})(?![\w-])", re.I
)
"""Opens the name of a group or of somebody unnamed."""
_LISTED = re.compile(
    r"(?:mulai dari|antara lain|di antaranya|di antara lain|yaitu|yakni|termasuk|terutama|khususnya|seperti|baik)\b",
    re.I,
)
"""Opens the parts of what a verb of saying had as its object."""
_POINTS_BACK = re.compile(
    rf"(?:hal|itu|ini|tersebut)\s+(?:ini|itu|tersebut|serupa|senada)\b(?!\s+(?:juga|hanya|karena|{PREDICATE.pattern}))",
    re.I,
)
_BY_MEANS = re.compile(
    r"(?:melalui|lewat|dengan|dari)\s+(?!(?:keterangan|siaran|pesan|akun|telepon|sambungan|unggahan|video|surat|rilis|laman|media|"
    r"aplikasi|konferensi|wawancara|nada|tegas|lantang|haru|mata|suara|singkat)\b)",
    re.I,
)
"""Opens a clause by what it is done with, not by how it was said."""
_VERB = re.compile(r"(?:me(?:m|n|ng|ny)|di)[a-z]{4,}")
_CONJUNCTION = re.compile(r"(?:dan|atau|serta|tetapi|tapi|maupun|namun)\b", re.I)
_MODAL = re.compile(rf"(?<![\w-]){any_word('modal')}(?![\w-])")
_NOMINAL = re.compile(rf"{any_word('nominal')}(?:nya)?\b", re.I)
_NOMINAL_PREPOSITION = re.compile(rf"{any_word('nominal preposition')}\b", re.I)
_NEGATED = re.compile(rf"\b{any_word('negation')}\s+(?:\w+\s+)?$", re.I)
_DENIALS = frozenset({"membantah", "menampik", "menepis", "menyanggah", "menyangkal"})
_SUBORDINATE = re.compile(rf"\b{any_word('subordinator')}\s+$", re.I)
_FIRST_PERSON = re.compile(r"\b(?:saya|aku|kami|kita)\s+(?:(?:juga|pun|sangat|tetap)\s+)?$", re.I)
_ASKING = frozenset({"menanyakan", "mempertanyakan", "bertanya"})
_NEEDS_MARK = frozenset({"melanjutkan"})
_COORDINATED = re.compile(rf"\b{any_word('coordinator')}\s+(?:\w+\s+)?$", re.I)
_BOUND = re.compile(rf"\b{any_word('bound')}\s+$", re.I)
_LEADING = re.compile(rf"(?:{any_word('connective')},?\s+)+", re.I)
_ADVERBIAL = re.compile(rf"{any_word('adverbial')}\b", re.I)
_PURPOSE = frozenset({"dalam", "untuk", "guna", "tanpa", "dengan"})
_URGENT = re.compile(
    r"\b(?:kebutuhan|hal|isu|masalah|kondisi|keadaan|situasi|yang|sangat|paling|lebih|cukup|semakin|makin)\s+$", re.I
)
"""Before "mendesak" where it is an adjective."""
_SINGLE = re.compile(r"\w+(?:nya|pun)|\w+ lah")
_SECOND = re.compile(r",\s+(?:serta|dan|sekaligus|seraya|sembari|sambil|kemudian|lalu|dengan)\s+(?:juga\s+)?$")
_EDGE = " \t\n.,;:\"'“”‘’\\-–—"
_MAX_SPAN = 900
_MAX_SUBJECTS = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible indirect statement."""

    start: int
    end: int
    cue: str
    at: int
    """Where the cue stands: what order in the text goes by."""
    speaker: Speaker
    features: tuple[str, ...]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """``start:end`` without the white space and punctuation around it; brackets and question marks stay."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def candidates(
    speakers: Speakers, sentence: Sentence, quotes: Sequence[Quote], used: Callable[[int], bool]
) -> Iterator[Candidate]:
    """All candidates in one sentence.

    Args:
        speakers: resolver of the article.
        sentence: where to look.
        quotes: direct statements that touch the sentence: no cue is read in them, and a clause ends before them.
        used: whether the verb at an offset is the tag of a quotation already.
    """
    text = speakers.view.text

    def outside(at: int) -> bool:
        return not any(q.outer_start <= at < q.outer_end for q in quotes)

    limit = min(sentence.end, sentence.start + _MAX_SPAN * 2)
    also = READ_ALSO.match(sentence.text)
    headline = sentence.section == "title" or (also is not None and ":" in also[0]) or _looks_like_title(text, sentence)
    begin = sentence.start + (also.end() if also else 0)
    run_on = also is not None and len(sentence.text) > _HEADLINE_LENGTH  # nobody can tell where the headline ends
    if headline and not run_on:
        yield from _headline(speakers, begin, limit)
    for found in speakers.cues.between(ACTIVE, begin, limit):
        if headline and found[0][0].isupper():
            continue
        if outside(found.start()) and not used(found.start("verb")):
            yield from _governed(speakers, sentence, found, _stop(quotes, found.end(), limit))
    for found in speakers.cues.between(TAG, sentence.start, limit):
        if also and found[0][0].isupper():
            continue  # "Baca juga: Kisah Andi ..."
        if outside(found.start()) and not used(found.start("verb")):
            yield from _beside(speakers, sentence, found, quotes, limit)
    for found in speakers.cues.between(PASSIVE, sentence.start, limit):
        if outside(found.start()) and not used(found.start("verb")):
            yield from _passive(speakers, sentence, found, _stop(quotes, found.end(), limit))
    for found in speakers.cues.between(OPINION, sentence.start, limit):
        if outside(found.start()) and not used(found.start("verb")):
            agent = after_by(text, found.end())
            inner = _inner_passive(speakers, sentence, found, agent, _stop(quotes, found.end(), limit))
            if inner is not None:
                yield inner


def _looks_like_title(text: str, sentence: Sentence) -> bool:
    """A short first line without a full stop is a headline, whatever the layout says."""
    return (
        sentence.index == 0
        and len(sentence.text) <= 160
        and sentence.text[-1:] not in '."”'
        and text[sentence.end : sentence.end + 2].strip(" ").startswith("\n")
    )


def _stop(quotes: Sequence[Quote], after: int, limit: int) -> int:
    return min((q.outer_start for q in quotes if q.outer_start >= after), default=limit)


_TAIL = re.compile(
    r",\s+(?:kata|ujar|ucap|tutur|jelas|ungkap|tegas|lanjut|tambah|imbuh|papar|terang)(?:nya)?(?![\w-])", re.I
)


_LEADS_ON = re.compile(rf",\s+{either(verbs(), 'say')}\s*[:,]?\s*$", re.I)
"""A second verb of saying that leads to a quotation: "..., menyatakan: "."""
_THING_DENIED = re.compile(r"(?:adanya|tudingan|tuduhan|isu|kabar|rumor|dugaan|anggapan|informasi)\b", re.I)
"""Begins what is denied, a noun phrase whatever verb stands in it."""
_FELT = re.compile(rf"{any_word('feeling')}(?:nya)?\b", re.I)
"""Begins what is conveyed, a feeling or a greeting, whatever verb stands in it."""
_STRESSED = re.compile(r"(?:perlunya|pentingnya|alasan|keseriusan(?:nya)?)\b", re.I)


def _governed(speakers: Speakers, sentence: Sentence, found: re.Match[str], stop: int) -> Iterator[Candidate]:
    """ "Andi mengatakan (bahwa) ...", "Andi meminta siswa agar ..."."""
    text, verb = speakers.view.text, found["verb"].casefold()
    for other in speakers.cues.between(ACTIVE, found.end(), stop):
        if other.start() - found.end() > 15 and _SECOND.search(text, found.end(), other.start()):
            stop = other.start() - len(_SECOND.search(text, found.end(), other.start())[0])  # type: ignore[index]
            break
    leading = _LEADS_ON.search(text, max(found.end(), stop - 40), stop)
    if leading:
        stop = leading.start()
    tail = _TAIL.search(text, found.end(), stop)
    if tail:
        stop = tail.start()
    start, mark = _clause_start(speakers, found.end(), stop, is_request(verb))
    start, end = trimmed(text, start, stop)
    if text[end : end + 1] == "?":
        end += 1
    if end - start < 8 or " " not in text[start:end]:
        return
    if mark == "none" and (
        _STRESSED.match(text, start)
        or _POINTS_BACK.match(text, start)
        or _FELT.match(text, start)
        or (verb in _DENIALS and _THING_DENIED.match(text, start))
    ):
        return  # "menekankan perlunya ...", "menegaskan hal itu ...", "membantah tudingan ..."
    if mark in ("phrase", "comma", "none") and _LISTED.match(text, start):
        return  # "menjelaskan tentang teknis ujian, mulai dari jadwal ..."
    if _CONJUNCTION.match(text, start):
        return  # "mengakui dan tidak membantah ..."
    before = text[sentence.start : found.start()]
    if _NEGATED.search(before[-30:]) and verb not in _DENIALS:
        return  # "tidak menjelaskan bagaimana ..."
    if _FIRST_PERSON.search(before[-25:]):
        return  # the writer's own words
    if verb == "mendesak" and _URGENT.search(before[-20:]):
        return  # "menjadi kebutuhan mendesak agar ..."
    if verb in _NEEDS_MARK and mark not in ("comma", "bahwa"):
        return  # "melanjutkan pendidikan"
    first = bool(_COORDINATED.search(before[-40:]))
    subject = _subject(speakers, sentence.start, found.start(), first)
    who = subject[0] if subject else _unnamed(before)
    if who.kind == "document" or _OF_DOCUMENT.search(before[-90:]):
        return
    gap = text[subject[1] : found.start()] if subject else before
    features = [
        "how=active",
        f"verb={verb}",
        f"mark={mark}",
        f"who={who.kind}",
        *_shape(text, start, end, mark, verb in _ASKING),
    ]
    if verb in verbs()["weak"]:
        features.append("weak verb")
    previous = before.split()[-1:]
    if previous and _VERB.fullmatch(previous[0]):
        features.append("after verb")
    bound = _BOUND.search(before[-20:])
    if bound and mark == "none" and bound[0].split()[0].casefold() in _PURPOSE:
        return  # "dalam memastikan pendaftaran berjalan adil, ..."
    if bound:
        features.append(f"bound={bound[0].split()[0].casefold()}")
        features.append("bound subordinate" if _SUBORDINATE.search(before[-20:]) else "bound modal")
    if first:
        features.append("coordinated")
    outer = speakers.cues.between(ACTIVE, subject[1], found.start()) if subject and not first else []
    if outer:
        if mark in ("none", "phrase") and is_request(outer[-1]["verb"]):
            return  # "meminta kementerian menjelaskan ...": part of what is asked for
        features.append("nested")
    if subject and len(gap) > 120:
        features.append("far subject")
    if _YANG.search(gap) and not re.search(r",\s*$|\b(?:ini|itu|tersebut)\b", gap):
        features.append("relative")
    if found.start() - sentence.start < 2:
        features.append("verb first")
    if re.search(r"[a-z]{4,}", gap[len(gap) // 2 :]) is None:
        features.append("close subject")
    yield Candidate(start, end, found["verb"], found.start(), who, tuple(features))


def _unnamed(before: str) -> Speaker:
    """What kind of subject without a name opens a sentence: a group or person, a text, another thing, or none."""
    opening = _LEADING.sub("", before.lstrip() + " ", count=1)
    last = opening.rpartition(", ")[2]
    for piece in (last, opening):
        if _FOLK.match(piece) and not PREDICATE.search(piece):
            return Speaker(None, "folk")
        if _DOCUMENT.match(piece):
            return Speaker(None, "document")
    if 0 < len(before.split()) <= 6 and not PREDICATE.search(before):
        return Speaker(None, "noun")
    return NOBODY


def _subject(speakers: Speakers, start: int, end: int, first: bool) -> tuple[Speaker, int] | None:
    found = speakers.subject(start, end)
    if not first or found is None:
        return found
    for _ in range(_MAX_SUBJECTS):
        earlier = speakers.subject(start, found[1])
        if earlier is None or earlier[1] >= found[1]:
            break
        found = earlier
    return found


def _clause_start(speakers: Speakers, after: int, stop: int, request: bool) -> tuple[int, str]:
    """Where the clause begins behind a verb that ends at ``after``, and which mark led to it."""
    text = speakers.view.text
    direct = _AFTER_VERB.match(text, after, stop)
    if direct is None:  # nothing left behind the verb
        return stop, "none"
    if direct["mark"]:
        return direct.end(), direct["mark"].split()[0].strip(" ,").casefold()
    bahwa = _BAHWA.search(text, direct.end(), min(stop, direct.end() + 170))
    adverbial = bahwa and (not direct["comma"] or _PHRASE.match(text[direct.end() : bahwa.start()].strip() + ", x"))
    if bahwa and adverbial and not speakers.cues.between(ACTIVE, direct.end(), bahwa.start()):
        return bahwa.end(), "bahwa far"
    window = min(stop, direct.end() + 130)
    for pattern in (_AGAR, _UNTUK) if request else (_AGAR,):
        mark = pattern.search(text, direct.end(), window)
        if not mark or (pattern is _UNTUK and _FOR_WHOM.match(text, mark.end())):
            continue
        between = text[direct.end() : mark.start()]
        noun = request or between.split(" ", 1)[0].casefold().removesuffix("nya") in verbs()["noun"]
        if noun and "," not in between.replace(", dan", "").replace(", guru", "") and not _finite(between):
            return mark.end(), mark["mark"].casefold() + " far"
    if not direct["comma"]:
        phrase = _PHRASE.match(text, direct.end(), stop)
        if phrase and not PREDICATE.search(phrase[0]) and not _BY_MEANS.match(phrase[0]):
            return phrase.end(), "phrase"
    return direct.end(), "comma" if direct["comma"] else "none"


_FOR_WHOM = re.compile(
    r"(?:para|semua|seluruh|setiap|tiap|warga|masyarakat|rakyat|anak|siswa|siswi|murid|pelajar|mahasiswa|guru|dosen|peserta|orang|"
    r"sekolah|kepentingan|kebutuhan|kegiatan|program|pendidikan|kemajuan|masa|tahun)\b",
    re.I,
)
"""After "untuk" whom or what something is for, not what is asked."""
_RELATIVE = re.compile(r"\byang\s+(?:\w+\s+){1,3}", re.I)


_DEPENDENT = re.compile(
    r"\byang\s+(?:\w+(?:\s+|$)){1,3}|\b(?:untuk|dalam|guna|dengan|tanpa|demi|cara|agar|supaya)\s+(?:tidak\s+|dapat\s+|bisa\s+|terus\s+)?(?:me|ber|di|ter)\w+",
    re.I,
)
"""Verbs that are not the clause's own: behind "yang", "untuk" and the like."""


def _finite(between: str) -> bool:
    return bool(PREDICATE.search(_RELATIVE.sub(" ", between)))


_PARTS = re.compile(
    r",\s+(?:seperti|di ?mana|yang|selain itu|sementara itu|di sisi lain|termasuk|antara lain|di antaranya|yakni|yaitu|"
    r"terutama|khususnya|mulai dari|baik)\b",
    re.I,
)
"""Ends what a clause says of itself; what follows are examples."""
_QUESTION = re.compile(
    r"(?:bagaimana|apakah|mengapa|kenapa|kapan|siapa|apa|berapa|sejauh mana|di mana|ke mana)\b", re.I
)
_MARKED = ("bahwa", "agar", "supaya", "jika", "kalau")


def _shape(text: str, start: int, end: int, mark: str = "", asks: bool = False) -> list[str]:
    """What the clause itself looks like; one behind "bahwa" or "agar", or what is asked with a question word, is a
    clause whatever its first word."""
    clause = text[start:end]
    words = clause.split()
    first = words[0].strip(",").casefold() if words else ""
    out = [f"words={min(len(words) // 3, 8)}"]
    if mark.startswith(_MARKED) or (asks and _QUESTION.match(clause)):
        return [*out, "marked"]
    core = _PARTS.split(clause, maxsplit=1)[0]
    predicate = PREDICATE.search(core)
    own = _DEPENDENT.sub(" ", core)
    finite = predicate is not None and PREDICATE.search(own) is not None
    nominal = _NOMINAL.match(clause) or (mark != "comma" and _NOMINAL_PREPOSITION.match(clause))
    if nominal:
        out += ["nominal clause" if finite else "nominal", f"first={first}"]
    elif first.endswith("nya") and first not in ("pihaknya", "dirinya"):
        out.append("first -nya")
    if first[:1].isdigit() or first in ("sekitar", "sebanyak"):
        out.append("number first")
    if _QUESTION.match(clause):
        out.append("question first")
    if predicate is None or not finite:
        out.append("no predicate")
    else:
        at = len(core[: predicate.start()].split())
        out.append(f"predicate at={min(at, 6)}")
        if _YANG.search(core[: predicate.start()]):
            out.append("yang first")
    if _MODAL.search(own):
        out.append("modal")
    if PRONOUN.match(clause):
        out.append("pronoun first")
    return out


_ASIDE = re.compile(
    r"\s*(?:\([^()]{0,60}\)\s*)?(?:(?:di|dalam|saat|kepada|usai|seusai|ketika|lewat|melalui|pada|itu|ini|tersebut|lagi|yang)\b"
    r"[^.,\n\"“”]{0,80})?(?P<comma>,)(?:\s*(?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu)[^.,]{0,30}(?:,|(?=\.?\s*$)|(?=\.\s)))?"
)


def _beside(
    speakers: Speakers, sentence: Sentence, found: re.Match[str], quotes: Sequence[Quote], limit: int
) -> Iterator[Candidate]:
    """ "..., kata Andi, ...", "Menurut Andi, ...", "..., ujarnya."."""
    text, verb = speakers.view.text, found["verb"].casefold()
    begin = sentence.start
    earlier = [q.outer_end for q in quotes if q.outer_end <= found.start()]
    if earlier:
        begin = max(begin, max(earlier))
    before = text[begin : found.start()]
    bare = _LEADING.sub("", before.strip() + " ", count=1).strip(" ,")
    comma = (before.rstrip().endswith((",", "")) and before.rstrip()[-1:] in ",:") or not before.strip()
    if found["nya"]:
        who, after = Speaker("nya", "pronoun"), found.end()
        if verb != "menurut" and not (comma and (before.strip() or verb in ("kata", "lanjut", "tambah", "sambung"))):
            return
    else:
        spoken = speaker_after(speakers, found.end(), limit)
        if spoken is None:
            return
        who, after = spoken
        if who.kind == "none" and verb != "menurut":
            return
        if not comma and verb not in ("kata", "menurut", "ujar", "lanjut", "sambung", "ucap", "tutur"):
            return
    comma_after = _ASIDE.match(text, after, limit)
    rest = comma_after.end() if comma_after else after
    stop = _stop(quotes, found.end(), limit)
    _, tail_end = trimmed(text, rest, stop)
    kind = "menurut" if verb == "menurut" else "tag"
    adverbial = bool(_ADVERBIAL.match(bare)) or _SINGLE.fullmatch(bare) is not None
    if tail_end - rest > 12 and (not bare or adverbial):
        told = _APPOSITION.match(text, rest, stop) if comma_after and who.kind in ("person", "office") else None
        if told and PREDICATE.search(told[0]):
            told = None
        start, end = trimmed(text, told.end() if told else rest, stop)
        mark = _AFTER_VERB.match(text, start, end)
        if mark and mark["mark"]:
            start = mark.end()
        how = f"how={kind} first"
    elif tail_end - rest > 12:
        lead = _LEADING.match(text, begin + len(before) - len(before.lstrip()), found.start())
        start, end = trimmed(text, lead.end() if lead else begin, stop)
        how = f"how={kind} middle"
    elif bare:
        start, end = trimmed(text, begin, found.start())
        how = f"how={kind} last"
    else:
        return
    if end - start < 8 or " " not in text[start:end]:
        return
    features = [how, f"tag={verb}", f"who={who.kind}", *_shape(text, start, end)]
    features.append("comma" if comma_after else "no comma")
    if adverbial:
        features.append("adverbial")
    yield Candidate(start, end, found[0], found.start(), who, tuple(features))


_APPOSITION = re.compile(
    rf"\s*(?:(?:{any_word('some')}|{any_word('article')})\s+)*{any_word('animate', 'folk')}(?:\s+\w+){{0,6}},\s*", re.I
)
"""Who somebody is, said behind the name: "Menurut Jamal, warga setempat, ..."."""
_SOME = re.compile(rf"\s*{any_word('some')}\b", re.I)
_THEY = re.compile(r"\s*(?:ia|dia|beliau|mereka|nya)\b", re.I)
_ABBREVIATED = re.compile(r"\b(?:prof|dr|drs|dra|ir|h|hj|kh|k\.h|brigjen|irjen|kombes|akbp|ust)\.", re.I)
_BREAK = re.compile(r"[.;\"“”]|,.*\w")
_YANG = re.compile(r"\byang\b")
_WORD = re.compile(r"\s*\w+")
_BY = re.compile(r"\s*(?:oleh\s+)?")
_ACCOUNT = re.compile(r"\s*(?:akun\s+(?:\w+\s+)?)?(@\w+(?:\.\w+)*)")
_DEMONSTRATIVE = re.compile(
    r"\s*(?:[\w/-]+\s+){1,9}?(?<!saat )(?<!waktu )(?<!kala )(?<!hari )(?:ini|itu|tersebut)"
    r"(?=\s*[.,;\"“”]|\s*$|\s+(?:saat|ketika|di|dalam|kepada|usai|pada))",
    re.I,
)


def after_by(text: str, at: int) -> int:
    """Behind "oleh", if it stands at ``at``."""
    found = _BY.match(text, at)
    return found.end() if found else at


def speaker_after(speakers: Speakers, at: int, limit: int) -> tuple[Speaker, int] | None:
    """The speaker named right after a tag verb that ends at ``at``, and where the name (with office) ends."""
    view, text = speakers.view, speakers.view.text
    limit = min(limit, at + 260)
    newline = text.find("\n", at, limit)
    if newline >= 0:
        limit = newline
    account = _ACCOUNT.match(text, at, limit)
    if account:
        return Speaker(account[1], "body"), account.end()
    pronoun = _THEY.match(text, at, limit)
    if pronoun:
        return Speaker(pronoun[0].strip().casefold(), "pronoun"), pronoun.end()
    mentions = list(view.mentions_in(at, min(limit, at + 140)))
    first = next((m for m in mentions if m.label not in ("EVENT", "PROGRAM", "REGULATION")), None)
    gap = text[at : first.start] if first else text[at : min(limit, at + 60)]
    if _BREAK.search(_ABBREVIATED.sub("", gap)):
        first = None
    some = _SOME.match(text, at)
    if first is not None:
        person = speakers.linked(first)
        if (person is None and first.label != "PERSON") or _YANG.search(gap):
            demonstrative = _DEMONSTRATIVE.match(text, at, limit)
            if demonstrative and demonstrative.end() >= first.end:
                return Speaker("ini", "phrase"), demonstrative.end()
        if some and person is None and first.label != "PERSON":
            near = next((m for m in mentions if m.label == "PERSON" and "." not in text[first.end : m.start]), None)
            if near is not None:
                return Speaker(speakers.people.name(near.text, near.start), "person"), near.end
            return NOBODY, first.end
        if first.label == "PERSON" and speakers.is_kin(first):
            return NOBODY, first.end
        speaker = speakers.of_mention(first)
        if speaker is not None:
            end = first.end
            for m in mentions:
                if m.start >= end and m.start - end < 4 and speakers.linked(m) is not None:
                    end = m.end
            return speaker, max(end, person.end if person else end)
        following = [m for m in mentions if m.start > first.start]
        if following and following[0].start - first.end < 12:
            speaker = speakers.of_mention(following[0])
            if speaker is not None:
                return speaker, following[0].end
        return None
    if some:
        return NOBODY, at + some.end() - some.start()
    demonstrative = _DEMONSTRATIVE.match(text, at, limit)
    if demonstrative:
        return Speaker("ini", "phrase"), demonstrative.end()
    first_word = _WORD.match(text, at, limit)
    return (NOBODY, first_word.end()) if first_word else None


def _passive(speakers: Speakers, sentence: Sentence, found: re.Match[str], stop: int) -> Iterator[Candidate]:
    """ "Ditambahkan (oleh Andi) bahwa ..."."""
    text = speakers.view.text
    agent = after_by(text, found.end())
    bahwa = _BAHWA.search(text, found.end(), min(stop, found.end() + 160))
    spoken = speaker_after(speakers, agent, bahwa.start() if bahwa else stop)
    who = spoken[0] if spoken and spoken[0].kind != "none" and not found["nya"] else Speaker("nya", "pronoun")
    mark = "bahwa"
    lead = text[sentence.start : found.start()]
    if who.kind in ("pronoun", "phrase") and (
        _DOCUMENT.match(_LEADING.sub("", lead + " ", count=1)) or found["verb"].casefold() == "diharapkan"
    ):
        return  # "Dalam unggahan itu disebutkan bahwa ..."; "Diharapkan, ...": the writer's own hope
    if bahwa:
        begin = bahwa.end()
    else:
        first = not _LEADING.sub("", lead + " ", count=1).strip(" ,")
        named = spoken is not None and spoken[0].kind != "none"
        at = found.end() if found["nya"] else spoken[1] if spoken is not None and named else None
        comma = _ASIDE.match(text, at, stop) if first and at is not None else None
        if comma is None:
            return
        begin, mark = comma.end(), "comma"
    start, end = trimmed(text, begin, stop)
    if end - start < 8:
        return
    features = [
        "how=passive",
        f"mark={mark}",
        f"passive={found['verb'].casefold()}",
        f"who={who.kind}",
        *_shape(text, start, end),
    ]
    if found.start() - sentence.start < 3:
        features.append("verb first")
    yield Candidate(start, end, found[0], found.start(), who, tuple(features))


_GOES_ON = re.compile(rf"\s+(?:(?:juga|pun|memang|kini|saat ini)\s+)?(?={PREDICATE.pattern})")


def _inner_passive(
    speakers: Speakers, sentence: Sentence, found: re.Match[str], agent: int, stop: int
) -> Candidate | None:
    """ "Program itu dinilai Andi mampu ...": the whole sentence is what Andi thinks."""
    text = speakers.view.text
    lead = text[sentence.start : found.start()]
    opening = _LEADING.match(lead.lstrip() + " ")
    begin = sentence.start + len(lead) - len(lead.lstrip()) + (opening.end() if opening else 0)
    if (
        found["nya"]
        or _YANG.search(lead[-25:])
        or len(text[begin : found.start()].split()) < 2
        or text[begin : found.start()].rstrip()[-1:] in ",:"
    ):
        return None
    spoken = speaker_after(speakers, agent, min(stop, agent + 160))
    if (
        spoken is None
        or spoken[0].kind not in ("person", "office", "body")
        or not _GOES_ON.match(text, spoken[1], stop)
    ):
        return None
    if text[agent : agent + 1].islower():
        return None
    start, end = trimmed(text, begin, stop)
    features = (
        "how=tag middle",
        f"passive={found['verb'].casefold()}",
        f"who={spoken[0].kind}",
        *_shape(text, start, end),
    )
    return Candidate(start, end, found[0], found.start(), spoken[0], features)


_HEADLINE_LENGTH = 130
"""Characters of a related headline; a longer sentence is one that ran into the next for want of a full stop."""
READ_ALSO = re.compile(r"\s*(?:Baca [Jj]uga|BACA JUGA|Lihat [Jj]uga|Simak [Jj]uga)\s*[:：]?\s*")
_ASSERTING = frozenset("sebut harap harapkan tegaskan minta klaim nilai akui pastikan janji ajak anggap".split())
_COLON = re.compile(r":\s+")


_HONORIFICS = re.compile(r"(?i)\b(?:prof|dr|ir|h|hj|kh|pak|bu|ibu|bapak|gus|dan)\b\.?")


def _without(text: str, start: int, end: int, mentions: Sequence[Mention]) -> str:
    """``text[start:end]`` with the mentions cut out."""
    pieces, at = [], start
    for mention in mentions:
        pieces.append(text[at : mention.start])
        at = max(at, mention.end)
    pieces.append(text[at:end])
    return " ".join(pieces)


def _headline(speakers: Speakers, begin: int, limit: int) -> Iterator[Candidate]:
    """ "Bupati Minta Sekolah ...", "Rektor: Kampus ..."."""
    text = speakers.view.text
    line_end = text.find("\n", begin, limit)
    limit = line_end if line_end > 0 else limit
    colon = _COLON.search(text, begin, limit)
    if colon:
        comma = max(text.rfind(mark, begin, colon.start()) for mark in ",?!") + 1
        mentions = list(speakers.view.mentions_in(max(begin, comma), colon.start()))
        rest = _without(text, max(begin, comma), colon.start(), mentions)
        if mentions and not _HONORIFICS.sub("", rest).strip(" .,()-"):
            speaker = next((s for m in reversed(mentions) if (s := speakers.of_mention(m)) is not None), None)
            if speaker is not None:
                start, end = trimmed(text, colon.end(), limit)
                if text[end : end + 1] == "?":
                    end += 1
                if end > start:
                    features = ("how=colon", f"who={speaker.kind}", *_shape(text, start, end))
                    yield Candidate(start, end, ":", colon.start(), speaker, features)
                return
    verbs_here = [v for v in speakers.cues.between(HEADLINE, begin, limit) if v[0][0].isupper()]
    for k, found in enumerate(verbs_here):
        if found.end() >= limit:
            return
        comma = text.find(",", found.end(), verbs_here[k + 1].start()) if k + 1 < len(verbs_here) else -1
        if comma > 0:
            limit = comma
        subject = speakers.subject(begin, found.start())
        who = subject[0] if subject else NOBODY
        start, mark = _clause_start(speakers, found.end(), limit, is_request(found["verb"]))
        start, end = trimmed(text, start, limit)
        if text[end : end + 1] == "?":
            end += 1
        if end - start < 8 or " " not in text[start:end]:
            continue
        gap = text[subject[1] : found.start()] if subject else ""
        shape = [f"headline {s}" for s in _shape(text, start, end)]
        headline = [
            "how=headline", f"headline={found['verb'].casefold()}", f"mark={mark}", f"who={who.kind}",
            *shape,
        ]  # fmt: skip
        if found["verb"].casefold() in _ASSERTING:
            headline.append("headline asserting")
        if len(gap.split()) > 7:
            headline.append("far subject")
        yield Candidate(start, end, found["verb"], found.start(), who, tuple(headline))
        return
