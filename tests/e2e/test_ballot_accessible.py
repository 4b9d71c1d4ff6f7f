"""axe finds nothing on any state of the ballot pages, light and dark; nothing overflows from 320 px on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.chromium import ALL_RULES, SEEN_RULES, put_axe, violations
from tests.e2e.ballot_form import board_after_close, choose, fill, said, send, send_again, wait_for_receipt
from tests.e2e.own_wave import OwnWave
from tests.e2e.test_ballot_translated import TRANSLATE, tried_again_after
from tests.e2e.test_ballot_without_storage import FULL

pytestmark = pytest.mark.browser

SCHEMES: dict[Literal["light", "dark"], object] = {"light": ALL_RULES, "dark": SEEN_RULES}


@pytest.fixture
def seen(browser: Browser) -> Iterator[Page]:
    """A tab as narrow as WCAG asks for (320 px)."""
    size: ViewportSize = {"width": 320, "height": 640}
    context = browser.new_context(viewport=size, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def assert_clean(page: Page) -> None:
    """axe has nothing to say, light and dark, and nothing is wider than the window."""
    put_axe(page)
    grounds = set()
    for scheme, rules in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)
        assert violations(page, rules) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    page.emulate_media(color_scheme="light")
    assert len(grounds) == len(SCHEMES)


def test_answering_reviewing_failing_and_the_receipt(seen: Page, wave: OwnWave) -> None:
    seen.goto(wave.address())
    expect(seen.locator("form.live")).to_be_visible()
    choose(seen, 2)
    seen.locator(".print-id summary").click()
    assert_clean(seen)
    fill(seen)
    assert_clean(seen)
    wave.registrar.mood = "silent"
    send(seen)
    assert said(seen) == "app-unreachable"
    assert_clean(seen)
    wave.registrar.mood = "honest"
    send_again(seen)
    wait_for_receipt(seen)
    assert_clean(seen)


def test_no_start_data_an_alarm_and_no_wave(seen: Page, wave: OwnWave) -> None:
    seen.goto(wave.address().partition("#")[0])
    assert said(seen) == "start-missing"
    assert_clean(seen)
    seen.goto(wave.address()[:-7])
    assert said(seen) == "start-malformed"
    assert_clean(seen)
    seen.goto(f"{wave.ballotbox.url}/w/{'0' * 32}/")
    assert_clean(seen)


def test_the_calm_words_about_a_translation_and_about_storage(seen: Page, wave: OwnWave) -> None:
    seen.add_init_script(FULL)
    tried_again_after(seen, wave, TRANSLATE)
    expect(seen.locator("#translated")).to_be_visible()
    assert_clean(seen)
    fill(seen)
    expect(seen.locator("#unkept")).to_be_visible()
    assert_clean(seen)


def test_the_closed_wave_and_its_board(seen: Page, wave: OwnWave) -> None:
    board_after_close(wave)
    seen.goto(f"{wave.ballotbox.url}/w/{wave.name}/")
    assert_clean(seen)
    seen.goto(f"{wave.ballotbox.url}/w/{wave.name}/check")
    assert_clean(seen)
    seen.locator("#receipt-code").fill("4c1e")
    seen.locator("#look").click()
    assert_clean(seen)
    seen.locator("#receipt-code").fill("4c" * 16)
    seen.locator("#look").click()
    assert said(seen) == "not-found"
    assert_clean(seen)
