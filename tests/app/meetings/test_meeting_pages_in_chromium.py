"""Every page of the room in a real browser: axe finds nothing, nothing overflows, no policy is broken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
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
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def browser(chromium_path: str) -> Iterator[Browser]:
    """Chromium of the system."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        yield started
        started.close()


def signed_in(
    browser: Browser, site: str, client: Client, width: int, scheme: Literal["light", "dark"]
) -> BrowserContext:
    """A browser of somebody's own."""
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme, locale="de-DE")
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site}])
    return context


def listened(context: BrowserContext) -> tuple[Page, list[str]]:
    """A page and what the browser complains about."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints


def test_axe_finds_nothing_and_nothing_is_too_wide(
    browser: Browser, live_server: LiveServer, client_of: ClientOf
) -> None:
    found: list[str] = []
    forms: list[tuple[int, Literal["light", "dark"]]] = [(390, "light"), (1280, "dark")]
    contexts = {
        (name, form): signed_in(browser, live_server.url, client_of(name), *form)
        for name in ("emil", "ina")
        for form in forms
    }
    for stop in every_stop():
        for form in forms:
            page, complaints = listened(contexts[stop.who, form])
            page.goto(live_server.url + stop.address)
            page.evaluate(OPEN_ALL)
            page.wait_for_load_state("networkidle")
            page.evaluate(AXE.read_text(encoding="utf-8"))
            found += [f"{stop.name} {form} {line}" for line in [*complaints, *page.evaluate(RUN)]]
            found += [f"{stop.name} {form} is too wide"] if page.evaluate(WIDE) > 0 else []
            page.close()
    assert found == []
