"""``resonanz minutes``: the transcript of a meeting becomes minutes on stdout; nothing is stored."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from resonanz.core.minutes.model import Minutes

WRONG_INPUT = 2
FIRST_YEAR, LAST_YEAR = 1900, 2199  # of a meeting; deadlines are counted from its day
CONSENT = {
    "de": "Nur für Transkripte, denen alle zugestimmt haben, die darin sprechen. Hier wird nichts gespeichert; "
    "das Transkript bitte löschen, sobald das Protokoll fertig ist.",
    "en": "Only for transcripts that everybody who speaks in them agreed to. Nothing is stored here; "
    "please delete the transcript once the minutes are done.",
}
REASONS = {
    FileNotFoundError: "file-missing",
    IsADirectoryError: "file-is-folder",
    PermissionError: "file-forbidden",
}


class Language(StrEnum):
    """Of the meeting and of its minutes."""

    DE = "de"
    EN = "en"


class Format(StrEnum):
    """How the minutes are written."""

    MD = "md"
    JSON = "json"


def _plausible(held_on: datetime | None) -> datetime | None:
    if held_on is not None and not FIRST_YEAR <= held_on.year <= LAST_YEAR:
        raise typer.BadParameter(f"the year must lie between {FIRST_YEAR} and {LAST_YEAR}")
    return held_on


def minutes(
    file: Annotated[Path, typer.Argument(help="Transcript: .vtt, .srt, .docx or .txt.")],
    language: Annotated[Language | None, typer.Option(help="Of the meeting; found out if not given.")] = None,
    words: Annotated[int | None, typer.Option(min=10, max=5000, help="At most so many words of summary.")] = None,
    held_on: Annotated[
        datetime | None,
        typer.Option(
            "--date", formats=["%Y-%m-%d"], callback=_plausible, help="Day of the meeting; deadlines count from it."
        ),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="Result on stdout.")] = Format.MD,
) -> None:
    """Summary, decisions, tasks, open questions, wins and check-in of a meeting, each line with its evidence."""
    from resonanz.core.minutes.notices import explain
    from resonanz.core.minutes.reading import TranscriptError

    reader = _language_of_reader()
    print(CONSENT[reader], file=sys.stderr)
    try:
        made = _made(file, language, words, held_on.date() if held_on is not None else None)
    except TranscriptError as error:
        print(f"resonanz minutes: {file.name}: {explain(error, reader)}", file=sys.stderr)
        raise typer.Exit(WRONG_INPUT) from None
    sys.stdout.buffer.write(_written(made, form).encode())


def _language_of_reader() -> str:
    """Of the terminal, for what is no part of the minutes."""
    said = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "de" if said.startswith("de") else "en"


def _made(file: Path, language: Language | None, words: int | None, held_on: date | None) -> Minutes:
    from resonanz.core.minutes.minutes import make
    from resonanz.core.minutes.reading import read
    from resonanz.core.minutes.writing import only_sure

    transcript = read(_bytes_of(file), file.name)
    asked = language.value if language is not None else None
    return only_sure(make(transcript, language=asked, words=words, held_on=held_on))


def _bytes_of(file: Path) -> bytes:
    """What is in the file, no more of it than a transcript can have and one byte, whatever it is."""
    from resonanz.core.minutes.reading import MOST_BYTES, TranscriptError

    try:
        with file.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError as error:
        code = REASONS.get(type(error), "file-unreadable")
        raise TranscriptError(code, reason=error.strerror or type(error).__name__) from error


def _written(made: Minutes, form: Format) -> str:
    from resonanz.core.minutes.writing import as_json, as_markdown

    return f"{as_json(made)}\n" if form is Format.JSON else as_markdown(made)


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command(name="minutes")(minutes)
