"""The mail: who gets it, that it says what waits and until when, and nothing of what was said."""

from __future__ import annotations

import logging
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from resonanz.app.meetings import usecases
from resonanz.app.meetings.models import Meeting
from resonanz.app.meetings.tasks import invite_by_mail
from resonanz.app.people.models import Person
from resonanz.core.kernel.clock import today
from resonanz.core.minutes.model import LineKind
from tests.app.meetings.sample_meeting import MARKERS, drafted, in_review, who

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("roster")]


def test_participants_on_the_roster_are_told_once() -> None:
    meeting = in_review()
    invite_by_mail.call(str(meeting.pk))
    assert sorted(address for letter in mail.outbox for address in letter.to) == ["ina@example.org", "otto@example.org"]
    assert all(len(letter.recipients()) == 1 for letter in mail.outbox)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de-formal", "können Sie den Entwurf lesen"),
        ("de", "kannst du den Entwurf lesen"),
        ("en", "You can read the draft"),
    ],
)
def test_the_mail_says_what_waits_and_nothing_that_was_said(settings: Settings, language: str, said: str) -> None:
    settings.LANGUAGE_CODE = language
    meeting = in_review()
    invite_by_mail.call(str(meeting.pk))
    letter = mail.outbox[0]
    body = str(letter.body)
    assert "Hall and paint" in str(letter.subject)
    for part in (said, "Emil Ernst", "Hall and paint", f"http://localhost:8000/meetings/{meeting.pk}/"):
        assert part in body
    for word in (*MARKERS, "Gerda", "Otto", "Ina", "Who does what"):
        assert word not in body
    assert not getattr(letter, "alternatives", [])


def test_markup_and_line_breaks_in_a_title_stay_text() -> None:
    meeting = in_review()
    Meeting.objects.filter(pk=meeting.pk).update(title="<b>R&D</b>\nBcc: all@example.org")
    invite_by_mail.call(str(meeting.pk))
    assert str(mail.outbox[0].subject).endswith("<b>R&D</b> Bcc: all@example.org")
    assert mail.outbox[0].recipients() in (["ina@example.org"], ["otto@example.org"])


def test_who_left_and_who_has_no_address_gets_none() -> None:
    meeting = in_review()
    Person.objects.filter(pk=who("ina").pk).update(active_to=today().replace(year=2021))
    Person.objects.filter(pk=who("otto").pk).update(email="")
    invite_by_mail.call(str(meeting.pk))
    assert mail.outbox == []


def test_a_draft_taken_back_or_discarded_is_not_announced() -> None:
    meeting = in_review()
    usecases.withdraw(meeting)
    invite_by_mail.call(str(meeting.pk))
    usecases.discard(meeting)
    invite_by_mail.call(str(Meeting().pk))
    assert mail.outbox == []


def test_the_task_waits_for_the_commit_and_knows_the_meeting_only(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    meeting = drafted()
    usecases.accept_all(meeting, LineKind.TASK)
    with django_capture_on_commit_callbacks(execute=True):
        usecases.invite(meeting, 3)
        usecases.invite(meeting, 3)
        assert not DBTaskResult.objects.exists()
    (waiting,) = DBTaskResult.objects.all()
    assert waiting.args_kwargs == {"args": [str(meeting.pk)], "kwargs": {}}


def test_a_mail_that_fails_keeps_no_other_back(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    meeting, sent = in_review(), []

    def send(message: EmailMessage) -> int:
        sent.append(message.to[0])
        raise SMTPServerDisconnected("ina@example.org is unknown here")

    monkeypatch.setattr(EmailMessage, "send", send)
    with caplog.at_level(logging.ERROR):
        invite_by_mail.call(str(meeting.pk))
    assert sorted(sent) == ["ina@example.org", "otto@example.org"]
    assert "RESONANZ_MAIL_URL" in caplog.text
    assert "example.org" not in caplog.text
