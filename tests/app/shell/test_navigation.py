"""The navigation shows a reader only what she may open."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils.safestring import mark_safe

from resonanz.app.shell import navigation, panels
from resonanz.app.shell.navigation import Entry, Group


class Reader:
    """Somebody with a few permissions."""

    def __init__(self, *permissions: str) -> None:
        self.permissions = permissions

    def has_perm(self, permission: str) -> bool:
        return permission in self.permissions


@pytest.fixture(autouse=True)
def entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_entries", {})
    monkeypatch.setattr(panels, "_slots", {})
    navigation.register(Entry("Privacy", "privacy", "people.view", Group.WAVES))
    navigation.register(Entry("Accessibility", "accessibility", "waves.view", Group.WAVES, order=10))
    navigation.register(Entry("Anonymity", "anonymity", "", Group.YOURS))


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


def test_panels_come_in_order_and_only_where_they_belong() -> None:
    panels.register("start", panels.Panel("late", lambda _: mark_safe("<p>2</p>"), order=90))
    panels.register("start", panels.Panel("early", lambda _: mark_safe("<p>1</p>"), order=10))
    assert panels.render("start", request("/")) == "<p>1</p><p>2</p>"
    assert panels.render("elsewhere", request("/")) == ""


def test_what_a_panel_returns_as_plain_text_is_escaped() -> None:
    panels.register("start", panels.Panel("plain", lambda _: "<b>"))  # type: ignore[arg-type, return-value]
    assert panels.render("start", request("/")) == "&lt;b&gt;"
