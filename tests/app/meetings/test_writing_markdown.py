"""Released minutes as Markdown: complete, in the reader's language, and what was said stays text."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from markdown_it import MarkdownIt

from resonanz.app.meetings import usecases
from resonanz.app.meetings.models import KEEP_MONTHS, Line, LineWording, Meeting
from resonanz.app.meetings.queries import Reading, meeting_for
from resonanz.app.meetings.retention import deleted_on
from resonanz.app.meetings.states import MeetingState
from resonanz.app.meetings.usecases import forget
from resonanz.app.meetings.writing.content import plain
from resonanz.app.meetings.writing.markdown import as_markdown, text
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes.model import LineKind
from tests.app.meetings.hostile_minutes import HOSTILE, hostile, line, reading, tasks
from tests.app.meetings.sample_meeting import MARKERS, in_review, later, released, who
from tests.app.meetings.sample_meeting import line as stored_line

HEADINGS = {
    "de-formal": ["Zusammenfassung", "Entscheidungen", "Aufgaben", "Offene Fragen", "Erfolge und Dank", "Check-in"],
    "en": ["Summary", "Decisions", "Tasks", "Open questions", "Wins and thanks", "Check-in"],
}


def shown(markdown: str) -> list[str]:
    """What a reader sees of each paragraph or heading, and an error for markup that is not ours."""
    found = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown):
        assert token.type not in {"html_block", "code_block", "fence", "table_open", "ordered_list_open"}, token
        if token.type == "inline":
            kinds = {child.type for child in token.children or []}
            assert kinds <= {"text", "text_special", "softbreak", "strong_open", "strong_close", "em_open", "em_close"}
            found.append("".join(child.content for child in token.children or []))
    return found


@pytest.mark.parametrize("hostile_text", HOSTILE)
def test_hostile_text_stays_text(hostile_text: str) -> None:
    assert shown(f"- {text(plain(hostile_text))}") == [plain(hostile_text)]


def test_without_the_care_it_would_be_markup() -> None:
    """The control of the test above."""
    for hostile_text in ("<script>alert(1)</script>", "`x`", "1. **fett**", "[Ort](https://example.org)"):
        with pytest.raises(AssertionError):
            shown(f"- {hostile_text}")


@pytest.mark.parametrize("language", HEADINGS)
def test_everything_is_there_under_its_heading(language: str) -> None:
    markdown = as_markdown(hostile(), language)
    lines = shown(markdown)
    assert [one for one in lines if one in HEADINGS[language]] == HEADINGS[language]
    for one in HOSTILE:
        assert sum(plain(one) in found for found in lines) == len(LineKind)
    assert lines[0] == "Übergabe <b>Nord</b>"
    assert "\u00a0" not in markdown
    assert markdown.endswith("\n")


def test_what_stands_above_the_lines() -> None:
    facts = shown(as_markdown(tasks(), "de"))[1:5]
    assert facts == [
        "Datum: Freitag, 4. Dezember 2026",
        "Zweck: Wer was tut",
        "Teilnehmende: Emil Ernst, Ina Ångström, Gerda <i>Groß</i>, Otto Ohlsen",
        "Protokoll von: Emil Ernst",
    ]


def test_tasks_say_who_until_when_and_in_whose_words() -> None:
    assert shown(as_markdown(tasks(), "de"))[6:10] == [
        "Ina Ångström (bis 28. Februar 2027, „bis Ende Februar“): Ich bestelle die Farbe.",
        "Emil Ernst (bis 7. Dezember 2026, „Anfang der Woche“, Datum bitte prüfen): Ich rufe an.",
        "Herr Kühn („bald mal“): Der Hausmeister schaut nach.",
        "offen: Formular anpassen (formuliert von Emil Ernst)",
    ]
    assert "open: Formular anpassen (worded by Emil Ernst)" in shown(as_markdown(tasks(), "en"))


@pytest.mark.parametrize(
    ("wordings", "sentence"),
    [
        ((LineWording.SAID,), "All lines were said"),
        ((LineWording.SAID, LineWording.OWNER), "Lines without a mark were said"),
        ((), "No line of these minutes is left."),
    ],
)
def test_whose_words_the_lines_are(wordings: tuple[LineWording, ...], sentence: str) -> None:
    lines = tuple(line(i, LineKind.SUMMARY, f"x{i}", wording=wording) for i, wording in enumerate(wordings))
    notes = shown(as_markdown(reading({LineKind.SUMMARY: lines}), "en"))
    assert any(note.startswith(sentence) for note in notes)
    assert not any("said" in note for note in shown(as_markdown(reading({LineKind.WIN: lines[1:]}), "en"))[-1:])


@pytest.mark.parametrize(
    ("struck", "sentence"),
    [(0, ""), (1, "Vor der Freigabe haben Teilnehmende einmal gestrichen."), (3, "Teilnehmende 3-mal gestrichen.")],
)
def test_striking_is_told_in_a_sentence_or_not_at_all(struck: int, sentence: str) -> None:
    markdown = as_markdown(reading(struck=struck), "de")
    assert ("gestrichen" in markdown) == bool(struck)
    assert sentence in markdown.replace("\\", "")


@pytest.mark.parametrize("state", [state for state in MeetingState if state is not MeetingState.RELEASED])
def test_only_released_minutes_are_written(state: MeetingState) -> None:
    with pytest.raises(ResonanzError, match="meeting-not-released"):
        as_markdown(reading(state=state), "de")


def test_directions_and_control_characters_go() -> None:
    assert plain("a\u202eb\u2066c\x00d\r\n e\u200df") == "abc d e\u200df"


def read_by(name: str, meeting: Meeting) -> Reading:
    found = meeting_for(who(name), meeting.pk)
    assert found is not None
    return found


@pytest.mark.django_db
@pytest.mark.usefixtures("roster")
def test_nothing_of_struck_dropped_or_undecided_lines_remains() -> None:
    meeting = in_review()
    usecases.strike(stored_line(meeting, "zeppelin"), who("ina"))
    usecases.drop(stored_line(meeting, "quagmire"))
    later(4)
    usecases.release(meeting)
    markdown = as_markdown(read_by("otto", meeting), "en")
    kept = {word for word in MARKERS if Line.objects.filter(text__contains=word).exists()}
    assert kept >= {"juxtapose", "wanderlust"}
    assert {word for word in MARKERS if word in markdown} == kept
    assert not kept & {"zeppelin", "quagmire", "kaleidoscope", "mulligan", "bittersweet"}
    assert "struck lines once" in markdown


@pytest.mark.django_db
@pytest.mark.usefixtures("roster")
@pytest.mark.parametrize("months", KEEP_MONTHS)
def test_the_day_of_deletion_is_the_day_on_which_it_happens(months: int) -> None:
    meeting = released(keep_months=months)
    day = deleted_on(meeting)
    assert day is not None
    later((day - today()).days - 1)
    forget()
    assert Meeting.objects.exists()
    later(1)
    assert today() == day
    forget()
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("months", KEEP_MONTHS)
@pytest.mark.parametrize("start", [date(2026, 11, 30), date(2027, 2, 28), date(2027, 8, 31), date(2028, 2, 29)])
def test_minutes_stay_their_months_and_at_most_a_few_days_more(start: date, months: int) -> None:
    day = deleted_on(Meeting(released_on=start, keep_months=months))
    assert day is not None
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    assert date(year, month + 1, min(start.day, 28)) < day <= date(year, month + 1, 28) + timedelta(days=4)
    assert deleted_on(Meeting(keep_months=months)) is None
