"""A transcript comes in over the page: looked at first, never on disk, and whatever is wrong with it is said."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.files import uploadhandler
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from resonanz.app.meetings import engine, usecases
from resonanz.app.meetings.models import Meeting, StoredUtterance
from resonanz.app.meetings.states import MeetingState
from resonanz.core.minutes.model import Transcript
from resonanz.core.minutes.reading import MOST_BYTES, read
from tests.app.meetings.sample_meeting import MARKERS, WORDS, prepared, who
from tests.app.meetings.walk import address

pytestmark = pytest.mark.django_db
LABELS = ("Emil Ernst", "Ina Imhof", "Otto Ohlsen", "Gerda")
VTT = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ina Imhof>We take the zeppelin.</v>\n"


@pytest.fixture
def meeting(roster: None) -> Meeting:
    """Emil's meeting, its transcript still missing."""
    return prepared()


@pytest.fixture
def real_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read as in earnest."""
    monkeypatch.setattr(engine, "read_transcript", read)


def sent(
    client: Client, meeting: Meeting, step: str, content: bytes | None, called: str = "talk.vtt", /, **fields: object
) -> HttpResponse:
    """Send a file to one of the two steps."""
    file = {} if content is None else {"file": SimpleUploadedFile(called, content)}
    answer = client.post(address(step, meeting), {**fields, **file})
    assert isinstance(answer, HttpResponse)
    return answer


def choices(meeting: Meeting, **changes: str) -> dict[str, list[str]]:
    """Everybody is who she is called."""
    keys = {one.called: f"p{one.pk}" for one in meeting.participants.select_related("person")}
    chosen = {label: changes.get(label.split()[0], keys[label]) for label in LABELS}
    return {"label": list(chosen), "who": list(chosen.values()), "name": ["New name" for _ in chosen]}


def test_the_look_shows_speakers_and_broken_lines_and_stores_nothing(employee: Client, meeting: Meeting) -> None:
    employee.cookies["language"] = "en"
    text = sent(employee, meeting, "look", WORDS.encode()).content.decode()
    for label in LABELS:
        assert f'<input type="hidden" name="label" value="{label}">' in text
    assert "Line 7:" in text
    assert "Captions (WebVTT)" in text
    assert re.search(r'value="de"\s+checked', text)  # the language of the talk, not of the page
    assert not any(word in text for word in MARKERS)
    assert not StoredUtterance.objects.exists()
    assert Meeting.objects.get().state == MeetingState.PREPARED


def test_each_label_is_proposed_to_its_participant(employee: Client, meeting: Meeting) -> None:
    text = sent(employee, meeting, "look", b"Ina: hello\nSomebody: yes").content.decode()
    ina = meeting.participants.get(person=who("ina"))
    selects = re.findall(r"<select id=\"who-\d+\".*?</select>", text, re.DOTALL)
    assert re.search(rf'value="p{ina.pk}"\s+selected', selects[0])
    assert re.search(r'value="new"\s+selected', selects[1])


def test_the_draft_is_made_of_file_and_choices(employee: Client, meeting: Meeting) -> None:
    answer = sent(employee, meeting, "take", WORDS.encode(), language="en", **choices(meeting))
    assert answer.headers["Location"] == address("meeting", meeting)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.language) == (MeetingState.DRAFT, "en")


def test_htmx_is_sent_on_to_the_draft(employee: Client, meeting: Meeting) -> None:
    data = {**choices(meeting), "file": SimpleUploadedFile("talk.vtt", WORDS.encode())}
    answer = employee.post(address("take", meeting), data, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == address("meeting", meeting)


def test_a_new_name_and_an_objection_are_taken_as_chosen(employee: Client, meeting: Meeting) -> None:
    sent(employee, meeting, "take", WORDS.encode(), **choices(meeting, Otto="drop", Gerda="new"))
    assert meeting.participants.filter(name="New name").exists()
    assert not StoredUtterance.objects.filter(text__contains="zeppelin").exists()
    assert StoredUtterance.objects.filter(text__contains="rhubarb").exists()


@pytest.mark.parametrize("wrong", ["", "p999999", "p" + "9" * 30, "pü", "new person"])
def test_a_refused_choice_shows_the_file_again_with_all_that_was_chosen(
    employee: Client, meeting: Meeting, wrong: str
) -> None:
    employee.cookies["language"] = "en"
    answer = sent(employee, meeting, "take", WORDS.encode(), **choices(meeting, Ina=wrong, Gerda="drop"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Nothing was stored yet." in text
    assert re.search(r'value="drop"\s+selected', text)
    assert not StoredUtterance.objects.exists()


def test_a_second_press_of_the_button_leads_to_the_draft_that_is_there(employee: Client, meeting: Meeting) -> None:
    for _ in range(2):
        sent(employee, meeting, "take", WORDS.encode(), **choices(meeting))
    assert StoredUtterance.objects.count() == WORDS.count("\n")
    assert employee.get(address("import", meeting)).headers["Location"] == address("meeting", meeting)


def archive(size: int) -> bytes:
    """A Word file that would unpack to this many bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", b" " * size)
    return out.getvalue()


@pytest.mark.usefixtures("real_reader")
@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "talk.vtt", ("The file is empty.", "Die Datei ist leer.")),
        (b" \n\n", "talk.txt", ("The file is empty.", "Die Datei ist leer.")),
        (None, "", ("Choose a file first.", "Wählen Sie zuerst eine Datei")),
        (b"%PDF-1.7 not minutes", "talk.txt", ("(found: PDF)", "(gefunden: PDF)")),
        (
            b"<!doctype html><p>hi</p>",
            "talk.txt",
            ("Line 1: This is no transcript", "Zeile 1: Das ist kein Transkript"),
        ),
        (b"WEBVTT\n\n00:01.000 --> 00:04.000\n\n", "talk.vtt", ("Not a single word", "kein gesprochenes Wort")),
        (b"PK\x03\x04 broken", "talk.docx", ("The Word file is damaged.", "Die Word-Datei ist beschädigt.")),
        (archive(200_000_000), "talk.docx", ("larger than any transcript", "größer als jedes Transkript")),
    ],
    ids=["empty", "blank", "missing", "pdf", "html", "silent", "damaged", "bomb"],
)
def test_a_bad_file_is_answered_plainly(
    employee: Client, meeting: Meeting, content: bytes | None, name: str, said: tuple[str, str]
) -> None:
    for language, wanted in zip(("en", "de-formal"), said, strict=True):
        employee.cookies["language"] = language
        for step in ("look", "take"):
            answer = sent(employee, meeting, step, content, name)
            assert answer.status_code == 422
            assert wanted in answer.content.decode()
    assert Meeting.objects.get().state == MeetingState.PREPARED
    assert sent(employee, meeting, "look", VTT.encode()).status_code == 200


@pytest.mark.usefixtures("real_reader")
def test_names_from_the_file_are_text(employee: Client, meeting: Meeting) -> None:
    hostile = "<script>alert(1)</script>\"'>"
    content = f"{hostile}: hello there\nIna Imhof: good morning\n{hostile}: we begin\nIna Imhof: yes\n"
    text = sent(employee, meeting, "look", content.encode(), '"><script>name.txt').content.decode()
    assert "<script>alert" not in text
    assert "<script>name" not in text


def test_who_objected_cannot_come_in_with_a_file_without_names(employee: Client, roster: None) -> None:
    meeting = prepared(objecting="ina")
    employee.cookies["language"] = "en"
    text = sent(employee, meeting, "look", b": hello\n: yes", "talk.txt").content.decode()
    assert "does not tell the speakers apart" in text
    assert address("take", meeting) not in text


UNCLEAR = "Emil Ernst: Hello.\nOtto Ohlsen: Hello.\nina from bonn: I am ill.\nEmil Ernst: Well.\nOtto Ohlsen: Yes.\n"


@pytest.mark.usefixtures("real_reader", "roster")
def test_what_may_be_a_name_can_be_assigned_and_need_not(employee: Client) -> None:
    meeting = prepared(objecting="ina")
    employee.cookies["language"] = "en"
    text = sent(employee, meeting, "look", UNCLEAR.encode(), "talk.txt").content.decode()
    unclear = text[text.index("data-unclear") :]
    assert 'name="label" value="ina from bonn"' in unclear
    assert re.search(r'value="unknown"\s+selected', unclear)
    keys = {one.called: f"p{one.pk}" for one in meeting.participants.select_related("person")}
    labels = ["Emil Ernst", "Otto Ohlsen", "ina from bonn"]
    chosen = {"label": labels, "name": labels, "who": [keys["Emil Ernst"], keys["Otto Ohlsen"], "unknown"]}
    answer = sent(employee, meeting, "take", UNCLEAR.encode(), "talk.txt", **chosen)
    assert answer.status_code == 422
    assert "Ina Imhof objected" in answer.content.decode()
    chosen["who"][2] = keys["Ina Imhof"]
    assert sent(employee, meeting, "take", UNCLEAR.encode(), "talk.txt", **chosen).status_code == 302
    assert not StoredUtterance.objects.filter(text__contains="ill").exists()
    assert StoredUtterance.objects.filter(text__contains="Well").exists()


@pytest.mark.usefixtures("real_reader", "roster")
def test_that_an_objector_said_nothing_is_ticked(employee: Client) -> None:
    meeting = prepared(objecting="ina")
    keys = {one.called: f"p{one.pk}" for one in meeting.participants.select_related("person")}
    labels = ["Emil Ernst", "Otto Ohlsen"]
    chosen: dict[str, object] = {"label": labels, "name": labels, "who": [keys[label] for label in labels]}
    file = UNCLEAR.replace("ina from bonn", "Otto Ohlsen").encode()
    tick = rf'name="silent"\s+value="{keys["Ina Imhof"]}"'
    assert re.search(tick, sent(employee, meeting, "look", file, "talk.txt").content.decode())
    assert sent(employee, meeting, "take", file, "talk.txt", **chosen).status_code == 422
    chosen["silent"] = [keys["Ina Imhof"]]
    assert sent(employee, meeting, "take", file, "talk.txt", **chosen).status_code == 302


@pytest.fixture
def temporary_files(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[TemporaryUploadedFile]]:
    """The temporary files that uploads are written to."""
    made: list[TemporaryUploadedFile] = []

    def watched(*args: Any) -> TemporaryUploadedFile:  # noqa: ANN401 - handed on as they come
        made.append(TemporaryUploadedFile(*args))
        return made[-1]

    monkeypatch.setattr(uploadhandler, "TemporaryUploadedFile", watched)
    yield made
    for file in made:
        file.close()


@pytest.mark.parametrize("step", ["look", "take"])
def test_nineteen_megabytes_never_touch_the_disk(
    employee: Client,
    meeting: Meeting,
    step: str,
    temporary_files: list[TemporaryUploadedFile],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    arrived: list[int] = []

    def reader(data: bytes, _: str) -> Transcript:
        arrived.append(len(data))
        return read(VTT.encode(), "talk.vtt")

    monkeypatch.setattr(engine, "read_transcript", reader)
    monkeypatch.setattr(settings, "FILE_UPLOAD_MAX_MEMORY_SIZE", 1000)
    sent(employee, meeting, step, b"x" * 19_000_000, label=["Ina Imhof"], who=["new"], name=["Ina Imhof"])
    assert arrived == [19_000_000]
    assert temporary_files == []


def test_the_watch_on_temporary_files_can_fail(
    people_lead: Client,
    temporary_files: list[TemporaryUploadedFile],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "FILE_UPLOAD_MAX_MEMORY_SIZE", 1000)
    people_lead.post("/people/import/", {"file": SimpleUploadedFile("roster.csv", b"x" * 5000)})
    assert len(temporary_files) == 1


@pytest.mark.parametrize("step", ["look", "take"])
def test_a_file_above_the_limit_is_let_go_and_said(employee: Client, meeting: Meeting, step: str) -> None:
    employee.cookies["language"] = "en"
    answer = sent(employee, meeting, step, b"x" * (MOST_BYTES + 1))
    assert answer.status_code == 422
    assert "larger than 20 MB" in answer.content.decode()


def test_files_from_elsewhere_are_refused(employee: Client, meeting: Meeting) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = employee.cookies
    for step in ("look", "take"):
        assert sent(strict, meeting, step, WORDS.encode(), **choices(meeting)).status_code == 403
    assert not StoredUtterance.objects.exists()
    strict.get(address("import", meeting))
    token = strict.cookies["csrf"].value
    assert (
        sent(strict, meeting, "take", WORDS.encode(), csrfmiddlewaretoken=token, **choices(meeting)).status_code == 302
    )


def test_many_speakers_cost_no_more_queries_to_look_at(employee: Client, meeting: Meeting) -> None:
    counts = []
    for speakers in (2, 50):
        content = "\n".join(f"Voice {number}: hello" for number in range(speakers)).encode()
        with CaptureQueriesContext(connection) as asked:
            assert sent(employee, meeting, "look", content).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_meeting_that_is_gone_meanwhile_is_said(employee: Client, meeting: Meeting) -> None:
    usecases.discard(meeting)
    assert sent(employee, meeting, "take", WORDS.encode(), label=[], who=[], name=[]).status_code == 404
