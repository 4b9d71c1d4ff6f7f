"""The result pages, and what the last wave said, for the start page."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from resonanz.app.insight import export, queries
from resonanz.app.insight.access import ROOT, reader_of
from resonanz.app.insight.headline import headline
from resonanz.app.insight.page import AreaPage
from resonanz.app.insight.reading import AreaReader
from resonanz.app.insight.rules import ORGANISATION, OWN
from resonanz.app.shell.access import requires


@requires(ORGANISATION)
def organisation(request: HttpRequest) -> HttpResponse:
    """The newest wave for the whole organisation, or what to expect while there is none."""
    return _newest(request, own_area=False)


@requires(OWN)
def own(request: HttpRequest) -> HttpResponse:
    """A leader's own area in the newest wave."""
    return _newest(request, own_area=True)


@requires(ORGANISATION)
def node(request: HttpRequest, number: int, area: int) -> HttpResponse:
    """One area of one wave."""
    return render(request, "insight/area.html", _page(request, number, area).context())


@requires(ORGANISATION)
def as_csv(request: HttpRequest, number: int, area: int) -> HttpResponse:
    """The figures of that page as a file."""
    page = _page(request, number, area)
    response = HttpResponse(export.as_csv(page), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="wave-{number}-area-{area}.csv"'
    return response


def last_wave(request: HttpRequest) -> SafeString:
    """The first sentence of the newest result page; empty for strangers and while there are no results."""
    waves = queries.waves_with_figures()
    if not waves or not request.user.has_perm(ORGANISATION):
        return SafeString("")
    reader = AreaReader(queries.figures(waves[0]), queries.gaps(waves[0]))
    context = {"wave": waves[0], "headline": headline(reader.items(ROOT))}
    return render_to_string("insight/panel.html", context, request)


def _newest(request: HttpRequest, *, own_area: bool) -> HttpResponse:
    waves = queries.waves_with_figures()
    if not waves:
        return render(request, "insight/nothing_yet.html")
    reader = reader_of(request)
    area = reader.home(queries.figures(waves[0]).areas) if own_area else ROOT
    page = AreaPage(reader, waves, waves[0], area, request.GET.get("item", ""))
    return render(request, "insight/area.html", page.context())


def _page(request: HttpRequest, number: int, area: int) -> AreaPage:
    waves = queries.waves_with_figures()
    wave = next((each for each in waves if each.number == number), None)
    if wave is None:
        raise Http404
    areas = queries.figures(wave).areas
    if area >= len(areas.structure.nodes):
        raise Http404
    reader = reader_of(request)
    if not reader.may_open(areas, area):
        raise PermissionDenied
    return AreaPage(reader, waves, wave, area, request.GET.get("item", ""))
