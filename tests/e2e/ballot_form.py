"""Filling in the ballot page as a person does: one question a step, then review and send."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Page, expect

ANSWERS = (5, 1, 4, 2, 3, 3, 1, 5, 2, 4, 0, 1)
"""One answer a question of the pulse, told apart from chance by their order; 0 is "kann ich nicht sagen"."""


def choose(page: Page, answer: int) -> None:
    """Tick one option of the question in view."""
    page.locator(".step.current label.opt").nth(answer - 1 if answer else 5).click()


def onwards(page: Page) -> None:
    """To the next step."""
    page.locator(".step.current [data-go=next]").click()


def fill(page: Page, answers: Sequence[int] = ANSWERS) -> None:
    """Answer every question; stands at the review afterwards."""
    expect(page.locator("form.live")).to_be_visible()
    for answer in answers:
        choose(page, answer)
        onwards(page)
    expect(page.locator("#review")).to_be_visible()


def send(page: Page) -> None:
    """Press Send."""
    page.locator("#send").click()


def said(page: Page) -> str:
    """The code word of the message in view."""
    alert = page.locator("#alert[data-code]")
    expect(alert).to_be_visible(timeout=20_000)
    return str(alert.get_attribute("data-code"))
