"""Results: what released figures say."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from resonanz.app.shell.room import NavigationEntry, NavigationGroup, Panel, PanelSlot, Room


class InsightRoom(Room):
    """Results: what released figures say."""

    address = "results/"
    navigation = (
        NavigationEntry(
            _("Organisation"), "results:organisation", "results.organisation", NavigationGroup.LISTENING, order=20
        ),
        NavigationEntry(_("Your area"), "results:own", "results.view_own", NavigationGroup.LISTENING, order=10),
    )
    panels = (Panel(PanelSlot.START, "last-wave", "resonanz.app.insight.views.last_wave"),)
    offers: ClassVar[dict[str, str]] = {"waves.release-stored": "resonanz.app.insight.queries.gaps"}
