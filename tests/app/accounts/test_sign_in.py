"""Sign-in with a code by mail: for those on the roster, the same for everybody who asks."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from resonanz.app.accounts import codes, mailing, views
from resonanz.app.accounts.models import User
from resonanz.app.accounts.usecases import add_administrator, user_for
from resonanz.app.people.models import Person
from resonanz.app.people.usecases import import_roster
from resonanz.core.kernel.errors import ResonanzError
from tests.app.conftest import ClientOf
from tests.app.rosters import SMALL

pytestmark = pytest.mark.django_db(databases=["default", "cache"])

SIGN_IN = "/sign-in/"
CODE_PAGE = "/sign-in/code/"


@pytest.fixture(autouse=True)
def fresh_limits(db: None) -> None:
    """Each test begins without used-up limits."""
    cache.clear()


def ask(client: Client, address: str) -> HttpResponse:
    """Ask for a code and wait for the mail to leave."""
    answer = client.post(SIGN_IN, {"email": address})
    mailing.wait_until_sent()
    assert isinstance(answer, HttpResponse)
    return answer


def code_of(text: str) -> str:
    """The code in a mail: the one line that is indented."""
    found = re.search(r"^ {4}(\S+)$", text, re.MULTILINE)
    assert found, text
    return found.group(1)


def enter(client: Client, code: str) -> HttpResponse:
    """Type a code."""
    answer = client.post(CODE_PAGE, {"code": code})
    assert isinstance(answer, HttpResponse)
    return answer


def is_signed_in(client: Client) -> bool:
    """Whether the browser's session belongs to somebody."""
    return client.get("/sign-in/out/").status_code == 200


def test_a_code_signs_in_and_leads_back_to_the_page(roster: None, stranger: Client) -> None:
    stranger.post(f"{SIGN_IN}?next=/anonymity/", {"email": "Emil@Example.org", "next": "/anonymity/"})
    mailing.wait_until_sent()
    answer = stranger.post(
        f"{CODE_PAGE}?next=/anonymity/", {"code": code_of(str(mail.outbox[0].body)), "next": "/anonymity/"}
    )
    assert answer.headers["Location"] == "/anonymity/"
    assert is_signed_in(stranger)
    user = User.objects.get(person__email="emil@example.org")
    assert user.person is not None
    assert user.person.person_id == "4"
    assert not user.has_usable_password()


def test_a_foreign_address_in_next_is_not_followed(roster: None, stranger: Client) -> None:
    stranger.post(
        f"{SIGN_IN}?next=https://evil.example/", {"email": "emil@example.org", "next": "https://evil.example/"}
    )
    mailing.wait_until_sent()
    answer = stranger.post(f"{CODE_PAGE}?next=https://evil.example/", {"code": code_of(str(mail.outbox[0].body))})
    assert "evil" not in answer.headers["Location"]


@pytest.mark.parametrize(
    ("wanted", "target"),
    [
        *((page, page) for page in ("/anonymity/", "/anonymity/?a=%20b#c", "/anonymity")),
        *((name, "/") for name in ("start", "foo", "x y", "people-leads-revoke", "%3Fa", "?a", "./a", "a/b", "[")),
        *(
            (host, "/")
            for host in ("//testserver/x", "///x", "http://testserver/x", "/\\evil.example", "//evil.example")
        ),
        *((scheme, "/") for scheme in ("javascript:alert(1)", "https:evil.example", "\t//evil.example")),
    ],
)
def test_only_a_path_is_followed_before_and_after_the_code(
    roster: None, stranger: Client, wanted: str, target: str
) -> None:
    asked = stranger.post(SIGN_IN, {"email": "emil@example.org", "next": wanted})
    mailing.wait_until_sent()
    code = code_of(str(mail.outbox[0].body))
    entered = stranger.post(asked.headers["Location"], {"code": code, "next": wanted})
    assert entered.headers["Location"] == target
    for page in (SIGN_IN, CODE_PAGE):
        again = stranger.get(page, {"next": wanted})
        assert (again.status_code, again.headers["Location"]) == (302, target)


@pytest.mark.parametrize(
    ("language", "subject", "said"),
    [
        ("de-formal", "Ihr Code für Resonanz", "Geben Sie ihn in dem Browser ein"),
        ("de", "Dein Code für Resonanz", "Gib ihn in dem Browser ein"),
        ("en", "Your code for Resonanz", "Enter it in the browser"),
    ],
)
def test_the_mail_is_in_the_readers_language_and_hides_its_code_from_lock_screens(
    roster: None, stranger: Client, language: str, subject: str, said: str
) -> None:
    stranger.cookies["language"] = language
    ask(stranger, "emil@example.org")
    sent = mail.outbox[0]
    assert sent.subject == subject
    assert said in sent.body
    assert code_of(str(sent.body)) not in sent.subject
    assert sent.to == ["emil@example.org"]
    assert "http" not in sent.body
    assert not getattr(sent, "alternatives", [])


def test_unknown_addresses_get_the_same_pages_and_no_mail(roster: None, stranger: Client) -> None:
    other = Client()
    known, unknown = ask(stranger, "emil@example.org"), ask(other, "evil@example.com")
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert {*stranger.cookies} == {*other.cookies}
    pages = [
        re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", c.get(CODE_PAGE).content.decode())
        for c in (stranger, other)
    ]
    assert pages[0].replace("emil@example.org", "X") == pages[1].replace("evil@example.com", "X")
    wrong = [enter(c, "nope").content.decode() for c in (stranger, other)]
    hidden = [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page) for page in wrong]
    assert hidden[0].replace("emil@example.org", "X") == hidden[1].replace("evil@example.com", "X")
    assert [message.to for message in mail.outbox] == [["emil@example.org"]]
    assert not User.objects.filter(email="evil@example.com").exists()


def test_every_answer_waits_for_the_same_moment(roster: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the work takes is made up for. The clock stands still but for the work."""
    now, waited = [100.0], list[float]()
    monkeypatch.setattr(views, "time", SimpleNamespace(monotonic=lambda: now[0], sleep=waited.append))
    works = {"emil@example.org": 0.04, "evil@example.com": 0.0, "ina@example.org": 0.3}
    begin = codes.begin

    def takes_its_time(address: str) -> tuple[str, str]:
        now[0] += works[address]
        return begin(address)

    monkeypatch.setattr(codes, "begin", takes_its_time)
    for address in works:
        Client().post(SIGN_IN, {"email": address})
    assert waited == pytest.approx([0.06, 0.1, 0.0])


def test_a_slow_mail_server_does_not_make_the_answer_slow(
    roster: None, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer is there although the mail server has not taken the mail yet."""
    answered, sent = Event(), list[bool]()
    monkeypatch.setattr(mailing, "_send", lambda message: sent.append(answered.wait(20)))
    stranger.post(SIGN_IN, {"email": "emil@example.org"})
    assert sent == []
    answered.set()
    mailing.wait_until_sent()
    assert sent == [True]


def test_who_has_left_cannot_sign_in_and_an_open_session_ends(client_of: ClientOf) -> None:
    gone = Client()
    ask(gone, "gone@example.org")
    assert mail.outbox == []
    emil = client_of("emil")
    assert is_signed_in(emil)
    assert import_roster(
        SMALL.replace("4,emil@example.org,Emil,Ernst,north,sales,Vertrieb Nord,,Süd,2020-01-01,,late\n", "").encode()
    ).applied
    assert not is_signed_in(emil)
    ask(gone, "emil@example.org")
    assert mail.outbox == []


def test_a_new_owner_of_an_address_does_not_become_the_old_one(roster: None) -> None:
    before = user_for("emil@example.org")
    assert before is not None
    heir = SMALL.replace("4,emil@example.org,Emil,Ernst", "44,emil@example.org,Emilia,Erbe")
    assert import_roster(heir.encode()).applied
    after = user_for("emil@example.org")
    assert after is not None
    assert after.person is not None
    assert after.person.person_id == "44"
    assert after.pk != before.pk


def test_who_gets_a_new_address_keeps_her_user(roster: None) -> None:
    before = user_for("vera@example.org")
    assert import_roster(SMALL.replace("vera@", "vera.neu@").encode()).applied
    after = user_for("vera.neu@example.org")
    assert before is not None
    assert after is not None
    assert after.pk == before.pk
    assert after.roles.exists()
    assert user_for("vera@example.org") is None


def test_an_administrator_needs_no_roster_and_keeps_the_role_when_it_comes(db: None) -> None:
    admin = add_administrator("Vera@example.org ")
    assert admin.has_perm("people.import")
    assert user_for("vera@example.org") == admin
    import_roster(SMALL.encode())
    with_person = user_for("vera@example.org")
    assert with_person is not None
    assert with_person.pk == admin.pk
    assert with_person.person == Person.objects.get(person_id="2")
    assert add_administrator("vera@example.org").roles.count() == 2
    with pytest.raises(ResonanzError, match="mail-address-wrong"):
        add_administrator("vera")


def test_the_third_wrong_code_ends_the_sign_in_and_says_so(roster: None, stranger: Client) -> None:
    ask(stranger, "emil@example.org")
    code = code_of(str(mail.outbox[0].body))
    for _ in range(2):
        assert enter(stranger, "wrong").status_code == 200
    assert enter(stranger, "wrong").headers["Location"] == SIGN_IN
    assert "der dritte falsche Code" in stranger.get(SIGN_IN).content.decode()
    enter(stranger, code)
    assert not is_signed_in(stranger)


@pytest.mark.parametrize(("minutes", "works"), [(9, True), (10, False)])
def test_a_code_lasts_ten_minutes_and_then_says_so(
    roster: None, stranger: Client, monkeypatch: pytest.MonkeyPatch, minutes: int, works: bool
) -> None:
    ask(stranger, "emil@example.org")
    later = timezone.now() + timedelta(minutes=minutes)
    monkeypatch.setattr("django.core.cache.backends.db.tz_now", lambda: later)
    answer = enter(stranger, code_of(str(mail.outbox[0].body)))
    assert is_signed_in(stranger) is works
    assert answer.headers["Location"] == ("/" if works else SIGN_IN)
    assert works or "Der Code ist abgelaufen" in stranger.get(SIGN_IN).content.decode()


def test_a_wrong_code_does_not_prolong_it(roster: None, stranger: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(stranger, "emil@example.org")
    at = time.time()
    monkeypatch.setattr("resonanz.app.accounts.codes.time.time", lambda: at + 540)
    enter(stranger, "wrong")
    later = timezone.now() + timedelta(minutes=10)
    monkeypatch.setattr("django.core.cache.backends.db.tz_now", lambda: later)
    enter(stranger, code_of(str(mail.outbox[0].body)))
    assert not is_signed_in(stranger)


def test_the_code_is_read_as_people_type_it(roster: None, stranger: Client) -> None:
    ask(stranger, "emil@example.org")
    code = code_of(str(mail.outbox[0].body))
    assert re.fullmatch(r"[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}", code)
    enter(stranger, f" {code.lower().replace('-', ' ')}. ")
    assert is_signed_in(stranger)


def test_an_empty_code_uses_no_try(roster: None, stranger: Client) -> None:
    ask(stranger, "emil@example.org")
    for _ in range(3):
        assert b"err" in enter(stranger, "").content
    enter(stranger, code_of(str(mail.outbox[0].body)))
    assert is_signed_in(stranger)


def test_the_code_page_without_a_sign_in_under_way_says_why_it_is_back(stranger: Client) -> None:
    answer = stranger.get(CODE_PAGE)
    assert answer.headers["Location"] == SIGN_IN
    assert "anderen Browser" in stranger.get(SIGN_IN).content.decode()


def test_a_code_works_once_and_only_in_its_browser(roster: None, stranger: Client) -> None:
    ask(stranger, "emil@example.org")
    code = code_of(str(mail.outbox[0].body))
    enter(Client(), code)
    enter(stranger, code)
    assert is_signed_in(stranger)
    stranger.post("/sign-in/out/")
    assert not is_signed_in(stranger)
    enter(stranger, code)
    assert not is_signed_in(stranger)


def test_codes_for_one_address_are_limited_known_or_not(roster: None) -> None:
    for address in ("emil@example.org", "evil@example.com"):
        answers = [ask(Client(), address) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
        assert "Zu viele Codes" in answers[-1].content.decode()


def test_nobody_can_sign_up_or_use_a_password(stranger: Client) -> None:
    for address in ("signup/", "login/", "password/reset/", "email/", "reauthenticate/"):
        assert stranger.get(SIGN_IN + address).status_code == 404
    assert stranger.post(SIGN_IN, {"email": "no address"}).status_code == 200


def test_sign_out_asks_first_and_then_ends_the_session(employee: Client) -> None:
    assert is_signed_in(employee)
    assert is_signed_in(employee)
    assert employee.post("/sign-in/out/").status_code == 302
    assert not is_signed_in(employee)


# Who hands out the role ------------------------------------------------------------------------------------------


def test_people_leads_name_others_and_one_stays(people_lead: Client, client_of: ClientOf) -> None:
    address = reverse("people-leads")
    assert client_of("emil").get(reverse("people:list")).status_code == 403
    assert people_lead.post(address, {"email": "emil@example.org"}).status_code == 302
    assert client_of("emil").get(reverse("people:list")).status_code == 200
    assert b"err" in people_lead.post(address, {"email": "nobody@example.org"}).content
    for name in ("emil", "vera"):
        user = user_for(f"{name}@example.org")
        assert user is not None
        people_lead.post(reverse("people-leads-revoke", args=[user.pk]))
    assert client_of("emil").get(reverse("people:list")).status_code == 403
    assert "eine Person muss die Rolle haben" in people_lead.get(address).content.decode().replace("Eine", "eine")


def test_nobody_else_hands_out_the_role(client_of: ClientOf, stranger: Client) -> None:
    user = user_for("vera@example.org")
    assert user is not None
    for address in (reverse("people-leads"), reverse("people-leads-revoke", args=[user.pk])):
        for name in ("lena", "emil"):
            answer = client_of(name).post(address, {"email": "emil@example.org"})
            assert answer.status_code == 403
            assert b"vera@" not in answer.content
        assert stranger.post(address).status_code == 302
    assert user.roles.exists()


# Over a real mail server -----------------------------------------------------------------------------------------


class Letterbox:
    """Keeps what an SMTP server is handed."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's name)
        """Take a mail."""
        assert isinstance(envelope.content, bytes)
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 taken"


@pytest.fixture
def letterbox(settings: Settings) -> Iterator[Letterbox]:
    """A mail server on this machine, to which the app is pointed."""
    box = Letterbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    yield box
    server.stop()


def test_the_code_travels_over_smtp(roster: None, stranger: Client, letterbox: Letterbox) -> None:
    ask(stranger, "emil@example.org")
    (letter,) = letterbox.letters
    assert letter["To"] == "emil@example.org"
    assert letter["From"] == "resonanz@localhost"
    assert letter.get_content_type() == "text/plain"
    enter(stranger, code_of(letter.get_content().replace("\r\n", "\n")))
    assert is_signed_in(stranger)


def test_a_mail_server_that_is_away_is_logged_without_the_address(
    roster: None, stranger: Client, letterbox: Letterbox, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_PORT = 9
    assert ask(stranger, "emil@example.org").status_code == 302
    assert "RESONANZ_MAIL_URL" in caplog.text
    assert "emil" not in caplog.text
