"""Who was not there gets nothing: 404 on every address and with every method, as for a meeting that never was.

Beside each refusal stands somebody who must get an answer.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from resonanz.app.meetings.models import Meeting
from resonanz.app.meetings.urls import urlpatterns
from tests.app.conftest import ClientOf
from tests.app.meetings.sample_meeting import MARKERS, drafted, in_review, line, prepared, released
from tests.app.meetings.walk import address

pytestmark = pytest.mark.django_db
MAKERS: dict[str, Callable[[], Meeting]] = {
    "prepared": prepared,
    "draft": drafted,
    "review": in_review,
    "released": released,
}
FOR_ALL = {"meeting", "evidence", "strike", "object", "pdf", "markdown", "calendar"}
HTMX = {"HX-Request": "true"}


def addresses(meeting: uuid.UUID, number: int) -> dict[str, str]:
    """Every address of one meeting by its name."""
    given: dict[str, object] = {"meeting": meeting, "number": number, "kind": "task"}
    found = {}
    for entry in urlpatterns:
        wanted = entry.pattern.converters
        if "meeting" in wanted and entry.name:
            found[entry.name] = reverse(f"meetings:{entry.name}", kwargs={name: given[name] for name in wanted})
    return found


def any_line(meeting: Meeting) -> int:
    """A line of the meeting, or a number that no line has."""
    first = meeting.draft_lines.first()
    return first.pk if first else 1


def bare(page: bytes) -> str:
    """A page without what is new on each: the token against forged forms, and the address itself."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|/meetings/[\w./-]+', "", page.decode())


@pytest.mark.parametrize(
    ("name", "state"), [*(("vera", state) for state in MAKERS), ("lena", "review"), ("lars", "released")]
)
def test_who_was_not_there_finds_nothing(client_of: ClientOf, name: str, state: str) -> None:
    client = client_of(name)
    meeting = MAKERS[state]()
    there = addresses(meeting.pk, any_line(meeting))
    nowhere = addresses(uuid.uuid4(), any_line(meeting))
    assert len(there) > 15
    for key, path in there.items():
        for headers in ({}, HTMX):
            for answer in (client.get(path, headers=headers), client.post(path, headers=headers)):
                assert answer.status_code == 404, (key, headers)
                assert not any(word in answer.content.decode() for word in (*MARKERS, "Hall and paint", "Imhof"))
        assert bare(client.get(path).content) == bare(client.get(nowhere[key]).content), key
    assert client_of("ina").get(there["meeting"]).status_code == 200
    assert Meeting.objects.filter(pk=meeting.pk, state=state).exists()


@pytest.mark.parametrize("state", MAKERS)
def test_participants_find_nothing_where_only_the_owner_works(client_of: ClientOf, state: str) -> None:
    client = client_of("ina")
    meeting = MAKERS[state]()
    before = meeting.draft_lines.count()
    for name, path in addresses(meeting.pk, any_line(meeting)).items():
        if name not in FOR_ALL:
            assert client.get(path).status_code == client.post(path).status_code == 404, name
    assert meeting.draft_lines.count() == before
    assert client_of("emil").get(address("discard", meeting)).status_code == 200


def test_strangers_are_led_to_the_sign_in_and_back(client_of: ClientOf, stranger: Client) -> None:
    client_of("emil")
    meeting = drafted()
    pages = [reverse("meetings:list"), reverse("meetings:new"), *addresses(meeting.pk, any_line(meeting)).values()]
    for path in pages:
        for answer in (stranger.get(path), stranger.post(path)):
            assert answer.status_code == 302
            assert answer.headers["Location"] == f"/sign-in/?next={path}"


def test_a_part_of_a_page_asks_a_stranger_to_load_it_anew(client_of: ClientOf, stranger: Client) -> None:
    client_of("emil")
    answer = stranger.get(address("meeting", drafted()), headers=HTMX)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["HX-Refresh"] == "true"


def test_a_line_of_another_meeting_is_not_reached_through_ones_own(client_of: ClientOf) -> None:
    emil = client_of("emil")
    own, other = drafted(), drafted()
    theirs = line(other, "quagmire")
    for name in ("accept", "drop", "edit"):
        emil.post(address(name, own, theirs.pk), {"text": "taken over"})
    assert (
        "quagmire" not in emil.get(address("evidence", own, theirs.pk), follow=True).content.decode().split("<main")[0]
    )
    theirs.refresh_from_db()
    assert theirs.state == "suggested"
    emil.post(address("accept", other, theirs.pk))
    theirs.refresh_from_db()
    assert theirs.state == "accepted"


def test_the_list_holds_ones_own_meetings_only(client_of: ClientOf) -> None:
    prepared()
    for name, sees in (("emil", True), ("ina", True), ("vera", False), ("lena", False)):
        page = client_of(name).get(reverse("meetings:list")).content.decode()
        assert ("Hall and paint" in page) is sees, name


@pytest.mark.parametrize("state", ["prepared", "draft"])
def test_before_the_review_other_participants_read_no_word(client_of: ClientOf, state: str) -> None:
    meeting = MAKERS[state]()
    number = any_line(meeting)
    ina = client_of("ina")
    for name in FOR_ALL:
        path = addresses(meeting.pk, number)[name]
        text = ina.get(path, follow=True).content.decode()
        assert not any(word in text for word in MARKERS), name
    if state == "draft":
        assert "zeppelin" in client_of("emil").get(address("meeting", meeting)).content.decode()


def test_no_answer_is_kept_by_a_cache(client_of: ClientOf) -> None:
    emil = client_of("emil")
    meeting = released()
    for name in ("meeting", "markdown", "calendar"):
        assert "no-store" in emil.get(address(name, meeting)).headers["Cache-Control"]
