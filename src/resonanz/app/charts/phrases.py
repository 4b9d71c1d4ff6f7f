"""The words of the charts, in the reader's language."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from resonanz.app.charts.markup import el
from resonanz.app.charts.values import ChartSide, Hidden, Share
from resonanz.app.shell import numbers


def side_name(side: ChartSide) -> str:
    """Who speaks."""
    return gettext("Employees") if side is ChartSide.EMPLOYEES else gettext("Leaders")


def points_text(value: float) -> str:
    """A difference with its unit: "+14 Punkte"."""
    whole = abs(int(numbers.rounded(value)))
    return ngettext("%(points)s point", "%(points)s points", whole) % {"points": numbers.points(value)}


def share_text(value: Share) -> str:
    """A share in one spoken phrase."""
    band = gettext("band %(band)s percent") % {"band": numbers.band(value.low, value.high)}
    text = f"{band}, {numbers.answers(value.answers)}"
    return text if value.point is None else f"{numbers.percent(value.point)}, {text}"


def less_is_better() -> SafeString:
    """The mark of a reversed item: an arrow down and the words."""
    arrow = el("svg", el("use", href="#i-less"), class_="icon", aria_hidden="true")
    return el("span", arrow, gettext("less is better"), class_="less")


class Reasons:
    """Numbers the reasons of one figure: equal sentences share a number."""

    def __init__(self) -> None:
        self._known: list[str] = []

    def text(self, value: Hidden) -> str:
        if value.reason not in self._known:
            self._known.append(value.reason)
        return gettext("not shown, reason %(number)s") % {"number": self._known.index(value.reason) + 1}

    def listing(self) -> SafeString | None:
        """All reasons, for below the figure; None when everything is shown."""
        lines = [
            el("li", gettext("Reason %(number)s: %(reason)s") % {"number": place, "reason": reason})
            for place, reason in enumerate(self._known, start=1)
        ]
        return el("ul", *lines, class_="source reasons") if lines else None
