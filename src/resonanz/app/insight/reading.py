"""One area of one wave as a page tells it: shares, gaps and reasons for each item, in chart values."""

from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from resonanz.app.charts import values
from resonanz.app.charts.values import Hidden, Share, Word
from resonanz.app.insight import reasons
from resonanz.app.insight.comparisons import ComparisonPart, Pair, Place, may_have_verdict
from resonanz.app.insight.figures import Figure, WaveFigures
from resonanz.app.insight.rounded import gap_band, is_rounded, share_band, shown_share
from resonanz.app.insight.verdicts import verdict
from resonanz.app.shell.detail import detail_of
from resonanz.core.stats import GapEstimate, compare
from resonanz.core.wire.types import Wording

# From this many people on it is said how many of them took part.
COUNTED_PEOPLE = 20


@dataclass(frozen=True, slots=True)
class ItemReading:
    """Everything a page may say about one item in one area."""

    item: int
    code: str
    wording: Wording
    reversed: bool
    employees: Figure | None
    leaders: Figure | None
    employees_share: Share | Hidden
    leaders_share: Share | Hidden
    gap: values.Gap | Hidden

    @property
    def clear(self) -> bool:
        return values.is_clear(self.gap)

    @property
    def distance(self) -> float:
        """How far apart the sides are in points; -1 where that is not shown."""
        return abs(self.gap.point) if isinstance(self.gap, values.Gap) and self.gap.point is not None else -1.0


@dataclass(frozen=True, slots=True)
class AreaReader:
    """Reads areas of one wave. ``gaps`` is the wave's family."""

    figures: WaveFigures
    gaps: dict[Place, GapEstimate]

    def items(self, area: int) -> list[ItemReading]:
        return [self.item(place, area) for place in range(len(self.figures.items))]

    def item(self, item: int, area: int) -> ItemReading:
        employees, leaders = self.figures.employees(item, area), self.figures.leaders(item, area)
        return ItemReading(
            item=item,
            code=self.figures.items[item].code,
            wording=self.wording(item),
            reversed=self.figures.is_reversed(item),
            employees=employees,
            leaders=leaders,
            employees_share=share_of(employees)
            if employees
            else Hidden(reasons.no_employees(self.figures, item, area)),
            leaders_share=share_of(leaders) if leaders else Hidden(reasons.no_leaders(self.figures, item, area)),
            gap=self._gap(item, area, ComparisonPart.WHOLE, employees, leaders),
        )

    def gap(self, item: int, area: int) -> values.Gap | Hidden:
        employees, leaders = self.figures.employees(item, area), self.figures.leaders(item, area)
        return self._gap(item, area, ComparisonPart.WHOLE, employees, leaders)

    def rest_gap(self, item: int, area: int) -> values.Gap | Hidden:
        """The gap of what belongs to none of the areas below; compared with the leaders of the whole area."""
        rest = self.figures.rest(item, area)
        if rest is None:
            return Hidden(gettext("Here the answers were enough to count the areas apart."))
        return self._gap(item, area, ComparisonPart.REST, rest, self.figures.leaders(item, area))

    def wording(self, item: int) -> Wording:
        wordings = self.figures.items[item].wordings
        return next((w for w in wordings if w.language == get_language()), wordings[0])

    def _gap(
        self, item: int, area: int, part: ComparisonPart, employees: Figure | None, leaders: Figure | None
    ) -> values.Gap | Hidden:
        if employees is None:
            return Hidden(reasons.no_employees(self.figures, item, area))
        if leaders is None:
            return Hidden(reasons.no_leaders(self.figures, item, area))
        judged = may_have_verdict(leaders, employees)
        gap = self.gaps[area, item, part] if judged else compare(*Pair(leaders, employees).counts)  # its band alone
        return gap_of(leaders, employees, gap)


def share_of(figure: Figure) -> Share | Hidden:
    """The share of favourable answers with its Wilson band, as far as it may be shown."""
    if figure.answers == 0:
        return Hidden(values.too_few())
    return values.share(shown_share(figure), *share_band(figure), figure.answers)


def gap_of(leaders: Figure, employees: Figure, gap: GapEstimate) -> values.Gap | Hidden:
    """A difference with its verdict and its Newcombe band, as far as they may be shown."""
    point, band = gap.gap_pp, (gap.gap_lo, gap.gap_hi)
    if is_rounded(employees) or is_rounded(leaders):
        point, band = shown_share(leaders) - shown_share(employees), gap_band(leaders, employees)
    return values.gap(point, *band, verdict(Word(gap.verdict)), (employees.answers, leaders.answers))


def may_show_participation(eligible: int, ballots: int) -> bool:
    """How many of how many is said for 20 eligible people and more, and never where only a band is shown."""
    detail = detail_of(ballots)
    return eligible >= COUNTED_PEOPLE and detail is not None and detail.valued
