"""What stands on the page of one area in one wave."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.urls import reverse

from resonanz.app.charts.distribution import draw_distribution
from resonanz.app.charts.dumbbell import draw_dumbbell
from resonanz.app.charts.heat import Heat, draw_heat
from resonanz.app.charts.trend import draw_trend
from resonanz.app.charts.values import Trend
from resonanz.app.insight import drawing, headline, history, queries
from resonanz.app.insight.access import ROOT, Reader
from resonanz.app.insight.figures import WaveFigures
from resonanz.app.insight.reading import AreaReader, ItemReading
from resonanz.app.waves.models import Wave


@dataclass(frozen=True, slots=True)
class AreaLink:
    """A link with its words; ``url`` empty where the reader may not go; ``current`` where she is."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class AreaPage:
    """An area that this reader may open. ``waves``: all with figures, newest first; ``code``: the item asked for."""

    reader: Reader
    waves: list[Wave]
    wave: Wave
    area: int
    code: str = ""

    @property
    def figures(self) -> WaveFigures:
        return queries.figures(self.wave)

    def context(self) -> dict[str, Any]:
        figures, read = self.figures, AreaReader(self.figures, queries.gaps(self.wave))
        readings = read.items(self.area)
        chosen = self._chosen(readings)
        heat, line = self.by_area(read, readings), self._trend(chosen)
        own = self.reader.speaks_of(figures.areas, self.area)
        return {
            "wave": self.wave,
            "area": figures.areas.structure.nodes[self.area].label,
            "position": self.area,
            "whole": self.area == ROOT,
            "headline": headline.headline(readings, own=own),
            "basis": headline.basis(figures, self.area),
            "bounds": headline.bounds(chosen),
            "crumbs": self._crumbs(),
            "waves": self._other_waves(),
            "by_item": draw_dumbbell(drawing.by_item(read, self.area, readings, self._links(readings))),
            "by_area": draw_heat(heat) if heat else "",
            "chosen": chosen,
            "spread": draw_distribution(drawing.spread(read, self.area, chosen)),
            "trend": draw_trend(line) if line else "",
            "terms": queries.terms(self.wave),
            "leaders_apart": figures.areas.structure.leaders_apart,
            "csv_url": reverse("results:csv", args=[self.wave.number, self.area]),
        }

    def by_area(self, read: AreaReader, readings: list[ItemReading]) -> Heat | None:
        """The areas below, where there are any and the reader may open each of them."""
        if not self.reader.may_open_below(self.figures.areas, self.area):
            return None
        return drawing.by_area(read, self.area, self._links(readings))

    def _chosen(self, readings: list[ItemReading]) -> ItemReading:
        # The item to look into: the one asked for, else the one that the headline speaks of.
        asked = next((reading for reading in readings if reading.code == self.code), None)
        return asked or max(readings, key=lambda r: (r.clear, r.distance, -r.item))

    def _links(self, readings: list[ItemReading]) -> drawing.Links:
        items = {reading.item: f"?item={quote(reading.code)}#item" for reading in readings}
        below = self.figures.areas.children[self.area]
        return drawing.Links(items, {place: self._url(place) for place in below})

    def _url(self, area: int) -> str:
        return reverse("results:node", args=[self.wave.number, area])

    def _trend(self, chosen: ItemReading) -> Trend | None:
        # The item over the season's waves up to this one.
        same = [each for each in self.waves if each.season_id == self.wave.season_id]
        earlier = [(each, queries.figures(each)) for each in reversed(same) if each.number <= self.wave.number]
        asked = history.asked(earlier, self.figures.items[chosen.item])
        return history.trend(asked, self.area, chosen.wording, reversed_item=chosen.reversed)

    def _crumbs(self) -> list[AreaLink]:
        areas = self.figures.areas
        return [
            AreaLink(
                areas.structure.nodes[place].label,
                self._url(place) if self.reader.may_open(areas, place) else "",
                current=place == self.area,
            )
            for place in areas.path(self.area)
        ]

    def _other_waves(self) -> list[AreaLink]:
        # Every wave with figures, oldest first, with the same area and item.
        chosen = f"?item={quote(self.code)}" if self.code else ""
        return [
            AreaLink(
                f"{each.number}",
                reverse("results:node", args=[each.number, self._same_area(each)]) + chosen,
                current=each.number == self.wave.number,
            )
            for each in reversed(self.waves)
        ]

    def _same_area(self, other: Wave) -> int:
        # This area in another wave; the whole where another season's tree does not have it.
        if other.season_id == self.wave.season_id:
            return self.area
        key = self.figures.areas.structure.nodes[self.area].key
        return queries.figures(other).areas.by_key.get(key, ROOT)
