"""Roster files for tests."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

COLUMNS = (
    "person_id", "email", "given_name", "family_name", "unit_id", "parent_unit_id", "unit_name", "leads_unit_id",
    "site", "from", "to",
)  # fmt: skip

SMALL = """\
person_id,email,given_name,family_name,unit_id,parent_unit_id,unit_name,leads_unit_id,site,from,to,shift
1,greta@example.org,Greta,Gründel,top,,Beispielwerke,top,Nord,2020-01-01,,
2,vera@example.org,Vera,Vogt,hr,top,Personal,,Nord,2020-01-01,,
3,lena@example.org,Lena,Lang,sales,top,Vertrieb,sales,Nord,2020-01-01,,early
4,emil@example.org,Emil,Ernst,north,sales,Vertrieb Nord,,Süd,2020-01-01,,late
5,lars@example.org,Lars,Lutz,it,top,IT,it,Süd,2020-01-01,,
6,otto@example.org,Otto,Ohlsen,it,top,IT,it,Süd,2020-01-01,,
7,ina@example.org,Ina,Imhof,it,top,IT,,Süd,2020-01-01,,late
8,gone@example.org,Gerd,Gegangen,it,top,IT,,Süd,2020-01-01,2021-01-31,
"""


def roster_of(rows: Iterable[Mapping[str, str]]) -> bytes:
    """A file from rows that name only the columns they need; person_id alone makes a whole person of unit A."""
    rows = list(rows)
    extra = sorted({name for row in rows for name in row} - set(COLUMNS))
    out = io.StringIO()
    writer = csv.DictWriter(out, [*COLUMNS, *extra], restval="")
    writer.writeheader()
    for row in rows:
        writer.writerow({**person(row["person_id"]), **row} if row.get("person_id") else row)
    return out.getvalue().encode()


def person(number: str) -> dict[str, str]:
    """A whole row for somebody in unit A."""
    return {
        "person_id": number,
        "email": f"p{number}@example.org",
        "given_name": f"Given{number}",
        "family_name": f"Family{number}",
        "unit_id": "A",
    }
