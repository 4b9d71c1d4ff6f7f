"""The real ballot page in Chromium at 390 px, with the real ballot box and a registrar of the test's own."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from resonanz.core.wire import decode_envelope, receipt_hash
from tests.e2e.ballot_form import (
    ANSWERS,
    board_after_close,
    bodies_sent,
    choose,
    fill,
    fill_by_hand,
    onwards,
    send,
    wait_for_receipt,
)
from tests.e2e.conftest import PHONE
from tests.e2e.own_wave import OwnWave

pytestmark = pytest.mark.browser


def test_a_ballot_is_answered_sent_stored_and_receipted(page: Page, wave: OwnWave) -> None:
    bodies = bodies_sent(page, "/ballots")
    page.goto(wave.address())
    fill_by_hand(page)
    send(page)
    code = wait_for_receipt(page)
    (body,) = bodies
    envelope = decode_envelope(body)
    hashed = receipt_hash(wave.sample.wave, envelope.public_key)
    assert envelope.answers == ANSWERS
    assert code.split() == re.findall("....", hashed.hex()[:32])
    assert board_after_close(wave).receipts == (hashed,)


def test_the_receipt_takes_the_focus_and_leaves_no_answer_on_the_page(page: Page, wave: OwnWave) -> None:
    page.goto(wave.address())
    fill(page)
    send(page)
    wait_for_receipt(page)
    expect(page.locator("#done h1")).to_be_focused()
    expect(page.locator("#voting")).to_have_count(0)
    expect(page.locator("#earlier")).to_be_hidden()


def test_start_data_leaves_the_address_and_the_history_at_once(page: Page, wave: OwnWave) -> None:
    page.goto(wave.address())
    expect(page.locator("form.live")).to_be_visible()
    assert page.url == f"{wave.ballotbox.url}/w/{wave.name}/?lang=de-formal"
    fill(page)
    assert page.url == f"{wave.ballotbox.url}/w/{wave.name}/?lang=de-formal"
    assert page.evaluate("Object.keys(history.state).sort()") == ["depth", "step"]


def test_the_proved_cell_and_the_checksum_are_shown(page: Page, wave: OwnWave) -> None:
    page.goto(wave.address())
    expect(page.locator("#cell")).to_have_text(
        f"Ihre Berichtszelle: {wave.cell.label}, {wave.cell.eligible} Personen", use_inner_text=True
    )
    assert wave.sample.root.hex()[:4] in page.locator(".print-id summary").inner_text()


def test_questions_left_out_count_as_cannot_say_and_are_named_in_the_review(page: Page, wave: OwnWave) -> None:
    bodies = bodies_sent(page, "/ballots")
    page.goto(wave.address())
    expect(page.locator("form.live")).to_be_visible()
    for _ in ANSWERS:
        onwards(page)
    expect(page.locator(".said-a").first).to_have_text("ausgelassen")
    send(page)
    wait_for_receipt(page)
    assert decode_envelope(bodies[0]).answers == (0,) * len(ANSWERS)


def test_changing_one_answer_leads_back_to_the_review(page: Page, wave: OwnWave) -> None:
    bodies = bodies_sent(page, "/ballots")
    page.goto(wave.address())
    fill(page)
    page.locator("[data-change='3']").click()
    choose(page, 5)
    onwards(page)
    expect(page.locator("#review")).to_be_visible()
    expect(page.locator(".said-a").nth(3)).to_have_text("stimme gar nicht zu")
    send(page)
    wait_for_receipt(page)
    assert decode_envelope(bodies[0]).answers == (*ANSWERS[:3], 5, *ANSWERS[4:])


def test_the_browsers_back_goes_one_question_back_and_keeps_the_answer(page: Page, wave: OwnWave) -> None:
    page.goto(wave.address())
    expect(page.locator("form.live")).to_be_visible()
    choose(page, 2)
    onwards(page)
    expect(page.locator(".step.current")).to_have_attribute("data-code", "C2")
    page.go_back()
    expect(page.locator(".step.current")).to_have_attribute("data-code", "C1")
    expect(page.locator(".step.current input:checked")).to_have_value("2")
    onwards(page)
    page.locator(".step.current [data-go=back]").click()
    expect(page.locator(".step.current")).to_have_attribute("data-code", "C1")


def test_the_keyboard_alone_is_enough(page: Page, wave: OwnWave) -> None:
    bodies = bodies_sent(page, "/ballots")
    page.goto(wave.address())
    expect(page.locator("form.live")).to_be_visible()
    for place in range(len(ANSWERS)):
        expect(page.locator(".step.current")).to_have_attribute(
            "data-code", wave.sample.questionnaire.items[place].code
        )
        if place == 0:
            page.locator(".step.current input").first.focus()
        else:
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    page.locator("#send").focus()
    page.keyboard.press("Enter")
    wait_for_receipt(page)
    assert decode_envelope(bodies[0]).answers == (2,) * len(ANSWERS)


def test_leaving_a_filled_form_asks_first_and_an_empty_one_does_not(page: Page, wave: OwnWave) -> None:
    asked: list[str] = []

    def note(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", note)
    page.goto(wave.address())
    expect(page.locator("form.live")).to_be_visible()
    page.goto("about:blank")
    assert asked == []
    page.goto(wave.address())
    expect(page.locator("form.live")).to_be_visible()
    choose(page, 1)
    page.goto("about:blank")
    assert asked == ["beforeunload"]


def test_the_other_language_keeps_the_start_data(page: Page, wave: OwnWave) -> None:
    page.goto(wave.address())
    expect(page.locator("form.live")).to_be_visible()
    page.locator("[data-language]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("form.live")).to_be_visible()
    assert "#" not in page.url
    expect(page.locator(".step.current legend")).to_have_text("Where I work we take time for each other.")


def test_without_javascript_the_questions_can_be_read(browser: Browser, wave: OwnWave) -> None:
    context = browser.new_context(viewport=PHONE, locale="de-DE", java_script_enabled=False)
    page = context.new_page()
    page.goto(wave.address())
    expect(page.locator("noscript h2")).to_have_text("Das Absenden braucht JavaScript.")
    expect(page.locator("noscript h2")).to_be_visible()
    for item in wave.sample.questionnaire.items:
        expect(page.locator("legend", has_text=item.wordings[0].text)).to_be_visible()
    expect(page.locator("#send")).to_be_hidden()
    context.close()


def test_the_receipt_can_be_copied_and_saved(page: Page, phone: BrowserContext, wave: OwnWave) -> None:
    phone.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(wave.address())
    fill(page)
    send(page)
    code = " ".join(wait_for_receipt(page).split())
    page.locator("#copy").click()
    expect(page.locator("#copied")).to_have_text("Kopiert.")
    assert page.evaluate("navigator.clipboard.readText()") == code
    with page.expect_download() as download:
        page.locator("#save").click()
    number = wave.sample.manifest.header.number
    assert download.value.suggested_filename == f"resonanz-quittung-runde-{number}.txt"
    lines = download.value.path().read_text(encoding="utf-8").splitlines()
    assert lines[0] == f"Resonanz, Quittung für Runde {number}"
    assert lines[1] == f"Code: {code}"
    assert lines[3].endswith(f"{wave.ballotbox.url}/w/{wave.name}/check?lang=de-formal")
