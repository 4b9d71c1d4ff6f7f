"""Every address of every room, for every role: who is let in follows from the permission that the view declares."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.urls.resolvers import RoutePattern

from resonanz.app.accounts.models import User
from resonanz.app.accounts.usecases import add_administrator, user_for
from resonanz.app.shell.room import Room, rooms

PUBLIC = {
    "sign-in", "sign-in-code", "sign-out", "anonymity", "accessibility", "privacy", "preferences", "draw",
}  # fmt: skip
PUBLIC_IN_A_DEMONSTRATION = {"stage", "play", "time"}
PEOPLE = {"employee": "emil", "leader": "lena", "people lead": "vera"}
SAMPLES: dict[str, object] = {"int": 1, "str": "any", "slug": "any", "path": "any", "uuid": uuid.UUID(int=1)}
"""For addresses with arguments; nothing of this name is there, so who is let in finds nothing."""
Browser = tuple[User | None, Client]
"""Who it is, None for a stranger, and her browser."""


@dataclass(frozen=True, slots=True)
class Page:
    """An address with its view's marks; ``permission`` None: the view says nothing."""

    name: str
    path: str
    permission: str | None
    refusal: int | None

    def lets_in(self, user: User | None) -> bool:
        return user is not None and self.permission is not None and user.has_perm(self.permission)

    def answer_to(self, user: User | None) -> str:
        """What somebody must see who asks for it."""
        if user is None:
            return "sign-in"
        return "page" if self.lets_in(user) else str(self.refusal)

    def answer_in(self, response: HttpResponseBase) -> str:
        """What somebody saw."""
        if response.status_code == 302 and response.headers["Location"].startswith(reverse("sign-in")):
            return "sign-in"
        return str(self.refusal) if response.status_code == self.refusal else "page"


def patterns(entries: list[Any]) -> Iterator[URLPattern]:
    for entry in entries:
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns)
        else:
            yield entry


def pages_of(urlconf: str, before: str = "") -> list[Page]:
    """The pages of a list of addresses, each with a path that leads there."""
    return [page for entry in import_module(urlconf).urlpatterns for page in pages_in(entry, before)]


def pages_in(entry: URLPattern | URLResolver, before: str) -> Iterator[Page]:
    assert isinstance(entry.pattern, RoutePattern)
    path = before + str(entry.pattern)
    if isinstance(entry, URLResolver):
        for inner in entry.url_patterns:
            yield from pages_in(inner, path)
        return
    for name, converter in entry.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        sample = converter.to_url(SAMPLES[kind])
        path = path.replace(f"<{kind}:{name}>", sample).replace(f"<{name}>", sample)
    view = entry.callback
    yield Page(entry.name or path, path, getattr(view, "permission", None), getattr(view, "refusal", None))


@pytest.fixture
def browsers(client_of: Callable[[str], Client], stranger: Client) -> dict[str, Browser]:
    """One of each role."""
    found: dict[str, Browser] = {"stranger": (None, stranger)}
    for role, name in PEOPLE.items():
        found[role] = user_for(f"{name}@example.org"), client_of(name)
    administrator = Client()
    add_administrator("root@example.org")
    user = User.objects.get(email="root@example.org")
    administrator.force_login(user)
    return {**found, "administrator": (user, administrator)}


def surprises(pages: list[Page], browsers: Mapping[str, Browser]) -> list[str]:
    """Where somebody sees another answer than the permission promises; who is refused is refused each method."""
    found = []
    for page in pages:
        for role, (user, browser) in browsers.items():
            wanted = page.answer_to(user)
            methods = (browser.get,) if page.lets_in(user) else (browser.get, browser.post)
            seen = {page.answer_in(method(f"/{page.path}")) for method in methods}
            if seen != {wanted}:
                found.append(f"{role} at /{page.path}: {seen} instead of {wanted}")
    return found


def with_pages() -> list[Room]:
    return [room for room in rooms() if room.address is not None]


def pages_of_room(room: Room) -> list[Page]:
    return pages_of(f"{room.name}.urls", room.address or "")


@pytest.mark.django_db(databases=["default", "cache"])
@pytest.mark.parametrize("room", with_pages(), ids=lambda room: str(room.label))
def test_each_role_sees_what_the_permission_says(room: Room, browsers: dict[str, Browser]) -> None:
    pages = [page for page in pages_of_room(room) if page.permission]
    assert surprises(pages, browsers) == []


@pytest.mark.django_db(databases=["default", "cache"])
def test_a_page_that_asks_for_another_permission_is_noticed(browsers: dict[str, Browser]) -> None:
    page = next(page for room in with_pages() for page in pages_of_room(room) if page.permission == "people.view")
    assert surprises([page], browsers) == []
    assert len(surprises([replace(page, permission="ballot.start")], browsers)) == 2
    assert len(surprises([replace(page, permission="nobody.has-this")], browsers)) == 2


def undeclared(pages: list[Page]) -> set[str]:
    return {page.name for page in pages if page.permission is None}


def test_a_view_declares_its_permission_or_is_known_to_be_public() -> None:
    pages = [page for room in with_pages() for page in pages_of_room(room)]
    assert len(pages) == len(list(patterns(get_resolver().url_patterns))) > 40
    assert undeclared(pages) == PUBLIC
    assert undeclared(pages_of("resonanz.app.demo.urls")) == PUBLIC_IN_A_DEMONSTRATION
    permissions = {permission for room in rooms() for permission in room.permissions}
    assert {page.permission for page in pages} - {None} <= permissions


def test_the_navigation_asks_what_the_page_asks() -> None:
    for entry in (entry for room in rooms() for entry in room.navigation):
        view = resolve(reverse(entry.url_name)).func
        assert entry.url_name in PUBLIC or entry.permission == view.permission, entry.url_name  # type: ignore[attr-defined]


@pytest.mark.django_db(databases=["default", "cache"])
def test_each_role_is_shown_the_entries_she_may_follow(browsers: dict[str, Browser]) -> None:
    entries = [entry for room in rooms() for entry in room.navigation]
    for role, (user, browser) in browsers.items():
        side = browser.get("/anonymity/").content.decode().partition("</nav>")[0]
        for entry in entries:
            may_follow = not entry.permission or (user is not None and user.has_perm(entry.permission))
            assert (f'href="{reverse(entry.url_name)}"' in side.partition("<nav")[2]) == may_follow, (role, entry)
