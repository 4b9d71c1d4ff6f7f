"""A browser that stores nothing, and a hiccup of the network: the page itself keeps the token, and no vote is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.chromium import OPTIONS
from tests.e2e.ballot_form import board_after_close, bodies_sent, fill, said, send, send_again, wait_for_receipt
from tests.e2e.conftest import PHONE
from tests.e2e.own_wave import OwnWave

pytestmark = pytest.mark.browser

BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }"
NO_TURNS = "navigator.locks.request = () => Promise.reject(new DOMException('', 'SecurityError'))"
EMPTIED = "localStorage.clear()"
BLOCK_EVERYTHING = {"profile": {"default_content_setting_values": {"cookies": 2}}}


@pytest.fixture
def blocking(playwright: Playwright, chromium_path: str, tmp_path: Path) -> Iterator[Page]:
    """A tab of a browser whose settings allow no site to store anything."""
    settings = tmp_path / "profile" / "Default" / "Preferences"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps(BLOCK_EVERYTHING), encoding="utf-8")
    context = playwright.chromium.launch_persistent_context(
        tmp_path / "profile", executable_path=chromium_path, args=OPTIONS, viewport=PHONE
    )
    yield context.new_page()
    context.close()


def interrupted_then_sent(page: Page, wave: OwnWave, *, between: str = "undefined") -> None:
    """Send while the ballot box is away, run ``between`` in the page, send again: one ballot, always the same bytes."""
    bodies = bodies_sent(page, "/ballots")
    fill(page)
    wave.ballotbox.stop()
    send(page)
    assert said(page) == "ballotbox-unreachable"
    page.evaluate(between)
    wave.ballotbox.start()
    send_again(page)
    wait_for_receipt(page)
    assert len(bodies) > 1
    assert len(set(bodies)) == 1
    assert len(board_after_close(wave).receipts) == 1


def test_full_storage_costs_no_vote(page: Page, wave: OwnWave) -> None:
    page.add_init_script(FULL)
    page.goto(wave.address())
    interrupted_then_sent(page, wave)


def test_storage_emptied_between_draw_and_send_costs_no_vote(page: Page, wave: OwnWave) -> None:
    page.goto(wave.address())
    interrupted_then_sent(page, wave, between=EMPTIED)


def test_a_browser_that_stores_nothing_at_all_sends(blocking: Page, wave: OwnWave) -> None:
    blocking.goto(wave.address())
    with pytest.raises(Exception, match="denied"):
        blocking.evaluate("localStorage.length")
    interrupted_then_sent(blocking, wave)


def test_a_browser_without_turns_sends(page: Page, wave: OwnWave) -> None:
    page.add_init_script(NO_TURNS)
    page.goto(wave.address())
    fill(page)
    send(page)
    wait_for_receipt(page)


def test_a_lost_reply_of_the_app_is_asked_for_with_the_same_bytes(page: Page, wave: OwnWave) -> None:
    bodies = bodies_sent(page, "/draw")
    page.add_init_script(BLOCKED)
    page.route("**/draw", lambda route: (route.fetch(), route.abort()))
    page.goto(wave.address())
    fill(page)
    send(page)
    assert said(page) == "app-unreachable"
    page.unroute("**/draw")
    send_again(page)
    wait_for_receipt(page)
    assert len(set(bodies)) == 1


@pytest.mark.parametrize("storage", [BLOCKED, FULL])
def test_before_send_it_says_that_the_page_must_stay_open(page: Page, wave: OwnWave, storage: str) -> None:
    page.add_init_script(storage)
    page.goto(wave.address())
    fill(page)
    expect(page.locator("#unkept")).to_be_visible()
    expect(page.locator("#unkept")).to_contain_text("Bitte lassen Sie diese Seite offen, bis Sie die Quittung sehen")
    assert page.locator("#alert").inner_text() == ""


def test_where_storage_works_nothing_is_said_and_nothing_is_left_by_asking(page: Page, wave: OwnWave) -> None:
    page.goto(wave.address())
    fill(page)
    expect(page.locator("#unkept")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0
