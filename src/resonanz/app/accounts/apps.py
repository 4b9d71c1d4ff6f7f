"""Sign-in with a code by mail, roles, permission rules."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The room that knows who is signed in and what she may do."""

    name = "resonanz.app.accounts"
    label = "accounts"
