"""The real ballot page in Chromium at 390 px, with the real ballot box and a registrar of the test's own."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, Request, expect
from tests.e2e.ballot_form import ANSWERS, fill, send
from tests.e2e.own_wave import OwnWave

from resonanz.core.wire import decode_board, decode_envelope, receipt_hash

pytestmark = pytest.mark.browser


def ballots_sent(page: Page) -> list[bytes]:
    """The bodies of all ballots that leave the page from now on."""
    bodies: list[bytes] = []

    def note(request: Request) -> None:
        if request.url.endswith("/ballots"):
            bodies.append(request.post_data_buffer or b"")

    page.on("request", note)
    return bodies


def stored_ballots(wave: OwnWave) -> tuple[int, set[bytes]]:
    """How many receipts the board shows after the close, and which."""
    wave.ballotbox.advance(timedelta(hours=2))
    assert wave.ballotbox.close(wave.name) == "closed"
    board = decode_board((wave.ballotbox.home.ballotbox / "boards" / wave.name).read_bytes())
    return len(board.receipts), set(board.receipts)


def test_a_ballot_is_answered_sent_and_receipted(page: Page, wave: OwnWave) -> None:
    bodies = ballots_sent(page)
    page.goto(wave.address())
    fill(page)
    send(page)
    expect(page.locator("#done h1")).to_be_focused(timeout=20_000)
    assert page.url == f"{wave.ballotbox.url}/w/{wave.name}/?lang=de-formal"
    (body,) = bodies
    envelope = decode_envelope(body)
    assert envelope.answers == ANSWERS
    hashed = receipt_hash(wave.sample.wave, envelope.public_key)
    assert page.locator("#code").inner_text().split() == re.findall("....", hashed.hex()[:32])
    assert stored_ballots(wave) == (1, {hashed})
