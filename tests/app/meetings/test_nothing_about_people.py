"""No speaking shares, no scores, no tone, no voice: neither a column nor an answer that could hold one."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator
from typing import Any, get_type_hints

import pytest
from django.apps import apps
from django.db import models

from resonanz.app.meetings import queries, usecases
from resonanz.app.meetings.models import Meeting, Participant
from tests.app.meetings.sample_meeting import WORDS, drafted, in_review, line, prepared, who

NUMBERS = (models.IntegerField, models.FloatField, models.DecimalField, models.DurationField)
FIELDS = {
    "Meeting": "id title held_on owner purpose retention_days keep_months agreed language state prepared_on "
    "imported_on delete_transcript_on review_until released_on struck notices",
    "Participant": "id meeting person name objected position",
    "StoredUtterance": "id meeting_id number participant_id start end text",
    "DraftLine": "id kind position text wording owner_name due due_certain phrase meeting_id owner_id evidence sure "
    "state",
    "Line": "id kind position text wording owner_name due due_certain phrase meeting owner",
}
ABOUT_PEOPLE = re.compile(
    r"share|talk|spoke|speaking|minutes_of|seconds_of|words|turns|count|score|tone|mood|sentiment|emotion|voice|pitch"
    r"|rank|compare|interrupt|silence|attend"
)


def room_models() -> list[type[models.Model]]:
    """The tables of the room, in both files."""
    return [model for label in ("meetings", "transcripts") for model in apps.get_app_config(label).get_models()]


def test_the_tables_hold_what_is_written_here_and_nothing_else() -> None:
    """A new column has to be argued for in this test."""
    found = {model.__name__: " ".join(field.name for field in model._meta.concrete_fields) for model in room_models()}
    assert found == FIELDS


def test_no_table_of_participants_counts_anything() -> None:
    numeric = [
        field.name
        for field in Participant._meta.concrete_fields
        if isinstance(field, NUMBERS) and not field.primary_key and not field.is_relation
    ]
    assert numeric == ["position"], "in which order the owner named them; keys are random"
    assert [field.name for field in Meeting._meta.concrete_fields if isinstance(field, models.FloatField)] == []
    assert not any(isinstance(field, models.BinaryField | models.FileField) for field in all_fields())


def all_fields() -> Iterator[Any]:
    for model in room_models():
        yield from model._meta.concrete_fields


def answers() -> list[type]:
    """Every dataclass that a page gets from this room."""
    found = [
        kind
        for module in (queries, usecases)
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if dataclasses.is_dataclass(kind) and kind.__module__.startswith("resonanz.app.meetings")
    ]
    return list(dict.fromkeys(found))


def test_no_answer_counts_what_somebody_said() -> None:
    names = {f"{kind.__name__}.{field.name}" for kind in answers() for field in dataclasses.fields(kind)}
    assert {
        "Reading.participants",
        "TranscriptPreview.speakers",
        "SpeakerAssignment.name",
        "EvidenceUtterance.start",
    } <= names
    assert [name for name in sorted(names) if ABOUT_PEOPLE.search(name.split(".")[1])] == []
    numeric = {
        f"{kind.__name__}.{name}"
        for kind in answers()
        for name, hint in get_type_hints(kind).items()
        if hint in (int, float) or set(getattr(hint, "__args__", ())) & {int, float}
    }
    # The length of the recording; the place and time of one shown utterance; the key of a participant in a form.
    assert numeric == {
        "TranscriptPreview.seconds",
        "EvidenceUtterance.number",
        "EvidenceUtterance.start",
        "EvidenceUtterance.end",
        "SpeakerAssignment.participant",
    }


def test_no_function_is_named_after_a_measure_of_people() -> None:
    names = [
        name
        for module in (queries, usecases)
        for name, thing in inspect.getmembers(module, inspect.isfunction)
        if thing.__module__.startswith("resonanz.app.meetings") and ABOUT_PEOPLE.search(name)
    ]
    assert names == []
    assert ABOUT_PEOPLE.search("talk_share_of")


@pytest.mark.django_db
@pytest.mark.usefixtures("roster")
def test_who_talks_much_looks_like_who_talks_little() -> None:
    """The same meeting with one person's turns multiplied gives every reader the same but for the words shown."""
    found = []
    for words in (WORDS, WORDS + "Otto Ohlsen: and on and on\n" * 50):
        meeting = drafted(words=words)
        preview = usecases.preview(prepared(objecting="gerda"), words.encode(), "talk.txt")
        draft = queries.draft_of(who("emil"), meeting.pk)
        assert draft is not None
        lines = [(kind, [one.text for one in lines]) for kind, lines in draft.items()]
        people = [(one.called, one.objected) for one in meeting.participants.select_related("person")]
        found.append((lines, people, list(preview.speakers.items()), preview.seconds))
    assert found[0] == found[1]


@pytest.mark.django_db
@pytest.mark.usefixtures("roster")
def test_evidence_never_adds_up_to_the_transcript_of_a_person() -> None:
    """A reader who opens every line still misses what nobody cites."""
    meeting = in_review()
    seen = {one.text for each in meeting.draft_lines.all() for one in queries.evidence_of(who("ina"), each)}
    everything = set(meeting.utterances.values_list("text", flat=True))
    meeting.draft_lines.exclude(pk=line(meeting, "xylophone").pk).delete()
    fewer = {one.text for each in meeting.draft_lines.all() for one in queries.evidence_of(who("ina"), each)}
    assert fewer < seen <= everything
    assert len(fewer) == 2
