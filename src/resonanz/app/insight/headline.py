"""The sentence that a result page opens with, and what it rests on."""

from dataclasses import dataclass

from django.utils.translation import gettext

from resonanz.app.charts.values import Share
from resonanz.app.insight.figures import WaveFigures
from resonanz.app.insight.reading import ItemReading, may_show_participation
from resonanz.app.shell import numbers
from resonanz.core.cells import Side
from resonanz.core.stats import worst_case


@dataclass(frozen=True, slots=True)
class Headline:
    """Parts of the first sentence; the template colours both numbers. Empty numbers: the sentence is ``plain``.

    ``own``: the reader leads this area. ``said``: the favourable options of an item that is a question.
    """

    plain: str = ""
    short: str = ""
    text: str = ""
    said: str = ""
    employees: str = ""
    leaders: str = ""
    own: bool = False


def headline(readings: list[ItemReading], *, own: bool = False) -> Headline:
    """The clear difference that is largest; without one, that nothing is clear; without figures, that too."""
    clear = sorted((r for r in readings if r.clear), key=lambda r: -r.distance)
    if clear:
        return _of(clear[0], own=own)
    if any(r.distance >= 0 for r in readings):
        text = gettext("In your area no difference between employees and leaders is clear.") if own else ""
        return Headline(text or gettext("No difference between employees and leaders is clear here."))
    if any(isinstance(r.employees_share, Share) for r in readings):
        return Headline(gettext("What employees say here; there is nothing from leaders to compare it with."))
    return Headline(gettext("This area has no figures of its own."))


def basis(figures: WaveFigures, area: int) -> list[str]:
    """Who took part, as far as it may be said, and how many of the area's people its figures cover."""
    sentences = []
    for side, text in (
        (Side.EMPLOYEES, gettext("%(answers)s of %(people)s employees took part.")),
        (Side.LEADERS, gettext("%(answers)s of %(people)s leaders took part.")),
    ):
        ballots, people = figures.took_part(area, side)
        if may_show_participation(people, ballots):
            sentences.append(text % {"answers": numbers.count(ballots), "people": numbers.number(people)})
    return [*sentences, *_coverage(figures, area)]


def bounds(reading: ItemReading) -> str:
    """What the silent could change: the lowest and highest possible share among all who were asked."""
    figure = reading.employees
    share = reading.employees_share
    if figure is None or not isinstance(share, Share) or not share.detail.exact or figure.answers == figure.people:
        return ""
    people = figure.people
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


def _coverage(figures: WaveFigures, area: int) -> list[str]:
    # Where groups were merged over the area's edge its figures speak for fewer people than work there.
    people = figures.areas.people(area, Side.EMPLOYEES)
    by_item = (figures.employees(item, area) for item in range(len(figures.items)))
    covered = [min(figure.people, people) for figure in by_item if figure]
    if not covered or min(covered) == people:
        return []
    counts = {"people": numbers.number(people), "low": numbers.number(min(covered))}
    text = gettext(
        "%(people)s employees work here; depending on the question the figures speak for %(low)s of them or more, the "
        "others are counted with neighbouring areas."
    )
    return [text % counts]


def _of(reading: ItemReading, *, own: bool) -> Headline:
    wording = reading.wording
    options = [wording.options[place - 1] for place in reading.employees.favourable] if reading.employees else []
    return Headline(
        short=wording.short,
        text=wording.text,
        said=_either(options) if wording.text.endswith("?") else "",
        employees=_of_hundred(reading.employees_share),
        leaders=_of_hundred(reading.leaders_share),
        own=own,
    )


def _either(options: list[str]) -> str:
    quoted = [gettext("“%(option)s”") % {"option": option} for option in options]
    if len(quoted) < 2:
        return "".join(quoted)
    return gettext("%(options)s or %(last)s") % {"options": ", ".join(quoted[:-1]), "last": quoted[-1]}


def _of_hundred(share: object) -> str:
    return numbers.number(share.point) if isinstance(share, Share) and share.point is not None else ""
