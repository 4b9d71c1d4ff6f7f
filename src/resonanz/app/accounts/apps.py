"""Sign-in with a code by mail, roles, permission rules."""

from datetime import timedelta
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from resonanz.app.shell.room import NavigationEntry, NavigationGroup, Periodic, PrivacyPlace, Room


class AccountsRoom(Room):
    """The room that knows who is signed in and what she may do."""

    address = "sign-in/"
    navigation = (
        NavigationEntry(_("People leads"), "people-leads", "accounts.grant", NavigationGroup.SYSTEM, order=70),
        NavigationEntry(_("Sign out"), "sign-out", "accounts.sign-out", NavigationGroup.SYSTEM, order=99),
    )
    periodic = (
        Periodic(
            "sign-in codes",
            timedelta(minutes=1),
            "resonanz.app.accounts.limits.purge",
            label=_("Sign-in codes and sessions that have run out are deleted"),
        ),
    )
    privacy = (PrivacyPlace.APP,)
    offers: ClassVar[dict[str, str]] = {"people.roster-imported": "resonanz.app.accounts.usecases.follow_roster"}
