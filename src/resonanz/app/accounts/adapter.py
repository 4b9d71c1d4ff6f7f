"""What allauth asks us: how a mail goes out, what is said, and that nobody signs up by herself."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from resonanz.app.accounts import mailing


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Our answers."""

    error_messages = {  # noqa: RUF012 (allauth's own name and form)
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("This is not the code from the mail. Look again; capital and small letters are the same."),
        "too_many_login_attempts": _(
            "Too many codes were asked for. Nothing is lost: wait a few minutes, then ask for a new code."
        ),
        "rate_limited": _("Too many requests. Nothing is lost: wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """The roster says who belongs here."""
        return False

    def add_message(self, *args: object, **kwargs: object) -> None:
        """Our pages say what happened themselves."""

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """Nobody is told more than that there is a sign-in."""
        return redirect("account_login")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Text only, without pictures or links that report back."""
        mailing.send_later(code_mail(email, context["code"]))


def code_mail(address: str, code: str) -> EmailMessage:
    """The mail with the code, in the reader's language. The code is not in the subject: lock screens show that."""
    context = {
        "code": code,
        "organisation": settings.ORGANISATION,
        "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
    }
    subject = render_to_string("account/email/login_code_subject.txt", context).strip()
    body = render_to_string("account/email/login_code_message.txt", context).strip() + "\n"
    return EmailMessage(subject, body, to=[address], headers={"Auto-Submitted": "auto-generated"})
