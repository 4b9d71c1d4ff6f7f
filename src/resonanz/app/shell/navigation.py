"""The side navigation: the entries of all rooms that this reader may follow, so that nobody is shown a closed door.

The order is that of the groups, then ``order`` within a group.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from resonanz.app.shell.room import NavigationEntry, NavigationGroup, Text, rooms

HEADINGS: dict[NavigationGroup, Text] = {
    NavigationGroup.YOURS: "",
    NavigationGroup.LISTENING: _("Listening"),
    NavigationGroup.WAVES: _("Waves"),
    NavigationGroup.SYSTEM: _("System"),
}


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


def allowed(request: HttpRequest) -> list[NavigationEntry]:
    """The entries this reader may follow, in order."""
    user = getattr(request, "user", None)
    entries = (entry for room in rooms() for entry in room.navigation)
    chosen = (e for e in entries if not e.permission or (user is not None and user.has_perm(e.permission)))
    return sorted(chosen, key=lambda entry: (list(NavigationGroup).index(entry.group), entry.order, entry.url_name))


def navigation(request: HttpRequest) -> Iterator[LinkGroup]:
    """The navigation of this reader on this page, groups without a link left out."""
    entries = allowed(request)
    addresses = {entry.url_name: reverse(entry.url_name) for entry in entries}
    here = current(request.path, list(addresses.values()))
    for group in NavigationGroup:
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
