"""Panels: how a higher room puts something on a lower room's page without the lower room knowing it.

The page's template says ``{% panels "start" %}``; the higher room registers a function for that slot in
``AppConfig.ready``. The function returns safe HTML, or an empty string when it has nothing to say to this reader.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

Render = Callable[[HttpRequest], SafeString]


@dataclass(frozen=True, slots=True)
class Panel:
    """A function that draws a part of a page; lower ``order`` comes first."""

    name: str
    render: Render
    order: int = 50


_slots: dict[str, dict[str, Panel]] = {}


def register(slot: str, panel: Panel) -> None:
    """Add a panel to a slot; a second one of the same name replaces the first."""
    _slots.setdefault(slot, {})[panel.name] = panel


def render(slot: str, request: HttpRequest) -> SafeString:
    """All panels of a slot for this reader, in order."""
    panels = sorted(_slots.get(slot, {}).values(), key=lambda panel: (panel.order, panel.name))
    return format_html_join("", "{}", ((panel.render(request),) for panel in panels))
