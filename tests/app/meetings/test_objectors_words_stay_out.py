"""What an objector says is stored nowhere, whatever her label looks like: in no row, no file of the home."""

from __future__ import annotations

import itertools

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as running
from hypothesis import strategies as st

from resonanz.app.meetings import engine, usecases
from resonanz.app.meetings.models import DraftLine, Meeting, Participant, StoredUtterance
from resonanz.app.meetings.name_matching import begins_words_in
from resonanz.app.meetings.speakers import guess
from resonanz.app.meetings.usecases import SpeakerAssignment, import_transcript, object_to, preview
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes import reading
from tests.app.meetings.data_bytes import words_in
from tests.app.meetings.sample_meeting import participant, prepared, who
from tests.core.minutes.test_reading_labels import FORMS, ODD_FORMS, WAYS, captions, lines, talk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("roster")]
TITLES = st.sampled_from(["", "Dr. ", "Prof. Dr. ", "Frau "])
REMARKS = st.sampled_from(
    [
        "",
        " (sie, ihr)",
        " (sie/ihr)",
        ", sie/ihr",
        " (Gast)",
        " (extern)",
        " (Stadtwerke, Bonn)",
        " | Stadtwerke",
        " [IT]",
    ]
)
NAMED = st.builds(
    lambda title, name, remark: f"{title}{name}{remark}",
    TITLES,
    st.sampled_from(["Ina Imhof", "Imhof, Ina", "INA IMHOF", "ina imhof", "Imhof Ina", "I. Imhof", "Ina", "imhof"]),
    REMARKS,
)
NUMBERS = st.from_regex(r"\A(\+49|0)[ ]?1[5-7][0-9][ /-]?[0-9]{5,8}\Z", fullmatch=True)
ADDRESSES = st.sampled_from(
    ["i.imhof@example.org", "ina_imhof", "Gast 3", "Anrufer 2", "(A)", "7", "ina aus bonn", "X"]
)
LABELS = NAMED | NUMBERS | ADDRESSES | st.sampled_from([*FORMS, *ODD_FORMS])


@pytest.fixture(autouse=True)
def real_reader(quick_engine: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read as in earnest."""
    monkeypatch.setattr(engine, "read_transcript", reading.read)


def assigned(meeting: Meeting, data: bytes, *, knowing: bool) -> dict[str, SpeakerAssignment]:
    """Emil and Otto as they are; every other label is Ina's if the owner knows that, else somebody new."""
    found = preview(meeting, data, "")
    keys = {one.called: one.pk for one in meeting.participants.select_related("person")}
    hers = SpeakerAssignment(keys["Ina Imhof"])
    chosen = dict.fromkeys(found.unclear, hers) if knowing else {}
    for label in found.speakers:
        known = SpeakerAssignment(keys[label]) if label in ("Emil Ernst", "Otto Ohlsen") else hers
        chosen[label] = known if knowing or known is not hers else SpeakerAssignment(name=label)
    return chosen


def outcome(data: bytes, word: str, *, objecting: bool, knowing: bool = True) -> tuple[str, bool, bool]:
    """The code with which the import was refused; whether the word is in a row; whether it is in a byte of the home."""
    meeting, refused = prepared("ina" if objecting else ""), ""
    try:
        import_transcript(meeting, who("emil"), data, "", assigned(meeting, data, knowing=knowing))
    except ResonanzError as error:
        refused = str(error.code)
    rows = [list(model.objects.values_list()) for model in (StoredUtterance, DraftLine, Participant, Meeting)]
    in_bytes = words_in(settings.HOME.path, [word])
    usecases.discard(meeting)
    return refused, word in str(rows), bool(in_bytes)


NUMBERED = itertools.count()
MANY = running(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@MANY
@given(labels=st.lists(LABELS, min_size=1, max_size=3), way=st.sampled_from(sorted(WAYS)), knowing=st.booleans())
def test_her_words_are_stored_nowhere_whatever_her_label_is(labels: list[str], way: str, knowing: bool) -> None:
    word = f"Reha{next(NUMBERED)}x"
    data = WAYS[way](talk(*labels, words=f"Ich bin seit Montag in der {word}."))
    _, *stored = outcome(data, word, objecting=True, knowing=knowing)
    assert stored == [False, False]
    refused, *stored = outcome(data, word, objecting=False)
    assert (refused, stored) == ("", [True, True])


@pytest.mark.parametrize("way", ["vtt", "txt"])
@pytest.mark.parametrize("label", ["Imhof, Ina", "+49 170 1234567", "Ina Imhof (sie, ihr)", "ina aus bonn"])
def test_everybody_elses_words_are_stored(label: str, way: str) -> None:
    data = WAYS[way](talk(label, label))
    assert outcome(data, "Morgen", objecting=True) == ("", True, True)
    assert outcome(data, "Reha", objecting=True) == ("", False, False)


def test_an_objector_whom_no_label_leads_to_stops_the_import_until_it_is_said_that_she_was_silent() -> None:
    meeting = prepared("ina")
    data = lines(talk())
    assignment = assigned(meeting, data, knowing=True)
    with pytest.raises(ResonanzError, match="objector-without-turn") as refusal:
        import_transcript(meeting, who("emil"), data, "", assignment)
    assert refusal.value.params == {"names": "Ina Imhof"}
    assert not StoredUtterance.objects.exists()
    silent = {participant(meeting, "ina").pk}
    import_transcript(meeting, who("emil"), data, "", assignment, silent=silent)
    assert StoredUtterance.objects.count() == len(talk())


def test_her_label_for_somebody_else_stops_the_import() -> None:
    meeting = prepared("ina")
    data = lines([*talk("Imhof, Ina (Stadtwerke)"), ("Gast", "Hallo.")])
    assignment = assigned(meeting, data, knowing=True)
    wrong = {**assignment, "Imhof, Ina (Stadtwerke)": SpeakerAssignment(name="A visitor"), "Gast": assignment["Gast"]}
    with pytest.raises(ResonanzError, match="objector-assigned-elsewhere"):
        import_transcript(meeting, who("emil"), data, "", wrong)
    import_transcript(meeting, who("emil"), data, "", assignment)


@pytest.mark.parametrize("name", ["Ina Imhof", "Imhof, Ina", "INA IMHOF", "Dr. Ina Imhof", "Ina", "Frau Imhof"])
def test_her_name_before_a_colon_among_the_words_of_others_stops_the_import(name: str) -> None:
    meeting = prepared("ina")
    rows = [*talk("Ina Imhof"), ("Otto Ohlsen", f"Gut. {name}: Ich bin in der Reha.")]
    data = captions(rows, "<v {}>{}</v>")
    with pytest.raises(ResonanzError, match="objector-named") as refusal:
        import_transcript(meeting, who("emil"), data, "", assigned(meeting, data, knowing=True))
    assert refusal.value.params == {"name": "Ina Imhof", "line": 25}
    assert not StoredUtterance.objects.exists()
    kept = captions([(who_speaks, words.replace(":", ",")) for who_speaks, words in rows], "<v {}>{}</v>")
    import_transcript(meeting, who("emil"), kept, "", assigned(meeting, kept, knowing=True))


def test_a_later_objection_takes_what_follows_her_name_in_the_words_of_others() -> None:
    meeting = prepared()
    rows = [*talk("Ina Imhof"), ("Otto Ohlsen", "Gut. Ina Imhof: Ich bin in der Reha. Bis Mai."), ("Emil Ernst", "Ja.")]
    data = captions(rows, "<v {}>{}</v>")
    import_transcript(meeting, who("emil"), data, "", assigned(meeting, data, knowing=True))
    assert meeting.utterances.filter(text="Bis Mai.").exists()
    object_to(meeting, who("ina"))
    texts = list(meeting.utterances.values_list("text", flat=True))
    assert texts[-2:] == ["Gut.", "Ja."]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Jürgen Müller", "Danke. JUERGEN MUELLER: Ich gehe."),
        ("Jürgen Müller", "Müller, Jürgen (extern): Ich gehe."),
        ("Jürgen Müller", "Jürgen Müller, Stadtwerke: Ich gehe."),
        ("Jürgen Müller", "Prof. Dr. Müller: Ich gehe."),
        ("Jürgen Müller", "und dann Jürgen Müller Ich gehe."),
        ("Jürgen Müller", "Jürgen Müller – ich gehe."),
        ("Jürgen Müller", "Jürgen Müller"),
        ("Jürgen Müller", "[Jürgen Müller [IT]] Ich gehe."),
        ("Jürgen Müller", "(Müller, Jürgen) Ich gehe."),
        ("Anna-Lena von Groß", "Anna Lena von Gross: Ja."),
        ("Gerda", "Gut, Gerda: ich gehe."),
    ],
)
def test_a_name_that_stands_like_a_label(name: str, text: str) -> None:
    assert begins_words_in(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Jürgen Müller", "Das macht Jürgen Müller bis Freitag."),
        ("Jürgen Müller", "Müller kommt um 14:30."),
        ("Jürgen Müller", "Frag Jürgen. Mein Punkt: wir warten."),
        ("Anna von Groß", "Ein Wort von: niemandem."),
        ("Will May", "Will Tom do it? May I ask: when?"),
        ("", "Ja: gut."),
    ],
)
def test_a_name_that_is_only_said(name: str, text: str) -> None:
    assert not begins_words_in(name, text)


@pytest.mark.parametrize("label", ["Dr. Ina Imhof", "i.imhof@example.org", "I. Imhof", "Imhof, Ina, Stadtwerke", "INA"])
def test_every_form_of_her_name_is_proposed_to_her(label: str) -> None:
    found = guess(label, list(prepared().participants.select_related("person")))
    assert found is not None
    assert str(found) == "Ina Imhof"
