"""The review: accepted lines only, anybody who took part may strike, an objection reaches everything she said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from resonanz.app.meetings import usecases
from resonanz.app.meetings.models import DraftLine, LineState, LineWording, Meeting, StoredUtterance
from resonanz.app.meetings.states import MeetingState
from resonanz.app.meetings.usecases import Attendee, falls_with, forget, invite, object_to, strike, withdraw
from resonanz.app.people.models import Person
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes.model import LineKind
from tests.app.meetings.sample_meeting import (
    TASK,
    drafted,
    in_review,
    later,
    line,
    participant,
    prepared,
    released,
    who,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("roster")]


def texts(meeting: Meeting) -> str:
    """Every line and utterance of a meeting."""
    lines = meeting.draft_lines.values_list("text", flat=True)
    return "\n".join([*lines, *meeting.utterances.values_list("text", flat=True)])


def test_undecided_suggestions_are_deleted_at_the_invitation() -> None:
    meeting = in_review(days=3)
    assert (meeting.state, (meeting.review_until or today()) - today()) == (MeetingState.REVIEW, timedelta(days=3))
    assert set(meeting.draft_lines.values_list("state", flat=True)) == {LineState.ACCEPTED}
    assert not meeting.draft_lines.filter(kind=LineKind.QUESTION.value).exists()
    assert meeting.draft_lines.count() == 8


@pytest.mark.parametrize("days", [0, 4, 8, -1])
def test_only_offered_spans_can_be_chosen(days: int) -> None:
    meeting = drafted()
    usecases.accept_all(meeting, TASK)
    with pytest.raises(ResonanzError, match="review-days-wrong"):
        invite(meeting, days)
    assert Meeting.objects.get().state == MeetingState.DRAFT


def test_the_review_must_end_before_the_transcript_goes() -> None:
    meeting = drafted(retention_days=4)
    usecases.accept_all(meeting, TASK)
    with pytest.raises(ResonanzError, match="review-too-long"):
        invite(meeting, 5)
    later(1)
    with pytest.raises(ResonanzError, match="review-too-long"):
        invite(meeting, 3)
    assert invite(meeting, 2).state == MeetingState.REVIEW


def test_a_draft_whose_transcript_is_gone_may_still_be_shown() -> None:
    meeting = drafted(retention_days=1)
    usecases.accept_all(meeting, TASK)
    later(1)
    forget()
    assert invite(meeting, 7).state == MeetingState.REVIEW


def test_nothing_accepted_is_nothing_to_show() -> None:
    meeting = drafted()
    with pytest.raises(ResonanzError, match="nothing-accepted"):
        invite(meeting, 3)
    assert meeting.draft_lines.exists()


def test_inviting_and_withdrawing_twice_is_doing_it_once() -> None:
    meeting = in_review(days=3)
    assert invite(meeting, 7).review_until == Meeting.objects.get().review_until
    assert (Meeting.objects.get().review_until or today()) - today() == timedelta(days=3)
    for _ in range(2):
        assert withdraw(meeting).state == MeetingState.DRAFT
    assert Meeting.objects.get().review_until is None
    assert usecases.edit(line(meeting, "zeppelin"), "We take the hall.").wording == LineWording.OWNER


def test_a_struck_line_goes_with_its_words_in_the_transcript() -> None:
    meeting = in_review()
    struck = line(meeting, "zeppelin")
    before = set(meeting.draft_lines.values_list("pk", "text"))
    strike(struck, who("otto"))
    for word in ("zeppelin", "bittersweet"):  # the decision and the utterance before it, its evidence
        assert word not in texts(meeting)
    assert set(meeting.draft_lines.values_list("pk", "text")) == before - {(struck.pk, struck.text)}
    assert set(meeting.utterances.values_list("number", flat=True)) == {1, 2, 5, 6, 7, 8, 9, 10}
    assert Meeting.objects.get().struck == 1


def test_the_same_words_under_another_kind_go_too() -> None:
    meeting = in_review()
    task = meeting.draft_lines.get(kind="task", text__contains="juxtapose")
    assert [one.kind for one in falls_with(task)] == ["summary"]
    strike(task, who("ina"))
    assert "juxtapose" not in texts(meeting)
    assert Meeting.objects.get().struck == 1


def test_without_evidence_equal_words_go_together() -> None:
    meeting = in_review(retention_days=4)
    later(3)  # the last day for striking
    Meeting.objects.update(delete_transcript_on=today())
    forget()
    task = meeting.draft_lines.get(kind="task", text__contains="juxtapose")
    assert task.evidence == []
    strike(task, who("ina"))
    assert "juxtapose" not in texts(meeting)
    assert meeting.draft_lines.count() == 6


def test_a_second_strike_of_the_same_line_does_not_count() -> None:
    meeting = in_review()
    first, same = line(meeting, "zeppelin"), line(meeting, "zeppelin")
    strike(first, who("otto"))
    strike(same, who("ina"))
    assert Meeting.objects.get().struck == 1


@pytest.mark.parametrize("name", ["vera", "lena", "greta", "lars", "gone"])
def test_who_did_not_take_part_neither_strikes_nor_objects(name: str) -> None:
    meeting = in_review()
    with pytest.raises(ResonanzError, match="not-a-participant"):
        strike(line(meeting, "zeppelin"), who(name))
    with pytest.raises(ResonanzError, match="not-a-participant"):
        object_to(meeting, who(name))
    assert "zeppelin" in texts(meeting)
    assert Meeting.objects.get().struck == 0


def test_who_has_left_strikes_nothing() -> None:
    meeting = in_review()
    Person.objects.filter(pk=who("otto").pk).update(active_to=today() - timedelta(days=1))
    with pytest.raises(ResonanzError, match="not-a-participant"):
        strike(line(meeting, "zeppelin"), who("otto"))
    strike(line(meeting, "zeppelin"), who("ina"))
    assert Meeting.objects.get().struck == 1


def test_the_last_day_counts_and_the_next_does_not() -> None:
    meeting = in_review(days=3)
    later(3)
    strike(line(meeting, "zeppelin"), who("otto"))
    later(1)
    with pytest.raises(ResonanzError, match="review-over"):
        strike(line(meeting, "flamingo"), who("otto"))
    assert "flamingo" in texts(meeting)


def test_nothing_says_who_struck_or_what() -> None:
    """Apart from the meeting's count every row is one that was there before."""
    meeting = in_review()

    def rows() -> set[tuple[object, ...]]:
        found = [
            *DraftLine.objects.values_list(),
            *StoredUtterance.objects.values_list(),
            *meeting.participants.values_list(),
        ]
        return {tuple(map(str, row)) for row in found}

    before = rows()
    strike(line(meeting, "zeppelin"), who("otto"))
    assert rows() < before
    assert Meeting.objects.get().struck == 1


def test_an_objection_reaches_everything_she_said() -> None:
    meeting = in_review()
    object_to(meeting, who("ina"))
    said = texts(meeting)
    assert [word for word in ("quagmire", "juxtapose", "wanderlust", "kaleidoscope") if word in said] == []
    assert [word for word in ("zeppelin", "flamingo", "rhubarb") if word not in said] == []
    assert not meeting.utterances.filter(participant_id=participant(meeting, "ina").pk).exists()
    assert participant(meeting, "ina").objected
    assert Meeting.objects.get().struck == 0


def test_an_objection_reaches_lines_that_only_lean_on_her_words() -> None:
    meeting = in_review()
    object_to(meeting, who("emil"))  # his utterance is beside the decision, not in it
    assert not meeting.draft_lines.filter(text__contains="zeppelin").exists()
    assert meeting.draft_lines.filter(text__contains="flamingo").exists()


def test_an_objection_reaches_reworded_lines() -> None:
    meeting = drafted()
    usecases.edit(line(meeting, "wanderlust"), "Everything worked.")
    object_to(meeting, who("ina"))
    assert "Everything worked." not in texts(meeting)


def test_an_objection_reaches_turns_of_nobody_in_particular() -> None:
    meeting = drafted(words=": one voice for all SUM obelisk\n: and its TASK parsnip\n")
    object_to(meeting, who("ina"))
    assert texts(meeting) == ""
    assert participant(meeting, "ina").objected


def test_once_the_transcript_is_gone_an_objection_reaches_all_words_that_were_said() -> None:
    meeting = drafted(retention_days=1)
    usecases.accept_all(meeting, TASK)
    usecases.add(meeting, TASK, "In Emil's own words")
    later(1)
    forget()
    object_to(meeting, who("ina"))
    assert texts(meeting) == "In Emil's own words"


def test_an_objection_before_the_import_is_kept_for_it() -> None:
    meeting = prepared()
    for _ in range(2):
        object_to(meeting, who("ina"))
    assert participant(meeting, "ina").objected
    assert Meeting.objects.get().state == MeetingState.PREPARED


def test_after_the_release_it_is_too_late_to_object() -> None:
    meeting = released()
    with pytest.raises(ResonanzError, match="meeting-move-illegal"):
        object_to(meeting, who("ina"))


def test_an_owner_may_have_objected_and_still_brings_the_words_in() -> None:
    meeting = usecases.prepare(
        who("emil"), title="t", held_on=today(), purpose="p", agreed=True,
        participants=[Attendee(who("emil"), objects=True), Attendee(who("ina")), Attendee(who("otto"))],
    )  # fmt: skip
    assignment = {str(one): usecases.SpeakerAssignment(one.pk) for one in meeting.participants.select_related("person")}
    usecases.import_transcript(
        meeting, who("emil"), b"Emil Ernst: parsnip SUM\nIna Imhof: obelisk SUM", "a.vtt", assignment
    )
    assert "parsnip" not in texts(meeting)
    assert "obelisk" in texts(meeting)
