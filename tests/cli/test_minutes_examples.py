"""The transcripts in ``examples/meetings``, as the README beside them says: the plain tasks, by whom and until when."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from resonanz.core.minutes.reading import read

EXAMPLES = Path(__file__).resolve().parents[2] / "examples/meetings"
DAY = "2026-11-18"
OVERLOOKED = pytest.mark.xfail(strict=True, reason="overlooked: the detectors are not perfect, see the model card")


@cache
def minutes(file: str) -> Any:  # noqa: ANN401 (whatever JSON it prints)
    """What the command prints as JSON."""
    command = [sys.executable, "-m", "resonanz", "minutes", str(EXAMPLES / file), "--date", DAY, "--format", "json"]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=60).stdout)


@pytest.mark.parametrize(
    ("file", "words", "owner", "due"),
    [
        ("wochenrunde.vtt", "Hersteller anrufen", "Jens Albrecht", "2026-11-20"),
        ("wochenrunde.vtt", "kurze Anleitung", "Sonja Reuter", "2026-11-25"),
        ("wochenrunde.vtt", "Entwurf für den Schichtplan", "Aylin Demir", "2026-11-23"),
        ("wochenrunde.vtt", "bei der Haustechnik", "Bernd Krause", "2026-11-19"),
        pytest.param("wochenrunde.vtt", "Markierungen", "Matthias Pohl", "2026-11-30", marks=OVERLOOKED),
        pytest.param("wochenrunde.vtt", "eure Urlaubswünsche, alle", None, "2026-11-19", marks=OVERLOOKED),
        ("weekly.vtt", "send you the date", "Tom Okafor", "2026-11-19"),
        ("weekly.vtt", "write a short summary", "Daniel Wright", "2026-11-20"),
        ("weekly.vtt", "update the rota", "Maya Collins", "2026-11-23"),
    ],
)
def test_the_plain_tasks_are_found(file: str, words: str, owner: str | None, due: str) -> None:
    found = [task for task in minutes(file)["tasks"] if words in task["text"]]
    assert [(task["owner"], task["due"]) for task in found] == [(owner, due)]


@pytest.mark.parametrize(
    ("file", "kind", "words"),
    [
        ("wochenrunde.vtt", "decisions", "die alten Scanner bleiben"),
        ("wochenrunde.vtt", "wins", "Ohne dich wäre die nicht rausgegangen"),
        ("weekly.vtt", "wins", "Without you the customers in Leeds"),
        ("weekly.vtt", "questions", "Is that us or the sales team?"),
        pytest.param("wochenrunde.vtt", "questions", "Aushilfen", marks=OVERLOOKED),
        pytest.param("weekly.vtt", "decisions", "publish the invoice pages", marks=OVERLOOKED),
    ],
)
def test_what_was_settled_stays_open_or_deserves_thanks_is_found(file: str, kind: str, words: str) -> None:
    assert any(words in line["text"] for line in minutes(file)[kind])


@pytest.mark.parametrize("file", ["wochenrunde.vtt", "weekly.vtt"])
def test_there_was_a_check_in(file: str) -> None:
    """Early on, whether the question or an answer to it was taken."""
    (evidence, *_) = minutes(file)["check_in"]["evidence"]
    assert evidence["start"] < 60


@pytest.mark.parametrize(("file", "language", "speakers", "minutes_long"), [
    ("wochenrunde.vtt", "de", 6, (8, 12)),
    ("weekly.vtt", "en", 4, (3, 8)),
])  # fmt: skip
def test_the_files_are_whole(file: str, language: str, speakers: int, minutes_long: tuple[int, int]) -> None:
    transcript = read((EXAMPLES / file).read_bytes(), file)
    assert transcript.notices == ()
    assert len(transcript.speakers) == speakers
    assert transcript.seconds is not None
    assert minutes_long[0] <= transcript.seconds / 60 <= minutes_long[1]
    assert (minutes(file)["language"], minutes(file)["notices"]) == (language, [])
