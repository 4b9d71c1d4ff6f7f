"""The draft: suggestions count once accepted, what is reworded is marked, what is dropped is gone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from resonanz.app.meetings.models import DraftLine, LineState, LineWording
from resonanz.app.meetings.usecases import accept, accept_all, add, drop, edit
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes.model import LineKind
from tests.app.meetings.sample_meeting import TASK, drafted, in_review, line, participant, prepared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("roster")]


def test_accepting_twice_is_accepting_once() -> None:
    suggestion = line(drafted(), "zeppelin")
    for _ in range(2):
        accept(suggestion)
    stored = DraftLine.objects.get(pk=suggestion.pk)
    assert (stored.state, stored.wording) == (LineState.ACCEPTED, LineWording.SAID)
    assert DraftLine.objects.filter(state=LineState.ACCEPTED).count() == 1


def test_accepting_a_kind_leaves_the_others() -> None:
    meeting = drafted()
    accept_all(meeting, TASK)
    assert {one.kind for one in meeting.draft_lines.filter(state=LineState.ACCEPTED)} == {"task"}
    assert meeting.draft_lines.filter(state=LineState.ACCEPTED).count() == 3


def test_another_text_is_the_owners_wording_and_keeps_its_evidence() -> None:
    meeting = drafted()
    due = today() + timedelta(days=3)
    edited = edit(line(meeting, "flamingo"), " Otto phones. ", participant(meeting, "otto"), due)
    stored = DraftLine.objects.get(pk=edited.pk)
    assert (stored.text, stored.wording, stored.state) == ("Otto phones.", LineWording.OWNER, LineState.ACCEPTED)
    assert (str(stored.owner), stored.owner_name, stored.due, stored.due_certain) == ("Otto Ohlsen", "", due, True)
    assert stored.evidence == [8]


def test_another_owner_or_day_leaves_the_words_as_said() -> None:
    meeting = drafted()
    task = meeting.draft_lines.get(kind="task", text__contains="paint")
    edit(task, task.text, "the  caretaker", task.due)
    stored = DraftLine.objects.get(pk=task.pk)
    assert (stored.wording, stored.owner, stored.owner_name) == (LineWording.SAID, None, "the caretaker")
    assert (stored.due_certain, stored.phrase) == (False, "next week")
    edit(task, task.text, None, None)
    stored = DraftLine.objects.get(pk=task.pk)
    assert (stored.owner_name, stored.due, stored.due_certain, stored.phrase) == ("", None, True, "next week")


def test_wrong_words_and_foreign_owners_are_refused() -> None:
    meeting, other = drafted(), prepared(objecting="otto")
    task = line(meeting, "flamingo")
    for text, code in (("  ", "text-missing"), ("x" * 2001, "text-too-long")):
        with pytest.raises(ResonanzError, match=code):
            edit(task, text)
        with pytest.raises(ResonanzError, match=code):
            add(meeting, TASK, text)
    with pytest.raises(ResonanzError, match="participant-unknown"):
        edit(task, "x", participant(other, "otto"))
    with pytest.raises(ResonanzError, match="participant-unknown"):
        add(meeting, TASK, "x", participant(other, "otto"))
    assert DraftLine.objects.get(pk=task.pk).text == "you do it TASK flamingo"
    assert edit(task, "x", participant(meeting, "otto")).text == "x"


def test_a_line_of_ones_own_counts_and_cites_nothing() -> None:
    meeting = drafted()
    added = add(meeting, LineKind.WIN, "Thanks to Otto", None)
    assert (added.state, added.wording, added.evidence) == (LineState.ACCEPTED, LineWording.OWNER, [])
    assert added.position == max(meeting.draft_lines.values_list("position", flat=True))


def test_a_dropped_line_is_gone_and_a_second_click_does_nothing() -> None:
    meeting = drafted()
    first, same = line(meeting, "rhubarb"), line(meeting, "rhubarb")
    drop(first)
    drop(same)
    assert not meeting.draft_lines.filter(text__contains="rhubarb").exists()
    with pytest.raises(ResonanzError, match="line-gone"):
        accept(same)
    with pytest.raises(ResonanzError, match="line-gone"):
        edit(same, "back again")
    assert not meeting.draft_lines.filter(text__contains="back again").exists()


def test_while_participants_look_the_owner_may_only_drop() -> None:
    meeting = in_review()
    shown = line(meeting, "zeppelin")
    for call in (
        lambda: accept(shown),
        lambda: edit(shown, "something else"),
        lambda: add(meeting, TASK, "one more"),
        lambda: accept_all(meeting, TASK),
    ):
        with pytest.raises(ResonanzError, match="meeting-move-illegal"):
            call()
    assert line(meeting, "zeppelin").text == "then we take the hall DEC zeppelin"
    drop(shown)
    assert not meeting.draft_lines.filter(text__contains="zeppelin").exists()
    assert meeting.struck == 0
