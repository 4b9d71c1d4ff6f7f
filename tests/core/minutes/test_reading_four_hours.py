"""A very long meeting is no special case."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Sequence
from functools import partial

from resonanz.core.minutes.reading import read
from tests.core.minutes.counting import calls

WordFile = Callable[[Sequence[str]], bytes]
CUES = 4_000
SENTENCE = "Das müssen wir bis zum 15. April klären, sonst wird"
ENDING = "es z. B. in Halle 3 sehr eng. Und"


def captions(cues: int) -> bytes:
    """Ten words each, as Teams writes them."""
    blocks = []
    for number in range(cues):
        start = number * 3.6
        stamps = [f"{int(t // 3600):02}:{int(t // 60 % 60):02}:{t % 60:06.3f}" for t in (start, start + 3.4)]
        text = SENTENCE if number % 2 == 0 else ENDING
        blocks.append(f"id-{number}/0\n{stamps[0]} --> {stamps[1]}\n<v Person {number // 6 % 8}>{text} wort</v>\n")
    return ("WEBVTT\n\n" + "\n".join(blocks)).encode()


def test_captions_of_four_hours() -> None:
    transcript = read(captions(CUES), "long.vtt")
    assert sum(len(one.text.split()) for one in transcript.utterances) > 38_000
    assert 14_300 < (transcript.seconds or 0) < 14_500


def test_the_work_grows_with_the_length() -> None:
    half_an_hour, one_hour = (captions(CUES // parts) for parts in (8, 4))
    short, long = (calls(partial(read, data, "long.vtt")) for data in (half_an_hour, one_hour))
    assert long < 380 * CUES // 4  # 252 a cue when this was written
    assert long < 2.1 * short


def test_memory_of_an_hour() -> None:
    data = captions(CUES // 4)
    tracemalloc.start()
    read(data, "long.vtt")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 12_000_000, f"{peak / 1e6:.0f} MB"


def test_a_word_document_of_four_hours(word_file: WordFile) -> None:
    paragraphs = [
        f"Person {n % 8}   {n * 14 // 3600}:{n * 14 // 60 % 60:02}:{n * 14 % 60:02}\n{SENTENCE} gut."
        for n in range(1_000)
    ]
    transcript = read(word_file(paragraphs), "long.docx")
    assert len(transcript.utterances) == 1_000
    assert len(transcript.speakers) == 8
