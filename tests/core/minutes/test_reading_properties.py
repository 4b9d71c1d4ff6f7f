"""Whatever the bytes are: a transcript that holds only words of the file, or a refusal."""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resonanz.core.minutes.model import Transcript
from resonanz.core.minutes.reading import TranscriptError, read

FRAGMENTS = st.sampled_from(
    [
        "WEBVTT", "NOTE x", "STYLE", "\n", "\n\n", "00:01.000 --> 00:02.000", "0:0:1.5 --> 0:0:2", "00:00:05,000 -->",
        "99:99 --> x", "-->", "<v Ana>", "</v>", "<", ">",
        "&lt;", "Ana: ", "Bo:", "[00:01:02] ", "00:03 Ana", "Ana   0:03",
        "[Ana] 10:02:03", "hello there.", "z. B. so", "…", "1", "\x00", "\u202e", "\ufeff", " ",
        "\t", "\r", "é", "{\\an8}",
        "Ana 1 Minute 3 Sekunden", "(Ana)", "**", ":", "{", "[1]", "30:00:00 --> 30:00:01", "PK\x03\x04",
    ]
)  # fmt: skip
NAMES = st.sampled_from(["Ana Diaz", "Bo", "Dr. Çelik (extern)", "Zoë", "Speaker 1"])
WORDS = st.lists(st.from_regex(r"[a-zäöüß]{1,9}", fullmatch=True), min_size=1, max_size=12)
TURNS = st.lists(st.tuples(NAMES, WORDS, st.integers(1, 40)), min_size=1, max_size=12)


def checked(transcript: Transcript) -> Transcript:
    """Ids in order, times in order, no empty text, labels without what cannot be seen."""
    said = transcript.utterances
    assert [one.id for one in said] == [str(number + 1) for number in range(len(said))]
    assert all(one.text.strip() and "\n" not in one.text for one in said)
    assert all(one.speaker is None or 0 < len(one.speaker) <= 200 for one in said)
    timed = [(one.start, one.end) for one in said if one.start is not None and one.end is not None]
    assert len(timed) in (0, len(said))
    assert all(start <= end for start, end in timed)
    assert all(before <= after for (before, _), (after, _) in pairwise(timed))
    return transcript


def attempt(data: bytes) -> None:
    """Any other error than a refusal fails the test."""
    with suppress(TranscriptError):
        checked(read(data, "a.vtt"))


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    attempt(data)
    attempt(b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + data)
    attempt(b"PK\x03\x04" + data + b"PK\x05\x06" + data[:18].ljust(18, b"\x00"))


@given(st.lists(FRAGMENTS, max_size=40), st.sampled_from(["", " ", "\n"]))
def test_any_pieces_of_the_forms(pieces: list[str], between: str) -> None:
    attempt(between.join(pieces).encode())


@given(st.lists(FRAGMENTS, max_size=30).filter(lambda pieces: not {"&lt;", "\x00"} & set(pieces)))
def test_words_of_utterances_stand_in_the_file_in_their_order(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    try:
        transcript = read(text.encode(), "")
    except TranscriptError:
        return
    if "times-backward" in {notice.code for notice in transcript.notices}:
        return  # then the order is that of the times
    for one in transcript.utterances:
        place = 0
        for word in one.text.split():
            place = text.replace("\u202e", "").replace("\ufeff", "").find(word, place) + len(word)
            assert place >= len(word)


def clock(seconds: int, mark: str) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}000"


@pytest.mark.parametrize("form", ["vtt", "srt"])
@settings(max_examples=40)
@given(turns=TURNS)
def test_what_is_written_is_read(form: str, turns: list[tuple[str, list[str], int]]) -> None:
    mark, now = ("." if form == "vtt" else ","), 0
    blocks, expected = ["WEBVTT\n"] if form == "vtt" else [], []
    for number, (name, words, length) in enumerate(turns, 1):
        text = " ".join(words).capitalize() + "."
        line = f"<v {name}>{text}</v>" if form == "vtt" else f"{name}: {text}"
        blocks.append(f"{number}\n{clock(now, mark)} --> {clock(now + length, mark)}\n{line}\n")
        expected.append((name, float(now), float(now + length), text))
        now += length + 3
    transcript = checked(read("\n".join(blocks).encode(), f"a.{form}"))
    assert [(one.speaker, one.start, one.end, one.text) for one in transcript.utterances] == expected
    assert {notice.code for notice in transcript.notices} <= {"one-speaker"}
