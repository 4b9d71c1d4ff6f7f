"""The figures of a page as a file: what the page shows, as it is rounded there, and nothing else.

A value that is not shown is an empty field with its reason beside it. Numbers with a plain dot, whole percent and
whole points as on the page; of fewer than 20 answers steps of five or ten, and a range instead of their number.
"""

import csv
import io
from collections.abc import Iterator

from resonanz.app.charts.values import Gap, HeatRow, Hidden, Share
from resonanz.app.insight import drawing, queries
from resonanz.app.insight.page import AreaPage
from resonanz.app.insight.reading import AreaReader, ItemReading
from resonanz.app.shell import numbers

Row = dict[str, str]

COLUMNS = (
    "wave", "area", "part", "item", "question", "less_is_better",
    "employees_pct", "employees_lo", "employees_hi", "employees_answers", "employees_options", "employees_hidden",
    "leaders_pct", "leaders_lo", "leaders_hi", "leaders_answers", "leaders_options", "leaders_hidden",
    "gap_pp", "gap_lo", "gap_hi", "verdict", "gap_hidden",
)  # fmt: skip
# First characters that make a spreadsheet read a text as a formula.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(page: AreaPage) -> str:
    """The file, UTF-8 with a byte order mark (spreadsheets need it), comma-separated."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_rows(page))
    return out.getvalue()


def _rows(page: AreaPage) -> Iterator[Row]:
    read = AreaReader(page.figures, queries.gaps(page.wave))
    readings = read.items(page.area)
    label = page.figures.areas.structure.nodes[page.area].label
    for reading in readings:
        yield {
            **_head(page, label, "area", reading),
            **_share("employees", reading.employees_share, _options(read, page.area, reading, 0)),
            **_share("leaders", reading.leaders_share, _options(read, page.area, reading, 1)),
            **_gap(reading.gap),
        }
    heat = page.by_area(read, readings)
    for row in heat.rows[1:] if heat else ():
        yield from _below(page, row, readings)


def _below(page: AreaPage, row: HeatRow, readings: list[ItemReading]) -> Iterator[Row]:
    # Areas below show only the difference on this page; each has its own page with more.
    part = "below" if row.url else "counted together"
    for reading, cell in zip(readings, row.cells, strict=True):
        yield {**_head(page, row.label, part, reading), **_gap(cell)}


def _head(page: AreaPage, area: str, part: str, reading: ItemReading) -> Row:
    return {
        "wave": f"{page.wave.number}",
        "area": _text(area),
        "part": part,
        "item": _text(reading.code),
        "question": _text(reading.wording.text),
        "less_is_better": "yes" if reading.reversed else "no",
    }


def _share(side: str, share: Share | Hidden, options: str) -> Row:
    if isinstance(share, Hidden):
        return {f"{side}_hidden": share.reason}
    return {
        f"{side}_pct": "" if share.point is None else _number(share.point),
        f"{side}_lo": _number(share.low),
        f"{side}_hi": _number(share.high),
        f"{side}_answers": _answers(share),
        f"{side}_options": options,
    }


def _gap(gap: Gap | Hidden) -> Row:
    if isinstance(gap, Hidden):
        return {"gap_hidden": gap.reason}
    return {
        "gap_pp": "" if gap.point is None else _number(gap.point),
        "gap_lo": _number(gap.low),
        "gap_hi": _number(gap.high),
        "verdict": gap.verdict.word.value if gap.verdict else "",
    }


def _options(read: AreaReader, area: int, reading: ItemReading, side: int) -> str:
    # How the answers spread, "cannot say" last, parted by slashes.
    spread = drawing.spread(read, area, reading).rows[side].spread
    if isinstance(spread, Hidden):
        return ""
    return "/".join(str(count) for count in (*spread.counts, spread.cannot_say))


def _answers(share: Share) -> str:
    least, most = share.detail.least, share.detail.most
    return str(share.answers) if most is None else f"{least} to {most}"


def _number(value: float) -> str:
    return str(numbers.rounded(value))


def _text(value: str) -> str:
    return f"'{value}" if value.startswith(DANGEROUS) else value
