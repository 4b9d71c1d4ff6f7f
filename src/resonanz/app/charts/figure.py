"""The frame of every chart: finding, basis, key, marks, reasons, source, and the table behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from resonanz.app.charts import phrases
from resonanz.app.charts.markup import Node, el
from resonanz.app.charts.values import Gap, Hidden, Share
from resonanz.app.shell import numbers

NOTHING = "\u2013"
PairedRow = tuple[str, Share | Hidden | None, Share | Hidden | None, Gap | Hidden | None]


@dataclass(frozen=True, slots=True)
class Head:
    """A column of the table behind a chart."""

    text: str
    number: bool = True


def figure(name: str, finding: str, description: str, *parts: Node, kind: str) -> SafeString:
    """A whole chart. ``finding`` is its title and its name for screen readers."""
    caption = el("figcaption", el("h2", finding, id=f"{name}-t"), el("p", description, id=f"{name}-p"))
    return el("figure", caption, *parts, class_=f"chart {kind}", aria_labelledby=f"{name}-t", id=name)


def key(*entries: tuple[SafeString, str]) -> SafeString:
    """The key: a mark and its meaning each."""
    return el("ul", *(el("li", mark, text) for mark, text in entries), class_="key")


def key_mark(*shapes: Node) -> SafeString:
    """A drawing of 28 by 16 for the key."""
    return el("svg", *shapes, viewbox="0 0 28 16", aria_hidden="true")


def data_table(caption: str, heads: Sequence[Head], rows: Sequence[Sequence[str]]) -> SafeString:
    """The figures behind a chart, folded; the first cell of a row names it."""
    head = el("tr", *(el("th", each.text, scope="col", class_=_number(each)) for each in heads))
    body = [el("tr", *_cells(heads, row)) for row in rows]
    title = el("caption", el("span", caption))
    table = el("table", title, el("thead", head), el("tbody", *body), class_="data")
    label = gettext("Table: %(caption)s") % {"caption": caption}
    scroll = el("div", table, class_="scroll", tabindex="0", role="group", aria_label=label)
    return el("details", el("summary", gettext("As a table")), scroll, class_="table")


def source(text: str) -> SafeString | None:
    """Method and licence, in small type below."""
    return el("p", text, class_="source") if text else None


def _number(head: Head) -> str | None:
    return "num" if head.number else None


def _cells(heads: Sequence[Head], row: Sequence[str]) -> list[SafeString]:
    named = el("th", row[0], scope="row")
    return [named, *(el("td", text, class_=_number(head)) for head, text in zip(heads[1:], row[1:], strict=True))]


def paired_table(caption: str, first: str, rows: Sequence[PairedRow], reasons: phrases.Reasons) -> SafeString:
    """One line a row: both shares with band and answers, the difference with band, the verdict."""
    cells = [
        (name, *share_cells(employees, reasons), *share_cells(leaders, reasons), *_gap_cells(gap, reasons))
        for name, employees, leaders, gap in rows
    ]
    return data_table(caption, _paired_heads(first), cells)


def share_cells(value: Share | Hidden | None, reasons: phrases.Reasons) -> tuple[str, str, str]:
    """Value, band and answers of one side."""
    if value is None:
        return NOTHING, NOTHING, NOTHING
    if isinstance(value, Hidden):
        return reasons.text(value), NOTHING, NOTHING
    band = numbers.band(value.low, value.high)
    point = NOTHING if value.point is None else numbers.number(value.point)
    return point, band, numbers.count(value.answers)


def share_heads(side: str) -> tuple[Head, Head, Head]:
    """The columns of one side."""
    return Head(side), Head(gettext("Band (95 percent)")), Head(gettext("Answers"))


def _gap_cells(value: Gap | Hidden | None, reasons: phrases.Reasons) -> tuple[str, str, str]:
    if value is None:
        return NOTHING, NOTHING, NOTHING
    if isinstance(value, Hidden):
        return NOTHING, NOTHING, reasons.text(value)
    band = numbers.points_band(value.low, value.high)
    if value.point is None or value.verdict is None:
        return NOTHING, band, gettext("no verdict with 5 to 9 answers")
    return numbers.points(value.point), band, value.verdict.full


def _paired_heads(first: str) -> tuple[Head, ...]:
    return (
        Head(first, number=False),
        *share_heads(gettext("Employees, percent")),
        *share_heads(gettext("Leaders, percent")),
        Head(gettext("Difference, points")),
        Head(gettext("Band (95 percent)")),
        Head(gettext("Result"), number=False),
    )
