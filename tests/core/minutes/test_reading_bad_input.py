"""Files that are broken, strange or something else: a clear refusal, or a notice with the line."""

from __future__ import annotations

import codecs
import json
import random

import pytest

from resonanz.core.kernel.catalogues import translations
from resonanz.core.minutes.model import MinutesNotice, Transcript
from resonanz.core.minutes.notices import NoticeCode
from resonanz.core.minutes.reading import MOST_BYTES, TranscriptError, read

GOOD = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Zoë Grün>Schön, dass ihr da seid.</v>\n"


def codes(transcript: Transcript) -> set[str]:
    """The notices' codes."""
    return {notice.code for notice in transcript.notices}


def notice(transcript: Transcript, code: str) -> MinutesNotice:
    """The notice with this code."""
    return next(one for one in transcript.notices if one.code == code)


def refused(data: bytes, filename: str = "a.vtt") -> TranscriptError:
    """The refusal."""
    with pytest.raises(TranscriptError) as error:
        read(data, filename)
    return error.value


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\x00\x00\x00", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_empty(data: bytes) -> None:
    assert refused(data).code in {"empty-file", "no-speech"}


@pytest.mark.parametrize("text", ["WEBVTT\n", "WEBVTT\n\nNOTE nothing\n", "1\n00:00:01,000 --> 00:00:02,000\n\n"])
def test_the_form_without_a_word(text: str) -> None:
    error = refused(text.encode())
    assert (error.code, error.line) == ("no-speech", 1)


def test_only_broken_captions() -> None:
    error = refused(b"WEBVTT\n\n00:99.000 --> 00:02.000\nlost words\n")
    assert (error.code, error.line, error.params["line"]) == ("no-speech", 3, 3)


def test_too_large() -> None:
    error = refused(b"a" * (MOST_BYTES + 1))
    assert (error.code, error.params["megabytes"]) == ("too-large", 20)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "PNG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC"),
        (json.dumps({"a": ["Anna: hallo"]}).encode(), "JSON"),
        (b"<!DOCTYPE html><html><body>Anna: hallo</body></html>", "HTML"),
        (random.Random(7).randbytes(20_000), "binary data"),
    ],
)
def test_no_transcript(data: bytes, found: str) -> None:
    error = refused(data, "a.txt")
    assert error.code == "not-a-transcript"
    assert f"(found: {found})" in error.message.translated(translations("en"))


@pytest.mark.parametrize(
    ("data", "notices"),
    [
        (GOOD.encode(), set()),
        (codecs.BOM_UTF8 + GOOD.encode(), set()),
        (GOOD.encode("utf-16"), set()),
        (codecs.BOM_UTF16_BE + GOOD.encode("utf-16-be"), set()),
        (GOOD.encode("cp1252"), {"encoding-guessed"}),
        (GOOD.encode("utf-16-le"), {"encoding-guessed"}),
        (GOOD.replace("ö", "o\u0308").encode(), set()),
    ],
)
def test_encodings(data: bytes, notices: set[str]) -> None:
    transcript = read(data, "a.vtt")
    assert [(one.speaker, one.text) for one in transcript.utterances] == [("Zoë Grün", "Schön, dass ihr da seid.")]
    assert codes(transcript) - {"one-speaker"} == notices


def test_damaged_utf8_is_not_taken_for_another_encoding() -> None:
    text = GOOD + "\n00:03.000 --> 00:04.000\n<v Zoë Grün>Für später: Äpfel, Öl.</v>\n"
    transcript = read(text.encode().replace("Äpfel".encode(), b"\xc3pfel"), "a.vtt")
    assert notice(transcript, "encoding-damaged").line == 7
    assert transcript.utterances[1].text.startswith("Für später:")


def test_null_bytes_in_a_text() -> None:
    transcript = read(GOOD.replace("dass", "da\x00ss").encode() + b"\n" * 200, "a.vtt")
    assert transcript.utterances[0].text == "Schön, dass ihr da seid."
    assert notice(transcript, "control-characters").line == 4


def test_broken_captions_are_skipped_and_named() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nFirst.\n\nnot a time --> at all\nlost secret\n\n"
    text += "00:75.000 --> 00:80.000\nlost\n\n"
    text += "stray words\n\n00:09.000 --> 00:10.000\nLast.\n"
    transcript = read(text.encode(), "a.vtt")
    assert [one.text for one in transcript.utterances] == ["First.", "Last."]
    assert [one.line for one in transcript.notices if one.code == "broken-line"] == [6, 9, 12]
    assert "secret" not in repr(transcript.notices)


def test_very_many_broken_captions() -> None:
    text = GOOD + "".join(f"\n00:{number % 20 + 70}.000 --> 00:99.000\nlost\n" for number in range(80))
    transcript = read(text.encode(), "a.vtt")
    assert len([one for one in transcript.notices if one.code == "broken-line"]) == 50
    assert notice(transcript, "more-broken-lines") == MinutesNotice(NoticeCode.MORE_BROKEN_LINES, 156, (("count", 30),))


def test_times_that_go_backward_and_overlap() -> None:
    cues = [(5, 6, "Second."), (1, 5.5, "First."), (9, 8, "Third."), (20, 21, "Fourth.")]
    text = "WEBVTT\n" + "".join(f"\n00:{a:06.3f} --> 00:{b:06.3f}\n{words}\n" for a, b, words in cues)
    transcript = read(text.encode(), "a.vtt")
    assert [one.text for one in transcript.utterances] == ["First.", "Second.", "Third.", "Fourth."]
    assert notice(transcript, "times-backward") == MinutesNotice(
        NoticeCode.TIMES_BACKWARD, 7, (("count", 1), ("lines", "7"))
    )
    assert notice(transcript, "times-overlap").params == (("count", 1), ("lines", "4"))
    assert notice(transcript, "end-before-start").line == 9
    assert all(one.start is not None and one.end is not None and one.start <= one.end for one in transcript.utterances)


def test_a_caption_without_end() -> None:
    transcript = read(b"WEBVTT\n\n00:01.000 -->\nWe begin.\n\n00:02.000 --> 00:03.000\nGood.\n", "a.vtt")
    assert [(one.start, one.end) for one in transcript.utterances] == [(1.0, 2.0), (2.0, 3.0)]
    assert notice(transcript, "no-end").line == 3


def test_a_blank_line_after_the_time() -> None:
    transcript = read(b"WEBVTT\n\n00:01.000 --> 00:02.000\n\nWe begin.\n\n00:02.000 --> 00:03.000\n\nGood.\n", "a.vtt")
    assert [one.text for one in transcript.utterances] == ["We begin.", "Good."]


def test_a_time_beyond_a_day() -> None:
    transcript = read(b"1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n30:00:00,000 --> 30:00:01,000\nTwo.\n", "a.srt")
    assert [one.text for one in transcript.utterances] == ["One.", "Two."]
    assert notice(transcript, "time-beyond-day").line == 7
    assert (transcript.seconds or 0) < 60


def test_no_speakers_and_one_speaker() -> None:
    assert "no-speakers" in codes(read(b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello there.\n", "a.vtt"))
    one = codes(read(GOOD.encode(), "a.vtt"))
    assert "one-speaker" in one
    assert "no-speakers" not in one


def test_fifty_speakers() -> None:
    text = "WEBVTT\n"
    for number in range(150):
        text += f"\n{number // 60:02}:{number % 60:02}.000 --> {number // 60:02}:{number % 60:02}.900\n"
        text += f"<v Person {number % 50}>Das ist Satz {number}.</v>\n"
    transcript = read(text.encode(), "a.vtt")
    assert len(transcript.speakers) == 50
    assert len(transcript.utterances) == 150


@pytest.mark.parametrize(
    ("cue", "speaker"),
    [
        ("<v <script>alert(1)</script>>Hallo.</v>", "<script>alert(1)</script>"),
        ("<v &lt;b&gt;Max&lt;/b&gt;>Hallo.</v>", "<b>Max</b>"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;: Hallo.", "<script>alert(1)</script>"),
        ("<v \u202eMax\u200b\u2066  Muster>Hallo.</v>", "Max Muster"),
        ("<v " + "Lang " * 100 + ">Hallo.</v>", ("Lang " * 40).strip()),
        ("<v ->Hallo.</v>", None),
    ],
)
def test_names_are_data(cue: str, speaker: str | None) -> None:
    transcript = read(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{cue}\n".encode(), "a.vtt")
    assert [(one.speaker, one.text) for one in transcript.utterances] == [(speaker, "Hallo.")]


def test_script_that_was_said_is_text() -> None:
    cue = "<v Max>Tippe &lt;script&gt; und 3 < 4 &amp;&amp; 5 > 4 ein.</v>"
    transcript = read(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{cue}\n".encode(), "a.vtt")
    assert transcript.utterances[0].text == "Tippe <script> und 3 < 4 && 5 > 4 ein."


@pytest.mark.parametrize("data", [b"a " * 600_000, b"a\n" * 600_000])
def test_more_than_anybody_can_say(data: bytes) -> None:
    assert refused(data).code == "too-long"
    assert read(data[:20_000], "a.txt").utterances


@pytest.mark.parametrize("unit", ["wort ", "<", "<v ", "a:", "   ", "(", "[00:01] ", "1:", "-->", "**", "&lt;", "♪"])
def test_a_line_of_a_megabyte(unit: str) -> None:
    line = unit * (1_000_000 // len(unit))
    for text in (f"WEBVTT\n\n00:01.000 --> 00:02.000\nHello {line}\n", f"Anna: hello\n{line}\nAnna: bye\n"):
        assert read(text.encode(), "a.vtt").utterances[0].text.startswith(("Hello", "hello"))
