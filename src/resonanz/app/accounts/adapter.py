"""What allauth asks us: how a mail goes out, and that nobody signs up by herself."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Our answers."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """The roster says who belongs here."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what happened themselves."""
