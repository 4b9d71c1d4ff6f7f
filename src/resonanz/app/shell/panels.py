"""Panels: how one room puts something on another's page. The page's template says ``{% panels "start" %}``."""

from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

from resonanz.app.shell.room import PanelSlot, rooms


def render(slot: PanelSlot, request: HttpRequest, **about: object) -> SafeString:
    """All panels of a slot for this reader, in order; ``about`` is what the slot promises to tell."""
    panels = [panel for room in rooms() for panel in room.panels if panel.slot is slot]
    panels.sort(key=lambda panel: (panel.order, panel.name))
    return format_html_join("", "{}", ((import_string(panel.render)(request, **about),) for panel in panels))
