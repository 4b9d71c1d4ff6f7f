"""Building HTML and SVG from Python: every text and every attribute is escaped here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Node = str | SafeString | None
EMPTY = frozenset({"rect", "line", "circle", "polygon", "polyline", "path", "use", "br"})


def el(tag: str, *children: Node, **attributes: str | float | None) -> SafeString:
    """An element. ``class_`` becomes ``class``, other underscores hyphens; None leaves an attribute or child out."""
    opening = tag + "".join(
        f' {_name(key)}="{conditional_escape(str(value))}"' for key, value in attributes.items() if value is not None
    )
    if tag in EMPTY:
        return mark_safe(f"<{opening} />")  # noqa: S308 - the tag is a literal of ours, attributes are escaped
    return mark_safe(f"<{opening}>{join(children)}</{tag}>")  # noqa: S308 - as above; ``join`` escapes the children


def join(children: Iterable[Node]) -> SafeString:
    """Children one after the other, escaped unless they are safe already."""
    return mark_safe("".join(conditional_escape(child) for child in children if child is not None))  # noqa: S308


def pct(value: float) -> str:
    """A position or length along the axis."""
    return f"{value:.2f}%"


def _name(key: str) -> str:
    camel = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}
    return camel.get(key, key.rstrip("_").replace("_", "-"))
