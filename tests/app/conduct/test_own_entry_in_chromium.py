"""Her own entry in a real browser: an untouched page holds, any changed byte is an alarm, axe finds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from resonanz.app.conduct import usecases
from resonanz.app.people.models import Person
from resonanz.app.registrar import seats
from resonanz.core import wire
from resonanz.core.wire.checksum import short_checksum
from resonanz.core.wire.merkle import leaf_hash
from tests.app.conduct.fake_ballotbox import FakeBallotBox
from tests.app.conduct.organisation import STATED, opened, people
from tests.app.conduct.test_own_entry import entry_of
from tests.app.conduct.visitors import signed_in
from tests.chromium import ALL_RULES, SEEN_RULES, launched, put_axe, violations

ADDRESS = "/own-entry/"
RESULTS = ("unchecked", "holds", "broken")
FORMS: list[tuple[int, Literal["light", "dark"], object]] = [
    (390, "light", ALL_RULES), (390, "dark", SEEN_RULES), (1280, "light", SEEN_RULES), (1280, "dark", SEEN_RULES),
]  # fmt: skip
VALUES = (
    "person", "cell", "index", "size", "salt", "root", "checksum", "hash",
    "label", "wave-header", "wave-size", "wave-root", "wave-checksum", "wave-hash", "wave-cell", "cell-hash",
)  # fmt: skip
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OPEN = "for (const each of document.querySelectorAll('details')) each.open = true"
NO_SUBTLE = "Object.defineProperty(crypto, 'subtle', {value: undefined})"
Tamper = Callable[[str], str]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """Chromium of the system. Playwright's loop runs in this thread, which Django takes for asynchronous code."""
    with pytest.MonkeyPatch.context() as patch, launched(chromium_path) as started:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield started


@pytest.fixture
def staff(port: FakeBallotBox) -> list[Person]:
    """Thirteen people, none of whose places in the tree is like another's, and an open wave."""
    seats._roster_tree.cache_clear()
    made = people([(-1, 13, 0)])
    opened(usecases.plan_season("2026", confirmation=STATED), port)
    return made


def sign_in(context: BrowserContext, site: LiveServer, client: Client) -> None:
    """From now on this browser is hers."""
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site.url}])


def page_of(browser: Browser, site: LiveServer, client: Client, *, script: bool = True) -> Page:
    """Her own browser."""
    context = browser.new_context(locale="en-GB", reduced_motion="reduce", java_script_enabled=script)
    sign_in(context, site, client)
    context.set_default_timeout(10_000)
    return context.new_page()


def shown_result(page: Page, wanted: str) -> None:
    """Exactly one result stands on the page, and it is this one."""
    for result in RESULTS:
        expect(page.locator(f"[data-result={result}]")).to_be_visible(visible=result == wanted)


def tampered(page: Page, site: LiveServer, tamper: Tamper) -> Page:
    """The page as somebody on its way has changed it."""

    def change(route: Route) -> None:
        response = route.fetch()
        text = response.text()
        changed = tamper(text)
        assert changed != text or tamper is untouched
        route.fulfill(response=response, body=changed)

    page.route(f"**{ADDRESS}", change)
    page.goto(site.url + ADDRESS)
    page.unroute(f"**{ADDRESS}")
    return page


def untouched(text: str) -> str:
    return text


def one_byte_of(name: str) -> Tamper:
    """The last byte of the first value of this name is another one.

    Of a size it is missing: no root commits to a size, so one that leaves the way to the root as it is proves as well.
    """

    def other(found: re.Match[str]) -> str:
        changed = "" if name.endswith("size") else "2" if found[2] == "1" else "1"
        return f"{found[1]}{changed}<"

    return lambda text: re.sub(rf'(data-value="{name}">[^<]*)([^<])<', other, text, count=1)


def written(text: str, name: str, value: str) -> str:
    """Another value of this name."""
    return re.sub(rf'(data-value="{name}">)[^<]*', rf"\g<1>{value}", text)


def test_a_changed_byte_is_an_alarm(browser: Browser, live_server: LiveServer, staff: list[Person]) -> None:
    page = page_of(browser, live_server, signed_in(staff[0]))
    for name in VALUES:
        shown_result(tampered(page, live_server, untouched), "holds")
        shown_result(tampered(page, live_server, one_byte_of(name)), "broken")
    expect(page.locator("[data-result=broken]")).to_contain_text("Tell the works council.")


def test_everybodys_page_holds(browser: Browser, live_server: LiveServer, staff: list[Person]) -> None:
    page = page_of(browser, live_server, signed_in(lead=True))
    for person in staff:
        sign_in(page.context, live_server, signed_in(person))
        page.goto(live_server.url + ADDRESS)
        expect(page.locator("[data-value=person]")).to_have_text(person.person_id)
        shown_result(page, "holds")


def test_a_roster_of_her_own_does_not_stand_in_the_wave(
    browser: Browser, live_server: LiveServer, staff: list[Person]
) -> None:
    """The control: where no wave is named the forged page holds, and only the comparison with colleagues shows it."""
    entry = entry_of(staff[0])
    root = leaf_hash(wire.roster_leaf(bytes.fromhex(entry.salt), staff[0].person_id, entry.position))

    def forge(text: str) -> str:
        text = re.sub(r'<li><code data-value="hash">\w+</code></li>', "", text)
        forged = {"root": root.hex(), "checksum": short_checksum(root), "index": "0", "size": "1"}
        for name, value in forged.items():
            text = written(text, name, value)
        return text

    page = page_of(browser, live_server, signed_in(staff[0]))
    shown_result(tampered(page, live_server, forge), "broken")
    shown_result(tampered(page, live_server, lambda text: forge(text).replace("wave-header", "no-header")), "holds")


def test_a_cell_whose_name_is_not_the_waves_is_an_alarm(
    browser: Browser, live_server: LiveServer, port: FakeBallotBox
) -> None:
    """Counted in one cell and led to vote in another: the page calls hers by the name of the one on her ballot.

    Nor does it help to give the leaf and the number of that cell: then the leaf of the roster is another one.
    """
    seats._roster_tree.cache_clear()
    staff = people([(-1, 13, 0), (-1, 12, 0)])
    opened(usecases.plan_season("2026"), port)
    own, other = entry_of(staff[0]), entry_of(staff[-1])
    page = page_of(browser, live_server, signed_in(staff[0]))

    def renamed(text: str) -> str:
        return text.replace(own.cell.label, other.cell.label)

    shown_result(tampered(page, live_server, untouched), "holds")
    shown_result(tampered(page, live_server, renamed), "broken")
    assert other.wave
    led = {"wave-cell": other.wave.cell}
    hashes = "".join(f'<li><code data-value="cell-hash">{each}</code></li>' for each in other.wave.cell_hashes)

    def forged(values: dict[str, str]) -> Tamper:
        def forge(text: str) -> str:
            text = re.sub(r'(<li><code data-value="cell-hash">\w+</code></li>)+', hashes, renamed(text))
            for name, value in values.items():
                text = written(text, name, value)
            return text

        return forge

    for values in (led, {**led, "cell": str(other.position)}):
        shown_result(tampered(page, live_server, forged(values)), "broken")


@pytest.mark.parametrize("without", ["script", "subtle"])
def test_a_browser_that_cannot_calculate_says_so_and_shows_the_values(
    browser: Browser, live_server: LiveServer, staff: list[Person], without: str
) -> None:
    page = page_of(browser, live_server, signed_in(staff[0]), script=without != "script")
    if without == "subtle":
        page.add_init_script(NO_SUBTLE)
    page.goto(live_server.url + ADDRESS)
    shown_result(page, "unchecked")
    entry = entry_of(staff[0])
    for name, value in (("salt", entry.salt), ("root", entry.root), ("person", staff[0].person_id)):
        expect(page.locator(f"[data-value={name}]")).to_have_text(value)


@pytest.mark.parametrize("result", ["holds", "broken"])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    browser: Browser, live_server: LiveServer, staff: list[Person], result: str
) -> None:
    page = page_of(browser, live_server, signed_in(staff[0]))
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    tampered(page, live_server, untouched if result == "holds" else one_byte_of("salt"))
    shown_result(page, result)
    page.evaluate(OPEN)
    put_axe(page)
    for width, scheme, rules in FORMS:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme)
        complaints += [f"{width} {scheme} {line}" for line in violations(page, rules)]
        complaints += [f"{width} is too wide"] if page.evaluate(WIDE) > 0 else []
    assert complaints == []
