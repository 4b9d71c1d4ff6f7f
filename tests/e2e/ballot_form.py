"""Filling in the ballot page as a person does: one question a step, then review and send."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Page, Request, expect

from resonanz.core.wire import ReceiptList, decode_receipt_list
from tests.e2e.own_wave import OwnWave

ANSWERS = (5, 1, 4, 2, 3, 3, 1, 5, 2, 4, 0, 1)
"""One answer a question of the pulse, told apart from chance by their order; 0 is "kann ich nicht sagen"."""
CANNOT_SAY_PLACE = 5
PATIENCE = 30_000
FILL = """(answers) => answers.forEach((answer) => {
    document.querySelector(`.step.current input[value="${answer}"]`).click();
    document.querySelector('.step.current [data-go=next]').click();
})"""


def choose(page: Page, answer: int) -> None:
    """Tick one option of the question in view."""
    page.locator(".step.current label.opt").nth(answer - 1 if answer else CANNOT_SAY_PLACE).click()


def onwards(page: Page) -> None:
    """To the next step."""
    page.locator(".step.current [data-go=next]").click()


def fill(page: Page, answers: Sequence[int] = ANSWERS) -> None:
    """Answer every question from inside the page, which is faster; stands at the review afterwards."""
    expect(page.locator("form.live")).to_be_visible()
    page.evaluate(FILL, list(answers))
    expect(page.locator("#review")).to_be_visible()


def fill_by_hand(page: Page, answers: Sequence[int] = ANSWERS) -> None:
    """Answer every question with the pointer; stands at the review afterwards."""
    expect(page.locator("form.live")).to_be_visible()
    for answer in answers:
        choose(page, answer)
        onwards(page)
    expect(page.locator("#review")).to_be_visible()


def send(page: Page) -> None:
    """Press Send."""
    page.locator("#send").click()


def send_again(page: Page) -> None:
    """Press the button of the message in view."""
    page.locator("[data-retry]").click()


def wait_for_receipt(page: Page) -> str:
    """The receipt's code, once it is shown."""
    expect(page.locator("#done h1")).to_be_visible(timeout=PATIENCE)
    return page.locator("#code").inner_text()


def said(page: Page) -> str:
    """The code word of the message in view."""
    alert = page.locator("#alert[data-code]")
    expect(alert).to_be_visible(timeout=PATIENCE)
    return str(alert.get_attribute("data-code"))


def bodies_sent(page: Page, path: str) -> list[bytes]:
    """The bodies of all requests to addresses ending in ``path`` that leave the page from now on."""
    bodies: list[bytes] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith(path):
            bodies.append(request.post_data_buffer or b"")

    page.on("request", note)
    return bodies


def board_after_close(wave: OwnWave) -> ReceiptList:
    """Close the wave; the board as published."""
    wave.ballotbox.advance(wave.sample.manifest.header.closes_at - wave.ballotbox.now())
    assert wave.ballotbox.close(wave.name, wave.sample.drawn) == "closed"
    return decode_receipt_list((wave.ballotbox.home.ballotbox / "receipts" / wave.name).read_bytes())
