"""What the last wave said, for the start page: both directions, after the whole was released."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from resonanz.app.insight import queries
from resonanz.app.insight.access import ROOT
from resonanz.app.insight.headline import headline
from resonanz.app.insight.reading import AreaReader
from resonanz.app.insight.rules import ORGANISATION


def last_wave(request: HttpRequest) -> SafeString:
    """The first sentence of the newest result page; empty for strangers and while there are no results."""
    waves = queries.waves_with_figures()
    if not waves or not request.user.has_perm(ORGANISATION):
        return SafeString("")
    reader = AreaReader(queries.figures(waves[0]), queries.gaps(waves[0]))
    context = {"wave": waves[0], "headline": headline(reader.items(ROOT))}
    return render_to_string("insight/panel.html", context, request)
