"""Whatever is said: every line is verbatim with its evidence, nothing is invented, nothing breaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resonanz.core.minutes.minutes import make
from resonanz.core.minutes.model import Evidence, Transcript, TranscriptUtterance
from tests.core.minutes.minutes_promises import broken_promises, kept

PHRASES = st.sampled_from(
    [
        "Ich schicke dir die Liste bis nächsten Freitag.", "Jana, kannst du bitte den Raum buchen?",
        "Dann machen wir das so, das ist beschlossen.", "Wer kümmert sich um die Schlüssel?", "Das ist noch offen.",
        "Vielen Dank an Tom, das war großartig!", "Guten Morgen, wie geht es euch heute?", "Mir geht es gut.",
        "Ähm, also, ja.", "Mhm.", "[lacht]", "...", "Wir, wir müssten müs- müssen das bis KW 14 klären.",
        "I will send the draft by Monday.", "Could you, um, ask the the supplier?",
        "We decided to go with the blue one.", "Who knows why it failed?", "Well done, thank you all.",
        "How are you today?", "Uh-huh.", "Okay so we agree then.", "in 999999999 Tagen oder bis zum 31.02.",
        "<script>alert(1)</script>", "**fett** | `x` 😀", "ß SS ẞ İ ﬁ", "a", "1. 2. 3.", "Bo Ana Jana Tom", "-",
        "»Ja«, sagte er.", "https://example.org/?a=b",
    ]
)  # fmt: skip
WORDS = st.lists(st.from_regex(r"[a-zäöüß]{1,12}", fullmatch=True), min_size=1, max_size=15).map(" ".join)
TEXTS = st.one_of(PHRASES, PHRASES, WORDS, st.tuples(PHRASES, WORDS).map(" ".join), st.text(max_size=30))
SPEAKERS = st.sampled_from([None, "Jana Krüger", "Tom", "Ana", "<b>Bo</b>", "Dr. Çelik (extern)", "İ"])
STEPS = st.floats(0, 30)


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    turns = draw(st.lists(st.tuples(SPEAKERS, TEXTS, STEPS), max_size=30))
    timed = draw(st.booleans())
    now = 0.0
    said = []
    for number, (speaker, text, step) in enumerate(turns, 1):
        start, end = (now, now + step) if timed else (None, None)
        said.append(TranscriptUtterance(str(number), speaker, start, end, text))
        now += step
    return Transcript(tuple(said))


@settings(max_examples=40, deadline=None)
@given(transcripts(), st.sampled_from([None, "de", "en"]), st.sampled_from([None, 0, 1, 10, 300]))
def test_any_talk(transcript: Transcript, language: str | None, words: int | None) -> None:
    kept(transcript, language, words)


@settings(max_examples=15, deadline=None)
@given(transcripts(), st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_any_day(transcript: Transcript, held_on: date) -> None:
    assert broken_promises(make(transcript, held_on=held_on), transcript, 300) == []


def spoken(*texts: str, speaker: str | None = "Jana") -> Transcript:
    return Transcript(
        tuple(TranscriptUtterance(str(n), speaker, n * 5.0, n * 5.0 + 4, text) for n, text in enumerate(texts, 1))
    )


@pytest.mark.parametrize("language", [None, "de", "en"])
@pytest.mark.parametrize(
    "texts",
    [
        (),
        ("Ich schicke die Liste bis Freitag.",),
        ("How are you?", "Fine, thanks."),
        ("Ähm.", "Mhm.", "Äh, ja.", "Uh-huh."),
        ("", " ", "\u200b"),
        ("wort " * 400,),
        ("Ich mache das bis morgen.",) * 40,
    ],
)
@pytest.mark.parametrize("speaker", [None, "Jana"])
def test_the_smallest_and_the_dullest(texts: tuple[str, ...], language: str | None, speaker: str | None) -> None:
    minutes = kept(spoken(*texts, speaker=speaker), language)
    if not any(text.strip() for text in texts):
        assert list(minutes.lines()) == []


def test_fillers_alone_are_no_minutes() -> None:
    minutes = kept(spoken("Ähm.", "Mhm.", "Äh.", "Ja, genau, ähm."), "de")
    assert list(minutes.lines()) == []
    assert "little-said" in {notice.code for notice in minutes.notices}


def test_fifty_people_and_hostile_names() -> None:
    said = [
        TranscriptUtterance(
            str(n), f"<script>alert({n % 50})</script>", n * 3.0, n * 3.0 + 2, "Ich prüfe die Liste bis Montag."
        )
        for n in range(1, 201)
    ]
    kept(Transcript(tuple(said)), "de")


def test_broken_promises_are_found() -> None:
    """The control of every test above."""
    talk = "Wir haben beschlossen, dass die neue Maschine bis Ende des Monats bestellt wird."
    transcript = spoken(talk, "Ich schicke das Angebot bis nächsten Freitag an alle, die es brauchen.", "Danke, Tom.")
    minutes = kept(transcript, "de")
    line = minutes.summary[0]
    assert broken_promises(replace(minutes, summary=(replace(line, text="Kündigung."),)), transcript, 300)
    assert broken_promises(replace(minutes, summary=(replace(line, evidence=()),)), transcript, 300)
    assert broken_promises(
        replace(minutes, summary=(replace(line, evidence=(Evidence("99", 1, 2),)),)), transcript, 300
    )
    wrong_time = Evidence(line.evidence[0].id, 77.0, 78.0)
    assert broken_promises(replace(minutes, summary=(replace(line, evidence=(wrong_time,)),)), transcript, 300)
    assert broken_promises(replace(minutes, summary=(line, line)), transcript, 300)
    assert broken_promises(minutes, transcript, 0)
    assert broken_promises(replace(minutes, decisions=(line,)), transcript, 300)
    assert broken_promises(replace(minutes, questions=(line,) * 6), transcript, 300)
