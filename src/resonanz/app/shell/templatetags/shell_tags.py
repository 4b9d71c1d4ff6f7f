"""Tags for every template: ``{% load shell_tags %}``."""

from __future__ import annotations

from datetime import date

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from resonanz.app.shell import numbers
from resonanz.app.shell.panels import render
from resonanz.app.shell.room import PanelSlot

register = template.Library()

register.simple_tag(numbers.number, name="number")
register.simple_tag(numbers.percent, name="percent")
register.simple_tag(numbers.points, name="points")
register.simple_tag(numbers.band, name="band")
register.simple_tag(numbers.points_band, name="points_band")
register.simple_tag(numbers.answers, name="answers")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; without a label it is decoration, with one it is read out."""
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="#i-{}" /></svg>', label, name)
    return format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}" /></svg>', name)


@register.simple_tag
def day(value: date) -> str:
    """A day with its year: 4. Dezember 2026."""
    return numbers.day(value)


@register.simple_tag
def day_month(value: date) -> str:
    """A day of this season: 4. Dezember."""
    return numbers.day(value, year=False)


@register.simple_tag
def weekday(value: date) -> str:
    """A day that people plan with: Freitag, 4. Dezember."""
    return numbers.day(value, weekday=True, year=False)


@register.simple_tag(takes_context=True)
def panels(context: Context, slot: str, **about: object) -> SafeString:
    """What other rooms have to say on this page; ``about`` as the slot promises it."""
    return render(PanelSlot(slot), context["request"], **about)
