"""Every page of the room in every state, as (name, whose browser, address)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from resonanz.app.meetings import usecases
from resonanz.app.meetings.models import Meeting
from resonanz.core.minutes.model import LineKind
from tests.app.meetings.sample_meeting import drafted, in_review, later, line, prepared, released


@dataclass(frozen=True, slots=True)
class Stop:
    """A page to look at: ``who`` opens ``address``."""

    name: str
    who: str
    address: str


def address(name: str, meeting: Meeting, *more: object) -> str:
    """An address of a meeting."""
    return reverse(f"meetings:{name}", args=[meeting.pk, *more])


def every_stop() -> Iterator[Stop]:
    """All pages; a meeting is made just before its pages are yielded, since time moves on for released ones."""
    yield Stop("empty list", "emil", reverse("meetings:list"))
    yield Stop("new", "emil", reverse("meetings:new"))
    for make, pages in (
        (prepared, _of_prepared),
        (drafted, _of_drafted),
        (in_review, _of_review),
        (_looked_at, _of_looked_at),
        (released, _of_released),
    ):
        yield from pages(make())
    yield Stop("list", "emil", reverse("meetings:list"))
    yield Stop("start", "emil", "/")


def _looked_at() -> Meeting:
    meeting = in_review()
    later(5)
    return meeting


def _of_prepared(meeting: Meeting) -> Iterator[Stop]:
    yield Stop("prepared, owner", "emil", address("meeting", meeting))
    yield Stop("prepared, participant", "ina", address("meeting", meeting))
    yield Stop("import", "emil", address("import", meeting))
    yield Stop("object before the import", "ina", address("object", meeting))


def _of_drafted(meeting: Meeting) -> Iterator[Stop]:
    usecases.edit(line(meeting, "zeppelin"), "We take the hall.")
    usecases.accept(line(meeting, "juxtapose"))
    number = line(meeting, "flamingo").pk
    yield Stop("draft, owner", "emil", address("meeting", meeting))
    yield Stop("draft, participant", "ina", address("meeting", meeting))
    yield Stop("edit", "emil", address("edit", meeting, number))
    yield Stop("evidence", "emil", address("evidence", meeting, number))
    yield Stop("add", "emil", address("add", meeting, LineKind.TASK.value))
    yield Stop("discard", "emil", address("discard", meeting))


def _of_review(meeting: Meeting) -> Iterator[Stop]:
    number = line(meeting, "juxtapose").pk
    yield Stop("review, owner", "emil", address("meeting", meeting))
    yield Stop("review, participant", "ina", address("meeting", meeting))
    yield Stop("strike", "ina", address("strike", meeting, number))
    yield Stop("object", "ina", address("object", meeting))


def _of_looked_at(meeting: Meeting) -> Iterator[Stop]:
    yield Stop("looked at, owner", "emil", address("meeting", meeting))
    yield Stop("looked at, participant", "ina", address("meeting", meeting))


def _of_released(meeting: Meeting) -> Iterator[Stop]:
    yield Stop("released", "ina", address("meeting", meeting))
    yield Stop("object too late", "ina", address("object", meeting))
