"""Notices and refusals of the minutes name the line of the file once, and every notice is documented."""

from __future__ import annotations

from pathlib import Path

import pytest

from resonanz.core.kernel.catalogues import translations
from resonanz.core.minutes.model import MinutesNotice
from resonanz.core.minutes.notices import NoticeCode
from resonanz.core.minutes.reading.errors import TranscriptCode, TranscriptError

DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_notice_is_in_the_docs(language: str) -> None:
    page = (DOCS / language / "minutes.md").read_text(encoding="utf-8")
    assert [code for code in NoticeCode if f"`{code}`" not in page] == []


def test_the_line_is_named_once() -> None:
    german, english = translations("de-formal"), translations("en")
    assert (
        MinutesNotice(NoticeCode.BROKEN_LINE, 7).message.translated(german) == "Zeile 7: Nicht lesbar und übergangen."
    )
    counted = MinutesNotice(NoticeCode.NO_END, 7, (("count", 2), ("lines", "7, 9")))
    assert counted.message.translated(english).startswith("Times without an end")
    refused = TranscriptError(TranscriptCode.NOT_A_TRANSCRIPT, 1, found="HTML")
    assert refused.message.translated(english).startswith("Line 1: This is no")
    large = TranscriptError(TranscriptCode.TOO_LARGE, megabytes=20)
    assert large.message.translated(german).startswith("Die Datei ist größer als 20 MB")
