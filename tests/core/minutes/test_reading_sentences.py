"""Turns and sentences: where they end, and what becomes of talk without marks."""

from __future__ import annotations

import pytest

from resonanz.core.minutes.reading import read
from resonanz.core.minutes.reading.sentences import splits


def sentences(text: str) -> list[str]:
    """The text cut at its sentences."""
    words = text.split()
    ends = splits(words)
    return [" ".join(words[begin:end]) for begin, end in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Wir treffen uns am 15. April in Halle 3.", "Dann sehen wir weiter."],
        ["Das gilt z. B. für Nr. 7 bzw. Dr. Lang.", "Ja?", "Gut."],
        ["Das gilt z.B. ab 9.30 Uhr, d.h. früh.", "Ok."],
        ["Er kommt am 3. Wir warten."],
        ["Der 3. Punkt ist klar.", "Der 4. nicht."],
        ["Mr. Smith and Dr. J. Lang came at 10 a.m. on Monday.", "We waited."],
        ["No. We can't.", "Use e.g. No. 5 for that."],
        ["Frag Jan. Er weiß es."],
        ["Really?", "Yes!", "No way…", "Then what?"],
        ["Und dann … na ja … mal sehen.", "Gut."],
        ['Sie sagte "Nein." und ging.', "So war das."],
        ["Das kostet 3.500 Euro.", "Zu viel."],
        ["Die Frist war 2024.", "Jetzt nicht mehr."],
        ["ok.", "ja.", "das machen wir."],
    ],
)
def test_sentence_ends(parts: list[str]) -> None:
    expected = [piece for part in parts for piece in KNOWN_PAIRS.get(part, [part])]
    assert sentences(" ".join(parts)) == expected


KNOWN_PAIRS = {
    "Er kommt am 3. Wir warten.": ["Er kommt am 3.", "Wir warten."],
    "No. We can't.": ["No.", "We can't."],
    "Frag Jan. Er weiß es.": ["Frag Jan.", "Er weiß es."],
}


def captions(cues: list[tuple[float, float, str, str]]) -> bytes:
    """A file of Teams."""
    blocks = [f"00:{a:06.3f} --> 00:{b:06.3f}\n<v {who}>{text}</v>" for a, b, who, text in cues]
    return ("WEBVTT\n\n" + "\n\n".join(blocks) + "\n").encode()


def test_a_sentence_runs_over_captions_of_one_person() -> None:
    cues = [(1.0, 2.0, "Ana", "We will"), (3.9, 5.0, "Ana", "do it. Then"), (5.0, 6.0, "Ana", "we go.")]
    said = read(captions(cues), "").utterances
    assert [(one.text, one.start) for one in said] == [("We will do it.", 1.0), ("Then we go.", 4.633)]


def test_a_long_silence_or_another_person_ends_a_turn() -> None:
    apart = [(1.0, 2.0, "Ana", "We will"), (4.1, 5.0, "Ana", "do it.")]
    other = [(1.0, 2.0, "Ana", "We will"), (2.0, 2.5, "Bo", "Yes."), (2.5, 5.0, "Ana", "do it.")]
    assert [one.text for one in read(captions(apart), "").utterances] == ["We will", "do it."]
    assert [one.text for one in read(captions(other), "").utterances] == ["We will", "Yes.", "do it."]


def test_talk_without_marks_stays_in_its_captions() -> None:
    cues = [(float(n), n + 0.9, "Ana", f"and so we go to place {n}") for n in range(5)]
    said = read(captions(cues), "").utterances
    assert [one.text for one in said] == [text for _, _, _, text in cues]
    assert [one.start for one in said] == [0.0, 1.0, 2.0, 3.0, 4.0]


def test_very_long_talk_is_cut_at_captions_or_before_a_conjunction() -> None:
    by_captions = [(float(n), n + 0.9, "Ana", " ".join(["word"] * 15)) for n in range(6)]
    by_captions.append((6.0, 6.9, "Ana", "the end."))
    assert [len(one.text.split()) for one in read(captions(by_captions), "").utterances] == [60, 32]
    alone = " ".join(["word"] * 37 + ["and"] + ["word"] * 62)
    said = read(captions([(1.0, 50.0, "Ana", alone)]), "").utterances
    assert said[1].text.startswith("and ")
    assert all(len(one.text.split()) <= 60 for one in said)


def test_overlapping_talk_is_in_order_of_time() -> None:
    cues = [(1.0, 9.0, "Ana", "One two. Three four."), (2.0, 3.0, "Bo", "Yes.")]
    said = read(captions(cues), "").utterances
    assert [(one.id, one.text) for one in said] == [("1", "One two."), ("2", "Yes."), ("3", "Three four.")]
