"""The report in a real browser: it shows, filters, links, and runs nothing that an article brings."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import OutputError
from pipeline.report import write_report
from pipeline.report.data import collect, provinces
from tests.report.conftest import TEXT, many, write_tables


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


def _assert_calm(browser: Any) -> None:
    assert "owned" not in browser.title
    assert browser.execute_script("return document.querySelectorAll('main img, main script').length") == 0
    assert [entry["message"] for entry in browser.get_log("browser")] == []


def test_the_overview_counts_and_maps(browser: Any, page: Path) -> None:
    _open(browser, page, "overview")
    assert _text(browser, "dl.tiles dd")[0] == "120"
    labels = browser.execute_script("return [...document.querySelectorAll('svg a')].map((a) => a.ariaLabel)")
    assert "Jawa Barat: 120 articles" in labels
    assert len(labels) == 38
    _open(browser, page, "articles?province=32")
    assert "120 rows" in _text(browser, ".pager span")[0]
    _assert_calm(browser)


def test_facts_filter_and_lead_to_their_evidence(browser: Any, page: Path) -> None:
    _open(browser, page, "facts?q=lestari")
    assert "120 rows" in _text(browser, ".pager span")[0]
    browser.execute_script(
        "const i = document.querySelector('input[type=search]'); i.value = 'nobody'; "
        "document.querySelector('form').requestSubmit()"
    )
    assert "- 0 rows" in _text(browser, ".pager span")[0]
    _open(browser, page, "facts?q=lestari")
    browser.execute_script("document.querySelector('tbody a').click()")
    _wait(browser, "article")
    assert "".join(_text(browser, ".hit")) == "Bupati Ani Lestari"
    _assert_calm(browser)


def test_an_article_shows_its_text_whole_with_spans_at_the_right_characters(browser: Any, page: Path) -> None:
    _open(browser, page, "article/a3")
    assert _text(browser, "div.text") == [TEXT]
    assert _text(browser, "div.text mark") == ["Ani Lestari", "Rp2,5 miliar", "Kabupaten Garut"]
    browser.execute_script("document.querySelector('ul.facts button').click()")
    assert "".join(_text(browser, ".hit")) == "Bupati Ani Lestari"
    _assert_calm(browser)


def test_it_works_by_keyboard_and_on_a_phone(browser: Any, page: Path) -> None:
    browser.set_window_size(390, 800)
    try:
        _open(browser, page, "article/a3")
        assert browser.execute_script("return document.documentElement.scrollWidth <= innerWidth")
        browser.find_element("css selector", "div.text mark").send_keys("\ue008")  # Shift: focus, nothing typed
        assert _text(browser, "#tip")[0].startswith("PERSON: Ani Lestari")
        browser.execute_script("document.getElementById('theme').click()")
        assert browser.execute_script("return document.documentElement.dataset.theme") in {"dark", "light"}
    finally:
        browser.set_window_size(1280, 1000)
    _assert_calm(browser)


@pytest.mark.slow
def test_ten_thousand_articles_open_within_three_seconds(browser: Any, tmp_path: Path) -> None:
    write_tables(tmp_path, many(10_000))
    large = write_report(tmp_path, tmp_path / "report.html")
    began = time.perf_counter()
    _open(browser, large, "articles")
    assert time.perf_counter() - began < 3
    assert "10,000 rows" in _text(browser, ".pager span")[0]


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
    assert notes == ["money 2,500,000,000 IDR"]


def test_every_province_has_a_tile_of_its_own() -> None:
    tiles = provinces()
    assert len(tiles) == len({t[0] for t in tiles}) == len({t[3:] for t in tiles}) == 38
