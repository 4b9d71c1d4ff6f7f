"""What begins like a label is a label, or opens words of nobody knows whom: never those of whoever spoke before."""

from __future__ import annotations

import io

import pytest
from docx import Document

from resonanz.core.minutes.model import Transcript
from resonanz.core.minutes.reading import read
from resonanz.core.minutes.reading.name_forms import name_like, stands_for_somebody

FORMS = (
    "Ina Imhof",
    "Imhof, Ina",
    "IMHOF, INA",
    "Imhof, Dr. Ina",
    "Dr. med. Ina Imhof",
    "Ina von der Imhof",
    "Ina Imhof (sie, ihr)",
    "Ina Imhof (sie/ihr)",
    "Ina Imhof, sie/ihr",
    "Ina Imhof (Gast)",
    "Ina Imhof [IT]",
    "Ina Imhof (extern)",
    "Imhof, Ina (Stadtwerke Musterstadt GmbH, Abteilung Netze und Anlagen, Musterstadt)",
    "Ina Imhof | Stadtwerke",
    "Ina Imhof, Stadtwerke",
    "i.imhof@example.org",
    "Ina Imhof (i.imhof@example.org)",
    "+49 170 1234567",
    "0170/1234567",
    "+49*****67",
    "Anrufer 2",
)
ODD_FORMS = ("ina", "ina aus bonn", "Ina, die Neue", "ina imhof/vertrieb", "2", "imhof ina, gast")
SENTENCES = (
    "Mein Punkt",
    "Frage",
    "Nächste Frage",
    "Die Frage ist",
    "Also",
    "Und dann sagte er",
    "Ich sag mal so",
    "Zum Beispiel",
    "the point is",
    "What I mean",
    "Danke, Emil",
    "Erstens, der Antrag",
    "13.01.2016",
)
HER_WORDS = "Ich bin seit Montag in der Reha."


def captions(rows: list[tuple[str, str]], voice: str = "{}: {}") -> bytes:
    blocks = [
        f"00:00:{number:02}.000 --> 00:00:{number:02}.900\n{voice.format(*row) if row[0] else row[1]}\n"
        for number, row in enumerate(rows)
    ]
    return "\n".join(["WEBVTT\n", *blocks]).encode()


def lines(rows: list[tuple[str, str]], form: str = "{}: {}") -> bytes:
    return "\n".join(form.format(*row) if row[0] else row[1] for row in rows).encode()


def headed(rows: list[tuple[str, str]], form: str) -> bytes:
    return "\n".join(form.format(name, f"0:{number:02}", words) for number, (name, words) in enumerate(rows)).encode()


def word(rows: list[tuple[str, str]]) -> bytes:
    document, out = Document(), io.BytesIO()
    for row in rows:
        document.add_paragraph(": ".join(row))
    document.save(out)
    return out.getvalue()


WAYS = {
    "vtt": captions,
    "voices": lambda rows: captions(rows, "<v {}>{}</v>"),
    "lead": lambda rows: captions(rows, "{}\n{}"),
    "txt": lines,
    "no space": lambda rows: lines(rows, "{}:{}"),
    "starred": lambda rows: lines(rows, "**{}:** {}"),
    "brackets": lambda rows: lines(rows, "[{}] {}"),
    "tab": lambda rows: lines(rows, "{}\t{}"),
    "heading": lambda rows: headed(rows, "{}   {}\n{}"),
    "time first": lambda rows: headed(rows, "[{1}] {0}: {2}"),
    "time alone": lambda rows: headed(rows, "{1}\n{0}\n{2}"),
    "time between": lambda rows: headed(rows, "{}\n{}\n{}"),
    "time in brackets": lambda rows: headed(rows, "{} ({}): {}"),
    "docx": word,
}


def talk(*labels: str, words: str = HER_WORDS) -> list[tuple[str, str]]:
    """Two people, and between them somebody else under these labels."""
    rows = [("Emil Ernst", "Guten Morgen."), ("Otto Ohlsen", "Wir fangen an.")] * 3
    for number, label in enumerate(labels):
        rows.insert(2 + 2 * number, (label, words))
    return rows


def speakers_of(transcript: Transcript, words: str = HER_WORDS) -> set[str | None]:
    """Whom the words are put down to."""
    return {one.speaker for one in transcript.utterances if words in one.text}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("label", FORMS)
def test_every_form_of_a_name_is_a_label(label: str, way: str) -> None:
    shown = label.replace("**", "") if way == "starred" else label
    assert speakers_of(read(WAYS[way](talk(label, label, label)), "")) == {shown}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("label", [*FORMS, *ODD_FORMS])
def test_what_begins_like_a_label_is_never_of_whoever_spoke_before(label: str, times: int, way: str) -> None:
    transcript = read(WAYS[way](talk(*[label] * times)), "")
    assert not speakers_of(transcript) & {"Emil Ernst", "Otto Ohlsen"}
    assert speakers_of(transcript, "Guten Morgen.") in ({"Emil Ernst"}, {None})


@pytest.mark.parametrize("label", ODD_FORMS)
def test_an_unclear_label_is_named_once_with_its_line(label: str) -> None:
    transcript = read(lines(talk(label)), "")
    assert transcript.unclear_labels == (label,)
    assert [(one.line, dict(one.params)["count"]) for one in transcript.notices if one.code == "unclear-speakers"] == [
        (3, 1)
    ]


@pytest.mark.parametrize("opening", SENTENCES)
@pytest.mark.parametrize("way", ["txt", "time first"])
def test_a_sentence_with_a_colon_stays_with_whoever_says_it(opening: str, way: str) -> None:
    rows = [*talk("Lena Brandt", "Lena Brandt"), ("Emil Ernst", "Gut.")]
    said = read(WAYS[way](rows) + f"\n{opening}: wir warten bis Mai.\n14:30 Uhr: Ende.\n".encode(), "")
    assert {one.speaker for one in said.utterances if "Mai" in one.text or "Uhr" in one.text} == {"Emil Ernst"}
    assert said.unclear_labels == ()


def test_captions_that_change_without_a_name() -> None:
    rows = [("Emil Ernst", "Wir fangen an."), ("", "Es ist spät."), ("", f">> {HER_WORDS}"), ("", "Seit Montag.")] * 2
    transcript = read(captions(rows), "")
    assert speakers_of(transcript, "Es ist spät.") == {"Emil Ernst"}
    assert speakers_of(transcript) == speakers_of(transcript, "Seit Montag.") == {None}


def test_a_sentence_that_goes_on_in_the_next_line_of_a_caption() -> None:
    rows = [
        *talk(),
        ("Emil Ernst", "Ihr seht, wo sich das\nanschließt: wir bauen."),
        ("Otto Ohlsen", "Ja.\nina: nein."),
    ]
    transcript = read(captions(rows), "")
    assert speakers_of(transcript, "wir bauen") == {"Emil Ernst"}
    assert speakers_of(transcript, "nein") == {None}


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences_stand_for_nobody(text: str) -> None:
    assert not stands_for_somebody(text)


@pytest.mark.parametrize("text", [*FORMS, *ODD_FORMS])
def test_names_stand_for_somebody(text: str) -> None:
    assert stands_for_somebody(text)
    assert name_like(text) == (text in FORMS)


@pytest.mark.parametrize("text", ["Danke, Emil", "01.04.2026", "2026-04-01", "Lacht", "(Beifall)", "x" * 500, ""])
def test_what_is_no_name(text: str) -> None:
    assert not name_like(text)
