"""What the room says in the reader's language: refusals, what a file lacked, the kinds of lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes.model import LineKind, MinutesNotice

Text = str | Promise


@dataclass(frozen=True, slots=True)
class KindWords:
    """The heading of a kind, a line below it, and what the button for one's own line says."""

    title: Text
    hint: Text
    add: Text


KINDS: dict[LineKind, KindWords] = {
    LineKind.SUMMARY: KindWords(
        gettext_lazy("Summary"),
        gettext_lazy("Sentences as they were said, in order of time. Filler words are left out, nothing is added."),
        gettext_lazy("Add a sentence of your own"),
    ),
    LineKind.DECISION: KindWords(
        gettext_lazy("Decisions"),
        gettext_lazy("Sentences that sound like something was settled. You know whether it was."),
        gettext_lazy("Add a decision"),
    ),
    LineKind.TASK: KindWords(
        gettext_lazy("Tasks"),
        gettext_lazy("Who does what until when. Where nobody was named it stays open."),
        gettext_lazy("Add a task"),
    ),
    LineKind.QUESTION: KindWords(
        gettext_lazy("Open questions"),
        gettext_lazy("Questions for which no answer was found."),
        gettext_lazy("Add a question"),
    ),
    LineKind.WIN: KindWords(
        gettext_lazy("Wins and thanks"),
        gettext_lazy("They go nowhere by themselves. The nicest way is to say it in person."),
        gettext_lazy("Add a win or thanks"),
    ),
    LineKind.CHECK_IN: KindWords(
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

FOUND: Mapping[str, Text] = {"binary": gettext_lazy("binary data")}
"""What is found in place of a transcript and has no name of its own, as PDF has."""

REFUSALS = {
    # preparing
    "agreement-missing": gettext_noop("Nothing was stored. Confirm that everybody knows and has agreed or objected."),
    "title-missing": gettext_noop("Nothing was stored. Give the meeting a name."),
    "title-too-long": gettext_noop("Nothing was stored. The name may have %(most)s characters."),
    "purpose-missing": gettext_noop("Nothing was stored. Say what the minutes are for."),
    "purpose-too-long": gettext_noop("Nothing was stored. The purpose may have %(most)s characters."),
    "held-on-implausible": gettext_noop(
        "Nothing was stored. The day is more than a year away. Choose the day of the meeting."
    ),
    "retention-out-of-range": gettext_noop("Nothing was stored. A transcript stays 1 to %(most)s days."),
    "keeping-out-of-range": gettext_noop("Nothing was stored. Minutes stay 3, 6, 12 or 24 months."),
    "owner-not-present": gettext_noop("Nothing was stored. Only people on today's roster can prepare minutes."),
    "owner-must-attend": gettext_noop("Nothing was stored. You can prepare minutes only of meetings you take part in."),
    "participant-nameless": gettext_noop("Nothing was stored. A guest has no name."),
    "participant-twice": gettext_noop("Nothing was stored. Somebody is on the list twice."),
    "participant-not-present": gettext_noop(
        "Nothing was stored. Somebody on the list has left the roster meanwhile. Add them as a guest."
    ),
    "too-many-participants": gettext_noop("Nothing was stored. A meeting may have %(most)s participants."),
    # the file
    "file-missing": gettext_noop("Choose a file first. It may have to be chosen again: it is never kept."),
    "empty-file": gettext_noop("The file is empty. Nothing was stored. Save the transcript again and choose it here."),
    "too-large": gettext_noop(
        "The file is larger than %(megabytes)s MB. Nothing was stored. A transcript is text; choose it instead of the "
        "recording."
    ),
    "not-a-transcript": gettext_noop(
        "This is no transcript (found: %(found)s). Nothing was stored. Choose a .vtt, .srt, .docx or .txt file."
    ),
    "no-speech": gettext_noop(
        "Not a single word was found in the file. Nothing was stored. Check that it is the right one."
    ),
    "broken-docx": gettext_noop("The Word file is damaged. Nothing was stored. Save it again, or save it as text."),
    "docx-too-large": gettext_noop(
        "Unpacked, this Word file would be larger than any transcript. It was not opened and nothing was stored. "
        "Save the transcript as text."
    ),
    "too-long": gettext_noop(
        "The file has more than %(words)s words, more than any meeting. Nothing was stored. Choose the transcript of "
        "one meeting."
    ),
    "docx-not-word": gettext_noop(
        "There is no Word document in this file. Nothing was stored. Save the transcript as .docx or as text."
    ),
    # who is who
    "speaker-unassigned": gettext_noop("Nothing was stored yet. Say below who “%(label)s” is."),
    "participant-unknown": gettext_noop(
        "Nothing was stored yet. Somebody chosen below is no participant of this meeting. Choose again."
    ),
    "turns-not-separable": gettext_noop(
        "Somebody objected, but the file does not tell the speakers apart. What that person said cannot be left out, "
        "so that this file cannot be used. Nothing was stored. A transcript with speaker names can."
    ),
    "nothing-left": gettext_noop("Only people who objected speak in this file. Nothing was stored."),
    "language-unknown": gettext_noop("Nothing was stored yet. Choose German or English."),
    "participants-changed": gettext_noop(
        "Somebody objected while you were choosing. Nothing was stored yet. Look at the list below once more."
    ),
    "not-the-owner": gettext_noop("Only whoever prepared these minutes can do that. Nothing was changed."),
    # lines
    "meeting-gone": gettext_noop("This meeting was deleted meanwhile. There is nothing left to change."),
    "meeting-move-illegal": gettext_noop(
        "The minutes have moved on meanwhile, so that this is not possible any more. Nothing was changed. "
        "This is how they stand now."
    ),
    "line-gone": gettext_noop("This line was gone already."),
    "text-missing": gettext_noop("Nothing was changed. Write what the line should say, or drop it."),
    "text-too-long": gettext_noop("Nothing was changed. A line may have %(most)s characters."),
    # review
    "review-days-wrong": gettext_noop("Nothing was changed. Choose for how many days participants may look."),
    "review-too-long": gettext_noop(
        "Nothing was changed. By then the transcript would be deleted and with it all evidence. Choose fewer days."
    ),
    "nothing-accepted": gettext_noop("Nothing was changed. Accept at least one line first."),
    "review-over": gettext_noop(
        "The time to strike lines is over. Nothing was changed. You can still object until the minutes are released."
    ),
    "not-a-participant": gettext_noop("Only people who took part can do that. Nothing was changed."),
    "review-not-over": gettext_noop(
        "Participants may still strike lines. Nothing was changed. Release the minutes when their time is over."
    ),
    # files of released minutes
    "meeting-not-released": gettext_noop("There are files only once the minutes are released."),
    "no-dated-tasks": gettext_noop("No task has a day, so that there is nothing for a calendar."),
    "pdf-unavailable": gettext_noop(
        "This server cannot make PDF files: the library Pango is missing. The minutes are the same as Markdown."
    ),
}

NOTICES = {
    "broken-line": gettext_noop("This line could not be read and is left out."),
    "more-broken-lines": gettext_noop("From here on more lines could not be read and are left out: %(count)s."),
    "no-times": gettext_noop("The file has no times. Evidence is shown without them."),
    "clock-times": gettext_noop("The file has the time of day; it is counted from the first word on."),
    "time-beyond-day": gettext_noop("Times of more than 24 hours that are ignored: %(count)s (lines %(lines)s)."),
    "times-backward": gettext_noop(
        "Times that run backward: %(count)s (lines %(lines)s). The sentences are put in order."
    ),
    "times-overlap": gettext_noop("Times that overlap: %(count)s (lines %(lines)s). Everything said is kept."),
    "encoding-guessed": gettext_noop(
        "The text is not UTF-8; it was read as %(encoding)s. Look whether ä, ö, ü are right."
    ),
    "encoding-damaged": gettext_noop("Damaged letters that stay unknown: %(count)s."),
    "control-characters": gettext_noop("Invisible control characters were removed."),
    "two-languages": gettext_noop("German and English are mixed. Suggestions are found in the main language only."),
    "language-guessed": gettext_noop("The language could not be told with certainty. Choose it yourself."),
    "head-skipped": gettext_noop("Lines before the first spoken word that are left out: %(count)s (lines %(lines)s)."),
    "no-end": gettext_noop("Times without an end, which last until the next one: %(count)s (lines %(lines)s)."),
    "end-before-start": gettext_noop("Times that end before they begin: %(count)s (lines %(lines)s)."),
    "no-speakers": gettext_noop("The file does not say who speaks. A task has an owner only where a name is said."),
    "one-speaker": gettext_noop(
        "Everything stands under one name. Who speaks cannot be told, as in a file without names."
    ),
    "other-form": gettext_noop("The content is %(found)s, not what the file name says. The content was read."),
    "other-language": gettext_noop(
        "The text is not in the language you chose, so that hardly anything is found in it."
    ),
    "no-date": gettext_noop("Without the date of the meeting deadlines stay in words."),
    "little-said": gettext_noop("Very little was said. Minutes of it are hardly more than the text itself."),
}


def explain(error: ResonanzError) -> str:
    """The sentence for a refusal, with the line of the file where one is meant."""
    text = REFUSALS.get(error.code)
    if text is None:
        return _("Something did not work (%(code)s). Nothing was lost. Try again.") % {"code": error.code}
    params = {name: FOUND.get(str(value), value) for name, value in error.params.items()}
    return _with_line(_(text) % params, error.params.get("line"))


def sentence(notice: MinutesNotice) -> str:
    """What a reader of a file or of minutes must know."""
    text = NOTICES.get(notice.code, gettext_noop("Something in the file could not be used (%(code)s)."))
    return _with_line(
        _(text) % {"code": notice.code, **dict(notice.params)}, None if "lines" in dict(notice.params) else notice.line
    )


def stored(notice: Mapping[str, object]) -> MinutesNotice:
    """A notice as the meeting keeps it."""
    line, params = notice.get("line"), notice.get("params")
    given = params if isinstance(params, dict) else {}
    return MinutesNotice(str(notice["code"]), line if isinstance(line, int) else None, tuple(given.items()))


def _with_line(text: str, line: object) -> str:
    return text if line is None else _("Line %(line)s: %(text)s") % {"line": line, "text": text}
