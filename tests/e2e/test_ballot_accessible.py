"""axe finds nothing on any state of the ballot pages, light and dark; nothing overflows from 320 px on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.e2e.ballot_form import board_after_close, choose, fill, said, send, send_again, wait_for_receipt
from tests.e2e.own_wave import OwnWave

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[1] / "node" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async (tags) => (await axe.run(document, { runOnly: tags })).violations
    .map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target).join(', ')}`)"""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's source; without it CI fails and everybody else skips with one line."""
    if not AXE.exists():
        line = "no axe-core (./do test installs it with npm)"
        pytest.fail(line) if os.environ.get("CI") == "true" else pytest.skip(line)
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(params=SCHEMES)
def seen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A tab as narrow as WCAG asks for (320 px), light and dark."""
    size: ViewportSize = {"width": 320, "height": 640}
    context = browser.new_context(viewport=size, color_scheme=request.param, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def assert_clean(page: Page, axe: str) -> None:
    """axe has nothing to say and nothing is wider than the window."""
    page.evaluate(axe)
    assert page.evaluate(RUN_AXE, RULES) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_answering_reviewing_failing_and_the_receipt(seen: Page, wave: OwnWave, axe: str) -> None:
    seen.goto(wave.address())
    expect(seen.locator("form.live")).to_be_visible()
    choose(seen, 2)
    seen.locator(".print-id summary").click()
    assert_clean(seen, axe)
    fill(seen)
    assert_clean(seen, axe)
    wave.registrar.mood = "silent"
    send(seen)
    assert said(seen) == "app-unreachable"
    assert_clean(seen, axe)
    wave.registrar.mood = "honest"
    send_again(seen)
    wait_for_receipt(seen)
    assert_clean(seen, axe)


def test_no_start_data_an_alarm_and_no_wave(seen: Page, wave: OwnWave, axe: str) -> None:
    seen.goto(wave.address().partition("#")[0])
    assert said(seen) == "start-missing"
    assert_clean(seen, axe)
    seen.goto(wave.address()[:-7])
    assert said(seen) == "start-malformed"
    assert_clean(seen, axe)
    seen.goto(f"{wave.ballotbox.url}/w/{'0' * 32}/")
    assert_clean(seen, axe)


def test_the_closed_wave_and_its_board(seen: Page, wave: OwnWave, axe: str) -> None:
    board_after_close(wave)
    seen.goto(f"{wave.ballotbox.url}/w/{wave.name}/")
    assert_clean(seen, axe)
    seen.goto(f"{wave.ballotbox.url}/w/{wave.name}/check")
    assert_clean(seen, axe)
    seen.locator("#receipt-code").fill("4c1e")
    seen.locator("#look").click()
    assert_clean(seen, axe)
    seen.locator("#receipt-code").fill("4c" * 16)
    seen.locator("#look").click()
    assert said(seen) == "not-found"
    assert_clean(seen, axe)
