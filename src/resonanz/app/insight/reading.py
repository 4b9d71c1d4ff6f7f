"""One area of one wave as a page tells it: shares, gaps and reasons for each item, in chart values."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from resonanz.app.insight.comparisons import Place, band_only
from resonanz.app.insight.figures import Figure, WaveFigures
from resonanz.app.ui.charts import values
from resonanz.app.ui.charts.values import Hidden, Share, Word
from resonanz.app.ui.numbers import FEW
from resonanz.core.cells import Side
from resonanz.core.stats import Gap, wilson
from resonanz.core.wire.types import Wording

MOST_NAMES = 3
"""Merged groups are named up to this many; more are counted."""


@dataclass(frozen=True, slots=True)
class ItemReading:
    """Everything a page may say about one item in one area."""

    item: int
    wording: Wording
    reversed: bool
    employees: Figure | None
    leaders: Figure | None
    employees_share: Share | Hidden
    leaders_share: Share | Hidden
    gap: values.Gap | Hidden

    @property
    def clear(self) -> bool:
        """Whether the difference is clear after correction."""
        return isinstance(self.gap, values.Gap) and self.gap.word in (Word.HIGHER, Word.LOWER)

    @property
    def distance(self) -> float:
        """How far apart the sides are in points; -1 where that is not shown."""
        return abs(self.gap.point) if isinstance(self.gap, values.Gap) and self.gap.point is not None else -1.0


class AreaReader:
    """Reads areas of one wave. ``gaps`` is the wave's family."""

    def __init__(self, figures: WaveFigures, gaps: dict[Place, Gap]) -> None:
        self.figures = figures
        self.gaps = gaps

    def items(self, area: int) -> list[ItemReading]:
        """All items in printed order."""
        return [self.item(place, area) for place in range(len(self.figures.items))]

    def item(self, item: int, area: int) -> ItemReading:
        """One item in one area."""
        employees, leaders = self.figures.employees(item, area), self.figures.leaders(item, area)
        return ItemReading(
            item=item,
            wording=self.wording(item),
            reversed=self.figures.is_reversed(item),
            employees=employees,
            leaders=leaders,
            employees_share=self._share(employees, self.why_no_employees(item, area)),
            leaders_share=self._share(leaders, self.why_no_leaders(item, area)),
            gap=self._gap(item, area, employees, leaders),
        )

    def rest(self, item: int, area: int) -> Figure | None:
        """What belongs to the area and to none of the areas below it."""
        return self.figures.rest(item, area)

    def wording(self, item: int) -> Wording:
        """The item in the reader's language."""
        wordings = self.figures.items[item].wordings
        return next((w for w in wordings if w.language == get_language()), wordings[0])

    def why_no_employees(self, item: int, area: int) -> str:
        """Why an area has no employees' figure for an item."""
        areas = self.figures.areas
        cells = areas.cells_of(area, Side.EMPLOYEES)
        if not cells:
            return gettext("Nobody but leaders works here.")
        if not areas.inside(area, cells):
            names = named(areas.labels(cells))
            return gettext("Too few people for figures of their own; counted in: %(names)s.") % {"names": names}
        if self.figures.is_sensitive(item):
            return gettext("This question is only counted in larger groups, with 20 answers or more.")
        return gettext("Fewer than %(count)s answers; counted together with a neighbouring area.") % {
            "count": self.figures.release.k_answers
        }

    def why_no_leaders(self, item: int, area: int) -> str:
        """Why an area has no leaders' figure for an item."""
        structure = self.figures.areas.structure
        if not structure.leaders_apart:
            return gettext("There are too few leaders for figures of their own.")
        if self.figures.is_sensitive(item) and not structure.sensitive_leaders_apart:
            return gettext("With fewer than 30 leaders this question has no figure of the leaders.")
        if not self.figures.areas.cells_of(area, Side.LEADERS):
            return gettext("Nobody leads here.")
        return gettext("Too few leaders answered this question.")

    def _share(self, figure: Figure | None, reason: str) -> Share | Hidden:
        return Hidden(reason) if figure is None else share_of(figure)

    def _gap(self, item: int, area: int, employees: Figure | None, leaders: Figure | None) -> values.Gap | Hidden:
        if employees is None:
            return Hidden(self.why_no_employees(item, area))
        if leaders is None:
            return Hidden(self.why_no_leaders(item, area))
        known = self.gaps.get((area, item))
        gap = known or band_only(leaders, employees)
        answers = (employees.answers, leaders.answers)
        return values.gap(gap.gap_pp, gap.gap_lo, gap.gap_hi, Word(gap.verdict), answers)


def share_of(figure: Figure) -> Share | Hidden:
    """The share of favourable answers with its Wilson band, as far as it may be shown."""
    if figure.answers == 0:
        return Hidden(values.too_few())
    low, high = wilson(figure.agreeing, figure.answers)
    point = 100 * figure.agreeing / figure.answers
    return values.share(point, 100 * float(low), 100 * float(high), figure.answers)


def named(names: list[str]) -> str:
    """Names in one phrase, the longest lists cut with their number."""
    if len(names) <= MOST_NAMES:
        return ", ".join(names)
    shown = ", ".join(names[:MOST_NAMES])
    return gettext("%(names)s and %(more)s more") % {"names": shown, "more": len(names) - MOST_NAMES}


def may_show_participation(eligible: int, answers: int) -> bool:
    """How many of how many is said for 20 eligible people and more, and never below ten answers."""
    return eligible >= 20 and answers >= FEW
