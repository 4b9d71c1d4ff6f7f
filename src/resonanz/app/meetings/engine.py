"""The minutes engine as this room calls it: one place, so that tests can put another engine in."""

from datetime import date

from resonanz.core.minutes.model import Minutes, Transcript, TranscriptUtterance


def read_transcript(data: bytes, filename: str) -> Transcript:
    """The transcript in a file; ``TranscriptError`` if it holds none."""
    from resonanz.core.minutes.reading import read  # with its .docx reader only where a file comes in

    return read(data, filename)


def language_of(utterances: tuple[TranscriptUtterance, ...]) -> tuple[str, bool]:
    """The main language, "de" or "en", and whether there are two."""
    from resonanz.core.minutes import languages

    heard = languages.language_of(utterances)
    return heard.main, heard.mixed


def make_minutes(transcript: Transcript, language: str | None, held_on: date) -> Minutes:
    """Summary and suggestions."""
    from resonanz.core.minutes.minutes import make  # NumPy and the weights are loaded with it

    return make(transcript, language=language, held_on=held_on)
