"""Names of pupils are hidden, adults stay, and nothing moves."""

from __future__ import annotations

import pytest
import regex

import pipeline
from pipeline.extraction import Extraction
from pipeline.privacy import find_pupils, mask_minors
from pipeline.records import Article, Fact, Mention, Position, Statement

TEXT = (
    "Dinda Ayu Larasati, siswi kelas XI SMAN 1 Contoh, meraih emas. “Saya bangga,” kata Dinda. "
    "Kepala sekolah, Rahmat Hidayat, memuji Dinda. Korban berinisial Bima (14) sudah pulang. "
    "Pelatih siswa, Sari Dewi, ikut hadir. Alumnus Tono (24) memberi semangat."
)


def _mention(part: str, after: int = 0, entity_id: str | None = None) -> Mention:
    start = TEXT.index(part, after)
    return Mention(start=start, end=start + len(part), text=part, label="PERSON", name=part, entity_id=entity_id)


def _found() -> Extraction:
    later = TEXT.index("kata Dinda")
    statement = TEXT.index("Saya bangga")
    return Extraction(
        article=Article(
            article_id="a", source="a.txt", text=TEXT, title="Dinda Ayu Larasati Raih Emas",
            url="https://contoh.sch.id/dinda-ayu-larasati-raih-emas",
        ),
        entities=(
            _mention("Dinda Ayu Larasati", entity_id="person-1"),
            _mention("Dinda", later, entity_id="person-1"),
            _mention("Rahmat Hidayat", entity_id="person-2"),
            _mention("Dinda", TEXT.index("memuji"), entity_id="person-1"),
            _mention("Bima"), _mention("Sari Dewi"), _mention("Tono"),
        ),
        positions=(
            Position(start=0, end=35, text=TEXT[0:35], person="Dinda Ayu Larasati", position="siswi kelas XI",
                     entity_id="person-1"),
        ),
        statements=(
            Statement(start=statement, end=statement + 11, text="Saya bangga", kind="direct",
                      speaker="Dinda Ayu Larasati", entity_id="person-1"),
        ),
        facts=(Fact(start=0, end=18, text=TEXT[0:18], subject="Dinda Ayu Larasati", predicate="won", object="emas"),),
    )  # fmt: skip


def test_pupils_are_told_from_adults() -> None:
    assert list(find_pupils(_found())) == ["Dinda Ayu Larasati", "Bima"]


def test_the_name_is_nowhere_and_every_offset_holds() -> None:
    before, after = _found(), mask_minors(_found())
    assert "Dinda" not in repr(after)
    assert "dinda" not in repr(after)
    assert "Bima" not in repr(after)
    assert "Rahmat Hidayat" in after.article.text
    assert len(after.article.text) == len(before.article.text)
    for name in ("entities", "positions", "statements", "facts"):
        rows = getattr(after, name)
        assert len(rows) == len(getattr(before, name))
        assert all(after.article.text[r.start : r.end] == r.text for r in rows)


def test_people_stay_countable_within_the_article() -> None:
    after = mask_minors(_found())
    assert after.positions[0].person == after.statements[0].speaker == after.facts[0].subject == "Siswa 1"
    assert after.entities[0].entity_id == after.statements[0].entity_id
    assert after.entities[0].entity_id != "person-1"
    assert after.entities[2].entity_id == "person-2"


@pytest.mark.parametrize("text", ["Guru hadir.", ""])
def test_an_article_without_pupils_is_returned_as_it_is(text: str) -> None:
    found = Extraction(article=Article(article_id="a", source="a", text=text))
    assert mask_minors(found) is found


@pytest.mark.parametrize(
    ("text", "hidden", "shown"),
    [
        pytest.param(
            "NABILA PUTRI UTAMI JUARA\n\nSiswi SMAN 3 Bandung, Nabila Putri Utami, meraih emas. Ibu Nabila menangis.",
            ["NABILA", "Nabila", "Putri", "Utami"], ["JUARA", "SMAN 3 Bandung"], id="headline and short name",
        ),
        pytest.param(
            "Garut - Reza Pratama, siswa kelas V SDN 2 Cikajang, ditolak. Ayahnya, Dedi Pratama, diam. "
            "Ibunda Reza, Yanti Suryani, menangis.",
            ["Reza"], ["Dedi Pratama", "Yanti Suryani"], id="parents, one with the same family name",
        ),
        pytest.param(
            "Ayah siswa bernama Dedi Kusnadi datang. Siswa Pak Herman Susanto berprestasi.",
            [], ["Dedi Kusnadi", "Herman Susanto"], id="those a pupil belongs to",
        ),
        pytest.param(
            "Mantan siswa SMAN 3 Bandung, Tono Subagja, kini menjadi rektor. Eks siswa Bagas Wirawan kini guru.",
            [], ["Tono Subagja", "Bagas Wirawan"], id="former pupils",
        ),
        pytest.param(
            "Guru SDN 1 Bogor, Sari Dewi, memuji muridnya. Siswa kelas VI, Sari Anggraini, juara. Sari Dewi bangga.",
            ["Sari Anggraini", "Anggraini"], ["Sari Dewi"], id="teacher with the same first name",
        ),
        pytest.param(
            "Medali diraih siswa SMPN 1 Sleman, yaitu Rafi Maulana, Citra Ayu, dan Bayu Segara. "
            "Pelatih mereka Joko Susilo hadir.",
            ["Rafi", "Citra", "Bayu"], ["Joko Susilo"], id="a list",
        ),
        pytest.param(
            "Kepala Dinas Pendidikan Garut memberi piala kepada siswa berprestasi Tiara Lestari disaksikan "
            "Bupati Rudy Gunawan. "
            "Bersama siswa, Ridwan Kamil menanam pohon.",
            ["Tiara"], ["Rudy Gunawan", "Ridwan Kamil"], id="officials among pupils",
        ),
        pytest.param(
            "Presiden OSIS SMAN 1 Ciamis, Galih Permana, membacakan ikrar.",
            ["Galih", "Permana"], [], id="a council of pupils",
        ),
        pytest.param(
            "Kepala Bidang Pembinaan Siswa Dinas Pendidikan Garut, Rudi Hartono, hadir. "
            "Wali kelas siswa itu, Sri Mulyati, hadir.",
            [], ["Rudi Hartono", "Sri Mulyati"], id="offices that serve pupils",
        ),
        pytest.param(
            "Guru memuji siswi Nabila Putri di kelas. Menurut Kevin Sanjaya yang duduk di kelas 8, lomba itu berat.",
            ["Nabila", "Kevin"], [], id="praised by a teacher",
        ),
    ],
)  # fmt: skip
def test_pupils_in_real_sentences(text: str, hidden: list[str], shown: list[str]) -> None:
    masked = mask_minors(pipeline.extract(text))
    assert len(masked.article.text) == len(text)
    everything = masked.article.text + repr(masked.rows())
    assert [name for name in hidden if regex.search(rf"\b{name}\b", everything)] == []
    assert [name for name in shown if name not in masked.article.text] == []
