"""Minutes of meetings: for the people who were there."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from resonanz.app.shell.room import (
    NavigationEntry,
    NavigationGroup,
    Panel,
    PanelSlot,
    Periodic,
    PrivacyPlace,
    Room,
    Setting,
)

AGREEMENT = Setting(
    "RESONANZ_MEETINGS_AGREEMENT",
    "",
    "the works agreement under which meeting minutes are made, in your words; named on the page where consent is "
    "recorded; empty: none is named",
)


class MeetingsRoom(Room):
    """The room that turns a transcript into minutes and forgets the transcript."""

    address = "meetings/"
    navigation = (NavigationEntry(_("Minutes"), "meetings:list", "meetings.use", NavigationGroup.YOURS, order=20),)
    panels = (Panel(PanelSlot.WAITING, "minutes", "resonanz.app.meetings.pages.listing_views.waiting"),)
    periodic = (
        Periodic(
            "meetings",
            timedelta(minutes=1),
            "resonanz.app.meetings.usecases.forget",
            label=_("Transcripts and minutes are deleted when their time is over"),
        ),
    )
    settings = (AGREEMENT,)
    privacy = (PrivacyPlace.APP,)
    chapter = "resonanz.app.meetings.demonstration.hold_meetings"
