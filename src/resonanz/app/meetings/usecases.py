"""Every deed of this room from one place: what pages, worker and tests call."""

from __future__ import annotations

from resonanz.app.meetings.assigning import Assigned
from resonanz.app.meetings.editing import accept, accept_all, add, drop, edit
from resonanz.app.meetings.forgetting import forget
from resonanz.app.meetings.importing import Look, Speaker, look, take
from resonanz.app.meetings.preparing import Attending, prepare
from resonanz.app.meetings.releasing import discard, release
from resonanz.app.meetings.reviewing import falls_with, invite, object_to, strike, withdraw

__all__ = [
    "Assigned",
    "Attending",
    "Look",
    "Speaker",
    "accept",
    "accept_all",
    "add",
    "discard",
    "drop",
    "edit",
    "falls_with",
    "forget",
    "invite",
    "look",
    "object_to",
    "prepare",
    "release",
    "strike",
    "take",
    "withdraw",
]
