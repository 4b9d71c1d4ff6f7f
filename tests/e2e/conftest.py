"""What end-to-end tests share: a ballot box process, a registrar, an open wave, a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize, sync_playwright

from tests.chromium import OPTIONS
from tests.e2e.own_ballotbox import OwnBallotBox
from tests.e2e.own_registrar import OwnRegistrar
from tests.e2e.own_wave import OwnWave, open_wave

PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright for the whole run."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    """One browser for the whole run."""
    launched = playwright.chromium.launch(executable_path=chromium_path, args=OPTIONS)
    yield launched
    launched.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile, as wide as a phone."""
    context = browser.new_context(viewport=PHONE, locale="de-DE", reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(phone: BrowserContext) -> Page:
    """A tab of the phone."""
    return phone.new_page()


@pytest.fixture(scope="session")
def _registrar() -> Iterator[OwnRegistrar]:
    started = OwnRegistrar()
    yield started
    started.stop()


@pytest.fixture(scope="session")
def _ballotbox(_registrar: OwnRegistrar, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnBallotBox]:
    made = OwnBallotBox(tmp_path_factory.mktemp("ballotbox") / "home", _registrar.url)
    _registrar.allowed_origin = made.url
    made.start()
    yield made
    made.stop()


@pytest.fixture
def ballotbox(_ballotbox: OwnBallotBox) -> OwnBallotBox:
    """The ballot box, running."""
    if _ballotbox.process is None:
        _ballotbox.start()
    return _ballotbox


@pytest.fixture
def registrar(_registrar: OwnRegistrar) -> OwnRegistrar:
    """The registrar, honest and with nothing remembered."""
    _registrar.mood = "honest"
    _registrar.seen.clear()
    _registrar.bodies.clear()
    return _registrar


@pytest.fixture
def wave(ballotbox: OwnBallotBox, registrar: OwnRegistrar) -> OwnWave:
    """A wave of its own for the test, open for an hour."""
    return open_wave(ballotbox, registrar)
