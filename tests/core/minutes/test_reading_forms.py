"""The files of the products, read to the last word."""

from __future__ import annotations

from pathlib import Path

import pytest

from resonanz.core.minutes.model import Transcript
from resonanz.core.minutes.reading import read

SABINE, JONAS = "Sabine Okafor", "Jonas Weigl (extern)"
CHRISTINA = "Christina Vogt"
ANNA, BEN = "Anna Kern", "Ben Yildiz"
EXPECTED: dict[str, list[tuple[str | None, float | None, str]]] = {
    "teams.vtt": [
        (SABINE, 3.12, "Guten Morgen zusammen, sind alle da?"),
        (SABINE, 5.143, "Wir fangen mit dem Umzug am 15. April an."),
        (JONAS, 9.01, "Ja, z. B. Halle 3 & 4."),
        (JONAS, 10.988, "Das kläre ich bis Freitag."),
        (SABINE, 12.1, "Danke dir!"),
    ],
    "teams_unpadded.vtt": [
        ("Mira Haddad", 0.0, "This is the first item on the list."),
        ("Tom Petrov", 6.1, "I'll send it to Dr. Lang tomorrow."),
    ],
    "zoom.vtt": [
        (CHRISTINA, 5.79, "Okay, can everybody see my screen?"),
        ("edwin", 9.99, "Yes."),
        ("edwin", 10.73, "We can see it now."),
        (CHRISTINA, 15.0, "Good: then let's start with the budget."),
    ],
    "zoom_caption.txt": [
        (CHRISTINA, 0.0, "Can everybody see my screen?"),
        ("Edwin Ross", 8.0, "Yes, we can."),
        (CHRISTINA, 17.0, "Then we decide on the budget today."),
    ],
    "meet.txt": [
        ("Priya Nair", 0.0, "We need the numbers by Monday."),
        ("Luis Ferreira", 6.0, "I can do that."),
        ("Priya Nair", 53.0, "Thank you, Luis."),
        ("Priya Nair", 56.15, "That helps a lot."),
        ("Luis Ferreira", 60.35, "Sure."),
    ],
    "webex.vtt": [
        ("Hanna Lindqvist", 1.2, "Welcome back."),
        ("Hanna Lindqvist", 2.167, "Who takes the notes?"),
        ("Omar Said", 4.8, "I will take the notes."),
    ],
    "meeting.srt": [
        (ANNA, 1.0, "Fangen wir an."),
        (BEN, 4.0, "Ich habe die Zahlen noch nicht, die kommen am Montag."),
        (ANNA, 7.9, "Alles klar."),
    ],
    "typed.txt": [
        ("Anna", None, "Wer übernimmt die Bestellung?"),
        ("Ben", None, "Das mache ich."),
        ("Ben", None, "Bis Ende der Woche ist sie draußen."),
        ("Anna", None, "Danke."),
    ],
    "times_and_names.txt": [
        (ANNA, 1.0, "Fangen wir an."),
        (BEN, 5.0, "Ich habe zwei Punkte: das Lager und den Plan."),
        (ANNA, 12.0, "Gut."),
    ],
    "names_below_times.txt": [
        (ANNA, 1.0, "Fangen wir an."),
        (BEN, 9.0, "Ich habe zwei Punkte."),
        (BEN, 13.089, "Der erste ist das Lager."),
    ],
    "teams_page.txt": [
        (ANNA, 9.0, "Warum sind wir heute hier?"),
        (BEN, 63.0, "Wegen der Schichten im Juli."),
    ],
    "captions_without_names.vtt": [
        (None, 1.0, "so we will order the chairs"),
        (None, 3.2, "and then we look at the tables"),
    ],
}


def codes(transcript: Transcript) -> set[str]:
    """The notices' codes."""
    return {notice.code for notice in transcript.notices}


def said(transcript: Transcript) -> list[tuple[str | None, float | None, str]]:
    """Speaker, start, text."""
    return [(one.speaker, one.start, one.text) for one in transcript.utterances]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_file_of_each_product(files: Path, name: str) -> None:
    transcript = read((files / name).read_bytes(), name)
    assert said(transcript) == EXPECTED[name]
    assert [one.id for one in transcript.utterances] == [str(number + 1) for number in range(len(EXPECTED[name]))]
    assert "broken-line" not in codes(transcript)
    assert "other-form" not in codes(transcript)


def test_every_example_is_expected(files: Path) -> None:
    assert {path.name for path in files.iterdir()} == set(EXPECTED)


def test_the_content_decides_what_a_file_is(files: Path) -> None:
    data = (files / "teams.vtt").read_bytes()
    renamed = read(data, "teams.docx")
    assert said(renamed) == EXPECTED["teams.vtt"]
    assert [notice.params for notice in renamed.notices if notice.code == "other-form"] == [(("found", "vtt"),)]
    assert said(read(data.replace(b"\n", b"\r\n"), "")) == EXPECTED["teams.vtt"]


def test_lines_are_those_of_the_file(files: Path) -> None:
    transcript = read((files / "meet.txt").read_bytes(), "meet.txt")
    assert [one.line for one in transcript.utterances] == [5, 6, 11, 12, 13]


def test_several_voices_in_one_caption() -> None:
    body = "<v.loud.first Ana>One two.</v>\n<v Bo>Three.</v> Four."
    transcript = read(f"WEBVTT\n\n00:00.000 --> 00:04.000\n{body}\n".encode(), "a.vtt")
    assert said(transcript) == [("Ana", 0.0, "One two."), ("Bo", 2.0, "Three."), ("Bo", 3.0, "Four.")]


def test_captions_that_name_only_who_begins() -> None:
    body = ">> Ana: We begin.\n\n00:05.000 --> 00:06.000\nIt is late.\n\n00:10.000 --> 00:11.000\n>> Bo: Yes."
    body += "\n\n00:15.000 --> 00:16.000\nVery late."
    transcript = read(f"WEBVTT\n\n00:00.000 --> 00:04.000\n{body}\n".encode(), "a.vtt")
    assert [who for who, _, _ in said(transcript)] == ["Ana", "Ana", "Bo", "Bo"]


def test_a_name_in_brackets_above_the_words() -> None:
    cues = [("Ana Diaz", "we begin"), ("Bo Lund", "good"), ("Ana Diaz", "it is late"), ("Bo Lund", "yes")]
    text = "WEBVTT\n"
    for number, (who, what) in enumerate(cues):
        text += f"\n00:0{number}.000 --> 00:0{number}.900\n({who})\n{what}\n"
    assert [(who, what) for who, _, what in said(read(text.encode(), ""))] == cues


def test_a_transcript_without_speakers_from_a_speech_recogniser() -> None:
    text = "[00:00.000 --> 00:02.500]  We begin now.\n[00:02.500 --> 00:04.000]  It is late.\n"
    transcript = read(text.encode(), "a.txt")
    assert said(transcript) == [(None, 0.0, "We begin now."), (None, 2.5, "It is late.")]
    assert "no-speakers" in codes(transcript)


def test_names_with_times_in_brackets() -> None:
    below = read(b"Ana Diaz (00:01:05)\nWe begin.\nBo Lund (00:01:15)\nGood.\n", "")
    beside = read(b"Ana Diaz (0:05): We begin.\nBo Lund [0:15]: Good.\n", "")
    assert said(below) == [("Ana Diaz", 65.0, "We begin."), ("Bo Lund", 75.0, "Good.")]
    assert said(beside) == [("Ana Diaz", 5.0, "We begin."), ("Bo Lund", 15.0, "Good.")]


def test_a_novel_has_no_speakers() -> None:
    text = "Sie sah ihn an. Er sagte nur eines: nein.\nDann ging er\nhinaus.\n\n"
    text += "Es war Abend: die Lichter brannten. So war das.\n"
    transcript = read(text.encode(), "novel.txt")
    assert [one.text for one in transcript.utterances] == [
        "Sie sah ihn an.",
        "Er sagte nur eines: nein.",
        "Dann ging er hinaus.",
        "Es war Abend: die Lichter brannten.",
        "So war das.",
    ]
    assert codes(transcript) == {"no-speakers", "no-times"}


def test_a_clock_time_at_the_end_of_a_sentence_names_nobody() -> None:
    text = "Ana: The call is at\n14:30\nBo: I thought it was at 15:00\nAna: No.\n"
    assert read(text.encode(), "").speakers == ("Ana", "Bo")
    prose = "We meet at 14:30\nThen we go home at 15:10\n"
    assert read(prose.encode(), "").speakers == ()
