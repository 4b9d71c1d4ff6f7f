"""What the browser gives away and leaves behind: no cookie, no referrer, no answer outside the sealed ballot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, Request, expect

from tests.chromium import OPTIONS
from tests.e2e.ballot_form import ANSWERS, fill, send, wait_for_receipt
from tests.e2e.conftest import PHONE
from tests.e2e.own_wave import OwnWave

pytestmark = pytest.mark.browser

AS_BYTES = bytes(ANSWERS)
AS_LIST = ",".join(map(str, ANSWERS)).encode("ascii")
AS_DIGITS = "".join(map(str, ANSWERS)).encode("ascii")


def test_no_request_carries_a_cookie_or_a_referrer(page: Page, phone: BrowserContext, wave: OwnWave) -> None:
    phone.add_cookies([{"name": "sessionid", "value": "somebody", "url": wave.registrar.url}])
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))  # noqa: PLW0108  (playwright takes no built-in method)
    page.goto(wave.registrar.url)
    assert "somebody" in page.evaluate("document.cookie")
    requests.clear()
    page.evaluate("address => location.assign(address)", wave.address())
    fill(page)
    send(page)
    wait_for_receipt(page)
    headers = [(request.url, request.all_headers()) for request in requests]
    assert any(url.startswith(wave.ballotbox.url) for url, _ in headers)
    assert [url for url, sent in headers if "cookie" in sent] == []
    assert phone.cookies(wave.ballotbox.url) == []
    (drawn,) = wave.registrar.seen
    assert {"Cookie", "Referer"}.isdisjoint(drawn)
    assert drawn["Origin"] == wave.ballotbox.url


def test_only_the_ballot_box_and_the_draw_address_are_asked(page: Page, wave: OwnWave) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.split("?")[0]))
    page.goto(wave.address())
    fill(page)
    send(page)
    wait_for_receipt(page)
    assert {url for url in asked if not url.startswith(wave.ballotbox.url)} == {wave.registrar.draw_url}


def test_what_goes_to_the_app_has_no_answer_in_it_and_always_the_same_length(page: Page, wave: OwnWave) -> None:
    for answers in (ANSWERS, (0,) * len(ANSWERS)):
        page.goto("about:blank")
        page.goto(wave.address())
        fill(page, answers)
        send(page)
        wait_for_receipt(page)
    first, second = wave.registrar.bodies
    assert len(first) == len(second)
    assert AS_BYTES not in first


def test_storage_holds_the_token_until_the_acknowledgement_and_never_answers(page: Page, wave: OwnWave) -> None:
    page.route("**/ballots", lambda route: route.abort())
    page.goto(wave.address())
    fill(page)
    send(page)
    expect(page.locator("#alert[data-code]")).to_be_visible(timeout=20_000)
    kept = page.evaluate("Object.entries(localStorage)")
    ((name, value),) = kept
    assert name.startswith("resonanz-draw-")
    for spelled in (AS_LIST.decode(), AS_DIGITS.decode(), AS_BYTES.hex(), "stimme"):
        assert spelled not in value
    page.unroute("**/ballots")
    page.locator("[data-retry]").click()
    wait_for_receipt(page)
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("indexedDB.databases()") == []


def test_the_profile_on_disk_holds_no_answer_after_the_acknowledgement(
    playwright: Playwright, chromium_path: str, wave: OwnWave, tmp_path: Path
) -> None:
    with kept_profile(playwright, chromium_path, tmp_path / "profile") as context:
        page = context.new_page()
        page.goto(wave.address())
        fill(page)
        send(page)
        wait_for_receipt(page)
        page.goto(f"{wave.ballotbox.url}/w/{wave.name}/check?lang=de-formal")
    assert found_in(tmp_path / "profile") == []


def test_the_search_would_find_answers_that_were_stored(
    playwright: Playwright, chromium_path: str, wave: OwnWave, tmp_path: Path
) -> None:
    """The control: a page that keeps answers in localStorage and in the history leaves both on disk, even deleted."""
    with kept_profile(playwright, chromium_path, tmp_path / "profile") as context:
        page = context.new_page()
        page.goto(wave.address())
        page.evaluate("list => localStorage.setItem('answers', list)", AS_LIST.decode())
        page.wait_for_timeout(500)
        page.evaluate("localStorage.removeItem('answers')")
        page.evaluate("digits => history.pushState(null, '', '?answers=' + digits)", AS_DIGITS.decode())
        page.goto(f"{wave.ballotbox.url}/w/{wave.name}/check?lang=de-formal")
    assert found_in(tmp_path / "profile") != []


@contextmanager
def kept_profile(playwright: Playwright, chromium_path: str, profile: Path) -> Iterator[BrowserContext]:
    """A browser that keeps its profile on disk, closed when left."""
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=chromium_path,
        args=OPTIONS,
        viewport=PHONE,
    )
    yield context
    context.close()


def found_in(profile: Path) -> list[str]:
    """Files in which the answers stand: as bytes, as a list, as digits; in one byte or two a character."""
    spellings = [
        AS_BYTES,
        AS_LIST,
        AS_DIGITS,
        AS_LIST.decode().encode("utf-16-le"),
        AS_DIGITS.decode().encode("utf-16-le"),
    ]
    files = [path for path in profile.rglob("*") if path.is_file()]
    assert len(files) > 10
    return sorted({path.name for path in files for spelling in spellings if spelling in path.read_bytes()})
