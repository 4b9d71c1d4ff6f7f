"""Mails to participants: that a draft waits and until when. Nothing of what was said."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django_tasks import task

from resonanz.app.meetings.models import Meeting
from resonanz.app.meetings.states import MeetingState
from resonanz.app.people.queries import present

log = logging.getLogger(__name__)


@task()
def invite_by_mail(meeting: str) -> None:
    """Tell every participant on the roster but the owner. A draft that was taken back meanwhile is not announced."""
    in_review = Meeting.objects.select_related("owner").filter(pk=meeting, state=MeetingState.REVIEW).first()
    if in_review is None:
        return
    people = present().filter(meetings__meeting=in_review).exclude(pk=in_review.owner_id).exclude(email="")
    for address in people.values_list("email", flat=True):
        _send(invitation(in_review, address))


def invitation(meeting: Meeting, address: str) -> EmailMessage:
    """Title, owner, link and last day, in the installation's language: a roster does not say who reads what."""
    link = settings.APP_URL + reverse("meetings:meeting", args=[meeting.pk])
    context = {"meeting": meeting, "organisation": settings.ORGANISATION, "link": link}
    with translation.override(settings.LANGUAGE_CODE):
        subject = " ".join(render_to_string("meetings/email/invitation_subject.txt", context).split())
        body = render_to_string("meetings/email/invitation_message.txt", context).strip() + "\n"
    return EmailMessage(subject, body, to=[address], headers={"Auto-Submitted": "auto-generated"})


def _send(message: EmailMessage) -> None:
    # A server that refuses is logged without the address; the next mail is tried all the same.
    try:
        message.send()
    except (SMTPException, OSError) as error:
        log.error("An invitation was not sent: %s. The mail server is named by RESONANZ_MAIL_URL.", type(error))
