"""The import: looked at without a trace, every label assigned, objectors' turns dropped before anything is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from resonanz.app.meetings import engine, usecases
from resonanz.app.meetings.models import DraftLine, LineState, LineWording, Meeting, Participant, StoredUtterance
from resonanz.app.meetings.speakers import guess
from resonanz.app.meetings.states import MeetingState
from resonanz.app.meetings.usecases import SpeakerAssignment, import_transcript, object_to, preview
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes import reading
from resonanz.core.minutes.model import LineKind, Minutes, MinutesNotice, Transcript
from resonanz.core.minutes.notices import NoticeCode
from tests.app.meetings import fake_engine
from tests.app.meetings.sample_meeting import MARKERS, WORDS, drafted, everybody, line, participant, prepared, who

real_language_of = engine.language_of  # before the fixture puts another in its place
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("roster")]
ONE_LABEL = "\n".join(f"Room 4:{row.partition(':')[2]}" for row in WORDS.splitlines())
NO_LABEL = ONE_LABEL.replace("Room 4", "")


def stored_words() -> str:
    """Everything that could hold words, in one text."""
    rows = chain(
        StoredUtterance.objects.values_list("text", flat=True),
        DraftLine.objects.values_list("text", "phrase", "owner_name"),
        Participant.objects.values_list("name", flat=True),
        Meeting.objects.values_list("notices", "title"),
    )
    return " ".join(map(str, rows))


def test_a_preview_guesses_the_speakers_and_writes_nothing() -> None:
    meeting = prepared()
    with CaptureQueriesContext(connection) as asked:
        found = preview(meeting, WORDS.encode(), "talk.vtt")
    assert [query["sql"].split()[0] for query in asked.captured_queries] == ["SELECT"]
    assert [(label, str(guessed)) for label, guessed in found.speakers.items()] == [
        (name, name) for name in ("Emil Ernst", "Ina Imhof", "Otto Ohlsen", "Gerda")
    ]
    assert (found.seconds is not None, found.language, found.mixed) == (True, "de", False)
    assert [notice.code for notice in found.notices] == ["broken-line", "times-overlap", "no-times"]
    assert found.problem is None
    assert preview(meeting, WORDS.encode(), "talk.txt").seconds is None


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("ina imhof", "Ina Imhof"),
        ("Imhof, Ina", "Ina Imhof"),
        ("Ina", "Ina Imhof"),
        ("Imhof (Gast)", "Ina Imhof"),
        ("Ina Imhof [IT]", "Ina Imhof"),
        ("GERDA", "Gerda"),
        ("Speaker 1", None),
        ("Ina Ohlsen", None),
        ("(IT)", None),
        ("", None),
    ],
)
def test_a_label_is_matched_by_its_words(label: str, wanted: str | None) -> None:
    found = guess(label, list(prepared().participants.select_related("person")))
    assert (found and str(found)) == wanted


def test_two_of_the_same_name_are_not_guessed() -> None:
    meeting = prepared()
    Participant.objects.create(meeting=meeting, name="Ina Weber")
    people = list(meeting.participants.select_related("person"))
    assert guess("Ina", people) is None
    assert str(guess("Ina Weber", people)) == "Ina Weber"


def test_the_import_stores_words_and_suggestions() -> None:
    meeting = drafted()
    assert (meeting.state, meeting.language, meeting.imported_on) == (MeetingState.DRAFT, "de", today())
    assert meeting.delete_transcript_on == today() + timedelta(days=14)
    names = {one.pk: one.called for one in meeting.participants.all()}
    assert [(one.number, names[one.participant_id or 0]) for one in meeting.utterances[:2]] == [
        (1, "Emil Ernst"),
        (2, "Ina Imhof"),
    ]
    assert meeting.utterances.count() == 10
    assert {one.state for one in meeting.draft_lines.all()} == {LineState.SUGGESTED}
    assert {one.wording for one in meeting.draft_lines.all()} == {LineWording.SAID}
    assert line(meeting, "zeppelin").evidence == [3, 4]
    kinds = list(meeting.draft_lines.values_list("kind", flat=True))
    assert [kinds.count(kind.value) for kind in LineKind] == [2, 1, 3, 1, 1, 1]


def test_tasks_get_their_owner_and_their_day() -> None:
    meeting = drafted()
    paint, phone, said = (line(meeting, word) for word in ("paint next week TASK", "phone", "flamingo"))
    task = meeting.draft_lines.get(kind=LineKind.TASK, text__contains="paint")
    assert paint.text == task.text
    assert (str(task.owner), task.phrase, task.due_certain) == ("Ina Imhof", "next week", False)
    assert task.due == today() + timedelta(days=7)
    assert (phone.owner, phone.owner_name, phone.due) == (None, "the caretaker", None)
    assert (str(said.owner), said.owner_name) == ("Ina Imhof", "")


def test_notices_are_kept_without_words() -> None:
    assert drafted().notices == [
        {"code": "broken-line", "line": 7, "params": {}},
        {"code": "times-overlap", "line": 2, "params": {"count": 2, "lines": "2, 5"}},
    ]


def noticed(monkeypatch: pytest.MonkeyPatch, *notices: MinutesNotice) -> object:
    """What a meeting keeps of these notices."""

    def found(transcript: Transcript, language: str | None, held_on: date) -> Minutes:
        return replace(fake_engine.make(transcript, language, held_on), notices=notices)

    monkeypatch.setattr(engine, "make_minutes", found)
    return drafted().notices


def test_what_the_reader_and_the_engine_wrote_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    read = (
        *reading.read("Ina: süß\n".encode("cp1252"), "talk.vtt").notices,
        *reading.read("Ina: sweet\nOtto: sour\n".encode("utf-16-be"), "talk.txt").notices,
    )
    given = (
        *read,
        MinutesNotice(NoticeCode.OTHER_LANGUAGE, None, (("found", "en"),)),
        MinutesNotice(NoticeCode.NO_END, 3, (("lines", "1, 4, …"),)),
    )
    assert {name for notice in given for name, _ in notice.params} == {"encoding", "found", "lines"}
    kept = [{"code": one.code, "line": one.line, "params": dict(one.params)} for one in given]
    assert noticed(monkeypatch, *given) == kept


@pytest.mark.parametrize("name", ["lines", "found", "encoding", "name"])
def test_a_word_of_the_file_is_not_kept_under_any_name(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    texts = ("Gerda", "de Gerda", "3, Gerda", "vtt\nGerda")
    said = [MinutesNotice(NoticeCode.OTHER_FORM, 2, ((name, text),)) for text in texts]
    kept = noticed(monkeypatch, *said, MinutesNotice(NoticeCode.NO_TIMES))
    assert kept == [{"code": "no-times", "line": None, "params": {}}]


def suggested(monkeypatch: pytest.MonkeyPatch, *, check_in: bool) -> list[tuple[str, str]]:
    """Kind and text of what is stored of decisions of which the second is sure, and of a check-in."""

    def found(transcript: Transcript, language: str | None, held_on: date) -> Minutes:
        made = fake_engine.make(transcript, language, held_on)
        first = made.decisions[0]
        assert made.check_in is not None
        decisions = tuple(replace(first, text=text, sure=text == "sure") for text in ("perhaps", "sure", "hardly"))
        return replace(made, decisions=decisions, check_in=replace(made.check_in, sure=check_in))

    monkeypatch.setattr(engine, "make_minutes", found)
    kinds = ("decision", "check_in")
    return list(drafted().draft_lines.filter(kind__in=kinds).order_by("position").values_list("kind", "text"))


def test_the_sure_ones_of_a_kind_stand_first(monkeypatch: pytest.MonkeyPatch) -> None:
    found = suggested(monkeypatch, check_in=True)
    assert [text for kind, text in found if kind == "decision"] == ["sure", "perhaps", "hardly"]


def test_a_check_in_is_suggested_only_where_it_is_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [kind for kind, _ in suggested(monkeypatch, check_in=True)].count("check_in") == 1
    assert [kind for kind, _ in suggested(monkeypatch, check_in=False)].count("check_in") == 0


def test_every_label_must_be_assigned() -> None:
    meeting = prepared()
    assignment = everybody(meeting)
    missing = {label: who for label, who in assignment.items() if label != "Gerda"}
    for wrong in (
        missing,
        assignment | {"Gerda": SpeakerAssignment()},
        assignment | {"Gerda": SpeakerAssignment(name="  ")},
    ):
        with pytest.raises(ResonanzError, match="speaker-unassigned") as caught:
            import_transcript(meeting, who("emil"), WORDS.encode(), "talk.vtt", wrong)
        assert caught.value.params == {"label": "Gerda"}
    other = Participant.objects.create(meeting=prepared(objecting="otto"), name="Elsewhere")
    with pytest.raises(ResonanzError, match="participant-unknown"):
        import_transcript(
            meeting, who("emil"), WORDS.encode(), "talk.vtt", assignment | {"Gerda": SpeakerAssignment(other.pk)}
        )
    assert not StoredUtterance.objects.exists()
    assert import_transcript(meeting, who("emil"), WORDS.encode(), "talk.vtt", assignment).state == MeetingState.DRAFT


def test_a_new_name_stays_in_this_meeting() -> None:
    meeting = prepared()
    assignment = everybody(meeting) | {
        "Gerda": SpeakerAssignment(name="Gerda  Gast"),
        "Otto Ohlsen": SpeakerAssignment(name="Gerda Gast"),
    }
    import_transcript(meeting, who("emil"), WORDS.encode(), "talk.vtt", assignment)
    added = meeting.participants.get(name="Gerda Gast")
    assert added.person is None
    assert set(meeting.utterances.filter(participant_id=added.pk).values_list("number", flat=True)) == {4, 6, 8, 9}


def test_only_the_owner_brings_words_in() -> None:
    meeting = prepared()
    for name in ("ina", "vera", "lena"):
        with pytest.raises(ResonanzError, match="not-the-owner"):
            import_transcript(meeting, who(name), WORDS.encode(), "talk.vtt", everybody(meeting))
    with pytest.raises(ResonanzError, match="language-unknown"):
        import_transcript(meeting, who("emil"), WORDS.encode(), "talk.vtt", everybody(meeting), language="fr")
    taken = import_transcript(meeting, who("emil"), WORDS.encode(), "talk.vtt", everybody(meeting), language="en")
    assert taken.language == "en"


@pytest.mark.parametrize("objecting", ["ina", "gerda"])
def test_turns_of_objectors_reach_neither_engine_nor_table(monkeypatch: pytest.MonkeyPatch, objecting: str) -> None:
    seen: list[Transcript] = []

    def watched(transcript: Transcript, *arguments: object) -> Minutes:
        seen.append(transcript)
        return fake_engine.make(transcript, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "make_minutes", watched)
    meeting = drafted(objecting)
    label = {"ina": "Ina Imhof", "gerda": "Gerda"}[objecting]
    hers = [row.split()[-1] for row in WORDS.splitlines() if row.startswith(label)]
    others = set(MARKERS) - set(hers)
    heard = " ".join(said.text for said in seen[0].utterances)
    for text in (heard, stored_words()):
        assert [word for word in hers if word in text] == []
    assert [word for word in others if word not in heard] == []
    assert [word for word in others if word not in stored_words()] == []
    assert label not in seen[0].speakers
    assert meeting.draft_lines.exists()


def test_an_objection_made_at_the_import_counts_for_all_her_labels() -> None:
    meeting = prepared()
    otto = participant(meeting, "otto").pk
    assignment = everybody(meeting) | {
        "Otto Ohlsen": SpeakerAssignment(otto, objects=True),
        "Gerda": SpeakerAssignment(otto),
    }
    import_transcript(meeting, who("emil"), WORDS.encode(), "talk.vtt", assignment)
    assert participant(meeting, "otto").objected
    for word in ("zeppelin", "mulligan", "flamingo", "rhubarb"):
        assert word not in stored_words()


def test_a_label_that_only_objects_leaves_no_name_behind() -> None:
    meeting = prepared()
    meeting.participants.get(name="Gerda").delete()
    assignment = everybody(meeting) | {"Gerda": SpeakerAssignment(objects=True)}
    import_transcript(meeting, who("emil"), WORDS.encode(), "talk.vtt", assignment)
    assert "Gerda" not in stored_words()
    assert "rhubarb" not in stored_words()
    assert "zeppelin" in stored_words()


@pytest.mark.parametrize("words", [ONE_LABEL, NO_LABEL], ids=["one label", "no label"])
def test_turns_that_cannot_be_told_apart_are_refused_after_an_objection(words: str) -> None:
    meeting = prepared(objecting="ina")
    assert preview(meeting, words.encode(), "talk.vtt").problem == "turns-not-separable"
    for assignment in ({}, {"Room 4": SpeakerAssignment(participant(meeting, "otto").pk)}):
        with pytest.raises(ResonanzError, match="turns-not-separable"):
            import_transcript(meeting, who("emil"), words.encode(), "talk.vtt", assignment)
    assert not StoredUtterance.objects.exists()
    assert not DraftLine.objects.exists()


@pytest.mark.parametrize("words", [ONE_LABEL, NO_LABEL], ids=["one label", "no label"])
def test_without_objections_such_a_file_has_words_of_nobody(words: str) -> None:
    meeting = prepared()
    found = preview(meeting, words.encode(), "talk.vtt")
    assert (found.speakers, found.problem) == ({}, None)
    import_transcript(meeting, who("emil"), words.encode(), "talk.vtt", {})
    assert {one.participant_id for one in meeting.utterances.all()} == {None}
    assert "Room 4" not in stored_words()


def test_turns_without_a_name_go_once_somebody_objected() -> None:
    words = f"{WORDS}: whose is this SUM obelisk\n"
    assert "obelisk" in " ".join(drafted(words=words).draft_lines.values_list("text", flat=True))
    usecases.discard(Meeting.objects.get())
    drafted("ina", words=words)
    assert "obelisk" not in stored_words()
    assert "zeppelin" in stored_words()


def test_a_file_of_objectors_alone_is_refused() -> None:
    meeting = prepared(objecting="ina")
    assignment = {
        "Ina": SpeakerAssignment(participant(meeting, "ina").pk),
        "Ina 2": SpeakerAssignment(participant(meeting, "ina").pk),
    }
    with pytest.raises(ResonanzError, match="nothing-left"):
        import_transcript(meeting, who("emil"), b"Ina: a b\nIna 2: c d", "talk.vtt", assignment)


def test_an_objection_in_the_middle_of_the_import_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = prepared()

    def slow(transcript: Transcript, *arguments: object) -> Minutes:
        object_to(Meeting.objects.get(), who("ina"))
        return fake_engine.make(transcript, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "make_minutes", slow)
    with pytest.raises(ResonanzError, match="participants-changed"):
        import_transcript(meeting, who("emil"), WORDS.encode(), "talk.vtt", everybody(meeting))
    assert not StoredUtterance.objects.exists()


def test_an_engine_that_fails_leaves_the_meeting_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = prepared()
    with pytest.raises(ResonanzError, match="empty-file"):
        import_transcript(meeting, who("emil"), b"", "talk.vtt", {})
    assert Meeting.objects.get().state == MeetingState.PREPARED


VOICES = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Emil Ernst>We take the hall. Everybody agreed, zeppelin.</v>

00:00:05.000 --> 00:00:08.000
<v Ina Imhof>I would rather not, quagmire.</v>

00:00:09.000 --> 00:00:12.000
<v Otto Ohlsen>Good, next point, flamingo.</v>
"""


def test_the_real_reader_tells_the_turns_of_an_objector_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "read_transcript", reading.read)
    monkeypatch.setattr(engine, "language_of", real_language_of)
    meeting = prepared(objecting="ina")
    found = preview(meeting, VOICES.encode(), "talk.vtt")
    assert [str(guessed) for guessed in found.speakers.values()] == ["Emil Ernst", "Ina Imhof", "Otto Ohlsen"]
    assert (found.language, found.mixed, found.seconds is not None, found.problem) == ("en", False, True, None)
    import_transcript(meeting, who("emil"), VOICES.encode(), "talk.vtt", everybody(meeting))
    assert "quagmire" not in stored_words()
    assert "rather" not in stored_words()
    for word in ("zeppelin", "flamingo"):
        assert word in stored_words()
