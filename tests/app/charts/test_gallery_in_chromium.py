"""Charts, error pages and public pages in a real browser: axe finds nothing, nothing overflows, no policy is broken."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread
from typing import Literal
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from playwright.sync_api import Browser, Page

from tests.app.charts import gallery
from tests.chromium import SEEN_RULES, launched, put_axe, violations

OPEN_ALL = "document.querySelectorAll('details').forEach(each => { each.open = true })"
PAGES = (
    "/gallery/",
    "/anonymity/",
    "/privacy/",
    "/accessibility/",
    *(f"/error/{name}" for name in gallery.ERROR_PAGES),
)

pytestmark = pytest.mark.browser


class Quiet(WSGIRequestHandler):
    """A server that writes no log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The app with the gallery, on a free port of loopback."""
    with (
        override_settings(ROOT_URLCONF="tests.app.charts.gallery"),
        make_server("localhost", 0, get_wsgi_application(), handler_class=Quiet) as server,
    ):
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """Chromium of the system."""
    with launched(chromium_path) as started:
        yield started


def opened(browser: Browser, width: int, scheme: Literal["light", "dark"], address: str) -> tuple[Page, list[str]]:
    """A page and what the browser complained about."""
    page = browser.new_page(
        viewport={"width": width, "height": 844}, color_scheme=scheme, locale="de-DE", reduced_motion="reduce"
    )
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    return page, complaints


def test_axe_finds_nothing(browser: Browser, site: str) -> None:
    found: list[str] = []
    for address in PAGES:
        page, complaints = opened(browser, 390, "light", site + address)
        page.evaluate(OPEN_ALL)
        put_axe(page)
        found += [f"{address} {line}" for line in [*complaints, *violations(page)]]
        if address == PAGES[0]:
            page.evaluate("document.querySelector('[popover]')?.showPopover()")
            found += [f"{address} menu {line}" for line in violations(page)]
            page.evaluate("document.querySelector('[popover]')?.hidePopover()")
        page.set_viewport_size({"width": 1280, "height": 844})
        page.emulate_media(color_scheme="dark")
        found += [f"{address} wide, dark {line}" for line in violations(page, SEEN_RULES)]
        page.close()
    assert found == []


def test_nothing_is_wider_than_the_window(browser: Browser, site: str) -> None:
    found = []
    for address in PAGES:
        page, _ = opened(browser, 320, "light", site + address)
        for width in (320, 390, 768, 1023, 1024, 1440):
            page.set_viewport_size({"width": width, "height": 844})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append((address, width))
        page.close()
    assert found == []


def test_one_form_of_the_heat_table_is_shown(browser: Browser, site: str) -> None:
    shown = {}
    for width in (390, 1280):
        page, _ = opened(browser, width, "light", f"{site}/gallery/")
        shown[width] = (page.locator("table.heat").is_visible(), page.locator(".heat-lists").is_visible())
        page.close()
    assert shown == {390: (False, True), 1280: (True, False)}


def test_theme_and_language_switch_without_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="de-DE", viewport={"width": 1280, "height": 844})
    page = context.new_page()
    page.goto(f"{site}/privacy/")
    page.get_by_role("button", name="Dunkel").click()
    assert page.url == f"{site}/privacy/"
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.get_by_role("button", name="English").click()
    assert page.locator("h1").inner_text() == "What is stored, and for how long"
    context.close()
