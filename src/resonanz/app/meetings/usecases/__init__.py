"""Every use case of this room: what pages, worker, demonstration and tests call."""

from resonanz.app.meetings.speakers import SpeakerAssignment
from resonanz.app.meetings.usecases.editing import accept, accept_all, add, drop, edit
from resonanz.app.meetings.usecases.forgetting import forget
from resonanz.app.meetings.usecases.importing import TranscriptPreview, import_transcript, preview
from resonanz.app.meetings.usecases.preparing import Attendee, prepare
from resonanz.app.meetings.usecases.releasing import discard, release
from resonanz.app.meetings.usecases.reviewing import falls_with, invite, object_to, strike, withdraw

__all__ = [
    "Attendee",
    "SpeakerAssignment",
    "TranscriptPreview",
    "accept",
    "accept_all",
    "add",
    "discard",
    "drop",
    "edit",
    "falls_with",
    "forget",
    "import_transcript",
    "invite",
    "object_to",
    "prepare",
    "preview",
    "release",
    "strike",
    "withdraw",
]
