"""The schedule: what is due again and again, and whether it was done."""

from datetime import time, timedelta

from django.utils.translation import gettext_lazy as _

from resonanz.app.shell.room import NavigationEntry, NavigationGroup, Periodic, PrivacyPlace, Room


class ScheduleRoom(Room):
    """Runs every room's periodic work, apart from the queue of tasks."""

    address = "upkeep/"
    navigation = (
        NavigationEntry(_("Background work"), "upkeep:list", "upkeep.view", NavigationGroup.SYSTEM, order=40),
    )
    periodic = (
        Periodic(
            "log",
            timedelta(minutes=1),
            "resonanz.app.upkeep.erasing.empty_log",
            label=_("Deleted data leaves the database's log"),
        ),
        Periodic(
            "database",
            timedelta(days=1),
            "resonanz.app.upkeep.erasing.rewrite",
            label=_("The database is written anew, at night"),
            at=time(3),
        ),
    )
    privacy = (PrivacyPlace.APP,)
