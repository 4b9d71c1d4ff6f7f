"""Files as video conferences write them; all meetings and names in them are invented."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

WordFile = Callable[[Sequence[str]], bytes]


@pytest.fixture
def files() -> Path:
    """The folder of example files."""
    return Path(__file__).parent / "files"


@pytest.fixture
def word_file() -> WordFile:
    """Makes a Word document of paragraphs; a line break within one becomes a break as Teams writes it."""

    def build(paragraphs: Sequence[str]) -> bytes:
        from docx import Document

        document = Document()
        for text in paragraphs:
            document.add_paragraph(text)
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()

    return build
