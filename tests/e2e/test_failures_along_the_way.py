"""What goes wrong along the way, with both real programs: it is said, nothing is lost, and there is a way on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from resonanz.cli.serve import Program
from tests.e2e.ballot_form import fill, said, send, send_again
from tests.e2e.installation import Installation, running
from tests.e2e.musterwerk import ADA, ANSWERS
from tests.e2e.watched_browsers import PHONE, Visitor, Watch

pytestmark = pytest.mark.browser

STRANGER = "nobody@elsewhere.example"
WRONG = "WRO-NGX"


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[Installation]:
    """An installation whose first wave is planned and has its keys, but is not open."""
    with running(tmp_path / "home") as made:
        made.others("plan")
        yield made


@pytest.fixture
def ada(installed: Installation, browser: Browser) -> Iterator[Visitor]:
    """Ada's phone, watched."""
    watching = Watch(installed, browser)
    yield watching.visitor(PHONE)
    watching.close()


def test_what_goes_wrong_is_said_and_nothing_is_lost(installed: Installation, ada: Visitor) -> None:
    an_unknown_address_is_answered_like_a_known_one(ada)
    the_third_wrong_code_ends_the_sign_in(ada)
    a_code_works_in_the_browser_that_asked_for_it_only(ada)
    a_wave_that_is_not_open_says_so(installed, ada)
    installed.others("open_wave")
    an_app_that_is_away_keeps_the_answers(installed, ada)
    a_close_while_answering_keeps_the_answers_too(installed, ada)
    assert ada.watch.violations == []
    assert ada.watch.complaints == []


def an_unknown_address_is_answered_like_a_known_one(ada: Visitor) -> None:
    """The same page; no mail."""
    ada.go("/sign-in/")
    ada.page.locator("#id_email").fill(STRANGER)
    ada.page.locator("main form button[type=submit]").first.click()
    expect(ada.page.locator("#id_code")).to_be_visible()
    ada.look()
    said_to_stranger = ada.page.locator("main").inner_text().replace(STRANGER, "")
    ada.go("/sign-in/")
    ada.ask_for_code(ADA.mail)
    assert ada.page.locator("main").inner_text().replace(ADA.mail, "") == said_to_stranger
    assert ada.watch.installed.postbox.to(STRANGER) == []


def the_third_wrong_code_ends_the_sign_in(ada: Visitor) -> None:
    """Twice the field says so; then a new code is needed, and the mailed one is void."""
    for _ in range(2):
        enter(ada, WRONG)
        expect(ada.page.locator("#id_code_error")).to_be_visible()
        ada.look("sign-in, wrong code")
    enter(ada, WRONG)
    expect(ada.page.locator("#id_email")).to_be_visible()
    expect(ada.page.locator("main")).to_contain_text("dritte falsche Code")
    ada.look("sign-in, third wrong code")
    ada.go("/sign-in/code/")
    expect(ada.page.locator("#id_code")).to_have_count(0)


def a_code_works_in_the_browser_that_asked_for_it_only(ada: Visitor) -> None:
    """Somebody else's browser has nowhere to enter it; hers takes it."""
    ada.go("/sign-in/?next=/")
    code = ada.ask_for_code(ADA.mail)
    other = ada.watch.visitor(PHONE)
    other.go("/sign-in/code/")
    expect(other.page.locator("main")).to_contain_text("in einem anderen Browser")
    expect(other.page.locator("#id_code")).to_have_count(0)
    enter(ada, code)
    ada.page.wait_for_url(f"{ada.watch.installed.app_url}/")


def enter(ada: Visitor, code: str) -> None:
    """Type a code and send it."""
    ada.page.locator("#id_code").fill(code)
    ada.page.locator("form:has(#id_code) button[type=submit]").click()
    ada.page.wait_for_load_state()


def a_wave_that_is_not_open_says_so(installed: Installation, ada: Visitor) -> None:
    """On her start page, and at an address of the ballot box that somebody may have kept."""
    ada.look("start, no wave open")
    assert ada.page.locator("main a[href*='/w/']").count() == 0
    expect(ada.page.locator("h1")).to_contain_text("keine Runde offen")
    ada.page.goto(f"{installed.ballotbox_url}/w/{installed.others('wave')['name']}/")
    ada.look("ballot box, wave unknown")
    assert "404" not in ada.heading()
    expect(ada.page.locator("form")).to_have_count(0)


def an_app_that_is_away_keeps_the_answers(installed: Installation, ada: Visitor) -> None:
    """The ballot page needs the app only for the moment of sending."""
    ada.go("/")
    ada.page.locator("main .actions a.btn").first.click()
    fill(ada.page, ANSWERS)
    installed.stop(Program.APP)
    send(ada.page)
    assert said(ada.page) == "app-unreachable"
    ada.look("ballot, app away")
    assert len(ada.page.locator(".said-a").all_inner_texts()) == len(ANSWERS)
    installed.start(Program.APP)
    ada.watch.complaints.clear()  # the browser has noted connections that were refused


def a_close_while_answering_keeps_the_answers_too(installed: Installation, ada: Visitor) -> None:
    """Whoever presses Send a minute too late is told so; no token is drawn, the answers still stand there."""
    before = ada.page.locator(".said-a").all_inner_texts()
    installed.go_to(datetime.fromisoformat(installed.others("wave")["closes_at"]) + timedelta(minutes=1))
    send_again(ada.page)
    expect(ada.page.locator("#alert[data-code='draw-not-open']")).to_be_visible(timeout=30_000)
    ada.look("ballot, too late")
    assert ada.page.locator(".said-a").all_inner_texts() == before
    installed.command("worker", "--once")
    closed = installed.others("wave")
    assert (closed["state"], closed["drawn"], closed["accepted"]) == ("released", 0, 0)
