"""A wave from the plan to its release, and every step broken off and taken up again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

import pytest

from resonanz.app.accounts.sessions.models import Session
from resonanz.app.accounts.sessions.store import SessionStore
from resonanz.app.conduct import usecases
from resonanz.app.conduct.opening_conditions import shrunken_cells
from resonanz.app.conduct.port import BoxState
from resonanz.app.conduct.start_page import start_page
from resonanz.app.conduct.usecases import advancing, closing
from resonanz.app.people.models import Person
from resonanz.app.registrar.models import CellKey, Seat, Ticket
from resonanz.app.registrar.queries import drawn, present_seats, ticket_of
from resonanz.app.waves import queries as waves
from resonanz.app.waves.models import Season, StoredRelease, Wave
from resonanz.app.waves.states import WaveState
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ResonanzError
from tests.app.conduct.fake_ballotbox import FakeBallotBox
from tests.app.conduct.organisation import STATED, answer, draft, keyed, opened, people, small_questionnaire, wait_until

pytestmark = pytest.mark.django_db


def ended(season: Season, port: FakeBallotBox, staff: list[Person]) -> Wave:
    """An open wave with ballots of two thirds whose closing time has come."""
    wave = opened(season, port)
    for number, person in enumerate(staff):
        if number % 3:
            answer(person, wave, port, (1 + number % 4, number % 5))
    wait_until(wave.closes_at)
    return wave


def test_from_plan_to_release(season: Season, port: FakeBallotBox, staff: list[Person]) -> None:
    wave = ended(season, port, staff)
    usecases.finish(wave, port)
    release = waves.release(wave)
    voted = sum(1 for number in range(len(staff)) if number % 3)
    assert (wave.state, sum(release.accepted), sum(drawn(wave))) == (WaveState.RELEASED, voted, voted)
    assert sum(map(sum, release.items[0].counts)) == voted
    assert [each.pk for each in waves.released()] == [wave.pk]
    assert waves.structure(wave).cells[0].eligible >= season.k_eligible


def test_private_keys_are_gone_after_the_close(season: Season, port: FakeBallotBox, staff: list[Person]) -> None:
    wave = ended(season, port, staff)
    assert all(CellKey.objects.filter(wave=wave).values_list("private_key", flat=True))
    usecases.close_wave(wave, port)
    assert set(CellKey.objects.filter(wave=wave).values_list("private_key", flat=True)) == {b""}


def test_tickets_go_two_weeks_after_the_close_and_the_counts_stay(
    season: Season, port: FakeBallotBox, staff: list[Person]
) -> None:
    wave = ended(season, port, staff)
    usecases.finish(wave, port)
    before = drawn(wave)
    usecases.forget_draws(wave, wave.closes_at + timedelta(days=14) - timedelta(minutes=1))
    assert Ticket.objects.filter(wave=wave).count() == len(staff)
    usecases.forget_draws(wave, wave.closes_at + timedelta(days=14))
    assert Ticket.objects.filter(wave=wave).count() == 0
    assert drawn(wave) == before


def test_sessions_end_with_the_tickets_and_later_ones_stay(
    season: Season, port: FakeBallotBox, staff: list[Person]
) -> None:
    wave = ended(season, port, staff)
    usecases.finish(wave, port)
    SessionStore().save(must_create=True)
    usecases.forget_draws(wave, wave.closes_at + timedelta(days=14) - timedelta(minutes=1))
    assert Session.objects.count() == 1
    usecases.forget_draws(wave, wave.closes_at + timedelta(days=14))
    assert Session.objects.count() == 0
    SessionStore().save(must_create=True)
    usecases.forget_draws(wave, wave.closes_at + timedelta(days=15))
    assert Session.objects.count() == 1


def test_tickets_go_though_the_ballot_box_stays_silent(
    season: Season, port: FakeBallotBox, staff: list[Person]
) -> None:
    wave = ended(season, port, staff)
    port.fails = {"close", "state"}
    assert [error.code for error in usecases.advance(port=port)] == ["ballotbox-unreachable"]
    assert Ticket.objects.filter(wave=wave).count() == len(staff)
    usecases.advance(wave.closes_at + timedelta(days=14), port)
    assert Ticket.objects.filter(wave=wave).count() == 0


def test_a_wave_destroyed_after_being_held_keeps_no_ticket(
    season: Season, port: FakeBallotBox, staff: list[Person]
) -> None:
    wave = ended(season, port, staff)
    port.boxes[wave.identity].state = BoxState.HELD
    usecases.finish(wave, port)
    assert Wave.objects.get(pk=wave.pk).state == WaveState.HELD
    port.boxes[wave.identity].state = BoxState.CANCELLED
    usecases.advance(wave.closes_at + timedelta(days=15), port)
    assert Wave.objects.get(pk=wave.pk).state == WaveState.CANCELLED
    assert Ticket.objects.filter(wave=wave).count() == 0


def test_a_cancellation_that_broke_off_is_finished_by_the_worker(season: Season, port: FakeBallotBox) -> None:
    wave = opened(season, port)
    Wave.objects.filter(pk=wave.pk).update(state=WaveState.CANCELLED)
    usecases.advance(port=port)
    assert Ticket.objects.filter(wave=wave).count() == 0
    assert set(CellKey.objects.filter(wave=wave).values_list("private_key", flat=True)) == {b""}


def test_who_left_keeps_the_cells_size_and_gets_no_ticket(port: FakeBallotBox) -> None:
    staff = people([(-1, 40, 0)])
    season = usecases.plan_season("2026")
    staff[0].active_to = clock.today() - timedelta(days=1)
    staff[0].save()
    wave = opened(season, port)
    manifest = port.boxes[wave.identity].terms
    assert sum(cell.eligible for cell in manifest.cells) == 40
    assert sum(cell.present for cell in manifest.cells) == Ticket.objects.filter(wave=wave).count() == 39
    assert ticket_of(wave, staff[0]) is None


def test_who_joins_waits_for_the_next_season(season: Season, port: FakeBallotBox) -> None:
    (joined,) = people([(-1, 1, 0)], prefix="new")
    wave = opened(season, port)
    shown = start_page(joined, present=True, language="de")
    assert (ticket_of(wave, joined), shown.participation, shown.link) == (None, "joiner", "")


def test_a_cell_grown_too_small_opens_only_when_confirmed(port: FakeBallotBox) -> None:
    staff = people([(-1, 12, 0)])
    season = usecases.plan_season("2026")
    Person.objects.filter(pk__in=[one.pk for one in staff[:4]]).update(active_to=clock.today() - timedelta(days=1))
    wave = keyed(season)
    assert [(cell.eligible, cell.present) for cell in shrunken_cells(wave)] == [(12, 8)]
    with pytest.raises(ResonanzError, match="opening-needs-confirmation"):
        usecases.open_wave(wave, port)
    assert not Ticket.objects.filter(wave=wave).exists()
    usecases.open_wave(wave, port, confirmation=STATED)
    assert wave.state == WaveState.OPEN


def test_no_early_close(season: Season, port: FakeBallotBox) -> None:
    wave = opened(season, port)
    wait_until(wave.closes_at - timedelta(minutes=1))
    with pytest.raises(ResonanzError, match="wave-closes-later"):
        usecases.close_wave(wave, port)
    assert Wave.objects.get(pk=wave.pk).state == WaveState.OPEN


def test_only_one_wave_is_open(season: Season, port: FakeBallotBox) -> None:
    opened(season, port)
    second = keyed(season)
    with pytest.raises(ResonanzError, match="another-wave-open"):
        usecases.open_wave(second, port)


@pytest.mark.parametrize("state", ["draft", "frozen", "keyed", "open"])
def test_cancelling_before_or_while_open_keeps_nothing(season: Season, port: FakeBallotBox, state: str) -> None:
    steps: dict[str, Callable[[Wave], None]] = {
        "frozen": usecases.freeze,
        "keyed": lambda wave: usecases.make_keys(wave, processes=1),
        "open": lambda wave: usecases.open_wave(wave, port),
    }
    wave = draft(season, questionnaire=small_questionnaire())
    for reached, step in steps.items():
        if wave.state == state:
            break
        step(wave)
        assert wave.state == reached
    usecases.cancel(wave, port)
    usecases.cancel(wave, port)
    assert wave.state == WaveState.CANCELLED
    assert not Ticket.objects.filter(wave=wave).exists()
    assert not any(CellKey.objects.filter(wave=wave).values_list("private_key", flat=True))
    assert port.state(wave.identity) == ("cancelled" if state == "open" else "absent")


def test_a_closed_wave_cannot_be_cancelled(season: Season, port: FakeBallotBox, staff: list[Person]) -> None:
    wave = ended(season, port, staff)
    usecases.finish(wave, port)
    with pytest.raises(ResonanzError, match="wave-move-illegal"):
        usecases.cancel(wave, port)


@pytest.mark.parametrize(("kind", "call"), [("fails", "receipt_key"), ("fails", "open"), ("after", "open")])
def test_an_opening_that_broke_off_is_finished(season: Season, port: FakeBallotBox, kind: str, call: str) -> None:
    wave = keyed(season)
    getattr(port, kind).add(call)
    with pytest.raises(ResonanzError, match="ballotbox-unreachable"):
        usecases.open_wave(wave, port)
    before = (bytes(wave.root), tickets())
    getattr(port, kind).clear()
    again = Wave.objects.get(pk=wave.pk)
    usecases.open_wave(again, port)
    assert again.state == WaveState.OPEN
    if before[0]:
        assert before == (bytes(again.root), tickets())
    assert Ticket.objects.filter(wave=wave).count() == present_seats(season, clock.today()).count()


def tickets() -> list[bytes]:
    """All there are."""
    return sorted(bytes(ticket) for ticket in Ticket.objects.values_list("ticket", flat=True))


CLOSING = ["_end_draws", "destroy_keys", "_follow", "check_release", "store_release"]


@pytest.mark.parametrize("point", [*CLOSING, "close", "state", "release", "answer"])
def test_a_close_that_broke_off_anywhere_gives_the_same_release(
    season: Season, port: FakeBallotBox, staff: list[Person], monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    wave = ended(season, port, staff)
    expected_drawn = drawn(wave)
    with monkeypatch.context() as broken:
        if point in CLOSING:
            broken.setattr(closing, point, _crash)
        elif point == "answer":
            port.after.add("close")
        else:
            port.fails.add(point)
        with pytest.raises((RuntimeError, ResonanzError)):
            usecases.finish(wave, port)
    port.fails.clear()
    port.after.clear()
    again = Wave.objects.get(pk=wave.pk)
    usecases.finish(again, port)
    usecases.finish(again, port)
    assert again.state == WaveState.RELEASED
    assert bytes(StoredRelease.objects.get(wave=wave).content) == port.boxes[wave.identity].released
    assert waves.figures_checksum(wave).replace(" ", "") == sha256(port.boxes[wave.identity].released).hexdigest()
    assert drawn(again) == expected_drawn


def _crash(*_arguments: object) -> None:
    raise RuntimeError("the machine went away")


def test_a_held_wave_is_said_and_released_later(season: Season, port: FakeBallotBox, staff: list[Person]) -> None:
    wave = ended(season, port, staff)
    usecases.close_wave(wave, port)
    box = port.boxes[wave.identity]
    closed, box.state = box.state, type(box.state).HELD
    with pytest.raises(ResonanzError, match="release-not-ready"):
        usecases.fetch_release(wave, port)
    assert (wave.state, waves.held()) == (WaveState.HELD, [wave])
    box.state = closed
    usecases.finish(wave, port)
    assert wave.state == WaveState.RELEASED


def test_a_foreign_release_is_not_stored(season: Season, port: FakeBallotBox, staff: list[Person]) -> None:
    wave = ended(season, port, staff)
    usecases.close_wave(wave, port)
    box = port.boxes[wave.identity]
    content = bytearray(box.released)
    content[4 + 16] ^= 1  # the first byte of the root
    box.released = bytes(content)
    with pytest.raises(ResonanzError, match="release-wrong"):
        usecases.fetch_release(wave, port)
    assert not StoredRelease.objects.exists()
    assert wave.state == WaveState.CLOSED


def test_the_worker_moves_on_what_is_due(season: Season, port: FakeBallotBox, staff: list[Person]) -> None:
    wave = keyed(season)
    port.fails.add("open")
    assert [error.code for error in usecases.advance()] == ["ballotbox-unreachable"]
    port.fails.clear()
    assert usecases.advance() == []
    wave.refresh_from_db()
    assert wave.state == WaveState.OPEN
    for person in staff[:20]:
        answer(person, wave, port, (1, 2))
    assert usecases.advance() == []
    wait_until(wave.closes_at)
    assert usecases.advance() == []
    wave.refresh_from_db()
    assert wave.state == WaveState.OPEN  # a ballot whose token was drawn in time may be on its way
    wait_until(wave.closes_at + advancing.IN_FLIGHT)
    assert usecases.advance() == []
    wave.refresh_from_db()
    assert wave.state == WaveState.RELEASED
    wait_until(wave.closes_at + timedelta(days=14))
    usecases.advance()
    assert not Ticket.objects.filter(wave=wave).exists()


def test_seats_hold_everybody_once(season: Season, staff: list[Person]) -> None:
    assert Seat.objects.filter(season=season).count() == len(staff)
    partition = waves.season_structure(season)
    seated = list(Seat.objects.filter(season=season).values_list("position", flat=True))
    assert [seated.count(at) for at in range(len(partition.cells))] == [cell.eligible for cell in partition.cells]
