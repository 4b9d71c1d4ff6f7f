"""The sentence that a result page opens with, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from resonanz.app.insight.figures import WaveFigures
from resonanz.app.insight.reading import ItemReading, may_show_participation
from resonanz.app.ui import numbers
from resonanz.app.ui.charts.values import Share
from resonanz.core.cells import Side
from resonanz.core.stats import worst_case


@dataclass(frozen=True, slots=True)
class Headline:
    """Parts of the first sentence; the template colours both numbers. Empty numbers: the sentence is ``plain``."""

    plain: str
    short: str = ""
    employees: str = ""
    leaders: str = ""


def headline(readings: list[ItemReading]) -> Headline:
    """The clear difference that is largest; without one, that nothing is clear; without figures, that too."""
    clear = sorted((r for r in readings if r.clear), key=lambda r: -r.distance)
    if clear:
        first = clear[0]
        return Headline("", first.wording.short, _of_hundred(first.employees_share), _of_hundred(first.leaders_share))
    if any(r.distance >= 0 for r in readings):
        return Headline(gettext("No difference between employees and leaders is clear here."))
    if any(isinstance(r.employees_share, Share) for r in readings):
        return Headline(gettext("What employees say here; there are no figures of the leaders to compare with."))
    return Headline(gettext("This area has no figures of its own."))


def basis(figures: WaveFigures, area: int) -> str:
    """Who took part, as far as it may be said."""
    areas = figures.areas
    sentences = []
    for side, text in (
        (Side.EMPLOYEES, gettext("%(answers)s of %(people)s employees took part")),
        (Side.LEADERS, gettext("%(answers)s of %(people)s leaders took part")),
    ):
        cells = [cell for cell in areas.cells_of(area, side) if areas.inside(area, [cell])]
        people, ballots = areas.eligible(cells), figures.accepted(cells)
        if may_show_participation(people, ballots):
            said = {"answers": numbers.number(ballots), "people": numbers.number(people)}
            sentences.append(f"{text % said}.")
    return " ".join(sentences)


def bounds(figures: WaveFigures, reading: ItemReading) -> str:
    """What the silent could change: the lowest and highest possible share among all who were asked."""
    figure = reading.employees
    if figure is None or not isinstance(reading.employees_share, Share) or reading.employees_share.point is None:
        return ""
    people = figures.areas.eligible(figure.cells)
    if not may_show_participation(people, figure.answers):
        return ""
    low, high = worst_case(figure.agreeing, figure.answers, people)
    return gettext(
        "%(answers)s of %(people)s employees answered this question. Had the others answered too, "
        "the value would lie between %(low)s and %(high)s."
    ) % {
        "answers": numbers.number(figure.answers),
        "people": numbers.number(people),
        "low": numbers.number(100 * float(low)),
        "high": numbers.percent(100 * float(high)),
    }


def _of_hundred(share: object) -> str:
    return numbers.number(share.point) if isinstance(share, Share) and share.point is not None else ""
