"""Made-up articles in any number, and a rule-only extractor: for drills and for measuring the batch layer by itself."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.config import Settings
from pipeline.records import Article

if TYPE_CHECKING:
    from pipeline.extraction import Extraction  # the main process of a run has no use for spaCy

GIVEN = (
    "Sari Budi Wayan Rini Tono Dewi Agus Maya Joko Lestari Fitri Hendra Putri Bayu Ratna Eko Nur Dian Yusuf Wati"
).split()
FAMILY = (
    "Santoso Wibowo Siregar Nasution Hidayat Saputra Pratiwi Kusuma Lubis Harahap Wijaya Utami Gunawan Rahayu".split()
)
PLACES = (
    "Bandung Semarang Medan Makassar Padang Malang Kendari Ambon Kupang Jambi Palu Manado Banjarmasin Pontianak".split()
)
SYLLABLES = (
    "ba be bi bo bu da de di do du ga ge gi gu ha he hi hu ja je jo ju ka ke ki ko ku la le li lo lu ma me mi mo mu "
    "na ne ni no nu pa pe pi po ra re ri ro ru sa se si so su ta te ti to tu wa we wi ya yo"
).split()
TOPICS = (
    "pelatihan guru", "penyaluran beasiswa", "lomba sains", "renovasi ruang kelas", "pembagian buku pelajaran",
    "sosialisasi kurikulum", "seleksi kepala sekolah", "kunjungan kerja", "wisuda siswa", "rapat koordinasi",
)  # fmt: skip
SENTENCES = (
    "Kepala Dinas Pendidikan Kota {place}, {person}, membuka {topic} dengan {count} peserta pada {day} {month} 2024.",
    "Menurut {person}, kegiatan itu menelan biaya Rp{money} juta dari anggaran daerah.",
    "“Kami ingin setiap anak di {place} belajar dengan gembira,” kata {person} di SMA Negeri {number} {place}.",
    "Sebanyak {count} siswa dari {number} sekolah ikut serta, naik {number} persen dibanding tahun lalu.",
    "{person} berharap {topic} di {place} dapat diteruskan pada tahun ajaran 2025/2026.",
    "Acara tersebut juga dihadiri {person} dari Universitas Negeri {place} serta para orang tua murid.",
    "Panitia menyiapkan {count} paket buku bagi sekolah di pinggir {place} sampai {day} {month} 2024.",
)
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()


def story(number: int, version: int = 0, sentences: int = 18) -> str:
    """An article of about 300 words; another version of the same number differs in a few sentences."""
    rng = random.Random(number * 1_000_003 + version)
    base = random.Random(number)
    person = f"{base.choice(GIVEN)} {base.choice(FAMILY)}"

    def somebody() -> str:
        """One of 280 people whom everybody writes about, or one of some 80,000 others."""
        rare = rng.random() < 0.3
        last = "".join(rng.choices(SYLLABLES, k=2)).capitalize() + rng.choice("nrs") if rare else rng.choice(FAMILY)
        return f"{rng.choice(GIVEN)} {last}"

    def sentence() -> str:
        return rng.choice(SENTENCES).format(
            place=base.choice(PLACES),
            person=person if rng.random() < 0.5 else somebody(),
            topic=rng.choice(TOPICS),
            count=rng.randrange(20, 5000),
            day=rng.randrange(1, 29),
            month=rng.choice(MONTHS),
            money=rng.randrange(5, 900),
            number=rng.randrange(1, 40),
        )

    lines = [" ".join(sentence() for _ in range(3)) for _ in range(sentences // 3)]
    return f"Berita {number}: {base.choice(TOPICS)} di {base.choice(PLACES)}\n\n" + "\n\n".join(lines) + "\n"


def write_articles(folder: Path, numbers: Iterable[int], version: int = 0, sentences: int = 18) -> None:
    """One text file per number."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"berita-{number:07d}.txt").write_text(story(number, version, sentences), encoding="utf-8")


def make_rules(settings: Settings) -> Callable[[Sequence[Article]], Iterable[Extraction]]:
    """Sentences, quantities and dates only: real components that need no model and little time."""
    import spacy

    import pipeline.language
    import pipeline.segment
    from pipeline.extraction import extract_articles

    nlp = spacy.blank("id")
    nlp.add_pipe("edufakta_segmenter")
    nlp.add_pipe("edufakta_normalizer")
    assert pipeline.language
    return lambda articles: extract_articles(nlp, articles, batch_size=settings.batch_size)


def make_light(settings: Settings) -> Callable[[Sequence[Article]], Iterable[Extraction]]:
    """Sentences, and people and schools by a pattern: enough to load linking and every table, and little else."""
    import hashlib

    import regex

    from pipeline.extraction import Extraction
    from pipeline.records import Mention
    from pipeline.segment import read_sentences

    names = regex.compile(
        rf"\b(?P<person>(?:{'|'.join(GIVEN)}) \p{{Lu}}\p{{Ll}}+)|\bSMA Negeri \d+ (?:{'|'.join(PLACES)})\b"
    )

    def mention(match: regex.Match[str]) -> Mention:
        label = "PERSON" if match["person"] else "ORGANIZATION"
        key = f"{'per' if match['person'] else 'bod'}-{hashlib.blake2b(match[0].encode(), digest_size=6).hexdigest()}"
        return Mention(start=match.start(), end=match.end(), text=match[0], label=label, name=match[0], entity_id=key)

    def extract(articles: Sequence[Article]) -> Iterable[Extraction]:
        for article in articles:
            mentions = tuple(map(mention, names.finditer(article.text)))
            yield Extraction(article=article, sentences=read_sentences(article.text), entities=mentions)

    return extract


def make_slow(settings: Settings) -> Callable[[Sequence[Article]], Iterable[Extraction]]:
    """The light extractor with a pause, so that a run lasts long enough to be killed at any stage."""
    light = make_light(settings)

    def extract(articles: Sequence[Article]) -> Iterable[Extraction]:
        for found in light(articles):
            time.sleep(0.005)
            yield found

    return extract
