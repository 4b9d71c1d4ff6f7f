"""Persons, units, sites, leaders: who there is, from the roster file."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from resonanz.app.people.acceptances import ROSTER_IMPORTED
from resonanz.app.shell.room import NavigationEntry, NavigationGroup, Periodic, PrivacyPlace, Room


class PeopleRoom(Room):
    """The room of the roster."""

    address = "people/"
    navigation = (NavigationEntry(_("Roster"), "people:list", "people.view", NavigationGroup.WAVES, order=70),)
    periodic = (
        Periodic(
            "roster files",
            timedelta(minutes=1),
            "resonanz.app.people.usecases.forget_drafts",
            label=_("Roster files that nobody confirmed are deleted"),
        ),
    )
    privacy = (PrivacyPlace.APP,)
    accepts = (ROSTER_IMPORTED,)
