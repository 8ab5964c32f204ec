"""Compare this project's quantities with price-parser and quantulum3 on ``tests/cases/quantities.jsonl``.

    python benchmarks/compare_normalizers.py            print the table
    python benchmarks/compare_normalizers.py --write    put it into docs/normalization-numbers.md

price-parser (``pip install price-parser``) reads one price from one short string: it is given each money expression
alone, so it need not find it; right means the amount and the currency.  quantulum3 (``pip install quantulum3``) reads
running English text: it is given the whole sentence, without its optional classifier; right means a quantity that
overlaps the expression and has its value (both ends of a range), whatever its unit.  For this project right means
span, kind, value, upper end, unit and qualifier together.  *Clean* counts the sentences without a quantity in which
nothing is found.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "normalization-numbers.md"
BEGIN, END = "<!-- comparison: written by benchmarks/compare_normalizers.py -->", "<!-- end of comparison -->"
sys.path.insert(0, str(ROOT))

from pipeline.normalize import find_quantities  # noqa: E402
from tests.normalize.tagged import Expected, read_cases, read_tagged  # noqa: E402

CURRENCIES = {"Rp": "IDR", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "US$": "USD", "S$": "SGD", "Euro": "EUR"}


def ours_right(text: str, expected: list[Expected]) -> list[bool]:
    """For each expectation, whether a quantity found is the same in every respect."""
    found = {(q.start, q.end): (q.kind, q.value, q.value_max, q.unit, q.qualifier) for q in find_quantities(text)}
    return [
        found.get((e.start, e.end))
        == (
            e.attributes["kind"],
            Decimal(e.attributes["value"]),
            Decimal(e.attributes["max"]) if "max" in e.attributes else None,
            e.attributes.get("unit"),
            e.attributes.get("qualifier"),
        )
        for e in expected
    ]


def price_right(expected: Expected) -> bool:
    """Whether price-parser reads the amount and currency of a money expression given alone."""
    from price_parser import Price

    price = Price.fromstring(expected.text)
    value = Decimal(expected.attributes["value"])
    currency = CURRENCIES.get(price.currency or "", price.currency)
    return "max" not in expected.attributes and price.amount == value and currency == expected.attributes["unit"]


def quantulum_found(text: str) -> list[tuple[int, int, float | None, float | None]]:
    """What quantulum3 finds: the span, and the value or both ends of the range."""
    from quantulum3 import classifier, parser

    classifier.USE_CLF = False
    found = []
    for quantity in parser.parse(text):
        low = high = None
        if quantity.uncertainty:
            low, high = quantity.value - quantity.uncertainty, quantity.value + quantity.uncertainty
        else:
            low = quantity.value
        found.append((quantity.span[0], quantity.span[1], low, high))
    return found


def quantulum_right(found: list[tuple[int, int, float | None, float | None]], expected: Expected) -> bool:
    """Whether an overlapping quantity has the value, and the upper end where there is one."""
    high = expected.attributes.get("max")
    for start, end, low_value, high_value in found:
        if start < expected.end and expected.start < end and low_value is not None:
            same = abs(low_value - float(expected.attributes["value"])) < 1e-6
            if same and (high is None or (high_value is not None and abs(high_value - float(high)) < 1e-6)):
                return True
    return False


def table() -> str:
    """The comparison as a Markdown table."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    price: Counter[str] = Counter()
    quantulum: Counter[str] = Counter()
    clean = {"sentences": 0, "ours": 0, "quantulum": 0}
    for row in read_cases("quantities.jsonl"):
        text, expected = read_tagged(row["text"])
        theirs = quantulum_found(text)
        if not expected:
            clean["sentences"] += 1
            clean["ours"] += not find_quantities(text)
            clean["quantulum"] += not theirs
        for quantity, is_right in zip(expected, ours_right(text, expected), strict=True):
            kind = quantity.attributes["kind"]
            total[kind] += 1
            right[kind] += is_right
            quantulum[kind] += quantulum_right(theirs, quantity)
            if kind == "money":
                price[kind] += price_right(quantity)
    lines = [
        f"| kind | expressions | this project: all right | price-parser {version('price-parser')}: amount and currency "
        f"| quantulum3 {version('quantulum3')}: value |",
        "|---|---|---|---|---|",
    ]
    for kind, count in total.most_common():
        lines.append(
            f"| {kind} | {count} | {right[kind]} | {price[kind] if kind == 'money' else ''} | {quantulum[kind]} |"
        )
    lines.append(f"| **all** | {total.total()} | {right.total()} | | {quantulum.total()} |")
    lines.append(
        f"| sentences without a quantity, clean | {clean['sentences']} | {clean['ours']} | | {clean['quantulum']} |"
    )
    return "\n".join(lines)


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument("--write", action="store_true", help="renew the table in docs/normalization-numbers.md")
    result = table()
    print(result)
    if arguments.parse_args().write:
        page = PAGE.read_text(encoding="utf-8")
        head, _, rest = page.partition(BEGIN)
        _, _, tail = rest.partition(END)
        PAGE.write_text(f"{head}{BEGIN}\n{result}\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
