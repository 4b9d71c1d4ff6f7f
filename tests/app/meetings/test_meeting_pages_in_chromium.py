"""Every page of the room in a real browser: axe finds nothing, nothing overflows, no policy is broken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from tests.app.conftest import ClientOf
from tests.app.meetings.walk import every_stop

AXE = Path(__file__).resolve().parents[2] / "node/node_modules/axe-core/axe.min.js"
RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
RUN = (
    f"axe.run(document, {{runOnly: {RULES}}})"
    ".then(r => r.violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 160)}`))"
)
OPEN_ALL = "document.querySelectorAll('details').forEach(each => { each.open = true })"
FORMS: list[tuple[int, Literal["light", "dark"]]] = [(390, "light"), (1280, "dark")]
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def browser(chromium_path: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """Chromium of the system. Playwright's loop runs in this thread, which Django takes for asynchronous code."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        yield started
        started.close()


def signed_in(browser: Browser, site: str, client: Client) -> tuple[Page, list[str]]:
    """Somebody's own browser, and what it complains about."""
    context = browser.new_context(locale="de-DE", reduced_motion="reduce")
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site}])
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints


def opened(page: Page, address: str) -> None:
    """The page with everything on it unfolded, evidence too."""
    page.goto(address)
    page.evaluate(OPEN_ALL)
    expect(page.locator("details[hx-get]:not(:has(.place))")).to_have_count(0)
    page.evaluate(AXE.read_text(encoding="utf-8"))


def test_axe_finds_nothing_and_nothing_is_too_wide(
    browser: Browser, live_server: LiveServer, client_of: ClientOf
) -> None:
    pages = {name: signed_in(browser, live_server.url, client_of(name)) for name in ("emil", "ina")}
    found: list[str] = []
    for stop in every_stop():
        page, _ = pages[stop.who]
        opened(page, live_server.url + stop.address)
        for width, scheme in FORMS:
            page.set_viewport_size({"width": width, "height": 844})
            page.emulate_media(color_scheme=scheme)
            found += [f"{stop.name} {width} {line}" for line in page.evaluate(RUN)]
            found += [f"{stop.name} {width} is too wide"] if page.evaluate(WIDE) > 0 else []
    assert found + pages["emil"][1] + pages["ina"][1] == []
