"""The draw: one signature a ticket, nothing recorded for a wrong request, readable by the ballot box's pages alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import DatabaseError
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import binary

from resonanz.app.conduct import usecases
from resonanz.app.people.models import Person
from resonanz.app.registrar import views
from resonanz.app.registrar.models import NOT_DRAWN, CellKey, Ticket
from resonanz.app.registrar.usecases import draw
from resonanz.app.waves.models import Wave
from resonanz.core import wire
from resonanz.core.blindsig import PrivateKey
from resonanz.core.blindsig.errors import BlindSignatureCode
from resonanz.core.kernel.errors import ResonanzError
from tests.app.conduct.fake_ballotbox import FakeBallotBox
from tests.app.conduct.organisation import Paper, opened, paper, people, start_of, wait_until
from tests.contracts.sqlite_errors import sqlite_error

pytestmark = pytest.mark.django_db
BYTES = "application/octet-stream"


@pytest.fixture
def staff() -> list[Person]:
    return people([(-1, 15, 0), (-1, 15, 0)])


@pytest.fixture
def wave(staff: list[Person], port: FakeBallotBox) -> Wave:
    return opened(usecases.plan_season("2026"), port)


@pytest.fixture
def mine(staff: list[Person], wave: Wave) -> Paper:
    return paper(start_of(staff[0], wave, "en"), wave)


def post(body: bytes, **headers: str) -> tuple[int, bytes]:
    response = Client(HTTP_HOST="localhost:8000").post("/draw", body, content_type=BYTES, headers=headers)
    assert response["Access-Control-Allow-Origin"] == "http://127.0.0.1:8001"
    assert "Access-Control-Allow-Credentials" not in response
    assert "Origin" in response["Vary"]
    assert not response.cookies
    return response.status_code, response.content


def untouched(wave: Wave) -> bool:
    return {bytes(ticket.blinded_hash) for ticket in Ticket.objects.filter(wave=wave)} == {NOT_DRAWN}


def test_a_draw_gives_a_token_that_verifies(mine: Paper) -> None:
    status, body = post(wire.encode_draw_request(mine.request))
    (signature,) = wire.decode_draw_reply(body)
    assert status == 200
    assert wire.signature_ok(mine.ballot(signature, (1, 2)))


def test_the_same_bytes_get_the_same_answer(mine: Paper) -> None:
    assert draw(mine.request) == draw(mine.request)


def test_other_bytes_are_refused_once_drawn(staff: list[Person], wave: Wave, mine: Paper) -> None:
    draw(mine.request)
    second = paper(start_of(staff[0], wave, "en"), wave)
    assert post(wire.encode_draw_request(second.request)) == (409, b"already-drawn")
    assert draw(mine.request)


def test_nothing_but_one_field_of_one_row_changes(wave: Wave, mine: Paper) -> None:
    before = list(Ticket.objects.filter(wave=wave).order_by("pk").values_list())
    draw(mine.request)
    after = list(Ticket.objects.filter(wave=wave).order_by("pk").values_list())
    pairs = zip(before, after, strict=True)
    ((old, new),) = [pair for olds, news in pairs for pair in zip(olds, news, strict=True) if pair[0] != pair[1]]
    assert old == NOT_DRAWN
    assert isinstance(new, bytes)
    assert len(new) == len(NOT_DRAWN)


def test_no_row_of_the_registrar_has_a_time() -> None:
    from resonanz.app.registrar.models import Seat

    fields = [field for model in (Seat, Ticket, CellKey) for field in model._meta.get_fields()]
    assert not [field for field in fields if "Date" in type(field).__name__ or "Time" in type(field).__name__]


def other_cell(request: wire.DrawRequest) -> wire.DrawRequest:
    return replace(request, entries=((request.entries[0][0] + 1, request.entries[0][1]),))


def two_cells(request: wire.DrawRequest) -> wire.DrawRequest:
    (position, blinded), *_ = request.entries
    return replace(request, entries=((position, blinded), (position + 1, blinded)))


WRONG: dict[str, tuple[Callable[[wire.DrawRequest], wire.DrawRequest], int]] = {
    "ticket-unknown": (lambda request: replace(request, ticket=bytes(32)), 404),
    "root-mismatch": (lambda request: replace(request, root=bytes(32)), 400),
    "cell-mismatch": (other_cell, 400),
    "draw-malformed": (lambda request: replace(request, entries=((request.entries[0][0], b"\xff" * 256),)), 400),
}


@pytest.mark.parametrize("code", WRONG)
def test_a_mismatch_is_refused_before_anything_is_recorded(wave: Wave, mine: Paper, code: str) -> None:
    spoil, status = WRONG[code]
    assert post(wire.encode_draw_request(spoil(mine.request))) == (status, code.encode())
    assert untouched(wave)


def test_another_wave_and_two_cells_are_refused(wave: Wave, mine: Paper) -> None:
    for request, code in (
        (replace(mine.request, wave=type(mine.request.wave)(bytes(16))), "root-mismatch"),
        (two_cells(mine.request), "cell-mismatch"),
        (replace(mine.request, entries=()), "cell-mismatch"),
        (replace(mine.request, entries=((mine.cell.position, bytes(256)),)), "draw-malformed"),
    ):
        with pytest.raises(ResonanzError, match=code):
            draw(request)
    assert untouched(wave)


def test_draws_end_with_the_closing_time(wave: Wave, mine: Paper, port: FakeBallotBox) -> None:
    wait_until(wave.closes_at)
    assert post(wire.encode_draw_request(mine.request)) == (409, b"wave-not-open")
    usecases.close_wave(wave, port)
    assert post(wire.encode_draw_request(mine.request)) == (409, b"wave-not-open")
    assert untouched(wave)


def test_a_wave_that_is_not_open_yet_signs_nothing(wave: Wave, mine: Paper) -> None:
    Wave.objects.update(state="keyed")
    assert post(wire.encode_draw_request(mine.request)) == (409, b"wave-not-open")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(body=binary(max_size=400))
def test_any_bytes_are_answered_with_a_word(body: bytes) -> None:
    assert post(body) == (400, b"draw-malformed")


def test_size_and_type_are_checked_before_the_body_is_read(wave: Wave, mine: Paper) -> None:
    body = wire.encode_draw_request(mine.request)
    assert post(body + b"\0") == (400, b"draw-malformed")
    assert post(bytes(5_000_000)) == (400, b"draw-malformed")
    plain = Client(HTTP_HOST="localhost:8000").post("/draw", body, content_type="text/plain")
    assert (plain.status_code, plain["Access-Control-Allow-Origin"]) == (400, "http://127.0.0.1:8001")
    assert untouched(wave)


def test_the_preflight_allows_a_post_and_nothing_else() -> None:
    response = Client(HTTP_HOST="localhost:8000").options("/draw", headers={"origin": "http://127.0.0.1:8001"})
    assert (response.status_code, response["Access-Control-Allow-Methods"]) == (204, "POST")
    assert response["Access-Control-Allow-Headers"] == "content-type"
    refused = Client(HTTP_HOST="localhost:8000").get("/draw")
    assert (refused.status_code, refused["Access-Control-Allow-Origin"]) == (405, "http://127.0.0.1:8001")


def test_cookies_change_nothing(mine: Paper, staff: list[Person]) -> None:
    from resonanz.app.accounts.models import User

    other = Client(HTTP_HOST="localhost:8000", enforce_csrf_checks=True)
    other.force_login(User.objects.create_user(person=staff[5]))
    response = other.post("/draw", wire.encode_draw_request(mine.request), content_type=BYTES)
    assert response.status_code == 200
    assert [ticket.person_id for ticket in Ticket.objects.all() if ticket.drawn] == [staff[0].pk]


@pytest.mark.parametrize(
    ("error", "status", "word"),
    [
        (sqlite_error(sqlite3.SQLITE_BUSY), 503, b"storage-busy"),
        (sqlite_error(sqlite3.SQLITE_FULL), 503, b"storage-busy"),
        (sqlite_error(sqlite3.SQLITE_CORRUPT, kind=DatabaseError), 500, b"draw-failed"),
        (ResonanzError(BlindSignatureCode.BLIND_SIGNING_FAILED), 500, b"draw-failed"),
    ],
)
def test_a_failure_inside_is_readable_too(
    mine: Paper, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, word: bytes
) -> None:
    def failing(_request: wire.DrawRequest) -> tuple[bytes, ...]:
        raise error

    monkeypatch.setattr(views, "draw", failing)
    assert post(wire.encode_draw_request(mine.request)) == (status, word)


def test_a_draw_asks_the_database_equally_often_in_any_cell(
    staff: list[Person], wave: Wave, django_assert_num_queries: object
) -> None:
    for person in (staff[0], staff[-1]):
        request = paper(start_of(person, wave, "en"), wave).request
        with django_assert_num_queries(5):  # type: ignore[operator]
            draw(request)


def test_tickets_of_a_wave_differ_and_stand_in_random_order(wave: Wave, staff: list[Person]) -> None:
    rows = list(Ticket.objects.filter(wave=wave).order_by("pk"))
    assert len({bytes(row.ticket) for row in rows}) == len(staff) == 30
    assert [row.person_id for row in rows] != sorted(row.person_id for row in rows)


def test_each_cell_has_a_key_of_its_own(wave: Wave) -> None:
    rows = list(CellKey.objects.filter(wave=wave))
    assert len({bytes(row.modulus) for row in rows}) == len(rows) > 1
    assert all(PrivateKey.from_bytes(bytes(row.private_key)).public_modulus == bytes(row.modulus) for row in rows)
