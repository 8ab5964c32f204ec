"""Model and rules together, step by step: what the model gave on the left, what comes out on the right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import ENTITY_LABELS, Mention
from pipeline.resources.loader import Entry
from pipeline.tag.lexicon.matcher import Lexicon, load_lexicon
from pipeline.tag.lexicon.merge import DOUBTFUL, STEPS, merge
from pipeline.tag.rules import tag
from tests.tag.tagged import mentions, read


def merged(text: str, model: list[Mention], lexicon: Lexicon | None = None) -> list[tuple[str, str]]:
    lexicon = lexicon or load_lexicon()
    return [(m.text, m.label) for m in merge(text, model, tag(text, lexicon), lexicon.find(text))]


CASES = {
    "honorifics and degrees leave the name": (
        "Hadir [Drs. H. Fulan Wirata, M.Pd.|PERSON] kemarin.",
        "Hadir Drs. H. [Fulan Wirata|PERSON], M.Pd. kemarin.",
    ),
    "punctuation leaves the edges": ("Oleh [Kementerian PU.|AGENCY] Lalu", "Oleh [Kementerian PU|AGENCY]. Lalu"),
    "a bracketed acronym at the end is a mention of its own": (
        "Di [Badan Pijar Desa (BPD)|AGENCY] kemarin.",
        "Di [Badan Pijar Desa|AGENCY] ([BPD|AGENCY]) kemarin.",
    ),
    "a company's form stays": ("Oleh [PT Pijar (Persero|ORGANIZATION]).", "Oleh [PT Pijar (Persero)|ORGANIZATION]."),
    "what is no name by the scheme goes": ("[APBN|PROGRAM] dan [PPPK|PROGRAM].", "APBN dan PPPK."),
    "a country is a place": ("Ke [Uni Emirat Arab|SCHOOL].", "Ke [Uni Emirat Arab|LOCATION]."),
    "an acronym follows its long form": (
        "[Sekolah Pijar Lestari|SCHOOL] ([SPL|PROGRAM]) maju. [SPL|PROGRAM] menang.",
        "[Sekolah Pijar Lestari|SCHOOL] ([SPL|SCHOOL]) maju. [SPL|SCHOOL] menang.",
    ),
    "the majority settles a name's label": (
        "[Pijarku|PROGRAM] maju, [Pijarku|PROGRAM] lagi, [Pijarku|LOCATION] juga.",
        "[Pijarku|PROGRAM] maju, [Pijarku|PROGRAM] lagi, [Pijarku|PROGRAM] juga.",
    ),
    "a surname is its person": (
        "Pelatih [Erlan van Pijar|PERSON] datang. Lalu [Van Pijar|ORGANIZATION] pulang ke [Pijar|LOCATION].",
        "Pelatih [Erlan van Pijar|PERSON] datang. Lalu [Van Pijar|PERSON] pulang ke [Pijar|LOCATION].",
    ),
    "unit and ministry are one": (
        "Oleh [Ditjen Prasarana|AGENCY] [Kementerian PU|AGENCY] kemarin.",
        "Oleh [Ditjen Prasarana Kementerian PU|AGENCY] kemarin.",
    ),
    "the place after a bracketed acronym belongs to the school": (
        "[Rektor|POSITION] [Universitas Pijar|SCHOOL] ([UP|SCHOOL]) [Surabaya|LOCATION] hadir.",
        "[Rektor|POSITION] [Universitas Pijar (UP) Surabaya|SCHOOL] hadir.",
    ),
    "a region's full name": ("Kami di [Papua Barat|LOCATION] Daya tadi.", "Kami di [Papua Barat Daya|LOCATION] tadi."),
    "an office's full name": ("Kata [Sekretaris|POSITION] Kabinet tadi.", "Kata [Sekretaris Kabinet|POSITION] tadi."),
    "a capitalised head word is part of the programme": (
        "Penerima Beasiswa [Pijar Desa|PROGRAM] senang.",
        "Penerima [Beasiswa Pijar Desa|PROGRAM] senang.",
    ),
    "who holds the office, where the model saw the office alone": (
        "Kepada [Wakil Bupati|POSITION] Fulandari atas dukungannya.",
        "Kepada [Wakil Bupati|POSITION] [Fulandari|PERSON] atas dukungannya.",
    ),
    "what goes on in capitals behind an office is no holder": (
        "[Kapolres|POSITION] [Bekasi|LOCATION] Pimpin Apel Pagi.",
        "[Kapolres|POSITION] [Bekasi|LOCATION] Pimpin Apel Pagi.",
    ),
    "a law up to its year": (
        "Menurut [UU Nomor 20|REGULATION] Tahun 2003 begitu.",
        "Menurut [UU Nomor 20 Tahun 2003|REGULATION] begitu.",
    ),
    "an office that the model missed": ("Kata Bupati [Kendal|LOCATION].", "Kata [Bupati|POSITION] [Kendal|LOCATION]."),
    "a name seen twice is seen again": (
        "[Pijarku|PROGRAM] maju, [Pijarku|PROGRAM] lagi, lalu Pijarku pun.",
        "[Pijarku|PROGRAM] maju, [Pijarku|PROGRAM] lagi, lalu [Pijarku|PROGRAM] pun.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("model", "expected"), CASES.values(), ids=CASES.keys())
def test_step(model: str, expected: str) -> None:
    text, given_mentions = mentions(model)
    plain, wanted = read(expected)
    assert plain == text
    assert merged(text, given_mentions) == wanted


def test_without_a_model_the_rules_speak() -> None:
    text = "Bupati Bekasi hadir."
    assert merged(text, []) == [("Bupati", "POSITION"), ("Bekasi", "LOCATION")]


def test_doubtful_mentions_go() -> None:
    text, found = mentions("Kami bertemu [Pijarku|PROGRAM] tadi.", score=DOUBTFUL - 0.01)
    assert merged(text, found) == []


def test_a_users_name_wins_over_the_model() -> None:
    lexicon = Lexicon([], user=[Entry("Pijar Desa", "PROGRAM", "Program Pijar Desa")])
    text, found = mentions("Kini [Pijar|PERSON] Desa maju.")
    rows = merge(text, found, [], lexicon.find(text))
    assert [(m.text, m.label, m.method, m.name) for m in rows] == [
        ("Pijar Desa", "PROGRAM", "lexicon", "Program Pijar Desa")
    ]


def test_every_step_can_be_left_out() -> None:
    text, found = mentions("Oleh [Kementerian PU.|AGENCY] dan [APBN|PROGRAM].")
    assert merge(text, found, [], [], without=frozenset(STEPS)) == found


@given(
    st.lists(
        st.sampled_from(["Dinas", "(", ")", "SD", "PIP", "Budi", "Bekasi", ",", "Drs.", "UU Nomor 1", "\n"]),
        max_size=25,
    ),
    st.lists(st.tuples(st.integers(0, 90), st.integers(1, 25), st.sampled_from(ENTITY_LABELS)), max_size=8),
)
def test_mentions_stay_ordered_apart_and_exact(words: list[str], spans: list[tuple[int, int, str]]) -> None:
    text = " ".join(words)
    model: list[Mention] = []
    last = 0
    for start, length, label in sorted(spans):
        start, end = max(start, last), min(start + length, len(text))
        if start < end:
            model.append(Mention(start=start, end=end, text=text[start:end], label=label, score=0.9))  # type: ignore[arg-type]
            last = end
    last = 0
    for m in merge(text, model, tag(text), load_lexicon().find(text)):
        assert last <= m.start < m.end
        assert text[m.start : m.end] == m.text
        last = m.end
