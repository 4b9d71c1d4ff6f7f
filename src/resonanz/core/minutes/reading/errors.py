"""Why a file gives no transcript."""

from __future__ import annotations

from resonanz.core.kernel.errors import ResonanzError


class TranscriptError(ResonanzError):
    """Nothing useful can be read from a file. ``line`` (also in ``params``) is the line that says so, if there is one.

    Codes: ``empty-file``, ``too-large`` (``megabytes``: the limit), ``too-long`` (``words``: the limit),
    ``not-a-transcript`` (``found``: what it is),
    ``no-speech`` (the form of a transcript without a word said), ``broken-docx``, ``docx-too-large`` (it would unpack
    to more than a transcript can be), ``docx-not-word`` (a zip archive without a Word document in it).
    """

    def __init__(self, code: str, line: int | None = None, **params: str | int) -> None:
        place = {} if line is None else {"line": line}
        super().__init__(code, **place, **params)
        self.line = line
