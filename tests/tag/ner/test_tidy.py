"""Edges and labels: what the annotation scheme settles."""

from __future__ import annotations

import pytest
import regex

from pipeline.tag.ner.decode import Span
from pipeline.tag.ner.tidy import one_label_per_name, tidy


def read(marked: str) -> tuple[list[str], list[Span]]:
    """``"Budi [PERSON Siti .]"`` -> words and spans."""
    words: list[str] = []
    spans: list[Span] = []
    for piece in regex.findall(r"⟦\w+ [^⟧]*⟧|\S+", marked):
        if piece.startswith("⟦"):
            label, *inside = piece[1:-1].split()
            spans.append(Span(len(words), len(words) + len(inside) - 1, label, 0.9))
            words += inside
        else:
            words.append(piece)
    return words, spans


def shown(words: list[str], spans: list[Span]) -> list[tuple[str, str]]:
    return [(span.label, " ".join(words[span.first : span.last + 1])) for span in spans]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("⟦REGULATION Perbup Nomor 7 Tahun 2021 .⟧", [("REGULATION", "Perbup Nomor 7 Tahun 2021")]),
        ('⟦SCHOOL " SMAN 9 Cipta⟧', [("SCHOOL", "SMAN 9 Cipta")]),
        ("⟦PROGRAM , .⟧", []),
        ("⟦PERSON Rina ( Marlina )⟧", [("PERSON", "Rina"), ("PERSON", "Marlina")]),
        ("⟦PERSON Rina ( Marlina Dewi )⟧", [("PERSON", "Rina ( Marlina Dewi )")]),
        ("⟦PROGRAM Gerakan Ayo Membaca ( GAM )⟧", [("PROGRAM", "Gerakan Ayo Membaca"), ("PROGRAM", "GAM")]),
        ("⟦PROGRAM Gerakan Ayo Membaca ( GAM⟧ )", [("PROGRAM", "Gerakan Ayo Membaca"), ("PROGRAM", "GAM")]),
        ("( ⟦PROGRAM GAM ) Tahun 2030⟧", [("PROGRAM", "GAM")]),
        (
            "⟦AGENCY Dinas Pendidikan ( Disdik ) Kota Cipta⟧",
            [("AGENCY", "Dinas Pendidikan ( Disdik ) Kota Cipta")],
        ),
    ],
)
def test_edges_and_brackets(marked: str, expected: list[tuple[str, str]]) -> None:
    words, spans = read(marked)
    assert shown(words, tidy(words, spans)) == expected


def test_one_label_per_name_in_an_article() -> None:
    words, spans = read(
        "⟦SCHOOL LPK Cipta⟧ dan ⟦ORGANIZATION LPK Cipta⟧ serta ⟦ORGANIZATION LPK CIPTA⟧ di ⟦LOCATION Cipta⟧"
    )
    found = one_label_per_name(words, spans)
    assert [label for label, _ in shown(words, found)] == ["ORGANIZATION"] * 3 + ["LOCATION"]


def test_the_surer_label_wins_even_when_rarer() -> None:
    words = ["Ria", "dan", "Ria", "dan", "Ria"]
    spans = [Span(0, 0, "PERSON", 0.99), Span(2, 2, "SCHOOL", 0.3), Span(4, 4, "SCHOOL", 0.3)]
    assert {s.label for s in one_label_per_name(words, spans)} == {"PERSON"}
