"""``{% load meetings_tags %}``"""

from django import template

register = template.Library()


@register.simple_tag
def moment(seconds: float) -> str:
    """When something was said, from the beginning of the transcript: 4:07, 1:02:03."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
