"""Roles in an event, kept apart from offices."""

from __future__ import annotations

import pytest

from pipeline.relate.positions import find_event_roles
from tests.relate.marked import marked_view

CASES = [
    ("Pada [E FGD] yang dipimpin oleh [N Mutia Sari] hadir guru.", [("Mutia Sari", "chair", "FGD")]),
    ("Rapat dipimpin [P Bupati] [L Luwu] [N Tono].", [("Tono", "chair", None)]),
    ("Rapat dipimpin langsung oleh [N Tono].", [("Tono", "chair", None)]),
    ("Diskusi itu dengan notulis [N Yayat Hidayat].", [("Yayat Hidayat", "note-taker", None)]),
    (
        "Pada [E FGD] yang dipimpin oleh [N Mutia Sari] dengan notulis [N Yayat Hidayat] hadir guru.",
        [("Mutia Sari", "chair", "FGD"), ("Yayat Hidayat", "note-taker", "FGD")],
    ),
    ("Seminar dimoderatori oleh [N Ani Putri].", [("Ani Putri", "moderator", None)]),
    ("Acara dipandu moderator [N Ani Putri].", [("Ani Putri", "moderator", None)]),
    ("[E Webinar Literasi] menghadirkan narasumber [N Ani Putri].", [("Ani Putri", "speaker", "Webinar Literasi")]),
    ("[N Ani Putri] hadir sebagai pembicara.", [("Ani Putri", "speaker", None)]),
    ("[N Ani Putri] bertindak selaku moderator.", [("Ani Putri", "moderator", None)]),
    ("[A Dinas Pendidikan] dipimpin oleh [N Ani Putri].", []),
    ("Narasumber lain belum datang. [N Ani Putri] menunggu.", []),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[c[0][:50] for c in CASES])
def test_roles(marked: str, expected: list[tuple[str, str, str | None]]) -> None:
    view = marked_view(marked)
    found = find_event_roles(view)
    assert sorted({(r.person, r.role, r.event) for r in found}) == sorted(expected)
    for role in found:
        assert view.text[role.start : role.end] == role.text


def test_the_event_may_stand_in_the_sentence_before() -> None:
    view = marked_view("[E Rakor Guru] digelar kemarin. Acara itu dipimpin oleh [N Ani Putri].")
    assert [(r.person, r.event) for r in find_event_roles(view)] == [("Ani Putri", "Rakor Guru")]
