"""Minutes, end to end, by hand: consent, a file dropped on its field, a draft, a review, the release; and then nothing
that was said is anywhere, but for the lines that stayed.

App, worker, mail server and browser are real ones. Every sentence of the talk holds a word of its own, so that the
bytes of the whole home say which sentences, in whatever file, log or free page, there is still a copy of.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, Browser, Locator, Page, expect

from resonanz.core.kernel import clock
from tests.app.meetings.data_bytes import words_in
from tests.e2e.installation import Installation, resting, running
from tests.e2e.meetings_talk import (
    BENNO,
    BROKEN,
    CORA,
    FILE_NAME,
    GUEST,
    OWN_WORDS,
    OWNER,
    TITLE,
    broken_lines,
    called,
    own_words,
    transcript,
)
from tests.e2e.musterwerk import ADA, PEOPLE_LEAD, Employee, employee_of, leader_of
from tests.e2e.watched_browsers import DESK, PHONE, Visitor, Watch

pytestmark = pytest.mark.browser

EDITED, ADDED = "Kupferdrachen", "Silberdistel"
"""Words that the owner writes in a line of hers."""
NEVER_STORED = {*BROKEN.values(), FILE_NAME.split(".")[0].split()[-1]}
EVERY_WORD = {*OWN_WORDS, *NEVER_STORED, EDITED, ADDED}
OWN_PAGES = {200, 405, 422}
"""What everybody's own list and the empty form may answer."""
HTMX = {"HX-Request": "true"}
DROP_IT = """([name, text]) => {
    const carried = new DataTransfer();
    carried.items.add(new File([text], name, { type: 'text/vtt' }));
    return carried;
}"""
ASSIGNED = {"Benno (Halle 2)": BENNO, "Cora": CORA}
"""Labels that the app cannot guess."""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    """A running installation with a roster; its temporary files lie where they are searched."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    with running(tmp_path / "home") as made:
        assert made.others("roster", module="inside_meetings") == []
        yield made


@pytest.fixture
def asleep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    """The same, but nothing runs."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    with resting(tmp_path / "home") as made:
        assert made.others("roster", module="inside_meetings") == []
        yield made


@pytest.fixture
def watch(installed: Installation, browser: Browser) -> Iterator[Watch]:
    """Browsers that are watched."""
    watching = Watch(installed, browser)
    yield watching
    watching.close()


def stored(installed: Installation) -> set[str]:
    """The words of which a copy is anywhere in the home or among temporary files."""
    return words_in(installed.path.parent, EVERY_WORD)


def test_a_meeting_from_consent_to_words_that_are_gone(
    capfd: pytest.CaptureFixture[str], installed: Installation, watch: Watch
) -> None:
    owner, ada, benno = watch.visitor(DESK), watch.visitor(PHONE), watch.visitor(PHONE)
    meeting = consent_comes_first(owner)
    the_file_comes_in(owner, meeting)
    assert stored(installed) == own_words("O", "A", "B", "G")
    rejected = the_owner_decides(owner)
    assert stored(installed) == own_words("O", "A", "B", "G") | {EDITED, ADDED}
    others = Others(watch, owner, meeting)
    others.find_nothing()
    everybody_is_invited(installed, owner, meeting)
    struck = ada_strikes(ada, meeting)
    assert stored(installed).isdisjoint({struck})
    assert stored(installed) & own_words("B") != set()
    benno_objects(benno, meeting)
    before = stored(installed)
    assert before.isdisjoint(own_words("B"))
    others.find_nothing(known=3)
    installed.go_to(clock.now(installed.home) + timedelta(days=4))
    ada.go(meeting)
    kept = the_owner_releases(owner, meeting)
    assert stored(installed) == kept
    assert before > kept
    assert kept.isdisjoint({*rejected, struck} | own_words("B", "C") | NEVER_STORED)
    everybody_reads(ada, meeting, kept)
    others.find_nothing()
    assert stored(installed) == kept
    assert watch.violations == watch.complaints == []
    assert watch.refusals == [(422, "/meetings/new/")]
    assert watch.grounds["light"].isdisjoint(watch.grounds["dark"])
    subprocess.run([sys.executable, "-c", f"print('{ADDED}')"], stdout=sys.stderr.fileno(), check=True)
    printed = capfd.readouterr()
    assert words_of(printed.out + printed.err) == {ADDED}  # the control's, which prints where the programs print


def test_a_transcript_that_nobody_releases_is_gone_on_its_day(asleep: Installation) -> None:
    installed = asleep
    accepted = set(installed.others("draft", module="inside_meetings"))
    brought_in = clock.now(installed.home)
    installed.go_to(brought_in + timedelta(days=13))
    installed.command("worker", "--once")
    assert stored(installed) == set(OWN_WORDS) > accepted
    installed.go_to(brought_in + timedelta(days=14))
    installed.command("worker", "--once")
    assert stored(installed) == accepted != set()


def words_of(text: str) -> set[str]:
    """The words that are looked for, as far as a text has them."""
    return {word for word in EVERY_WORD if word in text}


def enter(visitor: Visitor, who: Employee, path: str) -> None:
    """Sign in by the mailed code and arrive at a page, which is not looked at."""
    visitor.page.goto(visitor.watch.installed.app_url + path)
    assert "/sign-in/" in visitor.page.url
    visitor.page.locator("#id_code").fill(visitor.ask_for_code(who.mail))
    visitor.page.locator("form:has(#id_code) button[type=submit]").click()
    visitor.page.wait_for_url(visitor.watch.installed.app_url + path)


def settled(page: Page) -> None:
    """The new part of the page is in place and the focus set: nothing moves any more under a click."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")).to_have_count(0)


def consent_comes_first(owner: Visitor) -> str:
    """Purpose, who took part, a guest, an objector, everybody's agreement; the path of the meeting."""
    enter(owner, OWNER, "/meetings/")
    owner.look()
    owner.press("a[href='/meetings/new/']", "/meetings/new/")
    page = owner.page
    page.locator("#id_title").fill(TITLE)
    page.locator("[name=purpose][value=record]").check()
    for one in (ADA, BENNO, CORA):
        page.locator("#q").fill(called(one))
        page.locator("#found button", has_text=called(one)).click()
        expect(page.locator(".attending")).to_contain_text(called(one))
        settled(page)
    page.locator("#guest_name").fill(GUEST)
    page.locator("button[value=guest]").click()
    expect(page.locator(".attending")).to_contain_text(GUEST)
    page.get_by_label(f"{called(CORA)} hat widersprochen").check()
    owner.look("new, with participants")
    page.locator("button[value=prepare]").click()
    expect(page.locator("#id_agreed_error")).to_be_visible()
    owner.look("new, without agreement")
    page.locator("[name=agreed]").check()
    page.locator("button[value=prepare]").click()
    page.wait_for_url(re.compile(r"/meetings/[0-9a-f-]{36}/$"))
    owner.look()
    return page.url.removeprefix(owner.watch.installed.app_url)


def the_file_comes_in(owner: Visitor, meeting: str) -> None:
    """Dropped on its field; what is broken is named, and nothing is stored until it is said who is who."""
    owner.press(f"main a.btn[href='{meeting}import/']", f"{meeting}import/")
    page = owner.page
    carried = page.evaluate_handle(DROP_IT, [FILE_NAME, transcript()])
    page.dispatch_event("[data-drop]", "dragenter", {"dataTransfer": carried})
    expect(page.locator("[data-drop].over")).to_be_visible()
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": carried})
    for number in broken_lines():
        expect(page.locator(".notices")).to_contain_text(f"Zeile {number}:")
    assert stored(owner.watch.installed) == set()
    for label, one in ASSIGNED.items():
        choice = page.get_by_label(f"Wer ist {label}?")
        choice.select_option(choice.locator("option", has_text=called(one)).get_attribute("value"))
    owner.look("import, who is who")
    page.locator("button[formaction$='/take']").click()
    page.wait_for_url(owner.watch.installed.app_url + meeting)
    owner.look("draft")


def the_owner_decides(owner: Visitor) -> tuple[str, str]:
    """Evidence is opened, a line reworded, another dropped, a decision added, everything else accepted; the word that
    was reworded away and the word that was dropped."""
    page = owner.page
    reworded = next(word for word in drafted(page) if word in own_words("O"))
    dropped = next(word for word in drafted(page) if word in own_words("A"))
    first = line_with(page, reworded).first
    first.locator("summary").click()
    expect(first.locator(".cited", has_text=reworded)).to_be_visible()
    owner.look("draft, evidence")
    first.get_by_role("link", name="Ändern").click()
    page.get_by_label("Text").fill(f"Das steht so im Protokoll, {EDITED}.")
    owner.look("draft, rewording")
    page.get_by_role("button", name="Speichern").click()
    expect(line_with(page, EDITED)).to_contain_text("Wortlaut der Protokollführung")
    for word in (reworded, dropped):
        drop(page, word)
    page.get_by_role("link", name="Entscheidung ergänzen").click()
    page.get_by_label("Text").fill(f"Das hat noch gefehlt, {ADDED}.")
    page.get_by_role("button", name="Speichern").click()
    expect(line_with(page, ADDED)).to_be_visible()
    while (undecided := page.locator("form[action*='/accept'] button")).count():
        left = undecided.count()
        undecided.first.click()
        expect(undecided).not_to_have_count(left)
    owner.look("draft, all decided")
    return reworded, dropped


def drafted(page: Page) -> list[str]:
    """The words of the lines, in their order."""
    return [word for text in page.locator(".line .words").all_inner_texts() for word in OWN_WORDS if word in text]


def line_with(page: Page, word: str) -> Locator:
    """The lines whose own text has a word."""
    return page.locator(".line").filter(has=page.locator(".words", has_text=word))


def drop(page: Page, word: str) -> None:
    """Drop every line with a word."""
    for left in range(line_with(page, word).count() - 1, -1, -1):
        line_with(page, word).first.get_by_role("button", name="Verwerfen").click()
        expect(line_with(page, word)).to_have_count(left)


class Others:
    """Who was not there: an employee, the people lead, the owner's own leader, and somebody who is not signed in."""

    def __init__(self, watch: Watch, owner: Visitor, meeting: str) -> None:
        installed = watch.installed
        installed.command("admin", "add", PEOPLE_LEAD.mail)
        self.owner, self.meeting, self.url, self.line = owner, meeting, installed.app_url, ""
        self.paths = installed.others("addresses", meeting.split("/")[2], "0", module="inside_meetings")
        self.stranger = watch.visitor(PHONE)
        self.stranger.page.goto(f"{self.url}/sign-in/")
        self.known = [watch.visitor(PHONE) for _ in range(3)]
        for visitor, who in zip(self.known, (employee_of("VER"), PEOPLE_LEAD, leader_of("PRO")), strict=True):
            enter(visitor, who, "/meetings/")

    def find_nothing(self, known: int = 1) -> None:
        """404, or the way to the sign-in, at every address with every method, for so many of those who are signed in;
        the owner finds the meeting."""
        self.owner.page.goto(self.url + self.meeting)
        lines = self.owner.page.locator("[id^=line-]")
        if lines.count():
            self.line = str(lines.last.get_attribute("id")).removeprefix("line-")
        assert len(self.paths) > 20
        for name, path in self.paths.items():
            address = self.url + path.replace("/0/", f"/{self.line}/")
            for visitor in self.known[:known]:
                for answer in self._answers(visitor, address):
                    assert answer.status in (OWN_PAGES if name in ("list", "new") else {404}), (name, answer.status)
            for answer in self._answers(self.stranger, address):
                assert answer.status in (200, 302), (name, answer.status)
                assert (
                    answer.headers.get("location", "").startswith("/sign-in/?next=") or "hx-refresh" in answer.headers
                )
        for name in ("meeting", "evidence", "discard"):
            found = self.owner.context.request.get(self.url + self.paths[name].replace("/0/", f"/{self.line}/"))
            assert (found.status, TITLE in found.text()) == (200, True)
            assert words_of(found.text()) != set() or name == "discard"

    def _answers(self, visitor: Visitor, address: str) -> list[APIResponse]:
        """By GET and by POST with a valid token, as a page and as a part of one; none tells a word."""
        token = visitor.page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value") or ""
        given = []
        for headers in ({}, HTMX):
            request = visitor.context.request
            given += [
                request.get(address, headers=headers, max_redirects=0),
                request.post(address, headers={**headers, "X-CSRFToken": token}, max_redirects=0),
            ]
        for answer in given:
            assert words_of(answer.text()) == set()
            assert TITLE not in answer.text()
        return given


def everybody_is_invited(installed: Installation, owner: Visitor, meeting: str) -> None:
    """The owner presses, the worker sends; the mail has the link and not a word of the draft."""
    earlier = {one: len(installed.postbox.to(one.mail)) for one in (OWNER, ADA, BENNO, CORA)}
    owner.page.locator("#invite button").click()
    expect(owner.page.locator("form[action$='/withdraw']")).to_be_visible()
    owner.look("review, owner")
    installed.command("worker", "--once")
    for one, before in earlier.items():
        mails = installed.postbox.to(one.mail)[before:]
        assert len(mails) == (0 if one == OWNER else 1)
        assert all(f"{installed.app_url}{meeting}" in mail for mail in mails)
        assert words_of("".join(mails)) == set()


def ada_strikes(ada: Visitor, meeting: str) -> str:
    """On her phone, from the start page; the word of the line she strikes."""
    enter(ada, ADA, "/")
    ada.look()
    ada.press(f"main a[href='{meeting}']", meeting)
    page = ada.page
    struck = next(word for word in drafted(page) if word in own_words("A"))
    line = line_with(page, struck).first
    line.locator("summary").click()
    expect(line.locator(".cited")).to_contain_text(struck)
    line.get_by_role("link", name="Streichen").click()
    expect(page.locator(".confirm")).to_be_visible()
    ada.look("review, striking")
    page.get_by_role("button", name="Streichen und löschen").click()
    expect(line_with(page, struck)).to_have_count(0)
    ada.look("review, struck")
    return struck


def benno_objects(benno: Visitor, meeting: str) -> None:
    """His words are in the draft, and then they are not."""
    enter(benno, BENNO, meeting)
    assert words_of(benno.page.locator("#minutes").inner_text()) & own_words("B") != set()
    benno.press(f"a[href='{meeting}object/']", f"{meeting}object/")
    benno.press("main form[method=post] button", meeting)
    assert words_of(benno.page.locator("#minutes").inner_text()) & own_words("B") == set()


def the_owner_releases(owner: Visitor, meeting: str) -> set[str]:
    """The words that stand in the released minutes."""
    owner.go(meeting)
    owner.press("form[action$='/release'] button", meeting)
    expect(owner.page.locator(".minutes")).to_be_visible()
    owner.go(f"{meeting}object/")
    owner.go(f"{meeting}discard/")
    owner.go("/meetings/")
    owner.go(meeting)
    kept = words_of(owner.page.locator(".minutes").inner_text())
    assert kept > {EDITED, ADDED}
    return kept


def everybody_reads(ada: Visitor, meeting: str, kept: set[str]) -> None:
    """The same words on her phone and in the files; the calendar has the tasks with a day."""
    ada.go(meeting)
    assert words_of(ada.page.locator(".minutes").inner_text()) == kept
    files = {}
    for ending in ("pdf", "md", "ics"):
        with ada.page.expect_download() as download:
            ada.page.locator(f"a[href$='.{ending}']").click()
        files[ending] = download.value.path().read_bytes()
    assert files["pdf"].startswith(b"%PDF-")
    assert words_of(files["md"].decode()) == kept
    assert words_of(files["ics"].decode().replace("\r\n ", "")) < kept
    assert b"BEGIN:VEVENT" in files["ics"] or b"BEGIN:VTODO" in files["ics"]
