"""One wave, end to end, by hand: from an empty installation over a ballot on a phone to the published gap.

App, ballot box and worker are the real programs, the browser is a real one, mails go through a real mail server.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from resonanz.core.kernel import clock
from resonanz.core.wire import decode_draw_request, decode_envelope
from tests.e2e.ballot_form import fill, said, send, wait_for_receipt
from tests.e2e.installation import Installation, running
from tests.e2e.musterwerk import ADA, ANSWERS, PEOPLE_LEAD, STARK, STAYS_AWAY, leader_of, people, roster_csv
from tests.e2e.watched_browsers import DESK, PHONE, Sent, Visitor, Watch

pytestmark = pytest.mark.browser

WAVE = "/waves/1/"
SPELLED = (
    bytes(ANSWERS),
    ",".join(map(str, ANSWERS)).encode("ascii"),
    "".join(map(str, ANSWERS)).encode("ascii"),
)
"""How answers might be written down."""


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[Installation]:
    """An empty installation, running."""
    with running(tmp_path / "home") as made:
        yield made


@pytest.fixture
def watch(installed: Installation, browser: Browser) -> Iterator[Watch]:
    """Browsers that are watched."""
    watching = Watch(installed, browser)
    yield watching
    watching.close()


def test_one_wave_from_an_empty_installation_to_the_published_gap(installed: Installation, watch: Watch) -> None:
    lead = people_lead_prepares(installed, watch)
    ada = watch.visitor(PHONE)
    address = ada_reads_her_cell(ada)
    second = ada_opens_the_ballot_on_a_second_device(watch)
    code = ada_answers(ada, address)
    the_second_device_is_refused_and_keeps_the_answers(second)
    assert installed.others("vote") == {"voted": len(people()) - 1 - len(STAYS_AWAY)}
    the_clock_passes_the_close(installed, lead)
    receipt_is_found_on_the_board(installed, ada, code)
    leader_reads_the_gap(watch)
    people_lead_reads_the_results(installed, lead)
    assert_accessible(watch)
    assert_each_side_knows_its_own(installed, watch)
    assert_each_program_answers_to_its_own_name_only(installed)


def people_lead_prepares(installed: Installation, watch: Watch) -> Visitor:
    """Roster, season, wave, keys; the worker makes the keys and opens the wave, for its day has come."""
    printed = installed.command("admin", "add", PEOPLE_LEAD.mail)
    assert PEOPLE_LEAD.mail in printed
    lead = watch.visitor(DESK)
    lead.sign_in(PEOPLE_LEAD.mail)
    for path in ("/people/", "/questions/", "/waves/", "/results/", "/anonymity/", "/accessibility/", "/privacy/"):
        lead.go(path)
    the_roster_comes_in(lead)
    lead.go("/waves/")
    lead.press("a[href='/waves/season/']", "/waves/season/")
    lead.press("form[method=post] button.btn[type=submit]", "/waves/")
    a_wave_is_planned(installed, lead)
    installed.command("worker", "--once")
    lead.go(WAVE)
    state = installed.others("wave")
    assert state["state"] == "open"
    assert sum(size for _, size in state["cells"]) == len(people())
    return lead


def the_roster_comes_in(lead: Visitor) -> None:
    """A wrong file is refused with the line, the right one shown in a dry run, then brought in."""
    lead.go("/people/")
    lead.press("a[href='/people/import/']", "/people/import/")
    upload(lead, roster_csv(wrong=True))
    lead.look("/people/import/ refused")
    expect(lead.page.locator("main table")).to_contain_text("NIRGENDS")
    lead.go("/people/import/")
    upload(lead, roster_csv())
    lead.page.wait_for_url("**/people/import/*/")
    lead.look("/people/import/ dry run")
    expect(lead.page.locator("main")).to_contain_text(str(len(people())))
    lead.press("form[action$='/apply'] button", "/people/")
    assert str(len(people())) in lead.heading()
    lead.go("/people/units/")
    lead.go(f"/people/person/{ADA.person_id}/")
    lead.go("/sign-in/people-leads/")


def upload(lead: Visitor, content: bytes) -> None:
    """Choose a file and send it."""
    lead.page.locator("#id_file").set_input_files({"name": "roster.csv", "mimeType": "text/csv", "buffer": content})
    lead.page.locator("main form[method=post] button[type=submit]").click()


def a_wave_is_planned(installed: Installation, lead: Visitor) -> None:
    """From today to tomorrow, frozen, keys asked for."""
    lead.press("a[href='/waves/new/']", "/waves/new/")
    today = clock.today(clock.now(installed.home))
    lead.page.locator("#id_opens_on").fill(today.isoformat())
    lead.page.locator("#id_closes_on").fill((today + timedelta(days=1)).isoformat())
    lead.page.locator("#id_agreement").fill("BV 2026/3")
    lead.press("main form[method=post] button[type=submit]", WAVE)
    for step in ("freeze", "keys"):
        lead.press(f"a[href='{WAVE}{step}/']", f"{WAVE}{step}/")
        lead.press("main form[method=post] button[type=submit]", WAVE)
    assert installed.others("wave")["state"] == "frozen"
    expect(lead.page.locator("#key-progress")).to_be_visible()
    lead.go("/waves/")  # the page of a wave loads itself anew once the keys are made, into whatever goes on then


def ada_reads_her_cell(ada: Visitor) -> str:
    """She signs in on her phone; the start page names her cell, its size, the promise. The address of her ballot."""
    ada.sign_in(ADA.mail)
    state = ada.watch.installed.others("wave")
    label, size = next((label, size) for label, size in state["cells"] if label.startswith("Produktion"))
    main = ada.page.locator("main")
    expect(main).to_contain_text(f"„{label}“")
    expect(main).to_contain_text(f"{size} Personen")
    expect(ada.page.locator(".promise-box")).to_contain_text("Niemand sieht, was Sie antworten.")
    ada.press("a[href='/own-entry/']", "/own-entry/")
    expect(ada.page.locator("[data-result=holds]")).to_be_visible()
    expect(ada.page.locator("[data-value=person]")).to_have_text(ADA.person_id)
    ada.go("/anonymity/")
    ada.go("/")
    return str(ada.page.locator("main .actions a.btn").first.get_attribute("href"))


def ada_opens_the_ballot_on_a_second_device(watch: Watch) -> Visitor:
    """The same person on another phone, with a filled form and nothing sent."""
    second = watch.visitor(PHONE)
    second.sign_in(ADA.mail)
    second.page.locator("main .actions a.btn").first.click()
    fill(second.page, ANSWERS[::-1])
    return second


def ada_answers(ada: Visitor, address: str) -> str:
    """From the start page by the link, one question after the other, to the receipt; its code."""
    installed = ada.watch.installed
    assert address.startswith(f"{installed.ballotbox_url}/w/")
    ada.page.locator("main .actions a.btn").first.click()
    expect(ada.page.locator("form.live")).to_be_visible()
    assert "#" not in ada.page.url
    ada.look("ballot, first question")
    fill(ada.page, ANSWERS)
    ada.look("ballot, review")
    send(ada.page)
    code = wait_for_receipt(ada.page)
    ada.look("ballot, receipt")
    ada.page.locator("#check-link").click()
    expect(ada.page.locator("h1")).to_be_visible()
    ada.look("check, wave still open")
    ada.go("/")
    assert ada.page.locator("main a.btn[href*='/w/']").count() == 1
    return code


def the_second_device_is_refused_and_keeps_the_answers(second: Visitor) -> None:
    """One person, one ballot."""
    before = second.page.locator(".said-a").all_inner_texts()
    assert len(before) == len(ANSWERS)
    send(second.page)
    assert said(second.page) == "already-drawn"
    second.look("ballot, already drawn")
    assert second.page.locator(".said-a").all_inner_texts() == before


def the_clock_passes_the_close(installed: Installation, lead: Visitor) -> None:
    """Before the closing time the worker leaves the wave open; after it, it counts."""
    state = installed.others("wave")
    installed.command("worker", "--once")
    assert installed.others("wave")["state"] == "open"
    installed.go_to(datetime.fromisoformat(state["closes_at"]) + timedelta(minutes=1))
    lead.go(WAVE)
    installed.command("worker", "--once")
    closed = installed.others("wave")
    assert closed["state"] == "released"
    assert closed["drawn"] == closed["accepted"] == len(people()) - len(STAYS_AWAY)


def receipt_is_found_on_the_board(installed: Installation, ada: Visitor, code: str) -> None:
    """On her phone, as one of all ballots; the closed wave's page says so."""
    name = installed.others("wave")["name"]
    ada.page.goto(f"{installed.ballotbox_url}/w/{name}/")
    ada.look("ballot page of a closed wave")
    ada.page.goto(f"{installed.ballotbox_url}/waves/?lang=de-formal")
    ada.look("list of waves")
    ada.page.goto(f"{installed.ballotbox_url}/w/{name}/check?lang=de-formal")
    ada.look("check")
    ada.page.locator("#receipt-code").fill(code)
    ada.page.locator("#look").click()
    assert said(ada.page) == "found"
    expect(ada.page.locator("#alert")).to_contain_text(str(len(people()) - len(STAYS_AWAY)))
    ada.look("check, found")


@dataclass(frozen=True)
class Expected:
    """Shares of those who answered ``STARK``, as pages show them: whole percent, 10 to 19 answers to five."""

    employees: int
    leaders: int


def expected(installed: Installation, department: str = "") -> Expected:
    """Counted from what everybody was made to answer; Ada's own ballot too."""
    items = installed.others("wave")["items"]
    place = list(items).index(STARK)
    sides: dict[bool, list[bool]] = {True: [], False: []}
    for one in people():
        if one not in STAYS_AWAY and (one.leads or one.unit.startswith(department)):
            agrees = ANSWERS[place] in items[STARK] if one == ADA else one.agrees(STARK, place)
            sides[bool(one.leads)].append(agrees)
    return Expected(shown(sides[False]), shown(sides[True]))


def shown(agreements: list[bool]) -> int:
    """The share that agrees in percent, of 10 to 19 answers to 5 points."""
    step = 5 if len(agreements) < 20 else 1
    return step * round(100 * sum(agreements) / len(agreements) / step)


def leader_reads_the_gap(watch: Watch) -> None:
    """The head of production: her own area first, then the organisation."""
    head = watch.visitor(DESK)
    head.sign_in(leader_of("PRO").mail)
    head.go("/results/own/")
    figures = expected(watch.installed, "PRO")
    expect(head.page.locator("main")).to_contain_text("Produktion")
    expect(head.page.locator("main")).to_contain_text(f"{figures.employees}")
    head.go("/results/")
    assert_headline(head, expected(watch.installed))


def people_lead_reads_the_results(installed: Installation, lead: Visitor) -> None:
    """The whole, each item, each department, the file."""
    lead.go("/results/")
    assert_headline(lead, expected(installed))
    links = lead.page.locator("main a[href^='/results/1/']").evaluate_all("all => all.map((a) => a.pathname)")
    areas = sorted({path for path in links if path.endswith("/")})
    assert areas
    for path in areas:
        lead.go(path)
    for path in ("/", WAVE, "/waves/"):
        lead.go(path)


def assert_headline(visitor: Visitor, figures: Expected) -> None:
    """The first sentence names both shares of the widest clear gap."""
    assert visitor.page.locator("h1 .n-emp").inner_text().split()[0] == str(figures.employees)
    assert visitor.page.locator("h1 .n-lead").inner_text().split()[0] == str(figures.leaders)


def assert_accessible(watch: Watch) -> None:
    """axe found nothing on any page, light and dark; no console complained but of what was refused on purpose."""
    assert watch.violations == []
    assert len(watch.looked_at) >= 2 * 40
    assert watch.grounds["light"].isdisjoint(watch.grounds["dark"])
    assert watch.complaints == []
    board = f"/w/{watch.installed.others('wave')['name']}/"
    assert watch.refusals == [(422, "/people/import/"), (404, f"{board}check"), (409, "/draw"), (410, board)]


def assert_each_side_knows_its_own(installed: Installation, watch: Watch) -> None:
    """No cookie to the ballot box, no answer to the app, nothing to anybody else."""
    sent = watch.sent()
    to_app = [each for each in sent if each.url.startswith(f"{installed.app_url}/")]
    to_ballotbox = [each for each in sent if each.url.startswith(f"{installed.ballotbox_url}/")]
    foreign = [each.url for each in sent if each not in to_app and each not in to_ballotbox]
    assert [url for url in foreign if not url.startswith(("data:", "blob:"))] == []
    assert [each.url for each in to_ballotbox if {"cookie", "authorization"} & each.headers.keys()] == []
    # A style names itself to the ballot box when it asks for its own font.
    named = {each.headers["referer"] for each in to_ballotbox if each.headers.get("referer")}
    assert [url for url in named if not url.startswith(f"{installed.ballotbox_url}/static/")] == []
    assert [url for url in watch.answers_that_set_cookies() if not url.startswith(f"{installed.app_url}/")] == []
    assert any("session=" in each.headers.get("cookie", "") for each in to_app)
    assert [each.url for each in to_app if tells_answers(each)] == []
    assert_draws_hold_a_ticket_and_blinded_bytes_only(installed, to_app)
    assert_one_ballot_went_to_the_ballotbox(to_ballotbox)


def tells_answers(sent: Sent) -> bool:
    """Whether the answers stand in the request, in any order of the two devices."""
    whole = b"\n".join([sent.url.encode(), json.dumps(sent.headers).encode(), sent.body])
    return any(spelled in whole or spelled[::-1] in whole for spelled in SPELLED)


def assert_draws_hold_a_ticket_and_blinded_bytes_only(installed: Installation, to_app: list[Sent]) -> None:
    """What the ballot page says to the app: two draws that differ in blinded bytes alone; no cookie, no referrer."""
    crossing = [each for each in to_app if each.headers.get("origin") == installed.ballotbox_url]
    draws = [each for each in crossing if each.method == "POST"]
    assert {each.url for each in crossing} == {f"{installed.app_url}/draw"}
    assert not any(each.headers.get("cookie") or each.headers.get("referer") for each in crossing)
    first, second = (decode_draw_request(each.body) for each in draws)
    assert (first.ticket, first.wave, first.root) == (second.ticket, second.wave, second.root)
    assert [len(each.entries) for each in (first, second)] == [1, 1]
    assert first.entries[0][0] == second.entries[0][0]
    assert first.entries[0][1] != second.entries[0][1]


def assert_one_ballot_went_to_the_ballotbox(to_ballotbox: list[Sent]) -> None:
    """Exactly one sealed ballot, which is where the answers are: the search above could have found them."""
    (ballot,) = (each for each in to_ballotbox if each.method == "POST")
    assert len(ballot.body) == 8192
    assert decode_envelope(ballot.body).answers == ANSWERS
    assert tells_answers(ballot)


def assert_each_program_answers_to_its_own_name_only(installed: Installation) -> None:
    """The app under the ballot box's host name, and the other way round: 400, whatever is asked for."""
    wave = f"/w/{installed.others('wave')['name']}/"
    app_elsewhere = installed.app_url.replace("localhost", "127.0.0.1")
    ballotbox_elsewhere = installed.ballotbox_url.replace("127.0.0.1", "localhost")
    for url in (f"{app_elsewhere}/", f"{app_elsewhere}/sign-in/", ballotbox_elsewhere + wave):
        assert status_of(url) == 400
    assert status_of(f"{installed.app_url}/sign-in/") == 200
    assert status_of(f"{installed.ballotbox_url}{wave}check") == 200


def status_of(url: str) -> int:
    """What an address answers, redirects followed."""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code
