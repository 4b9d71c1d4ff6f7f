"""One cell of the heat table: signed points, band, a small interval with its zero line, the word."""

from collections.abc import Callable

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from resonanz.app.charts import marks, phrases
from resonanz.app.charts.markup import el, join, pct
from resonanz.app.charts.values import Gap, Hidden, Word
from resonanz.app.shell import numbers

SMALL_BAND = 7
# Draws a cell with the reach and the reasons of its chart.
Drawn = Callable[[Gap | Hidden], tuple[SafeString, ...]]
TINTS = {Word.HIGHER: "lead-up", Word.LOWER: "emp-up", Word.UNCLEAR: "un"}
INKS = {Word.HIGHER: "lead", Word.LOWER: "emp", Word.UNCLEAR: "n"}


def tint(cell: Gap | Hidden) -> str:
    """The ground: coloured only when clear, by who is higher; its edge says the same without colour."""
    if isinstance(cell, Hidden):
        return "off"
    return TINTS[cell.word] if cell.word else "un few"


def heat_cell(cell: Gap | Hidden, reach: int, reasons: phrases.Reasons) -> tuple[SafeString, ...]:
    """The content of a cell."""
    if isinstance(cell, Hidden):
        return (el("span", reasons.text(cell), class_="why"),)
    between = el("span", numbers.points_band(cell.low, cell.high), class_="ci")
    if cell.point is None or cell.word is None:
        return (
            el("span", between, class_="val"),
            _interval(cell, reach),
            el("span", gettext("5 to 9 answers"), class_="word"),
        )
    value = el("span", el("b", numbers.points(cell.point)), " ", between, class_="val")
    return value, _interval(cell, reach), el("span", phrases.verdict(cell.word), class_="word")


def _interval(cell: Gap, reach: int) -> SafeString:
    ink = INKS[cell.word or Word.UNCLEAR]
    low, high = (_place(end, reach) for end in (cell.low, cell.high))
    bar = marks.band(low, high, f"band-{ink}", height=SMALL_BAND)
    hatch = marks.band(low, high, "hatched-n", height=SMALL_BAND) if ink == "n" else None
    zero = el("line", class_="g0", x1="50%", x2="50%", y1=-1, y2=13)
    point = _point(ink, _place(cell.point, reach)) if cell.point is not None else None
    return el("svg", join([zero, bar, hatch, point]), aria_hidden="true")


def _point(ink: str, at: float) -> SafeString:
    if ink == "lead":
        shape = el("rect", class_="pt-lead", x=-4.5, y=-4.5, width=9, height=9, rx=1)
    else:
        shape = el("circle", class_=f"pt-{ink}", r=5 if ink == "emp" else 4.5)
    return el("svg", shape, x=pct(at), y="50%", overflow="visible")


def _place(value: float, reach: int) -> float:
    # Where a difference lies on the small axis, in percent; ends beyond the reach stop at the edge.
    return max(0.0, min(100.0, 50 + 50 * value / reach))
