"""What a room says of itself. Pages, worker, demonstration and tests ask the installed rooms and know none by name.

A room is a folder of the app whose ``apps.py`` holds a subclass of ``Room``. Functions stand there as dotted names,
because a room is declared before Django knows its tables. How to add one: docs/dev/rooms.md.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum, StrEnum
from importlib import import_module
from typing import Any, ClassVar, Generic, TypeVar, cast

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.functional import Promise
from django.utils.module_loading import import_string, module_has_submodule
from rules.predicates import Predicate

Text = str | Promise
F = TypeVar("F", bound=Callable[..., object])


class NavigationGroup(Enum):
    """The groups of the navigation, in the order shown; the first has no heading."""

    YOURS = "yours"
    LISTENING = "listening"
    WAVES = "waves"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """One line of the navigation: an address as ``reverse`` knows it and the permission that its view asks for.

    ``permission`` empty: everybody, signed in or not.
    """

    label: Text
    url_name: str
    permission: str
    group: NavigationGroup
    order: int = 50


class PanelSlot(StrEnum):
    """Where other rooms may add to a page, and what their function is told besides the request."""

    # The start page, once figures are released.
    START = "start"
    # The start page: what waits for the reader.
    WAITING = "waiting"
    # The people lead's page of a wave: ``wave``.
    WAVE = "wave"
    # Results of one area: ``wave`` and ``area``, the position of its node.
    AREA = "area"
    # Results of the whole organisation: ``wave``.
    RESULTS = "results"
    # The strip on every page of a demonstration.
    DEMO_STRIP = "demo-strip"


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of another room's page; lower ``order`` comes first.

    ``render`` names a function of the request, and of what the slot tells by keyword, that returns safe HTML, or an
    empty string when it has nothing to say to this reader.
    """

    slot: PanelSlot
    name: str
    render: str
    order: int = 50


@dataclass(frozen=True, slots=True)
class Periodic:
    """Work that is due again ``every`` so often, each day ``at`` an hour if one is given (of the organisation's zone).

    ``run`` names a function without arguments that may be cut short and repeated; False says that it could not because
    the storage was busy. ``label`` says on a page what is done.
    """

    name: str
    every: timedelta
    run: str
    label: Text
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """A variable of the environment that this room alone reads; ``meaning`` is one English sentence."""

    name: str
    default: str
    meaning: str

    @property
    def value(self) -> str:
        """What is set, on one line, or the default."""
        return " ".join(os.environ.get(self.name, "").split()) or self.default


class PrivacyPlace(StrEnum):
    """Where data lies, as the privacy page tells it."""

    APP = "app"
    BALLOT_BOX = "ballot_box"
    BROWSER = "browser"


@dataclass(frozen=True, slots=True)
class DemonstrationStage:
    """What a chapter of the demonstration finds: persons by primary key, those whom a visitor becomes first in front.

    ``now`` is the real time with its zone; a chapter that shifts the clock shifts it back.
    """

    now: datetime
    leader: int
    employees: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Acceptance(Generic[F]):
    """What a room takes from others without knowing them: functions of the form ``F``, offered under this name."""

    name: str

    def offered(self) -> list[F]:
        return [cast("F", import_string(room.offers[self.name])) for room in rooms() if self.name in room.offers]


class Room(AppConfig):
    """A room; each declares what differs from these defaults."""

    default = False
    # What its addresses begin with; they stand in its ``urls.py``. None: it has no pages.
    address: ClassVar[str | None] = None
    navigation: ClassVar[tuple[NavigationEntry, ...]] = ()
    panels: ClassVar[tuple[Panel, ...]] = ()
    periodic: ClassVar[tuple[Periodic, ...]] = ()
    settings: ClassVar[tuple[Setting, ...]] = ()
    # Where it keeps data; the lines of the privacy page stand in its ``privacy/PLACE.html``.
    privacy: ClassVar[tuple[PrivacyPlace, ...]] = ()
    # Names a function of the ``DemonstrationStage`` that adds to the demonstration; it may be repeated.
    chapter: ClassVar[str] = ""
    # Name functions of a wave that return the error which keeps it from opening, or None.
    opening_conditions: ClassVar[tuple[str, ...]] = ()
    # Names a function without arguments that fills the tables with what must always be there.
    after_migration: ClassVar[str] = ""
    accepts: ClassVar[tuple[Acceptance[Any], ...]] = ()
    # Functions for other rooms, under the name of what those accept.
    offers: ClassVar[Mapping[str, str]] = {}

    def __init_subclass__(cls) -> None:
        cls.name = cls.__module__.rpartition(".")[0]
        cls.default = True

    @property
    def permissions(self) -> Mapping[str, Predicate]:
        if not module_has_submodule(self.module, "rules"):
            return {}
        return cast("Mapping[str, Predicate]", import_module(f"{self.name}.rules").PERMISSIONS)

    def ready(self) -> None:
        from resonanz.app.shell.access import allow  # its views ask for tables

        for permission, holders in self.permissions.items():
            allow(permission, holders)
        if self.after_migration:
            post_migrate.connect(self._fill, sender=self)

    def _fill(self, using: str, **_: object) -> None:
        if using == "default":
            import_string(self.after_migration)()


def rooms() -> list[Room]:
    """The installed rooms, the topmost first."""
    return [config for config in apps.get_app_configs() if isinstance(config, Room)]
