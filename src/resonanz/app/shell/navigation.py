"""The side navigation: each room registers its own entries in ``AppConfig.ready``.

An entry names an address (as ``reverse`` knows it) and the permission its view asks for, so that nobody is shown a door
that stays shut. The order is that of the groups, then ``order`` within a group.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Group(Enum):
    """The groups of the navigation, in the order shown; the first has no heading."""

    YOURS = "yours"
    LISTENING = "listening"
    WAVES = "waves"
    SYSTEM = "system"


HEADINGS: dict[Group, Text] = {
    Group.YOURS: "",
    Group.LISTENING: _("Listening"),
    Group.WAVES: _("Waves"),
    Group.SYSTEM: _("System"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the navigation. ``permission`` empty: everybody, signed in or not."""

    label: Text
    url_name: str
    permission: str
    group: Group
    order: int = 50


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as a page shows it."""

    label: Text
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """The links of a group that this reader may follow."""

    key: str
    label: Text
    links: tuple[Link, ...]


_entries: dict[str, Entry] = {}


def register(entry: Entry) -> None:
    """Add an entry; a second one for the same address replaces the first."""
    _entries[entry.url_name] = entry


def allowed(request: HttpRequest) -> list[Entry]:
    """The entries this reader may follow, in order."""
    user = getattr(request, "user", None)
    chosen = (e for e in _entries.values() if not e.permission or (user is not None and user.has_perm(e.permission)))
    return sorted(chosen, key=lambda entry: (list(Group).index(entry.group), entry.order, entry.url_name))


def navigation(request: HttpRequest) -> Iterator[LinkGroup]:
    """The navigation of this reader on this page, groups without a link left out."""
    entries = allowed(request)
    addresses = {entry.url_name: reverse(entry.url_name) for entry in entries}
    here = current(request.path, list(addresses.values()))
    for group in Group:
        links = tuple(
            Link(entry.label, addresses[entry.url_name], addresses[entry.url_name] == here)
            for entry in entries
            if entry.group is group
        )
        if links:
            yield LinkGroup(group.value, HEADINGS[group], links)


def current(path: str, addresses: list[str]) -> str:
    """The address that the path lies in: the longest that begins it; the start page only when it is the path itself."""
    inside = [address for address in addresses if path == address or (address != "/" and path.startswith(address))]
    return max(inside, key=len, default="")
