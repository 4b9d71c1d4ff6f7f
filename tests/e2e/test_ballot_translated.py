"""A page that a translator has changed is no attack: the fixed wording is put back, and no alarm is raised."""

from __future__ import annotations

from html import escape

import pytest
from playwright.sync_api import Page, Route, expect

from resonanz.core.wire import decode_envelope
from tests.e2e.ballot_form import ANSWERS, bodies_sent, choose, fill, onwards, said, send, send_again, wait_for_receipt
from tests.e2e.own_wave import OwnWave

pytestmark = pytest.mark.browser

# What Chrome's translator does: every text into two <font>, a class and another language on <html>. An obedient one
# leaves out what is marked; this one does not.
TRANSLATE = """(selector) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
        if (!text.data.trim() || text.parentElement.closest('script, style, template')) continue;
        if (selector && text.parentElement.closest(selector)) continue;
        const [outer, inner] = [document.createElement('font'), document.createElement('font')];
        inner.textContent = text.data.replace(/[aeiou]/g, 'o');
        outer.append(inner);
        text.replaceWith(outer);
    }
    document.documentElement.lang = 'pl';
    document.documentElement.classList.add('translated-ltr');
}"""
OBEDIENT = ".notranslate, [translate=no]"
REWORD = "() => document.querySelectorAll('legend').forEach((legend) => legend.replaceChildren('Etwas anderes'))"
REVERSE_VALUES = """() => document.querySelectorAll('.opt:not(.skip-it) input').forEach((input) => {
    input.value = 6 - Number(input.value);
})"""
SHOWN = """() => [...document.querySelectorAll('.step[data-code]')].map((step) => [
    step.querySelector('legend').innerHTML,
    ...[...step.querySelectorAll('.opt:not(.skip-it) span')].map((option) => option.innerHTML),
])"""
KEPT_OUT = ["legend", ".opt span", ".said-q", ".said-a", "#code", "#cell-label", ".print-id summary .code", ".whole"]


def tried_again_after(page: Page, wave: OwnWave, change: str, argument: str = "") -> None:
    """Open the ballot, let the first check fail for the network's sake, change the page, try again."""
    page.route("**/questionnaire", lambda route: route.abort(), times=1)
    page.goto(wave.address())
    assert said(page) == "questionnaire-unreachable"
    page.evaluate(change, argument)
    send_again(page)


def fixed(wave: OwnWave) -> list[list[str]]:
    """Questions and options as they were fixed, as HTML."""
    wordings = [item.wordings[0] for item in wave.sample.questionnaire.items]
    return [[escape(text, quote=False) for text in (each.text, *each.options)] for each in wordings]


def test_a_translated_page_shows_the_fixed_wording_again_and_says_so_calmly(page: Page, wave: OwnWave) -> None:
    bodies = bodies_sent(page, "/ballots")
    tried_again_after(page, wave, TRANSLATE)
    expect(page.locator("form.live")).to_be_visible()
    assert page.evaluate(SHOWN) == fixed(wave)
    expect(page.locator("#translated")).to_be_visible()
    assert page.locator("#alert").get_attribute("data-code") is None
    fill(page)
    send(page)
    wait_for_receipt(page)
    assert decode_envelope(bodies[0]).answers == ANSWERS


def test_a_translator_that_keeps_out_changes_nothing_that_is_compared(page: Page, wave: OwnWave) -> None:
    tried_again_after(page, wave, TRANSLATE, OBEDIENT)
    expect(page.locator("form.live")).to_be_visible()
    assert page.evaluate(SHOWN) == fixed(wave)
    expect(page.locator("#translated")).to_be_hidden()


def test_a_page_translated_while_it_is_answered_is_sent(page: Page, wave: OwnWave) -> None:
    bodies = bodies_sent(page, "/ballots")
    page.goto(wave.address())
    fill(page)
    page.evaluate(TRANSLATE, "")
    send(page)
    wait_for_receipt(page)
    assert decode_envelope(bodies[0]).answers == ANSWERS


def test_other_questions_without_any_sign_of_translation_still_raise_the_alarm(page: Page, wave: OwnWave) -> None:
    """The control: the same change of the questions, by something that is no translator."""
    tried_again_after(page, wave, REWORD)
    assert said(page) == "questionnaire-differs"
    expect(page.locator("#voting")).to_be_hidden()


def test_a_served_page_that_passes_for_translated_cannot_show_other_questions(page: Page, wave: OwnWave) -> None:
    text = wave.sample.questionnaire.items[0].wordings[0].text
    serve_altered(page, {escape(text): "<font>Etwas anderes</font>", "<html ": '<html class="translated-ltr" '})
    page.goto(wave.address())
    expect(page.locator("form.live")).to_be_visible()
    assert page.evaluate(SHOWN) == fixed(wave)


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ('data-code="C2"', 'data-code="C3"'),
        ("<span>teils, teils</span>", "<span>teils, teils</span><span>oder auch nicht</span>"),
        ("<span>teils, teils</span>", "nicht <span>teils, teils</span>"),
        ('data-language-code="de-formal"', 'data-language-code="fr"'),
    ],
)
def test_what_no_translator_does_raises_the_alarm_on_a_translated_page_too(
    page: Page, wave: OwnWave, true: str, false: str
) -> None:
    serve_altered(page, {true: false, "<html ": '<html class="translated-ltr" '})
    page.goto(wave.address())
    assert said(page) == "questionnaire-differs"


def test_an_answer_is_the_place_that_was_compared_whatever_value_the_page_gives_it(page: Page, wave: OwnWave) -> None:
    bodies = bodies_sent(page, "/ballots")
    page.goto(wave.address())
    expect(page.locator("form.live")).to_be_visible()
    page.evaluate(REVERSE_VALUES)
    choose(page, 1)
    for _ in ANSWERS:
        onwards(page)
    send(page)
    wait_for_receipt(page)
    assert decode_envelope(bodies[0]).answers == (1,) + (0,) * (len(ANSWERS) - 1)


def test_translators_are_asked_to_keep_out_of_what_is_compared_and_of_nothing_else(page: Page, wave: OwnWave) -> None:
    page.goto(wave.address())
    fill(page)
    for selector in KEPT_OUT:
        assert page.evaluate("(one) => document.querySelector(one).translate", selector) is False, selector
        assert page.evaluate("(one) => document.querySelector(one).closest('.notranslate') !== null", selector)
    for selector in ["[data-go=next]", "#send", ".promise-box p", "#done h1", "#unkept"]:
        assert page.evaluate("(one) => document.querySelector(one).translate", selector) is True, selector
    assert page.locator("meta[name=google]").count() == 0


def test_what_is_kept_in_the_original_says_its_language(page: Page, wave: OwnWave) -> None:
    page.goto(wave.address(language="en"))
    for selector in ["legend", ".opts", ".said-q", ".said-a"]:
        assert page.locator(selector).first.get_attribute("lang") == "en"


def serve_altered(page: Page, changes: dict[str, str]) -> None:
    """Let the ballot box serve another page than it has."""

    def alter(route: Route) -> None:
        answer = route.fetch()
        text = answer.text()
        for true, false in changes.items():
            assert true in text
            text = text.replace(true, false)
        route.fulfill(response=answer, body=text)

    page.route("**/w/*/?lang=*", alter)
