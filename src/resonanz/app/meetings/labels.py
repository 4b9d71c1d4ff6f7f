"""What the room calls the kinds of lines and of files."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from resonanz.core.minutes.model import LineKind

Text = str | Promise


@dataclass(frozen=True, slots=True)
class KindLabels:
    """The heading of a kind, a line below it, and what the button for one's own line says."""

    title: Text
    hint: Text
    add: Text


KINDS: dict[LineKind, KindLabels] = {
    LineKind.SUMMARY: KindLabels(
        gettext_lazy("Summary"),
        gettext_lazy("Sentences as they were said, in order of time. Filler words are left out, nothing is added."),
        gettext_lazy("Add a sentence of your own"),
    ),
    LineKind.DECISION: KindLabels(
        gettext_lazy("Decisions"),
        gettext_lazy("Sentences that sound like something was settled. You know whether it was."),
        gettext_lazy("Add a decision"),
    ),
    LineKind.TASK: KindLabels(
        gettext_lazy("Tasks"),
        gettext_lazy("Who does what until when. Where nobody was named it stays open."),
        gettext_lazy("Add a task"),
    ),
    LineKind.QUESTION: KindLabels(
        gettext_lazy("Open questions"),
        gettext_lazy("Questions for which no answer was found."),
        gettext_lazy("Add a question"),
    ),
    LineKind.WIN: KindLabels(
        gettext_lazy("Wins and thanks"),
        gettext_lazy("They go nowhere by themselves. The nicest way is to say it in person."),
        gettext_lazy("Add a win or thanks"),
    ),
    LineKind.CHECK_IN: KindLabels(
        gettext_lazy("Check-in"),
        gettext_lazy("Whether somebody asked how people are, before it went to business."),
        gettext_lazy("Add a line about the check-in"),
    ),
}

FORMATS: Mapping[str, Text] = {
    ".vtt": gettext_lazy("Captions (WebVTT)"),
    ".srt": gettext_lazy("Subtitles (SRT)"),
    ".docx": gettext_lazy("Word document"),
    ".txt": gettext_lazy("Text"),
}
