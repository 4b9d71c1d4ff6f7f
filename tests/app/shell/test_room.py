"""What rooms declare is there, is their own, and is asked for; a declaration of two rooms is refused."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string

from resonanz.app.demo.apps import DemoRoom
from resonanz.app.shell.access import allow, predicate
from resonanz.app.shell.room import PanelSlot, Room, Setting, rooms

APP = Path(__file__).resolve().parents[3] / "src/resonanz/app"
PANELS = re.compile(r"\{% panels \"([\w-]+)\"((?: \w+=\w+)*)")
TOLD = {PanelSlot.WAVE: {"wave"}, PanelSlot.AREA: {"wave", "area"}, PanelSlot.RESULTS: {"wave"}}


def functions_of(room: Room | type[Room]) -> list[str]:
    """Every function that a room names."""
    named = [panel.render for panel in room.panels] + [periodic.run for periodic in room.periodic]
    named += [*room.opening_conditions, *room.offers.values(), room.chapter, room.after_migration]
    return [name for name in named if name]


def test_every_folder_of_the_app_is_a_room_and_installed_as_one() -> None:
    folders = {"resonanz.app." + ".".join(path.parent.relative_to(APP).parts) for path in APP.rglob("apps.py")}
    assert {room.name for room in rooms()} == folders - {DemoRoom.name}
    ours = [config for config in apps.get_app_configs() if config.name.startswith("resonanz.")]
    assert len(ours) == len(rooms())


@pytest.mark.parametrize("room", [*rooms(), DemoRoom], ids=lambda room: str(room.name))
def test_a_room_names_functions_of_its_own(room: Room | type[Room]) -> None:
    for name in functions_of(room):
        assert name.startswith(f"{room.name}.")
        assert callable(import_string(name))


def test_what_is_offered_is_accepted() -> None:
    accepted = {acceptance.name for room in rooms() for acceptance in room.accepts}
    assert {name for room in rooms() for name in room.offers} == accepted != set()


def test_periodic_work_and_settings_have_names_of_their_own() -> None:
    for names in (
        [periodic.name for room in rooms() for periodic in room.periodic],
        [setting.name for room in rooms() for setting in room.settings],
    ):
        assert len(names) == len(set(names)) > 0


def test_a_permission_is_given_by_one_room() -> None:
    permission = next(permission for room in rooms() for permission in room.permissions)
    with pytest.raises(KeyError):
        allow(permission, predicate(lambda _: True))


def test_every_slot_stands_on_a_page_that_tells_what_it_promises() -> None:
    asked = {}
    for template in APP.rglob("*.html"):
        for slot, about in PANELS.findall(template.read_text(encoding="utf-8")):
            asked[PanelSlot(slot)] = {part.partition("=")[0] for part in about.split()}
    assert asked == {slot: TOLD.get(slot, set()) for slot in PanelSlot}


def test_panels_take_what_their_slot_tells() -> None:
    declared: list[Room | type[Room]] = [*rooms(), DemoRoom]
    for panel in (panel for room in declared for panel in room.panels):
        told = dict.fromkeys(TOLD.get(panel.slot, set()))
        inspect.signature(import_string(panel.render)).bind("request", **told)


@pytest.mark.parametrize(("value", "read"), [("", "none"), (" a \n b ", "a b")])
def test_a_setting_is_read_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch, value: str, read: str) -> None:
    setting = Setting("RESONANZ_MEETINGS_AGREEMENT", "none", "")
    monkeypatch.setenv(setting.name, value)
    assert setting.value == read


def test_rooms_on_a_page_cost_a_stranger_no_query(stranger: Client) -> None:
    """Navigation, privacy lines and panels ask the rooms, not the database."""
    with CaptureQueriesContext(connection) as asked:
        response = stranger.get("/privacy/")
    assert len(asked) == 0
    lines = {f"{room.label}/privacy/{place}.html" for room in rooms() for place in room.privacy}
    assert {template.name for template in response.templates} >= lines != set()
