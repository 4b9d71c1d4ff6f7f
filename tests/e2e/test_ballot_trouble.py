"""Programs that are away for a while: nothing is lost, and what is sent again is the same to the byte."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from resonanz.core.wire import decode_envelope
from tests.e2e.ballot_form import (
    ANSWERS,
    board_after_close,
    bodies_sent,
    fill,
    said,
    send,
    send_again,
    wait_for_receipt,
)
from tests.e2e.own_wave import OwnWave

pytestmark = pytest.mark.browser


def test_a_ballot_box_down_then_up_gets_identical_bytes_and_counts_them_once(page: Page, wave: OwnWave) -> None:
    bodies = bodies_sent(page, "/ballots")
    page.goto(wave.address())
    fill(page)
    wave.ballotbox.stop()
    send(page)
    assert said(page) == "ballotbox-unreachable"
    wave.ballotbox.start()
    send_again(page)
    wait_for_receipt(page)
    expect(page.locator("#earlier")).to_be_hidden()
    assert len(bodies) > 1
    assert len(set(bodies)) == 1
    assert len(board_after_close(wave).receipts) == 1


def test_a_lost_acknowledgement_is_asked_for_again_with_the_same_ballot(page: Page, wave: OwnWave) -> None:
    bodies = bodies_sent(page, "/ballots")
    replies: list[int] = []

    def lose_the_first_reply(route: Route) -> None:
        replies.append(route.fetch().status)
        route.abort() if len(replies) == 1 else route.continue_()

    page.route("**/ballots", lose_the_first_reply)
    page.goto(wave.address())
    fill(page)
    send(page)
    wait_for_receipt(page)
    expect(page.locator("#earlier")).to_be_hidden()
    assert replies[0] == 201
    assert len(set(bodies)) == 1
    assert len(board_after_close(wave).receipts) == 1


def test_an_app_without_reply_is_asked_again_with_the_same_bytes(page: Page, wave: OwnWave) -> None:
    bodies = bodies_sent(page, "/draw")
    wave.registrar.mood = "silent"
    page.goto(wave.address())
    fill(page)
    send(page)
    assert said(page) == "app-unreachable"
    expect(page.locator(".said-a").first).to_have_text("stimme gar nicht zu")
    wave.registrar.mood = "honest"
    send_again(page)
    wait_for_receipt(page)
    assert len(bodies) > 1
    assert len(set(bodies)) == 1


def test_a_page_lost_after_the_draw_goes_on_with_the_kept_token(phone: BrowserContext, wave: OwnWave) -> None:
    address = wave.address()
    lost = phone.new_page()
    lost.route("**/ballots", lambda route: route.abort())
    lost.goto(address)
    fill(lost)
    send(lost)
    assert said(lost) == "ballotbox-unreachable"
    lost.close()
    page = phone.new_page()
    drawn, sent = bodies_sent(page, "/draw"), bodies_sent(page, "/ballots")
    page.goto(address)
    fill(page, (1,) * len(ANSWERS))
    send(page)
    wait_for_receipt(page)
    assert drawn == []
    assert decode_envelope(sent[0]).answers == (1,) * len(ANSWERS)


def test_a_ballot_that_arrived_before_the_page_was_lost_counts(phone: BrowserContext, wave: OwnWave) -> None:
    address = wave.address()
    lost = phone.new_page()
    lost.route("**/ballots", lambda route: (route.fetch(), route.abort()))
    lost.goto(address)
    fill(lost)
    send(lost)
    assert said(lost) == "ballotbox-unreachable"
    lost.close()
    page = phone.new_page()
    page.goto(address)
    fill(page, (1,) * len(ANSWERS))
    send(page)
    wait_for_receipt(page)
    expect(page.locator("#earlier")).to_be_visible()
    assert len(board_after_close(wave).receipts) == 1


@pytest.mark.parametrize(
    ("status", "word", "code"),
    [
        (503, "storage-busy", "storage-busy"),
        (503, "storage-full", "storage-full"),
        (409, "wave-not-open", "wave-not-open"),
        (500, "inbox-key-lost", "key-lost"),
        (500, "receipt-key-lost", "key-lost"),
        (403, "token-invalid", "ballot-refused"),
        (201, "no receipt", "receipt-invalid"),
    ],
)
def test_every_refusal_of_the_ballot_box_is_said(page: Page, wave: OwnWave, status: int, word: str, code: str) -> None:
    page.route("**/ballots", lambda route: route.fulfill(status=status, body=word))
    page.goto(wave.address())
    fill(page)
    send(page)
    assert said(page) == code


def test_questions_that_cannot_be_checked_are_tried_again(page: Page, wave: OwnWave) -> None:
    page.route("**/questionnaire", lambda route: route.abort(), times=1)
    page.goto(wave.address())
    assert said(page) == "questionnaire-unreachable"
    send_again(page)
    expect(page.locator("form.live")).to_be_visible()
