"""Word documents: the layouts of Teams and Meet, and archives made to harm."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from zipfile import ZIP_DEFLATED

import pytest

from resonanz.core.minutes.model import Transcript
from resonanz.core.minutes.reading import TranscriptError, read
from resonanz.core.minutes.reading import word as word_module

WordFile = Callable[[Sequence[str]], bytes]
TEAMS = [
    "Standort-20260615_133555-Meeting Transcript",
    "15. Juni 2026, 03:35nachm.",
    "27 Min. 42 Sek.",
    "Nora Stein hat die Transkription gestartet",
    "Nora Stein   0:03\nGuten Morgen zusammen.\nWir reden heute über\nden Standort.",
    "Raj Patel   0:09\nGern. Ich zeige den Plan.",
    "Nora Stein   1:00:02\nDanke.",
    "Nora Stein hat die Transkription beendet",
]
BODY = '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><w:t>{}</w:t></w:r></w:p>'


def said(transcript: Transcript) -> list[tuple[str | None, float | None, str]]:
    """Speaker, start, text."""
    return [(one.speaker, one.start, one.text) for one in transcript.utterances]


def archive(members: dict[str, bytes]) -> bytes:
    """A zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return stream.getvalue()


def document(text: str) -> bytes:
    """The least Word document that can be read: the control of the attacks."""
    return archive({"word/document.xml": BODY.format(text).encode()})


def refused(data: bytes) -> str:
    """The code of the refusal."""
    with pytest.raises(TranscriptError) as error:
        read(data, "meeting.docx")
    return error.value.code


def test_teams(word_file: WordFile) -> None:
    transcript = read(word_file(TEAMS), "meeting.docx")
    assert [(who, what) for who, _, what in said(transcript)] == [
        ("Nora Stein", "Guten Morgen zusammen."),
        ("Nora Stein", "Wir reden heute über den Standort."),
        ("Raj Patel", "Gern."),
        ("Raj Patel", "Ich zeige den Plan."),
        ("Nora Stein", "Danke."),
    ]
    assert [one.start for one in transcript.utterances][0::2] == [3.0, 9.0, 3602.0]
    assert [one.line for one in transcript.utterances] == [5, 5, 6, 6, 7]
    assert transcript.notices == ()


def test_older_teams_in_one_paragraph_and_in_three(word_file: WordFile) -> None:
    cues = [("0:0:0.0 --> 0:0:5.320", "Nora Stein", "Guten Morgen."), ("0:0:6.0 --> 0:0:7.5", "Raj", "Moin.")]
    expected = [("Nora Stein", 0.0, "Guten Morgen."), ("Raj", 6.0, "Moin.")]
    assert said(read(word_file(["\n".join(cue) for cue in cues]), "")) == expected
    assert said(read(word_file([line for cue in cues for line in cue]), "")) == expected


def test_meet_with_notes_before_the_transcript(word_file: WordFile) -> None:
    paragraphs = ["📝 Notes", "Summary", "Nora: agreed to the plan (00:00:20)", "📖 Transcript", "00:00:00"]
    paragraphs += ["Nora Stein: We begin.", "Raj Patel: Good.", "Transcription ended after 00:10:00"]
    transcript = read(word_file(paragraphs), "notes.docx")
    assert [(who, what) for who, _, what in said(transcript)] == [("Nora Stein", "We begin."), ("Raj Patel", "Good.")]


def test_typed_names(word_file: WordFile) -> None:
    transcript = read(word_file(["Nora: Wir beginnen.", "Raj: Gut.", "Und weiter?"]), "")
    assert said(transcript) == [("Nora", None, "Wir beginnen."), ("Raj", None, "Gut."), ("Raj", None, "Und weiter?")]


def test_a_table_and_an_inserted_word() -> None:
    xml = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:tbl><w:tr><w:tc>'
        "<w:p><w:r><w:t>Nora: Wir</w:t></w:r><w:ins><w:r><w:t> beginnen.</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>nie</w:delText></w:r></w:del></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
    )
    assert said(read(archive({"word/document.xml": xml.encode()}), "")) == [("Nora", None, "Wir beginnen.")]


def test_the_least_document_can_be_read() -> None:
    assert said(read(document("Nora: Hallo."), "")) == [("Nora", None, "Hallo.")]


def test_text_that_unpacks_to_more_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = document("a " * 30_000_000)
    assert len(bomb) < 200_000
    assert refused(bomb) == "docx-too-large"
    monkeypatch.setattr(word_module, "MOST_TEXT", 10_000)
    assert said(read(document("Nora: " + "a " * 100), ""))
    assert refused(document("Nora: " + "a " * 10_000)) == "docx-too-large"


def test_sizes_that_add_up_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    members = {"word/document.xml": BODY.format("Nora: Hallo.").encode(), "word/media/a.bin": b"\0" * 300_000}
    assert said(read(archive(members), ""))
    monkeypatch.setattr(word_module, "MOST_DECLARED", 200_000)
    assert refused(archive(members)) == "docx-too-large"


def test_a_declared_size_that_lies() -> None:
    data = document("Nora: " + "Hallo. " * 2_000)
    true_size = struct.pack("<I", len(BODY.format("Nora: " + "Hallo. " * 2_000).encode()))
    assert data.count(true_size) >= 2
    assert refused(data.replace(true_size, struct.pack("<I", 200))) == "broken-docx"


def test_too_many_members() -> None:
    members = {"word/document.xml": BODY.format("Nora: Hallo.").encode()}
    few = members | {f"word/{number}.xml": b"" for number in range(900)}
    many = members | {f"word/{number}.xml": b"" for number in range(1_100)}
    assert said(read(archive(few), ""))
    assert refused(archive(many)) == "docx-too-large"


def test_an_end_record_of_64_bits() -> None:
    data = document("Nora: Hallo.")
    end = data.rindex(b"PK\x05\x06")
    assert refused(data[:end] + b"PK\x06\x07" + b"\0" * 16 + data[end:]) == "docx-too-large"


def test_an_archive_in_the_archive_is_never_opened() -> None:
    inner = archive({"deep.bin": b"\0" * 5_000_000})
    members = {"word/document.xml": BODY.format("Nora: Hallo.").encode(), "word/embeddings/inner.zip": inner}
    assert said(read(archive(members), "")) == [("Nora", None, "Hallo.")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_not_expanded(encoding: str) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY e0 "ha">{levels}]>'
    assert refused(archive({"word/document.xml": (head + BODY.format("&e8;")).encode(encoding)})) == "broken-docx"


def test_a_file_that_an_entity_names_is_not_read() -> None:
    head = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    assert refused(archive({"word/document.xml": (head + BODY.format("&e;")).encode()})) == "broken-docx"


def test_external_relations_are_not_followed() -> None:
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        b'Type="t" Target="http://127.0.0.1:9/x" TargetMode="External"/></Relationships>'
    )
    members = {"word/document.xml": BODY.format("Nora: Hallo.").encode(), "word/_rels/document.xml.rels": relations}
    assert said(read(archive(members), "")) == [("Nora", None, "Hallo.")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (archive({"xl/workbook.xml": b"<a/>"}), "docx-not-word"),
        (archive({"word/document.xml": b"no markup"}), "broken-docx"),
        (archive({"word/document.xml": b"<a>" * 5_000}), "broken-docx"),
        (archive({"word/document.xml": b"<a/>"}), "no-speech"),
        (document("x")[:60], "broken-docx"),
        (b"PK\x03\x04" + b"\0" * 500, "broken-docx"),
        (b"PK\x03\x04", "broken-docx"),
    ],
)
def test_archives_that_hold_no_transcript(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_a_word_file_that_is_text(word_file: WordFile) -> None:
    assert said(read(b"Nora: Hallo.\nRaj: Gut.\n", "meeting.docx"))[0] == ("Nora", None, "Hallo.")
    assert said(read(word_file(["Nora: Hallo."]), "meeting.txt")) == [("Nora", None, "Hallo.")]
