"""The owner decides line by line: accept, change, drop, add, and where each line comes from."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from resonanz.app.meetings import usecases
from resonanz.app.meetings.models import DraftLine, LineState, LineWording, Meeting
from resonanz.app.meetings.states import MeetingState
from resonanz.core.minutes.model import LineKind
from tests.app.meetings.sample_meeting import WORDS, drafted, in_review, later, line, participant
from tests.app.meetings.walk import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(roster: None) -> Meeting:
    """Emil's draft."""
    return drafted()


def page(client: Client, meeting: Meeting, language: str = "en") -> str:
    """The meeting's page on one line."""
    client.cookies["language"] = language
    return " ".join(client.get(address("meeting", meeting)).content.decode().split())


def part(text: str, begin: str, end: str = "</li>") -> str:
    """From a mark to the next end."""
    return text[text.index(begin) :].split(end, maxsplit=1)[0]


def test_every_line_can_be_accepted_changed_and_dropped(employee: Client, meeting: Meeting) -> None:
    text = page(employee, meeting)
    assert meeting.draft_lines.count() > 5
    for each in meeting.draft_lines.all():
        shown = part(text, f'id="line-{each.pk}"')
        assert each.text in shown
        for name in ("accept", "edit", "drop", "evidence"):
            assert address(name, meeting, each.pk) in shown


def test_what_is_uncertain_is_said(employee: Client, meeting: Meeting) -> None:
    text = page(employee, meeting)
    task = part(text, f'id="line-{task_of(meeting, "juxtapose").pk}"')
    for words in ("please check the date", '<q class="quiet">next week</q>', "uncertain", "Ina Imhof"):
        assert words in task
    assert "open" in part(text, f'id="kind-{LineKind.TASK.value}"', "</section>")
    sure = part(text, f'id="line-{line(meeting, "zeppelin").pk}"')
    assert "uncertain" not in sure


def task_of(meeting: Meeting, word: str) -> DraftLine:
    """The task with a word."""
    return meeting.draft_lines.get(kind=LineKind.TASK.value, text__contains=word)


def test_decisions_are_counted_as_they_are_made(employee: Client, meeting: Meeting) -> None:
    everything = meeting.draft_lines.count()
    assert f"{everything} suggestions undecided" in page(employee, meeting)
    employee.post(address("accept", meeting, line(meeting, "zeppelin").pk))
    employee.post(address("drop", meeting, line(meeting, "quagmire").pk))
    text = page(employee, meeting)
    assert "1 line accepted" in text
    assert f"{everything - 2} suggestions undecided" in text
    assert "quagmire" not in text


def test_all_of_a_kind_are_accepted_at_once(employee: Client, meeting: Meeting) -> None:
    employee.post(address("accept-all", meeting, "task"))
    assert set(meeting.draft_lines.filter(kind="task").values_list("state", flat=True)) == {LineState.ACCEPTED}
    assert meeting.draft_lines.exclude(kind="task").filter(state=LineState.ACCEPTED).count() == 0


def test_a_changed_line_is_marked_as_the_owners_wording(employee: Client, meeting: Meeting) -> None:
    found = task_of(meeting, "juxtapose")
    otto = participant(meeting, "otto")
    form = employee.get(address("edit", meeting, found.pk)).content.decode()
    assert "juxtapose" in form
    answer = employee.post(
        address("edit", meeting, found.pk), {"text": "Order paint", "owner": f"p{otto.pk}", "due": "2027-01-31"}
    )
    assert answer.headers["Location"] == f"{address('meeting', meeting)}#line-{found.pk}"
    found.refresh_from_db()
    assert (found.text, found.owner, found.due, found.wording) == (
        "Order paint",
        otto,
        date(2027, 1, 31),
        LineWording.OWNER,
    )
    assert "Wording of whoever kept the minutes" in part(page(employee, meeting), f'id="line-{found.pk}"')


def test_a_name_that_was_said_can_be_kept(employee: Client, meeting: Meeting) -> None:
    found = task_of(meeting, "rhubarb")
    employee.post(address("edit", meeting, found.pk), {"text": found.text, "owner": "said"})
    found.refresh_from_db()
    assert (found.owner_name, found.wording) == ("the caretaker", LineWording.SAID)
    employee.post(address("edit", meeting, found.pk), {"text": found.text, "owner": ""})
    found.refresh_from_db()
    assert found.owner_name == ""


@pytest.mark.parametrize(
    "data", [{"text": " "}, {"text": "x" * 2001}, {"text": "x", "due": "soon"}, {"text": "x", "owner": "p1x"}]
)
def test_a_form_that_is_wrong_is_shown_again(employee: Client, meeting: Meeting, data: dict[str, str]) -> None:
    found = task_of(meeting, "juxtapose")
    for path in (address("edit", meeting, found.pk), address("add", meeting, "task")):
        answer = employee.post(path, data)
        assert answer.status_code == 422
        assert 'class="err"' in answer.content.decode()
    assert meeting.draft_lines.filter(wording=LineWording.OWNER).count() == 0


def test_lines_of_ones_own_are_added(employee: Client, meeting: Meeting) -> None:
    for kind in LineKind:
        assert employee.get(address("add", meeting, kind.value)).status_code == 200
        employee.post(address("add", meeting, kind.value), {"text": f"Own {kind.value}"})
    assert meeting.draft_lines.filter(wording=LineWording.OWNER, state=LineState.ACCEPTED).count() == len(LineKind)
    assert employee.get(address("add", meeting, "mood")).status_code == 404


def test_evidence_is_the_utterance_and_one_neighbour_each_side(employee: Client, meeting: Meeting) -> None:
    text = employee.get(address("evidence", meeting, line(meeting, "kaleidoscope").pk)).content.decode()
    for word in ("kaleidoscope", "mulligan", "flamingo", "Ina Imhof", "0:35"):
        assert word in text
    for word in ("zeppelin", "rhubarb", "xylophone"):
        assert word not in text


def test_a_line_that_went_meanwhile_is_said(employee: Client, meeting: Meeting) -> None:
    found = line(meeting, "quagmire")
    usecases.drop(found)
    for name in ("accept", "drop", "edit"):
        text = employee.post(address(name, meeting, found.pk), {"text": "x"}, follow=True).content.decode()
        assert "gab es schon nicht mehr" in text


def test_inviting_needs_an_accepted_line_and_days_that_end_in_time(employee: Client, roster: None) -> None:
    meeting = drafted(retention_days=2)
    employee.cookies["language"] = "en"

    def invited(days: str) -> str:
        return employee.post(address("invite", meeting), {"days": days}, follow=True).content.decode()

    assert "Accept at least one line first." in invited("1")
    employee.post(address("accept-all", meeting, "task"))
    assert "Choose fewer days." in invited("7")
    assert "Choose for how many days" in invited("100")
    assert "can now read the draft" in invited("1")
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.REVIEW


def test_what_no_longer_fits_is_said_and_changes_nothing(employee: Client, roster: None) -> None:
    meeting = in_review()
    found = line(meeting, "zeppelin")
    employee.cookies["language"] = "en"
    for name, data in (("accept", {}), ("edit", {"text": "other"})):
        text = employee.post(address(name, meeting, found.pk), data, follow=True).content.decode()
        assert "moved on meanwhile" in text
    found.refresh_from_db()
    assert "zeppelin" in found.text


def test_after_its_days_the_draft_lives_without_transcript(employee: Client, meeting: Meeting) -> None:
    employee.post(address("accept", meeting, line(meeting, "zeppelin").pk))
    later(15)
    usecases.forget()
    text = page(employee, meeting)
    assert "The transcript is deleted." in text
    assert "you can open where a line comes from" not in text
    assert "zeppelin" in text
    assert "Where this comes from" not in text


def test_what_was_said_is_text(employee: Client, roster: None) -> None:
    meeting = drafted(words=WORDS.replace("zeppelin", "<script>alert(1)</script>zeppelin"))
    for path in (address("meeting", meeting), address("edit", meeting, line(meeting, "zeppelin").pk)):
        text = employee.get(path).content.decode()
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert" in text


def test_short_lists_stand_first_and_the_summary_folds_once_it_is_decided(employee: Client, meeting: Meeting) -> None:
    text = page(employee, meeting)
    places = [text.index(f'id="kind-{kind.value}"') for kind in LineKind]
    assert places[0] > max(places[1:])
    assert sorted(places[1:]) == places[1:]
    assert "fold" not in part(text, f'id="kind-{LineKind.SUMMARY.value}"', "</section>")
    for kind in (LineKind.TASK, LineKind.SUMMARY):
        employee.post(address("accept-all", meeting, kind.value))
    text = page(employee, meeting)
    folded = part(text, f'id="kind-{LineKind.SUMMARY.value}"', "</section>")
    assert "2 accepted lines </summary>" in part(folded, '<details class="table fold">')
    assert "wanderlust" in part(folded, '<details class="table fold">', "</details> </section>")
    assert "fold" not in part(text, f'id="kind-{LineKind.TASK.value}"', "</section>")


def test_many_lines_cost_no_more_queries(employee: Client, roster: None) -> None:
    counts = []
    for words in (WORDS, WORDS + WORDS.replace("Emil Ernst", "Otto Ohlsen") * 3):
        meeting = drafted(words=words)
        with CaptureQueriesContext(connection) as asked:
            employee.get(address("meeting", meeting))
        counts.append(len(asked))
    assert counts[0] == counts[1]
