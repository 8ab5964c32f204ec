"""Programmes with what the article says of them: acronym, expansion, who runs them, what they are for."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from pipeline.records import Alias, Mention, Program
from pipeline.relate.names_in import BODIES, NamesIn, last_mention, sentence_spans, with_repeats
from pipeline.relate.programs.lists import split_items
from pipeline.relate.view import ArticleView

PARTNER = "kerja sama dengan"
"""``Program.cue`` holds this where the body is a partner rather than the one in charge."""

_COUNTS = {
    "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9, "sepuluh": 10,
    "sebelas": 11, "dua belas": 12,
}  # fmt: skip
_ENUMERATION = regex.compile(
    r"\b(?P<count>(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)(?:\s+belas)?|sepuluh|sebelas|[2-9]|1[0-9])\s+"
    r"(?P<group>program(?!\s+studi\b)(?:\s+(?!(?:yaitu|yakni|ialah|antara|meliputi|mencakup|terdiri|adalah|ini|itu|tersebut|yang|di|dari|untuk|dalam)\b)(?-i:[a-z\-]+)){0,3}+)"
    r"(?P<between>(?:\s+(?!yaitu\b|yakni\b)[\p{L}\p{N}\-]+){0,8}?)\s*+"
    r"(?:,\s*+)?(?P<cue>(?:yaitu|yakni|ialah|adalah|meliputi|mencakup|antara\s+lain|di\s*antaranya|terdiri\s+(?:atas|dari))(?:\s*+:)?\s|:\s)",
    regex.IGNORECASE,
)
_IS = regex.compile(
    r"\s*+,?\s*+(?P<cue>(?:yaitu|yakni|adalah|ialah|merupakan))\s+(?P<what>(?=(?:sebuah|suatu|salah\s+satu|satu|program|upaya|kegiatan|"
    r"inisiatif|inovasi|kebijakan|gerakan|langkah|bentuk|bantuan|beasiswa|skema|jalur|sistem|platform|strategi|terobosan|wadah|"
    r"layanan|wujud|proses|tempat|sarana|ruang|komitmen|pendidikan|sekolah|dana|tunjangan|kurikulum|tes|ujian|seleksi|asesmen)\b)[^\n]+)",
    regex.IGNORECASE,
)
_AIM = regex.compile(
    r"\s*+(?P<this>(?:ini|tersebut|itu)\s+)?,?\s*+(?:yang\s+|juga\s+|sendiri\s+|ini\s+)*+"
    r"(?P<cue>bertujuan|ditujukan|dirancang|diarahkan|dimaksudkan|diperuntukkan|hadir|dibuat|dibentuk|diluncurkan|digagas)"
    r"(?:\s+(?:sebagai|khusus|salah\s+satunya))?\s+(?P<what>(?:untuk|guna|agar|bagi|sebagai|demi|supaya)\s+[^\n]+|"
    r"(?<=bertujuan\s)me\p{L}+[^\n]+)",
    regex.IGNORECASE,
)
_THIS_PROGRAM = regex.compile(
    r"(?:(?:adanya|melalui|lewat)\s+)?(?:program|kebijakan|bantuan|beasiswa|gerakan|inovasi|kegiatan)\s+(?:ini|tersebut)\b",
    regex.IGNORECASE,
)
_RUN_BY = regex.compile(
    r"[\s,]*+(?:yang\s+|ini\s+|tersebut\s+|telah\s+|akan\s+|sedang\s+|mulai\s+|resmi\s+|pertama\s+kali\s+)*+"
    r"(?P<cue>digagas|diluncurkan|dijalankan|diselenggarakan|dikelola|diinisiasi|diprakarsai|dicanangkan|digulirkan|dilaksanakan|"
    r"dikembangkan|dicetuskan|disalurkan|diusung|digelar|diadakan|dibentuk|dibesut|diresmikan|milik|besutan|gagasan|inisiasi|"
    r"garapan|inisiatif)\s+(?:secara\s+\p{L}+\s+)?(?:langsung\s+)?(?:oleh\s+|dari\s+)?(?:pihak\s+)?$",
    regex.IGNORECASE,
)
_RUNS = regex.compile(
    r"(?P<cue>meluncurkan|menggagas|menyelenggarakan|menjalankan|menyalurkan|mencanangkan|mengembangkan|menghadirkan|menginisiasi|"
    r"menggulirkan|memprakarsai|membesut|merintis|menggelontorkan|membuka|me-?launching|melaunching)\s+"
    r"(?:kembali\s+|resmi\s+|secara\s+resmi\s+)?(?:sebuah\s+|dana\s+|bantuan\s+)?(?:inovasi\s+|kegiatan\s+|layanan\s+)?(?:program\s+|gerakan\s+|beasiswa\s+)?"
    r"(?:unggulan\s+|prioritas\s+|bernama\s+|bertajuk\s+|bertema\s+)*+[\"“]?$",
    regex.IGNORECASE,
)
_PARTNER = regex.compile(
    r"(?:hasil|buah|wujud|melalui|lewat)?\s*+(?:kerja\s?sama|kolaborasi|kemitraan|sinergi)\s+(?:dengan|bersama|antara)\s+$",
    regex.IGNORECASE,
)
_BETWEEN_PARTNER = regex.compile(
    r"\s*+,?\s*+(?:yaitu|yakni|berupa|bernama|adalah|dalam|melalui)?\s*+(?:program|inovasi|kegiatan)?\s*+[\"“]?$",
    regex.IGNORECASE,
)
_CLAUSE_END = regex.compile(
    r"[.!?;\n”\"]|,\s+(?:dan\s+)?(?:kata|ujar|tutur|ucap|jelas|ungkap|tegas|imbuh|papar|sebut|tambah|terang|yang\s+mana|sedangkan|sementara|namun|tetapi|sehingga)\b|"
    r"\s(?:namun|tetapi|sedangkan)\s",
    regex.IGNORECASE,
)
_NOT_LISTED = regex.compile(r",\s+(?:yang|sehingga|agar|guna|untuk|di\s?mana|dengan)\s", regex.IGNORECASE)
_SUBJECT_TO_VERB = regex.compile(
    r"(?:\s|,|\([^()]{1,40}+\)|\b(?:RI|Provinsi|Kabupaten|Kota|juga|telah|sudah|akan|resmi|kembali|terus|sedang|tengah|mulai|baru|"
    r"saja|ini|itu|berencana|siap|berkomitmen|bersama|secara|hendak|pun|turut|ikut|selalu|rutin|aktif|pernah|dan)\b){0,12}+",
    regex.IGNORECASE,
)
_MAX_DESCRIPTION = 400


@dataclass(slots=True)
class _Draft:
    name: str
    start: int
    end: int
    acronym: str | None = None
    expansion: str | None = None
    body: str | None = None
    description: str | None = None
    cues: list[str] = field(default_factory=list)
    score: float = 0.9

    def reach(self, start: int, end: int) -> None:
        """Let the evidence include ``start:end`` while it stays short."""
        low, high = min(self.start, start), max(self.end, end)
        if high - low <= 600:
            self.start, self.end = low, high


def _key(names: NamesIn, name: str) -> str:
    """Equal for *Program X*, *X* and its acronym."""
    return names.key(name).removeprefix("program ")


def _clause(text: str, start: int, end: int) -> int:
    """Where the clause that starts at ``start`` ends."""
    for match in _CLAUSE_END.finditer(text, start, end):
        if match.group() == "." and regex.match(r"\.(?:\p{Ll}|\d)", text, pos=match.start()):
            continue
        return match.start()
    return end


def _tidy(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in ' \t,"“':
        start += 1
    while end > start and text[end - 1] in ' \t,.;:"”*':
        end -= 1
    return start, end


def _body_before(view: ArticleView, start: int, verb: int) -> Mention | None:
    """The body that is the subject of a verb: the nearest one before it, not inside a clause of its own."""
    body = last_mention(view, start, verb, *BODIES)
    if body is None:
        return None
    between = view.text[body.end : verb]
    for place in view.mentions_in(body.end, verb, "LOCATION"):
        between = between.replace(place.text, " ")
    if not _SUBJECT_TO_VERB.fullmatch(between):
        return None
    before = view.text[max(start, body.start - 14) : body.start]
    if regex.search(r"\b(?:di|ke|dari|kepada|pada|bagi|untuk|dengan|bersama)\s+$", before, regex.IGNORECASE):
        earlier = last_mention(view, start, body.start - 1, *BODIES)
        return earlier if earlier is not None and body.start - earlier.end < 30 else None
    return body


def _drafts(view: ArticleView, names: NamesIn) -> dict[str, _Draft]:
    """One draft for each programme named in the article."""
    drafts: dict[str, _Draft] = {}
    for mention in view.mentions:
        if mention.label != "PROGRAM":
            continue
        key = _key(names, mention.text)
        if key not in drafts:
            drafts[key] = _Draft(names.fullest(mention.text), mention.start, mention.end)
    return drafts


def _from_alias(alias: Alias, drafts: dict[str, _Draft], names: NamesIn) -> None:
    draft = drafts.get(_key(names, alias.long))
    if alias.kind != "acronym" or draft is None:
        return
    if draft.acronym is None:
        draft.acronym, draft.expansion = alias.short, alias.long
        draft.name = alias.short if alias.cue not in ("(...)",) and alias.text.startswith(alias.short) else alias.long
        draft.start, draft.end = alias.start, alias.end
        draft.cues.append(alias.cue)


def _after_aliases(view: ArticleView, mention: Mention) -> int:
    """Where the text goes on after a name together with the alias given for it there."""
    end = mention.end
    for alias in view.aliases:
        if alias.kind == "acronym" and alias.start <= mention.start < alias.end and alias.end > end:
            end = alias.end
    closing = regex.match(r"[\s)\]\"”]*[)\]\"”]", view.text, pos=end)
    return closing.end() if closing else end


def _describe(view: ArticleView, names: NamesIn, draft: _Draft, at: int, limit: int) -> None:
    """What stands after a programme's name: who runs it and what it is."""
    text = view.text
    if draft.description is None:
        for pattern in (_IS, _AIM):
            match = pattern.match(text, at, limit)
            if match is None:
                continue
            start, end = (
                match.start("what"),
                min(_clause(text, match.start("what"), limit), match.start("what") + _MAX_DESCRIPTION),
            )
            start, end = _tidy(text, start, end)
            if end - start >= 12:
                draft.description = text[start:end]
                draft.cues.append(match["cue"].casefold())
                draft.reach(start, end)
            break
    if draft.body is None:
        following = next(iter(view.mentions_in(at, min(limit, at + 90))), None)
        if following is not None and following.label in BODIES:
            cue = _RUN_BY.fullmatch(text[at : following.start])
            if cue:
                draft.body = names.fullest(following.text)
                draft.cues.append(cue["cue"].casefold())
                draft.reach(at, following.end)


def _runner_before(view: ArticleView, names: NamesIn, draft: _Draft, sentence: int, mention: Mention) -> None:
    """*BODY meluncurkan program X*; *kerja sama dengan BODY yaitu program X*."""
    if draft.body is not None:
        return
    text = view.text
    before = text[max(sentence, mention.start - 80) : mention.start]
    verb = _RUNS.search(before)
    if verb:
        at = mention.start - len(before) + verb.start()
        body = _body_before(view, sentence, at)
        if body is not None:
            draft.body = names.fullest(body.text)
            draft.cues.append(verb["cue"].casefold())
            draft.reach(body.start, mention.end)
            return
    body = last_mention(view, sentence, mention.start, *BODIES)
    if body is not None and _BETWEEN_PARTNER.fullmatch(text[body.end : mention.start]):
        cue = _PARTNER.search(text[max(sentence, body.start - 60) : body.start])
        if cue:
            draft.body = names.fullest(body.text)
            draft.cues.append(PARTNER)
            draft.reach(max(sentence, body.start - 60) + cue.start(), mention.end)


def _enumerated(view: ArticleView) -> list[Program]:
    rows = []
    text = view.text
    for match in _ENUMERATION.finditer(text):
        word = match["count"].casefold()
        count = int(word) if word.isdigit() else _COUNTS.get(" ".join(word.split()), 0)
        start = match.end()
        sentence = view.sentence_at(match.start())
        stop = sentence.end if sentence is not None and sentence.end > start else view.paragraph_at(start)[1]
        end = start
        for mark in regex.finditer(r"[.!?\n]", text[start : min(stop + 1, start + 1500)]):
            if not regex.match(r"\.\w", text, pos=start + mark.start()):
                end = start + mark.start()
                break
        else:
            end = min(stop, start + 1500)
        clause = _NOT_LISTED.search(text, start, end)
        if clause:
            end = clause.start()
        items = split_items(text, start, end, count, list(view.mentions_in(start, end)))
        group = " ".join(match["group"].split())
        for item in items:
            rows.append(
                Program(
                    start=item.start,
                    end=item.end,
                    text=text[item.start : item.end],
                    name=" ".join(text[item.start : item.end].split()),
                    cue=f"{match['count'].casefold()} {group}",
                    score=0.85,
                )
            )
    return rows


def find_programs(view: ArticleView) -> list[Program]:
    """Programmes that the article says something of.

    Args:
        view: needs mentions and aliases; sentences keep clauses apart.

    Returns:
        One row per programme with an acronym, a body or a description, and one per item of an enumeration that states
        its length and fits it; ordered by evidence.
    """
    view = with_repeats(view, "PROGRAM")
    names = NamesIn(view)
    drafts = _drafts(view, names)
    for alias in view.aliases:
        _from_alias(alias, drafts, names)
    last: _Draft | None = None
    spans = list(sentence_spans(view))
    for start, end in spans:
        if last is not None:
            this = _THIS_PROGRAM.match(view.text, start, end)
            if this:
                _describe(view, names, last, this.end(), end)
        for mention in view.mentions_in(start, end, "PROGRAM"):
            draft = drafts[_key(names, mention.text)]
            _runner_before(view, names, draft, start, mention)
            _describe(view, names, draft, _after_aliases(view, mention), end)
            last = draft
    rows = [
        Program(
            start=d.start,
            end=d.end,
            text=view.text[d.start : d.end],
            name=d.name,
            acronym=d.acronym,
            expansion=d.expansion,
            body=" ".join(d.body.split()) if d.body else None,
            description=" ".join(d.description.split()) if d.description else None,
            cue=" | ".join(dict.fromkeys(d.cues)),
            score=d.score,
        )
        for d in drafts.values()
        if d.acronym or d.body or d.description
    ]
    told = {_key(names, row.name) for row in rows}
    rows += [row for row in _enumerated(view) if _key(names, row.name) not in told]
    return sorted(rows, key=lambda r: (r.start, r.end))
