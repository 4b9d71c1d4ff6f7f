"""Released minutes on paper, read back from the file."""

from __future__ import annotations

import pytest

from resonanz.app.meetings.states import MeetingState
from resonanz.app.meetings.writing.content import content_of, plain
from resonanz.app.meetings.writing.pdf import as_pdf
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes.model import LineKind
from tests.app.meetings.hostile_minutes import HOSTILE, hostile, reading, tasks
from tests.app.paper.pdf_reading import Pdf, read, squeezed

NO_PICTURES = [text for text in HOSTILE if "👍" not in text]
"""Fonts without emoji are the rule on servers; a box is shown then."""


@pytest.fixture(scope="module")
def whole() -> Pdf:
    """All hostile minutes as a German file."""
    return read(as_pdf(hostile(struck=2), "de-formal"))


def test_every_line_is_there_as_text(whole: Pdf) -> None:
    words = "".join(whole.pages())
    for text in NO_PICTURES:
        assert words.count(squeezed(plain(text))) == len(LineKind), text
    assert squeezed("Protokoll Übergabe <b>Nord</b> Datum") in words
    for heading in ("Zusammenfassung", "Entscheidungen", "Aufgaben", "Offene Fragen", "Erfolge und Dank"):
        assert squeezed(heading) in words
    assert squeezed("„bis <i>Silvester</i>, spätestens; ja wirklich“") in words
    assert squeezed("Gerda <i>Groß</i>") in words
    assert squeezed("Vor der Freigabe haben Teilnehmende 2-mal gestrichen.") in words
    assert squeezed("Resonanz löscht dieses Protokoll am 10. März 2027.") in words


def test_it_is_tagged_with_title_language_and_the_day_of_the_release(whole: Pdf) -> None:
    (catalogue,) = whole.having(b"/Type /Catalog")
    assert b"/Lang (de)" in catalogue
    assert b"/Marked true" in catalogue
    assert "Protokoll: Übergabe &lt;b&gt;Nord&lt;/b&gt;".encode() in whole.everything()
    assert b"(D:20261209)" in whole.everything()
    assert {"H1", "H2", "L", "LI", "Table", "TH", "TR", "TD"} <= set(whole.tags())
    assert b"/Type /Annot" not in whole.everything()


def test_tasks_stand_in_a_table() -> None:
    found = read(as_pdf(tasks(), "en"))
    words = "".join(found.pages())
    for text in ("Who", "What", "By when", "28 February 2027", "“bis Ende Februar”", "please check the date"):
        assert squeezed(text) in words
    for text in ("Herr Kühn", "open", "(worded by Emil Ernst)"):
        assert squeezed(text) in words
    facts, rows = 4, 4
    assert found.tags().count("TR") == facts + 1 + rows


def test_everybodys_copy_is_the_same() -> None:
    found = tasks()
    assert as_pdf(found, "de") == as_pdf(found, "de")


def test_minutes_without_a_line_say_so() -> None:
    words = "".join(read(as_pdf(reading(), "de")).pages())
    assert squeezed("Von diesem Protokoll ist keine Zeile geblieben.") in words


@pytest.mark.parametrize("state", [state for state in MeetingState if state is not MeetingState.RELEASED])
def test_only_released_minutes_are_written(state: MeetingState) -> None:
    for write in (as_pdf, content_of):
        with pytest.raises(ResonanzError, match="meeting-not-released"):
            write(hostile(state=state), "de")
