"""The room that conducts waves."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from resonanz.app.shell.room import NavigationEntry, NavigationGroup, Periodic, PrivacyPlace, Room


class ConductRoom(Room):
    """The life of a wave, the start page and the people lead's pages; the only caller of the ballot box."""

    address = ""
    navigation = (
        NavigationEntry(_("Take part"), "start", "ballot.start", NavigationGroup.YOURS, order=10),
        NavigationEntry(_("Waves"), "waves:list", "waves.view", NavigationGroup.WAVES, order=10),
    )
    periodic = (
        Periodic(
            "waves",
            timedelta(minutes=1),
            "resonanz.app.conduct.usecases.advance",
            label=_("Waves open and close on time, and their figures are fetched"),
        ),
        Periodic(
            "keys",
            timedelta(minutes=1),
            "resonanz.app.conduct.key_jobs.retry",
            label=_("Keys whose making failed are made again"),
        ),
    )
    privacy = (PrivacyPlace.APP, PrivacyPlace.BALLOT_BOX, PrivacyPlace.BROWSER)
    opening_conditions = (
        "resonanz.app.conduct.opening_conditions.closing_time_passed",
        "resonanz.app.conduct.opening_conditions.another_wave_open",
    )
