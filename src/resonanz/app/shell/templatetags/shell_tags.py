"""Tags for every template: ``{% load shell_tags %}``."""

from datetime import date

from django import template
from django.forms.utils import flatatt
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from resonanz.app.shell import numbers
from resonanz.app.shell.panels import render
from resonanz.app.shell.room import PanelSlot

register = template.Library()

for form in (
    numbers.number,
    numbers.percent,
    numbers.points,
    numbers.band,
    numbers.points_band,
    numbers.answers,
    numbers.day_and_time,
):
    register.simple_tag(form)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; without a label it is decoration, with one it is read out."""
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="#i-{}" /></svg>', label, name)
    return format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}" /></svg>', name)


@register.simple_block_tag
def note(content: SafeString, icon_name: str = "info", tone: str = "", role: str = "", css: str = "") -> SafeString:
    """A box with an icon. ``tone`` is "", "plain" or "warn"; ``role`` "status" or "alert" reads it out."""
    return format_html(
        "<div{}>{}<div>{}</div></div>",
        flatatt({"class": " ".join(filter(None, ("note", tone, css))), "role": role or None}),
        icon(icon_name),
        content,
    )


@register.simple_block_tag
def data_table(content: SafeString, label: str = "", labelledby: str = "") -> SafeString:
    """A table that scrolls sideways where it is too wide, by keyboard too; named by text or by an element's id."""
    named = {"aria-label": label or None, "aria-labelledby": labelledby or None}
    return format_html(
        '<div class="scroll" role="group" tabindex="0"{}><table class="data">{}</table></div>', flatatt(named), content
    )


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
