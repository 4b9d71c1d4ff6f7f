"""``resonanz minutes``: the transcript of a meeting becomes minutes on stdout; nothing is stored."""

from __future__ import annotations

import sys
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from resonanz.cli.language import in_words
from resonanz.cli.refusals import WRONG_USE, WrongValueError
from resonanz.core.kernel.messages import Message
from resonanz.core.kernel.messages import gettext_noop as _

if TYPE_CHECKING:
    from resonanz.core.minutes.model import Minutes

FIRST_YEAR, LAST_YEAR = 1900, 2199  # of a meeting; deadlines are counted from its day
CONSENT = Message(
    _(
        "Only for transcripts that everybody who speaks in them agreed to. Nothing is stored here; please delete the "
        "transcript once the minutes are done."
    )
)


class Language(StrEnum):
    """Of the meeting and of its minutes."""

    DE = "de"
    EN = "en"


class MinutesFormat(StrEnum):
    """How the minutes are written."""

    MD = "md"
    JSON = "json"


def _plausible(held_on: datetime | None) -> datetime | None:
    if held_on is not None and not FIRST_YEAR <= held_on.year <= LAST_YEAR:
        raise WrongValueError(Message(_("a year from %(first)s to %(last)s"), {"first": FIRST_YEAR, "last": LAST_YEAR}))
    return held_on


def minutes(
    file: Annotated[Path, typer.Argument(help=_("Transcript: .vtt, .srt, .docx or .txt."))],
    language: Annotated[Language | None, typer.Option(help=_("Of the meeting; found out if not given."))] = None,
    words: Annotated[int | None, typer.Option(min=10, max=5000, help=_("At most so many words of summary."))] = None,
    held_on: Annotated[
        datetime | None,
        typer.Option(
            "--date", formats=["%Y-%m-%d"], callback=_plausible, help=_("Day of the meeting; deadlines count from it.")
        ),
    ] = None,
    form: Annotated[MinutesFormat, typer.Option("--format", help=_("Result on stdout."))] = MinutesFormat.MD,
) -> None:
    """The command; nothing is stored."""
    from resonanz.core.minutes.reading import TranscriptError

    print(in_words(CONSENT), file=sys.stderr)
    try:
        made = _made(file, language, words, held_on.date() if held_on is not None else None)
    except TranscriptError as error:
        print(f"resonanz minutes: {file.name}: {in_words(error.message)}", file=sys.stderr)
        raise typer.Exit(WRONG_USE) from None
    sys.stdout.buffer.write(_written(made, form).encode())


def _made(file: Path, language: Language | None, words: int | None, held_on: date | None) -> Minutes:
    from resonanz.core.minutes.minutes import make
    from resonanz.core.minutes.reading import read
    from resonanz.core.minutes.writing import only_sure

    transcript = read(_bytes_of(file), file.name)
    asked = language.value if language is not None else None
    return only_sure(make(transcript, language=asked, words=words, held_on=held_on))


def _bytes_of(file: Path) -> bytes:
    # What is in the file, no more of it than a transcript can have and one byte, whatever it is.
    from resonanz.core.minutes.reading import MOST_BYTES

    with file.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def _written(made: Minutes, form: MinutesFormat) -> str:
    from resonanz.core.minutes.writing import as_json, as_markdown

    return f"{as_json(made)}\n" if form is MinutesFormat.JSON else as_markdown(made)
