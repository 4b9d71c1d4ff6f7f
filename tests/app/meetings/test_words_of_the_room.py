"""Every refusal and every notice has a sentence in the reader's language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils import translation

from resonanz.app.meetings.pages.wording import KINDS, NOTICES, REFUSALS, explain, sentence, stored
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes import notices as core
from resonanz.core.minutes.model import LineKind, MinutesNotice
from resonanz.core.minutes.reading import read

ROOM = Path(__file__).resolve().parents[3] / "src" / "resonanz" / "app" / "meetings"
PARAMS: dict[str, str | int] = {
    "most": 5, "megabytes": 20, "found": "PDF", "label": "Ina", "words": 9, "count": 3, "lines": "1, 2",
    "encoding": "cp1252",
}  # fmt: skip


def codes_in_the_room() -> set[str]:
    """Codes that a use case raises by name."""
    found = set()
    for path in ROOM.rglob("*.py"):
        found |= set(re.findall(r'ResonanzError\(\s*"([a-z-]+)"', path.read_text(encoding="utf-8")))
    return found


def test_every_refusal_of_the_room_and_of_the_reader_has_a_sentence() -> None:
    raised = codes_in_the_room()
    assert len(raised) > 20
    assert raised - set(REFUSALS) == set()
    of_files = {code for code in core.REFUSALS if not code.startswith("file-")}  # those are about paths, not contents
    assert of_files - set(REFUSALS) == set()


def test_every_notice_of_the_engine_has_a_sentence() -> None:
    assert set(core.NOTICES) - set(NOTICES) == set()


@pytest.mark.parametrize("language", ["de-formal", "de", "en"])
def test_sentences_are_whole_and_translated(language: str) -> None:
    with translation.override(language):
        said = {code: explain(ResonanzError(code, **PARAMS)) for code in REFUSALS}
        said |= {code: sentence(MinutesNotice(code, None, tuple(PARAMS.items()))) for code in NOTICES}
        assert set(KINDS) == set(LineKind)
    for code, text in said.items():
        assert text.endswith("."), code
        assert "%(" not in text
        assert (text == explain_english(code)) is (language == "en"), code


def explain_english(code: str) -> str:
    """The sentence in English."""
    with translation.override("en"):
        if code in REFUSALS:
            return explain(ResonanzError(code, **PARAMS))
        return sentence(MinutesNotice(code, None, tuple(PARAMS.items())))


def test_the_line_of_the_file_is_named() -> None:
    with translation.override("de"):
        assert explain(ResonanzError("no-speech", line=4)).startswith("Zeile 4: ")
        assert sentence(MinutesNotice("broken-line", 7)) == "Zeile 7: Nicht lesbar und übergangen."


@pytest.mark.parametrize(
    ("language", "words"), [("de-formal", "Binärdaten"), ("de", "Binärdaten"), ("en", "binary data")]
)
def test_what_was_found_in_a_file_is_no_code(language: str, words: str) -> None:
    with translation.override(language), pytest.raises(ResonanzError) as binary:
        read(bytes(range(256)) * 40, "picture.vtt")
    with translation.override(language):
        assert f"{words})" in explain(binary.value)
        assert "PDF)" in explain(ResonanzError("not-a-transcript", found="PDF"))


def test_an_unknown_code_is_named_and_no_riddle() -> None:
    with translation.override("en"):
        assert "(odd-thing)" in explain(ResonanzError("odd-thing"))
        assert "(odd-thing)" in sentence(stored({"code": "odd-thing", "line": None, "params": {}}))
