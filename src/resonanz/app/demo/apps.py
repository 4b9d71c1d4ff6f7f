"""The demonstration organisation."""

from resonanz.app.shell.room import Panel, PanelSlot, Room


class DemoRoom(Room):
    """The role switcher, and how far the building of the demonstration is."""

    address = "demo/"
    panels = (
        Panel(PanelSlot.DEMO_STRIP, "roles", "resonanz.app.demo.views.strip"),
        Panel(PanelSlot.START, "demonstration", "resonanz.app.demo.views.progress", order=1),
    )
