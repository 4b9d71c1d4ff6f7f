"""Sign-in with a code by mail, roles, permission rules."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """The room that knows who is signed in and what she may do."""

    name = "resonanz.app.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Make the permission rules known and put the page into the navigation."""
        from resonanz.app.accounts import rules  # noqa: F401 (registers)
        from resonanz.app.shell.navigation import Entry, Group, register

        register(Entry(_("People leads"), "people-leads", "accounts.grant", Group.SYSTEM, order=70))
        register(Entry(_("Sign out"), "account_logout", "accounts.sign-out", Group.SYSTEM, order=99))
