"""The article that edufakta was first asked to read: every fact that a careful reader notes, and nothing false.

The article is other people's text and not part of the project: the test reads it where it lies beside the project and
skips where it does not.  Its mentions are taken as annotated, so that this tests the relations alone.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.normalize import find_dates, find_quantities
from pipeline.read.layout import find_sections
from pipeline.records import Article, Fact, Mention
from pipeline.relate.aliases import find_aliases
from pipeline.relate.events import find_events
from pipeline.relate.facts import find_facts
from pipeline.relate.positions import find_positions
from pipeline.relate.programs import find_programs
from pipeline.relate.statements import find_statements
from pipeline.relate.view import ArticleView
from pipeline.segment import read_sentences

SEED = Path(__file__).resolve().parents[3].parent / "shared" / "seed" / "gold.jsonl"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed article is not part of the project")

EXPECTED = {
    # who holds which office
    ("Rhamdan Nurul Ikhsan", "holds office", "Kabid Informasi dan Komunikasi ..."),
    ("Hery Erlangga", "holds office", "Sekretaris Dinas Pendidikan"),
    ("Bonin", "holds office", "Kepala Bagian Umum dan Kepegawaian"),
    # the discussion
    ("Mutia Pusparini", "chaired", "Focus Group Discussion"),
    ("Yayat Nurhidayat", "took notes at", "Focus Group Discussion"),
    ("Yayat Nurhidayat", "affiliated with", "BBPMP Provinsi Jawa Barat"),
    ("Focus Group Discussion", "part of", "Media Visit"),
    # the event
    ("Media Visit", "organized by", "Balai Besar Penjaminan Mutu ..."),
    ("Media Visit", "held on", "2024-11-28/2024-11-30"),
    ("Media Visit", "held at", "Aula Dinas Pendidikan"),
    # names
    ("Diskominfosantik", "stands for", "Dinas Komunikasi, Informatika, Persandian, dan Statistik"),
    ("BBPMP", "stands for", "Balai Besar Penjaminan Mutu Pendidikan"),
    ("FGD", "stands for", "Focus Group Discussion"),
    ("SREGEP", "stands for", "Strategi Akselerasi Pemerataan dan ..."),
    ("PAUD", "stands for", "Pendidikan Anak Usia Dini"),
    ("Rhamdan", "short name of", "Rhamdan Nurul Ikhsan"),
    # the prize
    ("Dinas Pendidikan", "won", "juara 2, Pengelolaan Media Sosial; 2; 2024"),
    # programmes
    ("SREGEP", "run in cooperation with", "Pemerintah Daerah Kabupaten Bekasi"),
    ("SREGEP", "described as", "upaya memastikan akses pendidikan ..."),
    ("penguatan pendidikan berkarakter", "one of", "enam program prioritas"),
    ("wajib belajar 13 tahun ...", "one of", "enam program prioritas"),
    ("peningkatan kualifikasi kesejahteraan guru", "one of", "enam program prioritas"),
    ("penguatan pendidikan unggul literasi, ...", "one of", "enam program prioritas"),
    ("pemenuhan sarana dan prasarana pendidikan", "one of", "enam program prioritas"),
    ("pembangunan sastra dan bahasa", "one of", "enam program prioritas"),
    # amounts and counts
    ("program prioritas", "has count", "6"),
    ("wajib belajar 13 tahun", "has time span", "13 year"),
    ("anak", "has age", "4-6 year"),
    ("honor guru non ASN", "has amount at least", "2350000 IDR, Kabupaten Bekasi"),
    ("tenaga pendidikan", "has count", "5730, Kabupaten Bekasi"),
    # what was said, and who wrote it
    ("Rhamdan Nurul Ikhsan", "said", "Kegiatan ini memberikan ide ..."),
    ("Rhamdan Nurul Ikhsan", "stated", "selama ini kerjasama dengan ..."),
    ("Mutia Pusparini", "wrote", "Menjajaki Kolaborasi untuk Suksesnya Program Pendidikan"),
}  # fmt: skip
"""Subject, predicate, and object or value in short: of more than six words the first four are given."""


def short(fact: Fact) -> tuple[str, str, str]:
    """A fact in the form of :data:`EXPECTED`."""
    if fact.value is not None and fact.predicate != "won":
        value = str(fact.value) if fact.value_max is None else f"{fact.value}-{fact.value_max}"
        unit = f" {fact.unit}" if fact.unit and "count" not in fact.predicate else ""
        told = value + unit + (f", {fact.place}" if fact.place else "")
    elif fact.predicate == "held on":
        told = f"{fact.date_start}/{fact.date_end}"
    elif fact.predicate == "won":
        told = f"{fact.object}; {fact.value}; {fact.date_start.year if fact.date_start else None}"
    else:
        told = cut(fact.object or "")
    return cut(fact.subject), fact.predicate, told


def cut(words: str) -> str:
    """Long wording cut short."""
    return " ".join(words.split()[:4]) + " ..." if len(words.split()) > 6 else words


def seed_facts() -> list[Fact]:
    gold = json.loads(SEED.read_text(encoding="utf-8").splitlines()[0])
    text = gold["text"]
    sections = tuple(find_sections(text, None))
    dates = find_dates(text)
    view = ArticleView(
        article=Article(article_id="seed", source="seed", text=text),
        sections=sections,
        sentences=read_sentences(text, sections),
        mentions=sorted(
            (Mention(start=s, end=e, text=text[s:e], label=label) for s, e, label in gold["entities"]),
            key=lambda m: m.start,
        ),
        dates=dates,
        quantities=find_quantities(text, dates=dates),
    )
    view = replace(view, aliases=find_aliases(view))
    view = replace(view, positions=find_positions(view))
    view = replace(view, statements=find_statements(view))
    return find_facts(view, find_programs(view), find_events(view))


def test_the_list_is_as_long_as_a_careful_readers() -> None:
    assert len(EXPECTED) >= 25


def test_every_fact_of_the_article_is_found() -> None:
    missing = EXPECTED - {short(f) for f in seed_facts()}
    assert not missing


def test_nothing_else_is_claimed() -> None:
    extra = {short(f) for f in seed_facts()} - EXPECTED
    assert not extra
