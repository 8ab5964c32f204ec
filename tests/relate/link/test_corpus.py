"""Linking across the corpus, measured on names of our own, and its promises of order, blocks and time."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from pipeline.records import Article, Mention, Position
from pipeline.relate.link import LocalName, block_keys, canonical_name, link_article, link_names, local_names
from pipeline.relate.view import ArticleView
from tests.relate.link.corpus_of_names import THINGS, Local
from tests.relate.marked import marked_view

DAY = dt.date(2025, 3, 1)


def local_name(label: str, row: Local, number: int) -> LocalName:
    """The local name that one article of its own gives: linked by the component's own function."""
    name, shorts, offices = row
    text = name
    mentions = [Mention(start=0, end=len(name), text=name, label=label)]  # type: ignore[arg-type]
    for short in shorts:
        text += f" {short}"
        mentions.append(Mention(start=len(text) - len(short), end=len(text), text=short, label=label))  # type: ignore[arg-type]
    view = marked_view(name, aliases=())
    view = ArticleView(
        article=Article(article_id=f"a{number}", source=f"a{number}", text=text, published=DAY),
        mentions=mentions,
        aliases=[a for short in shorts if short != name for a in _alias(text, short, name, label)],
        positions=[
            Position(start=0, end=len(name), text=name, person=name, position=office, body=body)
            for office, body in offices
        ],
    )
    linked = link_article(view)
    rows = {
        "articles": [{"published": DAY}],
        "entities": [
            {"text": m.text, "label": m.label, "name": m.name, "entity_id": m.entity_id, "code": m.code}
            for m in linked.mentions
        ],
        "positions": [
            {
                "person": p.person,
                "position": p.position,
                "body": p.body,
                "entity_id": p.entity_id or linked.mentions[0].entity_id,
            }
            for p in linked.positions
        ],
    }
    return next(n for n in local_names(rows) if n.local_id == linked.mentions[0].entity_id)


def _alias(text: str, short: str, long: str, label: str) -> list:  # type: ignore[type-arg]
    from pipeline.records import Alias

    kind = "short name" if label == "PERSON" else "acronym"
    return [Alias(start=0, end=len(text), text=text, short=short, long=long, kind=kind)]  # type: ignore[arg-type]


def corpus() -> tuple[list[LocalName], list[int]]:
    names, gold = [], []
    for number, (label, rows) in enumerate(THINGS):
        for row in rows:
            names.append(local_name(label, row, len(names)))
            gold.append(number)
    return names, gold


def pairwise_f1(ids: Sequence[str], gold: Sequence[int]) -> float:
    """F1 over all pairs of names: linked against being one thing."""
    right = found = wanted = 0
    for i, j in combinations(range(len(gold)), 2):
        found += ids[i] == ids[j]
        wanted += gold[i] == gold[j]
        right += ids[i] == ids[j] and gold[i] == gold[j]
    return 2 * right / (found + wanted)


def test_the_corpus_is_as_large_as_it_says() -> None:
    assert len(THINGS) >= 60
    names, _ = corpus()
    assert len(names) >= 200


def test_names_are_linked_with_pairwise_f1_of_95_and_more() -> None:
    names, gold = corpus()
    links = link_names(names)
    ids = [links[n.local_id] for n in names]
    wrong = [
        (names[i].name, names[j].name, ids[i] == ids[j])
        for i, j in combinations(range(len(gold)), 2)
        if (ids[i] == ids[j]) != (gold[i] == gold[j])
    ]
    assert pairwise_f1(ids, gold) >= 0.95, wrong


def test_the_order_of_articles_does_not_matter() -> None:
    names, _ = corpus()
    links = link_names(names)
    for seed in range(3):
        shuffled = list(names)
        random.Random(seed).shuffle(shuffled)
        assert link_names(shuffled) == links


def test_a_name_depends_only_on_the_blocks_that_it_reaches() -> None:
    """Each chain of blocks linked alone gives what linking everything gives."""
    names, _ = corpus()
    links = link_names(names)
    by_block = defaultdict(set)
    for i, name in enumerate(names):
        for key in block_keys(name):
            by_block[key].add(i)
    left = set(range(len(names)))
    while left:
        component, frontier = set(), {min(left)}
        while frontier:
            component |= frontier
            keys = {k for i in frontier for k in block_keys(names[i])}
            same = {names[i].local_id for i in frontier}
            reached = {j for k in keys for j in by_block[k]} | {j for j in left if names[j].local_id in same}
            frontier = reached - component
        part = link_names([names[i] for i in component])
        assert part == {names[i].local_id: links[names[i].local_id] for i in component}
        left -= component


def test_linked_names_share_a_chain_of_blocks() -> None:
    a = LocalName(local_id="1", label="PERSON", name="Dewi Larasati")
    b = LocalName(local_id="2", label="PERSON", name="Bagas Prakoso")
    assert not block_keys(a) & block_keys(b)


def test_renamed_ministries_stay_apart() -> None:
    old = LocalName(local_id="1", label="AGENCY", name="Kementerian Pendidikan dan Kebudayaan")
    new = LocalName(local_id="2", label="AGENCY", name="Kementerian Pendidikan Dasar dan Menengah")
    links = link_names([old, new])
    assert links["1"] != links["2"]


def test_someone_who_served_under_both_names_of_a_ministry_is_one_person() -> None:
    a = LocalName(local_id="1", label="PERSON", name="Dewi Larasati", bodies=("kementerian pendidikan kebudayaan",))
    b = LocalName(
        local_id="2",
        label="PERSON",
        name="Dewi Larasati",
        bodies=("kementerian pendidikan kebudayaan riset teknologi",),
    )
    links = link_names([a, b])
    assert links["1"] == links["2"]


def test_an_id_does_not_change_when_later_articles_name_the_thing_in_other_ways() -> None:
    first = LocalName(local_id="1", label="SCHOOL", name="Universitas Cendana Raya", variants=("UCR",), first_seen=DAY)
    later = LocalName(
        local_id="2", label="SCHOOL", name="UCR", variants=("UCR",), first_seen=DAY + dt.timedelta(days=9)
    )
    assert link_names([first])["1"] == link_names([first, later])["1"] == link_names([first, later])["2"]


def test_an_acronym_of_two_things_alone_is_left_alone() -> None:
    names = [
        LocalName(local_id="1", label="SCHOOL", name="Universitas Cendana Raya", variants=("UCR",)),
        LocalName(local_id="2", label="SCHOOL", name="Universitas Citra Rakyat", variants=("UCR",)),
        LocalName(local_id="3", label="SCHOOL", name="UCR", variants=("UCR",)),
    ]
    assert len(set(link_names(names).values())) == 3


def test_the_name_of_a_cluster_is_its_usual_long_form() -> None:
    names = [
        LocalName(local_id="1", label="PROGRAM", name="MBG", mentions=50),
        LocalName(local_id="2", label="PROGRAM", name="Makan Bergizi Gratis", mentions=9),
        LocalName(local_id="3", label="PROGRAM", name="Makanan Bergizi Gratis", mentions=1),
    ]
    assert canonical_name(names) == "Makan Bergizi Gratis"
    people = [
        LocalName(local_id="1", label="PERSON", name="Rhamdan Ikhsan", mentions=9),
        LocalName(local_id="2", label="PERSON", name="RHAMDAN NURUL IKHSAN"),
        LocalName(local_id="3", label="PERSON", name="Rhamdan Nurul Ikhsan"),
    ]
    assert canonical_name(people) == "Rhamdan Nurul Ikhsan"


def test_time_grows_with_the_number_of_names() -> None:
    words = "Adi Budi Candra Dewi Eko Fajar Gita Hadi Indah Joko Kartika Lestari Maya Nanda Oki Putri Rina Sari Tono"
    given = words.split()
    draw = random.Random(7)

    def make(count: int) -> list[LocalName]:
        names = []
        for i in range(count):
            if i % 3:
                name = f"{draw.choice(given)} {draw.choice(given)}{draw.randrange(200)} {draw.choice(given)}"
                names.append(
                    LocalName(local_id=f"p{i}", label="PERSON", name=name, bodies=(f"dinas {draw.randrange(500)}",))
                )
            else:
                names.append(
                    LocalName(
                        local_id=f"b{i}", label="AGENCY", name=f"Badan {draw.choice(given)} {draw.randrange(900)}"
                    )
                )
        return names

    times = []
    for count in (2_000, 8_000):
        names = make(count)
        start = time.process_time()
        link_names(names)
        times.append(time.process_time() - start)
    assert times[1] < 20.0
    assert times[1] < 12 * max(times[0], 0.05)
