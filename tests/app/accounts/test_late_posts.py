"""Two clicks on one button, two tabs: what comes late from a browser that is signed in meanwhile does no harm."""

import re
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from resonanz.app.accounts import codes, mailing, views
from resonanz.app.accounts.models import User
from resonanz.app.accounts.sessions.models import Session
from resonanz.app.accounts.usecases import user_for

pytestmark = pytest.mark.django_db(databases=["default", "cache"])

SIGN_IN, CODE_PAGE, TARGET = "/sign-in/", "/sign-in/code/", "/anonymity/"
BACK = f"{SIGN_IN}?next=%2Fanonymity%2F"


@pytest.fixture(autouse=True)
def fresh_limits(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins without used-up limits, and without the pause that makes all answers even."""
    cache.clear()
    monkeypatch.setattr(views, "EVEN_SECONDS", 0)


def ask(client: Client) -> str:
    """Ask for a code and read it in the mail."""
    client.post(SIGN_IN, {"email": "emil@example.org"})
    mailing.wait_until_sent()
    return str(re.findall(r"^ {4}(\S+)$", str(mail.outbox[-1].body), re.MULTILINE)[0])


def same_browser(client: Client) -> Client:
    """A request that sets out now, with the cookies of now."""
    late = Client()
    late.cookies = SimpleCookie(client.cookies.output(header="", sep=";"))
    return late


def enter(client: Client, code: str) -> HttpResponse:
    """Type the code."""
    answer = client.post(CODE_PAGE, {"code": code, "next": TARGET})
    assert isinstance(answer, HttpResponse)
    return answer


def assert_quietly_back(answer: HttpResponse) -> None:
    """To the sign-in, which leads on whoever is signed in; the browser's session stays as it is."""
    assert (answer.status_code, answer.headers["Location"]) == (302, BACK)
    assert "session" not in answer.cookies


def test_a_second_click_after_the_sign_in_leaves_the_browser_signed_in(roster: None, stranger: Client) -> None:
    code = ask(stranger)
    late = same_browser(stranger)
    assert enter(stranger, code).headers["Location"] == TARGET
    assert_quietly_back(enter(late, code))
    assert stranger.get(BACK).headers["Location"] == TARGET


def test_a_second_click_during_the_sign_in_does_so_too(
    roster: None, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first has used the code, and its session still has the old key."""
    code = ask(stranger)
    late, answers = same_browser(stranger), list[HttpResponse]()

    def second_click(address: str) -> User | None:
        answers.extend([enter(late, code), enter(late, "WRONG")])
        return user_for(address)

    monkeypatch.setattr(views, "user_for", second_click)
    assert enter(stranger, code).headers["Location"] == TARGET
    assert len(answers) == 2
    for answer in answers:
        assert_quietly_back(answer)


@pytest.mark.django_db(databases=["default", "cache"], transaction=True)
def test_of_four_clicks_at_once_one_signs_in(roster: None, stranger: Client) -> None:
    code = ask(stranger)

    def click(client: Client) -> HttpResponse:
        try:
            return enter(client, code)
        finally:
            connections.close_all()

    clients = [same_browser(stranger) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(click, clients))
    assert sorted(answer.headers["Location"] for answer in answers) == [TARGET, BACK, BACK, BACK]
    for answer in answers:
        assert ("session" in answer.cookies) is (answer.headers["Location"] == TARGET)


def test_a_code_that_has_run_out_still_says_so(roster: None, stranger: Client) -> None:
    """The control: this browser's session is there, its code is not."""
    code = ask(stranger)
    cache.clear()
    assert enter(stranger, code).headers["Location"] == BACK
    assert "Der Code ist abgelaufen" in stranger.get(BACK).content.decode()


@pytest.mark.parametrize("weakened", [False, True])
def test_a_page_whose_session_ends_meanwhile_is_answered_all_the_same(
    roster: None, stranger: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch, weakened: bool
) -> None:
    """Another tab signs in while this one opens the first page anew."""
    if weakened:
        plain, own = (
            "django.contrib.sessions.middleware.SessionMiddleware",
            "resonanz.app.accounts.sessions.middleware.LateAnswers",
        )
        settings.MIDDLEWARE = [plain if name == own else name for name in settings.MIDDLEWARE]
    ask(stranger)
    late = same_browser(stranger)
    monkeypatch.setattr(codes, "end", lambda token: Session.objects.all().delete())
    answer = late.get(SIGN_IN)
    assert answer.status_code == (400 if weakened else 200)
    assert weakened or ("session" not in answer.cookies and "Cookie" in answer.headers["Vary"])


def test_a_form_of_before_the_sign_in_leads_on_and_a_foreign_one_is_refused(roster: None) -> None:
    browser = Client(enforce_csrf_checks=True)

    def token(page: str) -> str:
        return str(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get(page).content.decode())[0])

    browser.post(SIGN_IN, {"email": "emil@example.org", "csrfmiddlewaretoken": token(SIGN_IN)})
    mailing.wait_until_sent()
    (code,) = re.findall(r"^ {4}(\S+)$", str(mail.outbox[-1].body), re.MULTILINE)
    form = {"code": code, "next": TARGET, "csrfmiddlewaretoken": token(CODE_PAGE)}
    assert browser.post(CODE_PAGE, {**form, "csrfmiddlewaretoken": "x" * 64}).status_code == 403
    for _ in range(2):
        assert browser.post(CODE_PAGE, form).headers["Location"] == TARGET
    assert browser.post("/sign-in/out/", form).status_code == 403
