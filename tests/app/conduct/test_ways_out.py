"""No state of a wave without a way out, and its true reason on its page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django_tasks_db.models import DBTaskResult

from resonanz.app.conduct import epoch, key_jobs, usecases
from resonanz.app.conduct.forms import WaveForm
from resonanz.app.conduct.models import Epoch
from resonanz.app.conduct.port import BoxState
from resonanz.app.conduct.steps import WaveStep, is_possible, perform
from resonanz.app.conduct.usecases import advancing, turns
from resonanz.app.people.models import Person
from resonanz.app.registrar.models import CellKey, Ticket
from resonanz.app.waves.models import Season, StoredRelease, Wave
from resonanz.app.waves.queries import all_waves
from resonanz.app.waves.states import WaveState
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.home import Home, HomeKind
from resonanz.core.wire.waves import EpochReply
from resonanz.storage.files import holding_lock
from tests.app.conduct.fake_ballotbox import FakeBallotBox
from tests.app.conduct.organisation import answer, draft, keyed, opened, wait_until
from tests.app.conduct.visitors import page

pytestmark = pytest.mark.django_db
EARLIER = timedelta(hours=1)


@pytest.fixture
def running(season: Season, port: FakeBallotBox, staff: list[Person]) -> Wave:
    """An open wave with some ballots."""
    wave = opened(season, port)
    for person in staff[:20]:
        answer(person, wave, port, (1, 2))
    return wave


def stored(wave: Wave) -> Wave:
    return Wave.objects.get(pk=wave.pk)


def standing(wave: Wave) -> tuple[str, str]:
    """State and reason."""
    now = stored(wave)
    return now.state, now.trouble.get("code", "")


def nothing_is_left(wave: Wave) -> bool:
    """Neither tickets nor keys that could sign."""
    return not Ticket.objects.filter(wave=wave).exists() and not CellKey.objects.exclude(private_key=b"").exists()


def test_a_wave_that_the_ballot_box_has_cancelled_ends_here_too(
    running: Wave, port: FakeBallotBox, lead: Client
) -> None:
    box = port.boxes[running.identity]
    box.state, box.reason = BoxState.CANCELLED, "half-restored"
    assert usecases.advance() == []
    assert standing(running) == ("cancelled", "half-restored")
    assert nothing_is_left(running)
    text = page(lead, f"/waves/{running.number}/")
    assert "restored from an older copy" in text
    assert "Plan it anew" not in text


def test_a_wave_that_the_ballot_box_does_not_know_ends(running: Wave, port: FakeBallotBox) -> None:
    del port.boxes[running.identity]
    usecases.advance()
    assert standing(running) == ("cancelled", "half-restored")


def test_a_wave_lost_there_while_it_closed_ends(running: Wave, port: FakeBallotBox) -> None:
    wait_until(running.closes_at + EARLIER)
    port.fails = {"close"}
    usecases.advance()
    assert standing(running) == ("closed", "ballotbox-unreachable")
    port.fails.clear()
    del port.boxes[running.identity]
    usecases.advance()
    assert standing(running) == ("cancelled", "half-restored")


def test_a_lost_key_is_said_while_the_wave_is_open_and_it_can_be_cancelled(
    running: Wave, port: FakeBallotBox, lead: Client
) -> None:
    port.boxes[running.identity].reason = "inbox-key-lost"
    usecases.advance()
    assert standing(running) == ("open", "inbox-key-lost")
    assert "The key of the inbox is gone" in page(lead, f"/waves/{running.number}/")
    perform(stored(running), WaveStep.CANCEL, confirmation=None)
    assert standing(running) == ("cancelled", "inbox-key-lost")
    assert port.boxes[running.identity].state is BoxState.CANCELLED


def test_a_reason_goes_when_all_is_well_again(running: Wave, port: FakeBallotBox, lead: Client) -> None:
    port.fails = {"epoch"}
    usecases.advance()
    assert "cannot be reached" in page(lead, f"/waves/{running.number}/")
    port.fails.clear()
    usecases.advance()
    assert standing(running) == ("open", "")
    assert "cannot be reached" not in page(lead, f"/waves/{running.number}/")


def test_an_app_put_back_to_an_older_copy_is_noticed(running: Wave) -> None:
    usecases.advance()
    backup = bytes(Epoch.objects.get().value)
    for _ in range(3):
        usecases.advance()
    assert standing(running) == ("open", "")
    Epoch.objects.update(value=backup)
    usecases.advance()
    assert standing(running) == ("cancelled", "half-restored")


def test_one_step_waits_for_the_other(running: Wave, port: FakeBallotBox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two exchanges that begin with the same number, the slower one would look restored."""
    waited: list[str] = []

    def ask(held: bytes) -> EpochReply:
        with pytest.raises(TimeoutError), holding_lock(settings.HOME.app / "waves.lock", 0.0):
            pass
        waited.append("yes")
        return EpochReply(held, fits=True)

    monkeypatch.setattr(port, "epoch", ask)
    usecases.advance()
    assert waited == ["yes"]


def test_a_step_that_waits_too_long_says_so_and_changes_nothing(running: Wave, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "WAIT_SECONDS", 0.0)
    with holding_lock(settings.HOME.app / "waves.lock"):
        with pytest.raises(ResonanzError, match="step-under-way"):
            perform(stored(running), WaveStep.CANCEL, confirmation=None)
        assert usecases.advance() == []
    assert standing(running) == ("open", "")
    perform(stored(running), WaveStep.CANCEL, confirmation=None)
    assert standing(running)[0] == "cancelled"


def test_what_was_read_before_somebody_else_moved_it_is_read_again(season: Season, port: FakeBallotBox) -> None:
    wave = keyed(season)
    old = stored(wave)
    usecases.open_wave(wave, port)
    usecases.cancel(old, port)  # as it was before it had a root
    assert (standing(wave)[0], port.boxes[wave.identity].state) == ("cancelled", BoxState.CANCELLED)
    with pytest.raises(ResonanzError, match="wave-move-illegal"):
        usecases.open_wave(wave, port)


def test_who_was_slower_leaves_no_trouble(running: Wave, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = all_waves()
    perform(stored(running), WaveStep.CANCEL, confirmation=None)
    monkeypatch.setattr(advancing, "all_waves", lambda: seen)
    wait_until(running.closes_at + EARLIER)
    assert usecases.advance() == []
    assert standing(running) == ("cancelled", "")


def test_figures_that_are_there_are_fetched_not_cancelled(running: Wave, port: FakeBallotBox) -> None:
    wait_until(running.closes_at + EARLIER)
    port.after = {"close"}
    usecases.advance()
    port.after.clear()
    assert standing(running) == ("closed", "ballotbox-unreachable")
    with pytest.raises(ResonanzError, match="wave-move-illegal"):
        usecases.cancel(stored(running), port)
    usecases.advance()
    assert standing(running) == ("released", "")


def test_a_held_wave_is_counted_again_when_somebody_asks(
    running: Wave, port: FakeBallotBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    Ticket.objects.update(blinded_hash=bytes(32))
    wait_until(running.closes_at + EARLIER)
    usecases.advance()
    assert standing(running) == ("held", "more-than-drawn")
    asked: list[object] = []

    def close(*given: object) -> BoxState:
        asked.append(given)
        return BoxState.HELD

    monkeypatch.setattr(port, "close", close)
    usecases.advance()
    assert (asked, standing(running)) == ([], ("held", "more-than-drawn"))
    port.boxes[running.identity].reason = "app-silent"
    Wave.objects.update(trouble={"code": "app-silent"})
    usecases.advance()
    assert len(asked) == 1


@pytest.mark.parametrize("kind", list(HomeKind))
def test_a_file_put_back_is_noticed_in_production_only(
    running: Wave, monkeypatch: pytest.MonkeyPatch, kind: HomeKind
) -> None:
    monkeypatch.setattr(settings, "HOME", Home(settings.HOME.path, kind))
    monkeypatch.setattr(epoch, "identity", lambda _name: b"as it is")
    Epoch.objects.update(file=epoch._file())
    for _ in range(2):
        usecases.advance()
    assert standing(running)[0] == "open"
    monkeypatch.setattr(epoch, "identity", lambda _name: b"a copy  ")
    usecases.advance()
    assert standing(running)[0] == ("cancelled" if kind is HomeKind.PRODUCTION else "open")


def test_a_restored_app_that_would_open_again_what_runs_already_ends_it_on_both_sides(
    season: Season, port: FakeBallotBox
) -> None:
    wave = keyed(season)
    usecases.open_wave(wave, port)
    Ticket.objects.all().delete()
    Wave.objects.update(state=WaveState.KEYED, manifest=b"", root=b"")
    again = stored(wave)
    with pytest.raises(ResonanzError, match="half-restored"):
        usecases.open_wave(again, port)
    assert standing(wave) == ("cancelled", "half-restored")
    assert port.boxes[wave.identity].state is BoxState.CANCELLED


def test_more_ballots_than_draws_are_held_before_they_are_destroyed(
    running: Wave, port: FakeBallotBox, lead: Client
) -> None:
    Ticket.objects.update(blinded_hash=bytes(32))  # as in a copy from before the draws
    wait_until(running.closes_at + EARLIER)
    usecases.advance()
    assert standing(running) == ("held", "more-than-drawn")
    assert len(port.boxes[running.identity].ballots) == 20
    assert "more ballots than people drew" in page(lead, f"/waves/{running.number}/")
    perform(stored(running), WaveStep.CANCEL, confirmation=None)
    assert (standing(running)[0], port.boxes[running.identity].state) == ("cancelled", BoxState.CANCELLED)


def test_figures_that_do_not_fit_can_be_given_up(running: Wave, port: FakeBallotBox, lead: Client) -> None:
    wait_until(running.closes_at + EARLIER)
    usecases.close_wave(running, port)
    assert not is_possible(stored(running), WaveStep.CANCEL)
    box = port.boxes[running.identity]
    box.released = box.released[:20] + bytes([box.released[20] ^ 1]) + box.released[21:]
    assert [error.code for error in usecases.advance()] == ["release-wrong"]
    assert standing(running) == ("closed", "release-wrong")
    text = page(lead, f"/waves/{running.number}/")
    assert "do not fit this wave (root)" in text
    assert f"/waves/{running.number}/cancel/" in text
    assert lead.post(f"/waves/{running.number}/cancel/").status_code == 302
    assert standing(running) == ("cancelled", "release-wrong")
    text = page(lead, f"/waves/{running.number}/")
    assert "This wave was given up." in text
    assert "unread" not in text
    assert (box.state, StoredRelease.objects.count(), nothing_is_left(running)) == (BoxState.CLOSED, 0, True)


def test_keys_whose_making_failed_are_made_again_by_the_worker(season: Season) -> None:
    wave = draft(season)
    usecases.freeze(wave)
    key_jobs.retry()
    assert DBTaskResult.objects.count() == 0  # nobody asked for them yet
    key_jobs.start(wave.number)
    DBTaskResult.objects.update(status="FAILED")
    key_jobs.retry()
    assert list(DBTaskResult.objects.values_list("status", flat=True)) == ["READY"]
    key_jobs.retry()
    key_jobs.start(wave.number)
    assert DBTaskResult.objects.count() == 1


def test_why_a_wave_does_not_open_by_itself_is_said(season: Season, port: FakeBallotBox, lead: Client) -> None:
    wave = keyed(season)
    wait_until(wave.closes_at)
    assert [error.code for error in usecases.advance()] == ["closing-time-passed"]
    text = page(lead, f"/waves/{wave.number}/")
    assert "The closing time of this wave has passed." in text
    assert f"/waves/{wave.number}/cancel/" in text


@pytest.mark.parametrize(
    ("kind", "days", "valid"), [("production", 2, False), ("production", 4, True), ("test", 2, True)]
)
def test_a_wave_that_would_be_refused_as_too_short_is_not_planned(
    monkeypatch: pytest.MonkeyPatch, kind: str, days: int, valid: bool
) -> None:
    monkeypatch.setattr(settings, "HOME", Home(settings.HOME.path, HomeKind(kind)))
    first = clock.today() + timedelta(days=1)
    given = {"opens_on": f"{first}", "closes_on": f"{first + timedelta(days=days)}", "closes_time": "18:00"}
    form = WaveForm({**given, "agreement": "BV 1"})
    assert form.is_valid() is valid
    assert ("closes_on" in form.errors) is not valid
