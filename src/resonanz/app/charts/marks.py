"""Marks along a horizontal axis. Positions are percentages, so marks and text keep their size when the chart grows."""

from django.utils.safestring import SafeString

from resonanz.app.charts.markup import el, join, pct
from resonanz.app.charts.values import ChartSide, Share
from resonanz.app.shell import numbers

TICKS = (0, 25, 50, 75, 100)
BAND_HEIGHT = 12


def grid() -> SafeString:
    """The vertical lines behind a row."""
    return join(el("line", class_="g", x1=pct(tick), x2=pct(tick), y1="0", y2="100%") for tick in TICKS)


def axis() -> SafeString:
    """The scale above and below the rows."""
    texts = (
        el("text", numbers.percent(t) if t == 100 else str(t), x=pct(t), y="75%", text_anchor="middle") for t in TICKS
    )
    return el("svg", *texts, class_="plot")


def band(low: float, high: float, css: str, *, lane: int = 0, height: int = BAND_HEIGHT) -> SafeString:
    """An interval as a bar with round ends, ``lane`` pixels below the middle of its row."""
    return el(
        "rect",
        class_=css,
        x=pct(low),
        width=pct(max(high - low, 0.6)),
        y="50%",
        height=height,
        rx=height / 2,
        transform=f"translate(0,{lane - height / 2:g})",
    )


def mark(symbol: str, at: float, *, lane: int = 0) -> SafeString:
    """A shape of the sprite at a place on the axis."""
    return el("svg", el("use", href=f"#{symbol}", y=lane), x=pct(at), y="50%", overflow="visible")


def label(text: str, at: float, css: str, *, dy: int) -> SafeString:
    """A value beside its mark; at the ends of the axis it leans inward."""
    anchor = "start" if at < 4 else "end" if at > 96 else "middle"
    return el("text", text, class_=f"v {css}", x=pct(at), y="50%", dy=dy, text_anchor=anchor)


def side_marks(value: Share, side: ChartSide, *, lane: int, dy: int) -> SafeString:
    """Band, point and value of one side; with 5 to 9 answers only the band, hatched, and its ends as text."""
    ink = f"f-{side.value}"
    if value.point is None:
        ground = band(value.low, value.high, f"few-{side.value}", lane=lane)
        hatch = band(value.low, value.high, f"hatched-{side.value}", lane=lane)
        middle = (value.low + value.high) / 2
        return join([ground, hatch, label(numbers.band(value.low, value.high), middle, ink, dy=dy)])
    return join(
        [
            band(value.low, value.high, f"band-{side.value}", lane=lane),
            mark(f"m-{side.value}", value.point, lane=lane),
            label(numbers.number(value.point), value.point, ink, dy=dy),
        ]
    )


def absent(text: str, *, lane: int) -> SafeString:
    """A lane without a value: hatched ground and the reason's number."""
    return join(
        [
            el(
                "rect",
                class_="lane-off",
                x="0",
                width="100%",
                y="50%",
                height=16,
                rx=3,
                transform=f"translate(0,{lane - 8})",
            ),
            el("text", text, class_="off", x="1%", y="50%", dy=lane + 5),
        ]
    )
