"""Where a meeting stands for a reader, in words, and what she can do next."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from resonanz.app.meetings.models import Meeting
from resonanz.app.meetings.states import State
from resonanz.app.shell.numbers import day
from resonanz.core.kernel.clock import today


@dataclass(frozen=True, slots=True)
class Standing:
    """``words`` for the state, ``step`` for the link, ``waits`` if the meeting waits for this reader."""

    words: str
    step: str
    waits: bool = False
    done: bool = False


def standing_of(meeting: Meeting, *, is_owner: bool) -> Standing:
    """The state as this reader meets it."""
    if meeting.state == State.PREPARED:
        step = _("Bring the transcript in") if is_owner else _("See purpose and rights")
        return Standing(_("Prepared, no word stored yet"), step, waits=is_owner)
    if meeting.state == State.DRAFT:
        if is_owner:
            return Standing(_("Draft, your choice is missing"), _("Choose lines"), waits=True)
        return Standing(_("A draft is being made"), _("See purpose and rights"))
    if meeting.state == State.REVIEW:
        return _in_review(meeting, is_owner=is_owner)
    released = day(meeting.released_on) if meeting.released_on else ""
    return Standing(_("Released on %(day)s") % {"day": released}, _("Read"), done=True)


def is_looked_at(meeting: Meeting) -> bool:
    """Whether lines may be struck today."""
    return meeting.state == State.REVIEW and meeting.review_until is not None and today() <= meeting.review_until


def _in_review(meeting: Meeting, *, is_owner: bool) -> Standing:
    if is_looked_at(meeting) and meeting.review_until is not None:
        until = {"day": day(meeting.review_until, year=False)}
        return Standing(_("Draft to look at until %(day)s") % until, _("Read and strike"), waits=True)
    if is_owner:
        return Standing(_("Everybody has had their time"), _("Release"), waits=True)
    return Standing(_("Waits for its release"), _("Read"))
