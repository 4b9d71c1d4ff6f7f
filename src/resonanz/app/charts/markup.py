"""Building HTML and SVG from Python: every text and every attribute is escaped here and nowhere else."""

from collections.abc import Iterable
from functools import cache, lru_cache

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

Node = str | SafeString | None
EMPTY = frozenset({"rect", "line", "circle", "polygon", "polyline", "path", "use", "br"})


def el(tag: str, *children: Node, **attributes: str | float | None) -> SafeString:
    """An element. ``class_`` becomes ``class``, other underscores hyphens; None leaves an attribute or child out."""
    opening = tag + "".join(
        [f' {_name(key)}="{_value(value)}"' for key, value in attributes.items() if value is not None]
    )
    if tag in EMPTY:
        return SafeString(f"<{opening} />")
    return SafeString(f"<{opening}>{join(children)}</{tag}>")


def join(children: Iterable[Node]) -> SafeString:
    """Children one after the other, escaped unless they are safe already."""
    safe = [
        child if type(child) is SafeString else conditional_escape(child) for child in children if child is not None
    ]
    return SafeString("".join(safe))


def pct(value: float) -> str:
    """A position or length along the axis."""
    return f"{value:.2f}%"


@lru_cache(maxsize=4096, typed=True)  # typed: a text and a safe text that read the same are kept apart
def _value(value: str | float) -> str:
    return conditional_escape(value) if isinstance(value, str) else str(value)


@cache
def _name(key: str) -> str:
    camel = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}
    return camel.get(key, key.rstrip("_").replace("_", "-"))
