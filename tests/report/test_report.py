"""The report in a real browser: it shows, filters, links, and runs nothing that an article brings."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import OutputError
from pipeline.report import write_report
from pipeline.report.data import _series, collect, provinces
from tests.report.conftest import HOSTILE, TEXT, many, write_tables


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    write_tables(folder, many(120))
    return write_report(folder, folder / "report.html")


def _open(browser: Any, page: Path, view: str) -> None:
    browser.get("about:blank")
    browser.get(f"{page.as_uri()}#/{view}")
    _wait(browser, view.split("/")[0].split("?")[0])


def _wait(browser: Any, view: str) -> None:
    for _ in range(100):
        if browser.execute_script("return document.body.dataset.ready") == view:
            return
        time.sleep(0.05)
    raise AssertionError(f"the view {view} did not show")


def _text(browser: Any, selector: str) -> list[str]:
    return list(
        browser.execute_script(
            "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)", selector
        )
    )


def _press(browser: Any, key: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    named = {"ArrowRight": Keys.ARROW_RIGHT, "Escape": Keys.ESCAPE, "Enter": Keys.ENTER, "Tab": Keys.TAB}
    ActionChains(browser).send_keys(named[key]).perform()


def _tab(browser: Any) -> str:
    _press(browser, "Tab")
    return str(browser.execute_script("const e = document.activeElement; return `${e.tagName} ${e.textContent}`"))


def _assert_calm(browser: Any) -> None:
    assert "owned" not in browser.title
    assert browser.execute_script("return document.querySelectorAll('main img, main script').length") == 0
    assert [entry["message"] for entry in browser.get_log("browser")] == []


def test_the_overview_counts_and_maps(browser: Any, page: Path) -> None:
    _open(browser, page, "overview")
    assert _text(browser, "dl.tiles dd")[0] == "120"
    tiles = browser.execute_script("return [...document.querySelectorAll('svg [aria-label]')].map((a) => a.ariaLabel)")
    assert "JB 120 articles: Jawa Barat" in tiles
    assert "AC no articles: Aceh" in tiles
    assert len(tiles) == 38
    browser.execute_script("document.querySelector('svg a').dispatchEvent(new MouseEvent('click'))")
    _wait(browser, "articles")
    assert "120 articles" in _text(browser, ".pager span")[0]
    _assert_calm(browser)


def test_a_name_of_the_overview_leads_to_the_articles_that_mention_it(browser: Any, page: Path) -> None:
    _open(browser, page, "overview")
    browser.execute_script("document.querySelectorAll('ol.bars')[1].querySelector('a').click()")
    _wait(browser, "articles")
    assert _text(browser, ".chosen b")[0].startswith("Ani Lestari")
    assert "120 articles" in _text(browser, ".pager span")[0]
    _assert_calm(browser)


def test_facts_filter_sort_and_lead_to_their_evidence(browser: Any, page: Path) -> None:
    _open(browser, page, "facts?q=lestari")
    assert "120 facts" in _text(browser, ".pager span")[0]
    browser.execute_script("document.querySelectorAll('thead button')[6].click()")
    assert _text(browser, "th[aria-sort=ascending]") == ["Score ▲"]
    browser.execute_script(
        "const i = document.querySelector('input[type=search]'); i.value = 'nobody'; "
        "document.querySelector('form').requestSubmit()"
    )
    assert _text(browser, ".nothing p") == ["No fact fits these filters."]
    assert _text(browser, "#live") == ["0 facts"]
    browser.execute_script("document.querySelector('.nothing button').click()")
    assert "120 facts" in _text(browser, ".pager span")[0]
    _open(browser, page, "facts?q=lestari")
    browser.execute_script("document.querySelector('tbody a').click()")
    _wait(browser, "article")
    assert "".join(_text(browser, ".hit")) == "Bupati Ani Lestari"
    assert _text(browser, "ul.facts button[aria-current] b") == ["Ani Lestari"]
    _assert_calm(browser)


def test_an_article_shows_its_text_whole_with_spans_at_the_right_characters(browser: Any, page: Path) -> None:
    _open(browser, page, "article/a3")
    assert _text(browser, "div.text") == [TEXT]
    assert _text(browser, "div.text mark") == ["Ani Lestari", "Rp2,5 miliar", "Kabupaten Garut"]
    browser.execute_script("document.querySelector('ul.facts button').click()")
    assert "".join(_text(browser, ".hit")) == "Bupati Ani Lestari"
    _assert_calm(browser)


def test_it_works_by_keyboard(browser: Any, page: Path) -> None:
    _open(browser, page, "article/a3")
    browser.execute_script("document.querySelector('.legend input:last-of-type').focus()")
    stops = [_tab(browser) for _ in range(30)]
    assert len({s for s in stops if s.startswith("MARK")}) == 1, "one stop for all marks"
    assert any(s.startswith("BUTTON") and "Ani Lestari" in s for s in stops)
    browser.execute_script("document.querySelector('div.text mark').focus()")
    assert _text(browser, "#tip") == ["Person: Ani Lestari " + HOSTILE + " - score 0.90"]
    _press(browser, "ArrowRight")
    assert browser.execute_script("return document.activeElement.textContent") == "Rp2,5 miliar"
    assert _text(browser, "#tip") == ["Number: money: 2,500,000,000 IDR"]
    _press(browser, "Escape")
    assert browser.execute_script("return document.getElementById('tip').hidden")
    assert browser.execute_script("return document.activeElement.textContent") == "Rp2,5 miliar"
    browser.execute_script("document.querySelector('ul.facts button').focus()")
    _press(browser, "Enter")
    assert _text(browser, "#live") == ["Evidence: Bupati Ani Lestari"]
    _press(browser, "Escape")
    assert _text(browser, ".hit") == []
    assert browser.execute_script("return document.activeElement.matches('ul.facts button')")
    _assert_calm(browser)


def test_kinds_of_marks_can_be_put_away(browser: Any, page: Path) -> None:
    _open(browser, page, "article/a3")
    assert _text(browser, ".swatch") == ["Person", "Place", "Number"]
    colour = "return getComputedStyle(document.querySelector('mark.PERSON')).backgroundColor"
    shown = browser.execute_script(colour)
    browser.execute_script("document.querySelector('.legend input').click()")
    assert browser.execute_script(colour) != shown
    swatches = browser.execute_script(
        "return [...document.querySelectorAll('.swatch')].map((e) => getComputedStyle(e).backgroundColor)"
    )
    assert len(set(swatches)) == 3, "the legend shows the colours of the text"


def test_it_fits_a_phone(browser: Any, page: Path) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": False}
    )
    try:
        for view in ("overview", "facts", "articles", "article/a3"):
            _open(browser, page, view)
            wide = browser.execute_script("const r = document.documentElement; return r.scrollWidth - r.clientWidth")
            assert wide == 0, view
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_barrier(browser: Any, page: Path, scheme: str, width: int) -> None:
    """The rules of WCAG 2.2 AA, and axe's own best practices, on every view."""
    axe = pytest.importorskip("axe_core_python", reason="needs edufakta[test]")
    script = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    )
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    try:
        for view in ("overview", "facts", "facts?q=nobody", "articles", "article/a3?at=0-18"):
            _open(browser, page, view)
            assert browser.execute_script("return document.documentElement.dataset.theme") == scheme
            browser.execute_script(script)
            found = browser.execute_async_script(
                "const done = arguments[0]; axe.run(document).then((r) => done(r.violations.map("
                "(v) => `${v.id}: ${v.nodes.map((n) => n.html).slice(0, 3).join(' ')}`)), (e) => done([String(e)]))"
            )
            assert found == [], view
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_a_run_that_found_nothing_still_gives_a_report(browser: Any, tmp_path: Path) -> None:
    write_tables(tmp_path, {})
    empty = write_report(tmp_path, tmp_path / "report.html")
    _open(browser, empty, "overview")
    assert _text(browser, "dl.tiles dd")[0] == "0"
    assert "No article has a known day of publication." in _text(browser, "p.note")
    _open(browser, empty, "facts")
    assert _text(browser, ".nothing p") == ["There are no facts in these tables."]
    _open(browser, empty, "article/none")
    assert _text(browser, "main h2") == ["Not found"]
    _assert_calm(browser)


@pytest.mark.slow
def test_ten_thousand_articles_open_within_three_seconds(browser: Any, tmp_path: Path) -> None:
    write_tables(tmp_path, many(10_000))
    large = write_report(tmp_path, tmp_path / "report.html")
    began = time.perf_counter()
    _open(browser, large, "articles")
    assert time.perf_counter() - began < 3
    assert "10,000 articles" in _text(browser, ".pager span")[0]


def test_a_folder_without_tables_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="No tables"):
        write_report(tmp_path, tmp_path / "report.html")
    assert not (tmp_path / "report.html").exists()


def test_offsets_count_utf16_units(tmp_path: Path) -> None:
    write_tables(tmp_path, many(1))
    data = collect(tmp_path)
    text, spans = data.details[0][0]
    encoded = text.encode("utf-16-le")
    assert [encoded[2 * s[0] : 2 * s[1]].decode("utf-16-le") for s in spans] == [
        "Ani Lestari",
        "Rp2,5 miliar",
        "Kabupaten Garut",
    ]


def test_whole_numbers_are_shown_as_such(tmp_path: Path) -> None:
    write_tables(tmp_path, many(1))
    notes = [span[3] for span in collect(tmp_path).details[0][0][1] if span[2] == "QUANTITY"]
    assert notes == ["money: 2,500,000,000 IDR"]


def test_months_without_articles_are_in_the_series() -> None:
    assert _series([("2024-11", 2), ("2025-02", 1)]) == {
        "by": "month",
        "periods": [["2024-11", 2], ["2024-12", 0], ["2025-01", 0], ["2025-02", 1]],
        "earlier": 0,
    }
    few = _series([("1999-01", 1), ("2025-01", 99)])
    assert (few["by"], len(few["periods"]), few["earlier"]) == ("month", 60, 1)
    years = _series([("2001-05", 50), ("2025-01", 50)])
    assert (years["by"], years["periods"][0], len(years["periods"])) == ("year", ["2001", 50], 25)
    assert _series([]) == {"by": "month", "periods": [], "earlier": 0}


def test_an_amount_said_twice_in_an_article_is_listed_once(tmp_path: Path) -> None:
    rows = many(2)
    rows["quantities"].append({**rows["quantities"][0], "item": "bantuan"})
    write_tables(tmp_path, rows)
    amounts = collect(tmp_path).overview["amounts"]
    assert [(a[0], a[2], a[4]) for a in amounts] == [("bantuan", 2.5e9, "a0"), ("", 2.5e9, "a1")]
    encoded = TEXT.encode("utf-16-le")
    assert encoded[2 * amounts[0][-2] : 2 * amounts[0][-1]].decode("utf-16-le") == "Rp2,5 miliar"


def test_every_province_has_a_tile_of_its_own() -> None:
    tiles = provinces()
    assert len(tiles) == len({t[0] for t in tiles}) == len({t[3:] for t in tiles}) == 38


def test_spellings_of_one_name_count_together_and_hidden_pupils_are_not_listed(tmp_path: Path) -> None:
    rows = many(2)
    first, second = rows["entities"][0], rows["entities"][2]
    first.update(name="Ani", entity_id="per-1")
    second.update(name="Ani Lestari", entity_id="per-1")
    rows["entities"].append({**first, "name": "Siswa 1", "entity_id": "pupil-1"})
    name = {"entity_id": "per-1", "label": "PERSON", "name": "Ani Lestari", "articles": 2, "mentions": 2}
    rows["names"] = [name]
    write_tables(tmp_path, rows)
    data = collect(tmp_path)
    assert data.overview["people"] == [("Ani Lestari", 2)]
    assert data.mentions["Ani Lestari"] == [0, 1]


def test_an_article_without_a_title_is_called_by_its_first_line(tmp_path: Path) -> None:
    rows = many(2)
    rows["articles"][0].update(title=None, text="Guru hadir.\nSiswa belajar.")
    rows["articles"][1].update(title=None, text="kata " * 40)
    write_tables(tmp_path, rows)
    titles = collect(tmp_path).articles["title"]
    assert sorted(titles) == sorted(["Guru hadir.", ("kata " * 40)[:87] + "..."])
