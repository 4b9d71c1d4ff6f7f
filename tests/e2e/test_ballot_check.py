"""A receipt is found on the board, in the browser; a board that is not genuine proves nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.ballot_form import board_after_close, fill, said, send, wait_for_receipt
from tests.e2e.own_wave import OwnWave

pytestmark = pytest.mark.browser


def open_check(page: Page, wave: OwnWave) -> None:
    """Open the page on which receipts are looked for."""
    page.goto(f"{wave.ballotbox.url}/w/{wave.name}/check?lang=de-formal")


def look_for(page: Page, code: str) -> None:
    """Type a code and search."""
    page.locator("#receipt-code").fill(code)
    page.locator("#look").click()


def test_a_receipt_stands_on_the_board_after_the_close_and_is_not_sent_anywhere(page: Page, wave: OwnWave) -> None:
    page.goto(wave.address())
    fill(page)
    send(page)
    code = wait_for_receipt(page)
    open_check(page, wave)
    expect(page.get_by_role("heading", level=1)).to_have_text("Der Aushang erscheint nach dem Ende der Runde.")
    board_after_close(wave)
    open_check(page, wave)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    look_for(page, code.upper())
    assert said(page) == "found"
    expect(page.locator("#alert")).to_contain_text("als eine von 1.")
    assert [url for url in asked if "/static/" not in url] == [f"{wave.ballotbox.url}/w/{wave.name}/board"]


def test_another_code_is_not_on_the_board(page: Page, wave: OwnWave) -> None:
    board_after_close(wave)
    open_check(page, wave)
    look_for(page, "00" * 16)
    assert said(page) == "not-found"


def test_half_a_code_is_refused_at_its_field(page: Page, wave: OwnWave) -> None:
    board_after_close(wave)
    open_check(page, wave)
    look_for(page, "4c1e 90ab")
    expect(page.locator("#code-error")).to_contain_text("kein vollständiger Code")
    expect(page.locator("#receipt-code")).to_be_focused()
    expect(page.locator("#receipt-code")).to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize("place", [5, 25, -1])
def test_a_board_with_a_changed_byte_is_not_genuine(page: Page, wave: OwnWave, place: int) -> None:
    """In the wave, in the root, in the signature."""
    board_after_close(wave)

    def tamper(route: Route) -> None:
        body = bytearray(route.fetch().body())
        body[place] ^= 1
        route.fulfill(status=200, body=bytes(body))

    page.route("**/board", tamper)
    open_check(page, wave)
    look_for(page, "00" * 16)
    assert said(page) == "board-invalid"


def test_a_board_that_does_not_load_says_so(page: Page, wave: OwnWave) -> None:
    board_after_close(wave)
    page.route("**/board", lambda route: route.abort())
    open_check(page, wave)
    look_for(page, "00" * 16)
    assert said(page) == "board-unreachable"
