"""What a file lacked is said in the reader's language, with its line."""

from __future__ import annotations

import pytest
from django.utils import translation

from resonanz.app.meetings.labels import KINDS
from resonanz.app.meetings.notices import from_stored
from resonanz.app.shell.errors import error_text, message_text
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes.model import LineKind, MinutesNotice
from resonanz.core.minutes.notices import NoticeCode
from resonanz.core.minutes.reading import read
from resonanz.core.minutes.reading.errors import TranscriptCode, TranscriptError


def test_every_kind_of_line_has_a_name() -> None:
    assert set(KINDS) == set(LineKind)


def test_the_line_of_the_file_is_named() -> None:
    with translation.override("de"):
        assert error_text(TranscriptError(TranscriptCode.NO_SPEECH, 4)).startswith("Zeile 4: ")
        assert message_text(MinutesNotice(NoticeCode.BROKEN_LINE, 7).message) == "Zeile 7: Nicht lesbar und übergangen."


def test_a_notice_as_it_was_kept_is_said_again() -> None:
    kept = {"code": "times-overlap", "line": 2, "params": {"count": 2, "lines": "2, 5"}}
    with translation.override("en"):
        assert message_text(from_stored(kept).message) == "Times that overlap: 2 (lines 2, 5). Everything said is kept."


@pytest.mark.parametrize(
    ("language", "words"), [("de-formal", "Binärdaten"), ("de", "Binärdaten"), ("en", "binary data")]
)
def test_what_was_found_in_a_file_is_no_code(language: str, words: str) -> None:
    with pytest.raises(ResonanzError) as binary:
        read(bytes(range(256)) * 40, "picture.vtt")
    with translation.override(language):
        assert f"{words})" in error_text(binary.value)
        assert "PDF)" in error_text(TranscriptError(TranscriptCode.NOT_A_TRANSCRIPT, found="PDF"))
