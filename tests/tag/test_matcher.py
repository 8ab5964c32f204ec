"""Names of the lexicons in running text."""

from __future__ import annotations

from pipeline.resources.loader import Entry
from pipeline.tag.lexicon.matcher import Lexicon, load_lexicon, spellings


def found(text: str, *entries: Entry) -> list[str]:
    return [text[h.start : h.end] for h in Lexicon([(e, "test") for e in entries]).find(text)]


BALI = Entry("Bali", "LOCATION")
WEST_JAVA = Entry("Jawa Barat", "LOCATION")


def test_only_whole_words() -> None:
    assert found("Bali dan Balikpapan, kembali ke Bali.", BALI) == ["Bali", "Bali"]


def test_the_longest_name_wins() -> None:
    java = Entry("Jawa", "LOCATION")
    assert found("Jawa Barat, Jawa", java, WEST_JAVA) == ["Jawa Barat", "Jawa"]
    assert found("di Jawa Barat Daya", Entry("Barat Daya", "LOCATION"), WEST_JAVA) == ["Jawa Barat"]


def test_lower_case_words_are_no_names() -> None:
    assert found("pulang ke bali", BALI) == []


def test_capitals_and_headlines() -> None:
    assert found("JAWA BARAT: Ppdb dibuka, PPDB ditutup", WEST_JAVA, Entry("PPDB", "PROGRAM")) == [
        "JAWA BARAT",
        "Ppdb",
        "PPDB",
    ]


def test_short_acronyms_keep_their_case() -> None:
    assert list(spellings("UI")) == ["UI"]
    assert found("Ui UI", Entry("UI", "SCHOOL")) == ["UI"]


def test_a_comma_before_dan_is_optional() -> None:
    entry = Entry("Kementerian Riset, Teknologi, dan Inovasi", "AGENCY")
    assert found("Kementerian Riset, Teknologi dan Inovasi", entry) == ["Kementerian Riset, Teknologi dan Inovasi"]


def test_a_users_name_wins() -> None:
    lexicon = Lexicon([(BALI, "place")], user=[Entry("Bali", "ORGANIZATION", "Band Bali")])
    hit = lexicon.find("Bali")[0]
    assert (hit.label, hit.kind, hit.name) == ("ORGANIZATION", "user", "Band Bali")


def test_the_projects_lexicon_is_built_once() -> None:
    assert load_lexicon() is load_lexicon()
