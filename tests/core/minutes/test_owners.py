"""Owners of tasks: the speaker only for "I", else who is named or accepts."""

from __future__ import annotations

import pytest

from resonanz.core.minutes.model import TranscriptUtterance
from resonanz.core.minutes.names import mentions
from resonanz.core.minutes.owners import owner_of
from training.minutes.corpus import meetings
from training.minutes.owners import judged

NAMES = ("Jutta Esser", "Tarek", "Frau Dr. Wallner", "Ali Yıldız (extern)", "Herr Öztürk")


def owner(*lines: str, language: str = "de", names: tuple[str, ...] = NAMES, gap: float = 1.0) -> str | None:
    """The owner of the first of these "speaker: text" lines; a task of one line."""
    said = [line.partition(": ") for line in lines]
    talk = [
        TranscriptUtterance(str(place), speaker or None, place * (3 + gap), place * (3 + gap) + 3, text)
        for place, (speaker, _colon, text) in enumerate(said)
    ]
    return owner_of(talk, 0, (0,), names, language)


@pytest.mark.parametrize(
    "text",
    [
        "Ich mach das.",
        "Das übernehme ich.",
        "ich schick dir das morgen",
        "Ich kümmere mich darum.",
        "Da ruf ich an.",
        "Lass mich das machen.",
    ],
)
def test_who_says_ich_owns_it(text: str) -> None:
    assert owner(f"Tarek: {text}") == "Tarek"
    assert owner(f": {text}") is None


@pytest.mark.parametrize(
    "text",
    [
        "Ich mach das nicht.",
        "Ich kann leider nicht.",
        "Ich glaube, das wird nichts.",
        "Wir müssen das machen.",
        "Jemand müsste da anrufen.",
        "Er hat gesagt, ich mach das.",
        "Wer macht das?",
        "Kannst du das machen?",
        "Das war gut.",
    ],
)
def test_these_name_nobody(text: str) -> None:
    assert owner(f"Tarek: {text}", "Jutta Esser: Schönes Wetter heute.") is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Tarek, kannst du beim Lager fragen?", "Tarek"),
        ("Könnten Sie das prüfen, Frau Wallner?", "Frau Dr. Wallner"),
        ("Das liegt bei Herrn Öztürk.", "Herr Öztürk"),
        ("Das liegt bei Herrn Mack.", "Herr Mack"),
        ("Frau Dr. Wallner schickt den Befund.", "Frau Dr. Wallner"),
        ("Jutta, schreibst du das bitte auf?", "Jutta Esser"),
        ("Frau Esser, machen Sie das bitte?", "Jutta Esser"),
        ("Ali, kannst du das holen?", "Ali Yıldız (extern)"),
        ("Tarek soll das abholen.", "Tarek"),
    ],
)
def test_who_is_named_owns_it(text: str, named: str) -> None:
    assert owner(f"Moni: {text}") == named


@pytest.mark.parametrize("answer", ["Ja, mach ich.", "Gern.", "Okay, ich hol das.", "Klar."])
def test_who_accepts_a_request_owns_it(answer: str) -> None:
    assert owner("Moni: Kannst du das bitte holen?", f"Tarek: {answer}") == "Tarek"
    assert owner("Moni: Kannst du das bitte holen?", f"Tarek: {answer}", gap=90) is None


def test_who_refuses_does_not() -> None:
    assert owner("Moni: Tarek, kannst du das holen?", "Tarek: Nein, ich kann leider nicht.") is None
    assert owner("Moni: Tarek, kannst du das holen?", "Tarek: Nee, ich kann nicht.", "Ali: Ich mach das.") == "Ali"


def test_wer_belongs_to_whoever_says_ich() -> None:
    assert owner("Moni: Wer schreibt das?", "Jutta Esser: Puh.", "Tarek: Ich.") == "Tarek"
    assert owner("Moni: Wer schreibt das?", "Jutta Esser: Puh.", "Tarek: Schwierig.") is None


def test_the_acceptance_is_the_task_and_the_request_the_line_before() -> None:
    lines = (
        TranscriptUtterance("1", "Moni", 0, 3, "Kannst du das bitte holen?"),
        TranscriptUtterance("2", "Tarek", 3, 5, "Ja, gern."),
    )
    assert owner_of(lines, 1, (1,), NAMES, "de") == "Tarek"
    assert owner_of(lines[1:], 0, (0,), NAMES, "de") is None


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (("A: I'll write the report.",), "A"),
        (("A: Let me check that.",), "A"),
        (("A: We should do that.",), None),
        (("A: Could you draw that?", "B: Yeah, sure."), "B"),
        (("A: Can you do it?", "B: No, sorry."), None),
        (("A: Could you, Anna, call them?",), "Anna"),
        (("A: Anna will send the slides.",), "Anna"),
        (("A: Who takes that?", "B: I can do it."), "B"),
        (("A: I can't do that.",), None),
        (("A: I won't do it.",), None),
        (("A: He said I'll do it.",), None),
        (("A: You will be working on the design.",), None),
        (("A: Someone should call.",), None),
    ],
)
def test_english(lines: tuple[str, ...], named: str | None) -> None:
    assert owner(*lines, language="en", names=("A", "B", "Anna")) == named


def test_names_in_a_text() -> None:
    found = mentions("Tareks Liste, Herrn Öztürks Wagen und Herr Mack; A und Otto nicht.", (*NAMES, "A"))
    assert [one.name for one in found] == ["Tarek", "Herr Öztürk", "Herr Mack"]


def test_a_name_that_two_share_means_neither() -> None:
    assert mentions("Jutta macht das", ("Jutta Esser", "Jutta Kern")) == []
    assert [one.name for one in mentions("Frau Kern macht das", ("Jutta Esser", "Jutta Kern"))] == ["Jutta Kern"]


def test_owners_in_the_german_meetings_for_development() -> None:
    right = [correct for meeting in meetings("development") for _task, _found, correct in judged(meeting)]
    assert len(right) > 60
    assert sum(right) / len(right) >= 0.85
