"""What allauth asks us: how a mail goes out, and that nobody signs up by herself."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Our answers."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """The roster says who belongs here."""
        return False

    def add_message(self, *args: object, **kwargs: object) -> None:
        """Our pages say what happened themselves."""
