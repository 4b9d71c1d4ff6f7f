"""The result pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from resonanz.app.insight import drawing, headline, history, queries
from resonanz.app.insight.access import ROOT, home_area, readable
from resonanz.app.insight.figures import WaveFigures
from resonanz.app.insight.reading import AreaReader, ItemReading
from resonanz.app.insight.rules import ORGANISATION, OWN
from resonanz.app.ui.access import requires
from resonanz.app.ui.charts.distribution import draw_distribution
from resonanz.app.ui.charts.dumbbell import draw_dumbbell
from resonanz.app.ui.charts.heat import draw_heat
from resonanz.app.ui.charts.trend import draw_trend
from resonanz.app.waves.models import Wave


@dataclass(frozen=True, slots=True)
class Crumb:
    """A link with its words; ``url`` empty where the reader may not go or already is."""

    label: str
    url: str


@requires(ORGANISATION)
def organisation(request: HttpRequest) -> HttpResponse:
    """The newest wave for the whole organisation, or what to expect while there is none."""
    waves = queries.waves_with_figures()
    if not waves:
        return render(request, "insight/nothing_yet.html")
    return _page(request, waves, waves[0], ROOT)


@requires(OWN)
def own(request: HttpRequest) -> HttpResponse:
    """A leader's own area in the newest wave."""
    waves = queries.waves_with_figures()
    if not waves:
        return render(request, "insight/nothing_yet.html")
    area = home_area(request, queries.figures(waves[0]).areas)
    return redirect("results:node", number=waves[0].number, area=area)


@requires(ORGANISATION)
def node(request: HttpRequest, number: int, area: int) -> HttpResponse:
    """One area of one wave."""
    waves = queries.waves_with_figures()
    wave = next((each for each in waves if each.number == number), None)
    if wave is None or area >= len(queries.figures(wave).areas.structure.nodes):
        raise Http404
    return _page(request, waves, wave, area)


def _page(request: HttpRequest, waves: list[Wave], wave: Wave, area: int) -> HttpResponse:
    figures = queries.figures(wave)
    may_open = readable(request, figures.areas)
    if area not in may_open:
        raise PermissionDenied
    reader = AreaReader(figures, queries.gaps(wave))
    readings = reader.items(area)
    chosen = _chosen(request, readings)
    links = _links(request, wave, area, may_open, readings)
    heat = drawing.by_area(reader, area, links) if len(may_open) > 1 else None
    line = history.trend(_season(waves, wave, chosen.item), area, chosen.wording, reversed_item=chosen.reversed)
    context = {
        "wave": wave,
        "area": figures.areas.structure.nodes[area].label,
        "headline": headline.headline(readings),
        "basis": headline.basis(figures, area),
        "bounds": headline.bounds(figures, chosen),
        "crumbs": _crumbs(figures, wave, area, may_open),
        "waves": [(each, reverse("results:node", args=[each.number, _same(each, wave, area)])) for each in waves],
        "by_item": draw_dumbbell(drawing.by_item(reader, area, readings, links)),
        "by_area": draw_heat(heat) if heat else "",
        "chosen": chosen,
        "spread": draw_distribution(drawing.spread(reader, area, chosen)),
        "trend": draw_trend(line) if line else "",
    }
    return render(request, "insight/area.html", context)


def _chosen(request: HttpRequest, readings: list[ItemReading]) -> ItemReading:
    """The item to look into: the one asked for, else the one that the headline speaks of."""
    wanted = request.GET.get("item", "")
    asked = next((r for r in readings if wanted.isdecimal() and r.item == int(wanted)), None)
    return asked or max(readings, key=lambda r: (r.clear, r.distance, -r.item))


def _links(
    request: HttpRequest, wave: Wave, area: int, may_open: frozenset[int], readings: list[ItemReading]
) -> drawing.Links:
    here = reverse("results:node", args=[wave.number, area])
    items = {reading.item: f"{here}?item={reading.item}#item" for reading in readings}
    areas = {place: reverse("results:node", args=[wave.number, place]) for place in may_open}
    return drawing.Links(items, areas)


def _season(waves: list[Wave], wave: Wave, item: int) -> list[history.Asked]:
    """The season's waves up to this one, oldest first."""
    code = queries.figures(wave).items[item].code
    same = [each for each in waves if each.season_id == wave.season_id and each.number <= wave.number]
    return history.asked([(each, queries.figures(each)) for each in reversed(same)], code)


def _crumbs(figures: WaveFigures, wave: Wave, area: int, may_open: frozenset[int]) -> list[Crumb]:
    """The way from the whole to here."""
    nodes = figures.areas.structure.nodes
    return [
        Crumb(
            nodes[place].label,
            reverse("results:node", args=[wave.number, place]) if place in may_open and place != area else "",
        )
        for place in figures.areas.path(area)
    ]


def _same(other: Wave, wave: Wave, area: int) -> int:
    """The same area in another wave; the whole when the season, and so the tree, is another."""
    return area if other.season_id == wave.season_id else ROOT
