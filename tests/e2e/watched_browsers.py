"""Browsers that are watched: every request, every complaint of the console, and axe on every page looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, ViewportSize, expect

from tests.chromium import ALL_RULES, SEEN_RULES, put_axe, violations
from tests.e2e.installation import Installation

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
PATIENCE = 30_000
REFUSED = re.compile(r"^Failed to load resource: the server responded with a status of (\d+)")
"""What Chromium says in the console about every answer from 400 on."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One request as it left a browser."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Watch:
    """What all browsers of a test did."""

    installed: Installation
    browser: Browser
    looked_at: list[str] = field(default_factory=list)
    grounds: dict[str, set[str]] = field(default_factory=lambda: {scheme: set() for scheme in SCHEMES})
    violations: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    refusals: list[tuple[int, str]] = field(default_factory=list)
    _requests: list[Request] = field(default_factory=list)
    _responses: list[Response] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def visitor(self, size: ViewportSize) -> Visitor:
        """A person with a browser of her own, which knows nothing of the others."""
        context = self.browser.new_context(viewport=size, locale="de-DE", reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        context.set_default_navigation_timeout(PATIENCE)
        context.on("request", lambda request: self._requests.append(request))  # noqa: PLW0108 (playwright takes no built-in method)
        context.on("response", lambda response: self._responses.append(response))  # noqa: PLW0108 (the same)
        context.on("console", self._note)
        context.on("weberror", lambda error: self.complaints.append(f"error: {error.error}"))
        self._contexts.append(context)
        return Visitor(self, context, context.new_page())

    def _note(self, message: ConsoleMessage) -> None:
        refused = REFUSED.search(message.text)
        if refused:
            self.refusals.append((int(refused[1]), urlsplit(message.location["url"]).path))
        elif message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text} ({message.location['url']})")

    def sent(self) -> list[Sent]:
        """Every request so far, with the headers that really went out."""
        return [
            Sent(request.method, request.url, request.all_headers(), request.post_data_buffer or b"")
            for request in self._requests
        ]

    def answers_that_set_cookies(self) -> list[str]:
        """Addresses whose answers set a cookie."""
        return [response.url for response in self._responses if "set-cookie" in response.all_headers()]

    def close(self) -> None:
        """Close every browser window."""
        for context in self._contexts:
            context.close()


@dataclass
class Visitor:
    """One person's browser."""

    watch: Watch
    context: BrowserContext
    page: Page

    def go(self, path: str) -> None:
        """Open a page of the app and look at it."""
        self.page.goto(self.watch.installed.app_url + path)
        self.look()

    def look(self, name: str = "") -> None:
        """Let axe look at the page, light and dark; nothing may overflow. Dark changes colours alone."""
        self.page.wait_for_load_state()
        put_axe(self.page)
        for scheme in SCHEMES:
            self.page.emulate_media(color_scheme=scheme)
            place = f"{name or self.page.url.split('#')[0]} {scheme}"
            self.watch.looked_at.append(place)
            self.watch.grounds[scheme].add(self.page.evaluate("getComputedStyle(document.body).backgroundColor"))
            found = violations(self.page, SEEN_RULES if scheme == "dark" else ALL_RULES)
            self.watch.violations += [f"{place}: {each}" for each in found]
            if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                self.watch.violations.append(f"{place}: wider than the window")
        self.page.emulate_media(color_scheme="light")

    def heading(self) -> str:
        """The page's first heading."""
        return " ".join(self.page.locator("h1").first.inner_text().split())

    def ask_for_code(self, address: str) -> str:
        """Type the address; the code that came by mail."""
        earlier = len(self.watch.installed.postbox.to(address))
        self.page.locator("#id_email").fill(address)
        self.page.locator("main form button[type=submit]").first.click()
        expect(self.page.locator("#id_code")).to_be_visible()
        return self.watch.installed.postbox.code(address, earlier)

    def sign_in(self, address: str, path: str = "/") -> None:
        """From a page behind the sign-in, by the mailed code, to that page."""
        self.go(path)
        assert "/sign-in/" in self.page.url
        code = self.ask_for_code(address)
        self.look()
        self.page.locator("#id_code").fill(code)
        self.page.locator("form:has(#id_code) button[type=submit]").click()
        self.page.wait_for_url(self.watch.installed.app_url + path)
        self.look()

    def press(self, selector: str, then: str) -> None:
        """Press a button or follow a link to the page at ``then``, and look at it."""
        self.page.locator(selector).first.click()
        self.page.wait_for_url(self.watch.installed.app_url + then)
        self.look()
