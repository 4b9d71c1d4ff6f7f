"""Every page of the room in a real browser: axe finds nothing, nothing overflows, no policy is broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from resonanz.app.meetings import engine
from resonanz.app.meetings.models import Meeting
from resonanz.core.minutes.reading import read
from tests.app.conftest import ClientOf
from tests.app.meetings.sample_meeting import prepared
from tests.app.meetings.walk import address, every_stop
from tests.chromium import ALL_RULES, SEEN_RULES, launched, put_axe, violations
from tests.core.minutes.test_reading_labels import lines

OPEN = """() => {
  const [first] = document.querySelectorAll("details[hx-get]");  // the others are made in the same way
  for (const each of document.querySelectorAll("details")) each.open = !each.matches("[hx-get]") || each === first;
}"""
FORMS: list[tuple[int, Literal["light", "dark"], object]] = [(390, "light", ALL_RULES), (1280, "dark", SEEN_RULES)]
DROP = """text => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], "talk.vtt"));
  document.querySelector("[data-drop]").dispatchEvent(new DragEvent("drop", {dataTransfer: carried, bubbles: true}));
}"""
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """Chromium of the system. Playwright's loop runs in this thread, which Django takes for asynchronous code."""
    with pytest.MonkeyPatch.context() as patch, launched(chromium_path) as started:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield started


def signed_in(browser: Browser, site: str, client: Client, *, script: bool = True) -> tuple[Page, list[str]]:
    """Somebody's own browser, and what it complains about."""
    context = browser.new_context(locale="de-DE", reduced_motion="reduce", java_script_enabled=script)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site}])
    context.set_default_timeout(10_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints


def opened(page: Page, address: str) -> None:
    """The page with what is folded on it opened, and the evidence of one line."""
    page.goto(address)
    page.evaluate(OPEN)
    expect(page.locator("details[hx-get][open]:not(:has(.place))")).to_have_count(0)
    put_axe(page)


def test_axe_finds_nothing_and_nothing_is_too_wide(
    browser: Browser, live_server: LiveServer, client_of: ClientOf
) -> None:
    pages = {name: signed_in(browser, live_server.url, client_of(name)) for name in ("emil", "ina")}
    found: list[str] = []
    for stop in every_stop():
        page, _ = pages[stop.who]
        opened(page, live_server.url + stop.address)
        for width, scheme, rules in FORMS:
            page.set_viewport_size({"width": width, "height": 844})
            page.emulate_media(color_scheme=scheme)
            found += [f"{stop.name} {width} {line}" for line in violations(page, rules)]
            found += [f"{stop.name} {width} is too wide"] if page.evaluate(WIDE) > 0 else []
    assert found + pages["emil"][1] + pages["ina"][1] == []


def test_unclear_labels_and_whoever_is_not_found_are_shown(
    browser: Browser, live_server: LiveServer, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "read_transcript", read)
    page, complaints = signed_in(browser, live_server.url, client_of("emil"))
    page.goto(live_server.url + address("import", prepared(objecting="ina")))
    rows = [("Emil Ernst", "Guten Morgen."), ("+49 170 1234567", "Hallo."), ("Otto Ohlsen", "Los.")] * 2
    file = lines([*rows, ("ina aus bonn", "Ich bin krank."), ("Emil Ernst", "Gut.")])
    page.set_input_files("#file", {"name": "talk.txt", "mimeType": "text/plain", "buffer": file})
    expect(page.locator("[data-unclear] li")).to_have_count(1)
    expect(page.locator("[data-missing] input")).to_have_count(1)
    put_axe(page)
    for width, scheme, rules in FORMS:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme)
        assert violations(page, rules) == []
        assert page.evaluate(WIDE) <= 0
    page.locator("button[formaction]").click()
    expect(page.locator("#findings [role=alert], #findings .warning").first).to_be_visible()
    expect(page.locator("[data-missing] input")).to_have_count(1)
    page.locator("[data-missing] input").check()
    page.locator("button[formaction]").click()
    page.wait_for_url("**/" + address("meeting", Meeting.objects.get()).strip("/") + "/")
    assert [one for one in complaints if "422" not in one] == []


def test_the_whole_way_by_keyboard_and_in_place(browser: Browser, live_server: LiveServer, client_of: ClientOf) -> None:
    emil, complaints = signed_in(browser, live_server.url, client_of("emil"))
    emil.goto(f"{live_server.url}/meetings/new/")
    emil.get_by_label("Wie heißt die Besprechung?").fill("Halle und Farbe")
    emil.get_by_label("Im Personenkreis suchen").press_sequentially("imh")
    emil.get_by_role("button", name="Ina Imhof").press("Enter")
    expect(emil.locator(".attending li")).to_have_count(2)
    expect(emil.get_by_label("Im Personenkreis suchen")).to_be_focused()
    emil.get_by_label("Gast, mit Namen").fill("Gerda")
    emil.get_by_role("button", name="Hinzufügen").click()
    emil.get_by_label("Gerda hat widersprochen").check()
    emil.get_by_text("Beschlüsse und Aufgaben festhalten").click()
    emil.get_by_label("Alle, die dabei waren, wissen").check()
    emil.get_by_role("button", name="Festhalten und weiter").click()
    emil.get_by_role("link", name="Transkript einlesen").click()
    emil.evaluate(
        DROP,
        "Emil Ernst: hello\nIna Imhof: I order paint TASK\nGerda: secret WIN\nIna Imhof: good WIN\n"
        "Ina Imhof: first SUM\nIna Imhof: second SUM\nIna Imhof: third SUM",
    )
    expect(emil.get_by_role("heading", name="Wer ist wer?")).to_be_visible()
    put_axe(emil)
    assert violations(emil) == []
    emil.get_by_role("button", name="Protokoll erstellen").click()
    expect(emil.get_by_text("Was soll im Protokoll stehen?")).to_be_visible()
    assert "secret" not in emil.content()
    emil.get_by_role("button", name=re.compile("Übernehmen.*I order")).press("Enter")
    expect(emil.locator("#decided")).to_contain_text("1 Zeile übernommen")
    expect(emil.locator("#said")).to_contain_text("Übernommen.")
    expect(emil.locator("#kind-task .line-actions a").first).to_be_focused()
    emil.get_by_role("link", name=re.compile("Ändern.*I order")).press("Enter")
    emil.get_by_label("Text").fill("Ina orders paint")
    emil.get_by_role("button", name="Speichern").press("Enter")
    expect(emil.locator("#kind-task")).to_contain_text("Wortlaut der Protokollführung")
    emil.get_by_role("link", name="Entscheidung ergänzen").click()
    emil.get_by_role("button", name="Speichern").click()
    expect(emil.locator("#add-decision .err")).to_be_visible()
    emil.get_by_label("Text").fill("We paint the hall")
    emil.get_by_role("button", name="Speichern").click()
    expect(emil.locator("#kind-decision .line")).to_contain_text("We paint the hall")
    emil.get_by_role("button", name=re.compile("Verwerfen.*good")).click()
    expect(emil.locator("#kind-win .line")).to_have_count(0)
    emil.get_by_role("button", name="Alle 3 übernehmen").press("Enter")
    expect(emil.locator("#kind-summary .fold > summary")).to_be_focused()
    expect(emil.locator("#kind-summary .words").first).to_be_hidden()
    emil.locator("#kind-summary .fold > summary").press("Enter")
    emil.get_by_role("button", name=re.compile("Verwerfen.*first")).press("Enter")
    expect(emil.locator("#kind-summary .line")).to_have_count(2)
    expect(emil.get_by_role("link", name=re.compile("Ändern.*second"))).to_be_focused()
    emil.get_by_role("button", name="Zur Durchsicht einladen").click()
    ina, more = signed_in(browser, live_server.url, client_of("ina"))
    ina.goto(emil.url)
    ina.get_by_role("link", name=re.compile("Streichen.*Ina orders")).press("Enter")
    ina.get_by_role("button", name="Streichen und löschen").press("Enter")
    expect(ina.locator("#minutes")).not_to_contain_text("Ina orders")
    expect(ina.locator("#said")).to_contain_text("Gestrichen und gelöscht.")
    assert [line for line in complaints + more if "422" not in line] == []


def test_the_way_in_without_any_script(
    browser: Browser, live_server: LiveServer, client_of: ClientOf, tmp_path: Path
) -> None:
    page, _ = signed_in(browser, live_server.url, client_of("emil"), script=False)
    file = tmp_path / "talk.vtt"
    file.write_text("Emil Ernst: hello\nIna Imhof: I order paint TASK", encoding="utf-8")
    page.goto(f"{live_server.url}/meetings/new/")
    page.get_by_label("Wie heißt die Besprechung?").fill("Halle und Farbe")
    page.get_by_label("Im Personenkreis suchen").fill("imh")
    page.get_by_role("button", name="Suchen").click()
    page.get_by_role("button", name="Ina Imhof").click()
    page.get_by_text("Abwesende informieren").click()
    page.get_by_label("Alle, die dabei waren, wissen").check()
    page.get_by_role("button", name="Festhalten und weiter").click()
    page.get_by_role("link", name="Transkript einlesen").click()
    page.get_by_label("Transkript hierher ziehen").set_input_files(file)
    page.get_by_role("button", name="Datei ansehen").click()
    page.get_by_role("button", name="Protokoll erstellen").click()
    expect(page.get_by_role("alert")).to_contain_text("Wählen Sie zuerst eine Datei")
    page.get_by_label("Transkript hierher ziehen").set_input_files(file)
    page.get_by_role("button", name="Datei ansehen").click()
    page.get_by_label("Transkript hierher ziehen").set_input_files(file)
    page.get_by_role("button", name="Protokoll erstellen").click()
    page.get_by_role("button", name=re.compile("Übernehmen.*I order")).click()
    expect(page.locator("#kind-task .accepted")).to_have_count(1)
    page.locator("#kind-task summary").click()
    page.get_by_role("link", name="Stelle im Transkript zeigen").click()
    expect(page.locator(".cited")).to_contain_text("I order paint")
