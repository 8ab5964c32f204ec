"""Measuring the rules against annotated articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.tag.lexicon.measure import f1
from pipeline.tag.rules import tag
from pipeline.tag.rules.measure import main, measure


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    articles = [
        {"text": "Bupati Bekasi hadir.", "entities": [[0, 6, "POSITION"], [7, 13, "LOCATION"]]},
        {"text": "Di Bali ada Pijar.", "entities": [[12, 17, "PROGRAM"]]},
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return path


def test_right_wrong_and_missed(gold: Path) -> None:
    by_label, by_rule = measure(gold)
    assert by_label["LOCATION"] == {"right": 1, "wrong": 1}
    assert by_label["PROGRAM"] == {"missed": 1}
    assert by_rule["office"] == {"right": 1}


def test_one_article_of_two(gold: Path) -> None:
    by_label, _ = measure(gold, every=2)
    assert by_label == {"POSITION": {"right": 1}, "LOCATION": {"right": 1}}


def test_the_table(gold: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["measure", str(gold)])
    main()
    assert "all                      P  66.7  R  66.7  F1  66.7" in capsys.readouterr().out


def test_micro_f1() -> None:
    wanted = [{(0, 6, "POSITION"), (7, 13, "LOCATION"), (20, 21, "EVENT")}]
    assert f1(wanted, [tag("Bupati Bekasi hadir.")]) == pytest.approx(80.0)
    assert f1([set()], [[]]) == 0.0
