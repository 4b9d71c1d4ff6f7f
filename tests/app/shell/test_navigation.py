"""The navigation shows a reader only what she may open."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from resonanz.app.shell import navigation, panels
from resonanz.app.shell.room import NavigationEntry, NavigationGroup, Panel, PanelSlot, rooms


class Reader:
    """Somebody with a few permissions."""

    def __init__(self, *permissions: str) -> None:
        self.permissions = permissions

    def has_perm(self, permission: str) -> bool:
        return permission in self.permissions


@pytest.fixture(autouse=True)
def entries(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in rooms():
        monkeypatch.setattr(room, "navigation", ())
        monkeypatch.setattr(room, "panels", ())
    first, second, *_ = rooms()
    monkeypatch.setattr(first, "navigation", (entry("privacy", "people.view", NavigationGroup.WAVES),))
    others = (
        entry("accessibility", "waves.view", NavigationGroup.WAVES, order=10),
        entry("anonymity", "", NavigationGroup.YOURS),
    )
    monkeypatch.setattr(second, "navigation", others)


def entry(name: str, permission: str, group: NavigationGroup, order: int = 50) -> NavigationEntry:
    return NavigationEntry(name.capitalize(), name, permission, group, order)


def request(path: str, *permissions: str) -> HttpRequest:
    made = RequestFactory().get(path)
    made.user = Reader(*permissions)  # type: ignore[assignment]
    return made


def labels(made: HttpRequest) -> list[list[str]]:
    return [[str(link.label) for link in group.links] for group in navigation.navigation(made)]


def test_by_permission_and_in_order() -> None:
    assert labels(request("/")) == [["Anonymity"]]
    assert labels(request("/", "people.view")) == [["Anonymity"], ["Privacy"]]
    assert labels(request("/", "people.view", "waves.view")) == [["Anonymity"], ["Accessibility", "Privacy"]]


def test_a_page_without_a_reader_shows_what_is_open_to_all() -> None:
    assert labels(RequestFactory().get("/")) == [["Anonymity"]]


def test_one_entry_is_current() -> None:
    groups = navigation.navigation(request("/privacy/detail/", "people.view"))
    assert [link.url for group in groups for link in group.links if link.current] == ["/privacy/"]


def test_the_start_page_is_current_only_on_itself() -> None:
    assert navigation.current("/waves/3/", ["/", "/waves/"]) == "/waves/"
    assert navigation.current("/other/", ["/", "/waves/"]) == ""
    assert navigation.current("/", ["/", "/waves/"]) == "/"


def add(monkeypatch: pytest.MonkeyPatch, *panels: Panel) -> None:
    for room, panel in zip(rooms(), panels, strict=False):
        monkeypatch.setattr(room, "panels", (panel,))


def test_panels_come_in_order_and_only_where_they_belong(monkeypatch: pytest.MonkeyPatch) -> None:
    upper = Panel(PanelSlot.START, "late", "django.utils.html.escape", order=90)
    lower = Panel(PanelSlot.START, "early", "django.utils.safestring.mark_safe", order=10)
    add(monkeypatch, upper, lower)
    page: Any = "<p>"
    assert panels.render(PanelSlot.START, page) == "<p>&lt;p&gt;"
    assert panels.render(PanelSlot.WAITING, page) == ""


def test_what_a_panel_returns_as_plain_text_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    add(monkeypatch, Panel(PanelSlot.START, "plain", "builtins.str"))
    page: Any = "<b>"
    assert panels.render(PanelSlot.START, page) == "&lt;b&gt;"


def test_a_panel_is_told_what_the_slot_promises(monkeypatch: pytest.MonkeyPatch) -> None:
    add(monkeypatch, Panel(PanelSlot.WAVE, "about", "builtins.dict"))
    page: Any = {}
    assert "&#x27;wave&#x27;: 3" in panels.render(PanelSlot.WAVE, page, wave=3)
