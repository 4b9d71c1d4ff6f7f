"""The mail with the code. It leaves from a thread of its own: how long an answer takes must not tell who is known."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor, wait
from smtplib import SMTPException
from threading import Lock

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from resonanz.app.accounts import codes

log = logging.getLogger(__name__)
_postmen = ThreadPoolExecutor(max_workers=4, thread_name_prefix="mail")
_under_way: set[Future[None]] = set()
_lock = Lock()


def code_mail(address: str, code: str) -> EmailMessage:
    """In the reader's language, text only, no links. The code is not in the subject: lock screens show that."""
    context = {"code": code, "organisation": settings.ORGANISATION, "minutes": codes.MINUTES}
    subject = render_to_string("accounts/mail/code_subject.txt", context).strip()
    body = render_to_string("accounts/mail/code.txt", context).strip() + "\n"
    return EmailMessage(subject, body, to=[address], headers={"Auto-Submitted": "auto-generated"})


def send_later(message: EmailMessage) -> None:
    """Hand a mail over and return at once. A server that refuses is logged without the address."""
    future = _postmen.submit(_send, message)
    with _lock:
        _under_way.add(future)
    future.add_done_callback(_forget)


def wait_until_sent(seconds: float = 20) -> None:
    """Wait for the mails under way; for a clean end of a process."""
    with _lock:
        waiting = set(_under_way)
    wait(waiting, seconds)


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except (SMTPException, OSError) as error:
        log.error("A sign-in mail was not sent: %s. The mail server is named by RESONANZ_MAIL_URL.", type(error))


def _forget(future: Future[None]) -> None:
    with _lock:
        _under_way.discard(future)
