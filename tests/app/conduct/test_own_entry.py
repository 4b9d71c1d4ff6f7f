"""Her own entry in the roster: its proof, who is new in her cell, and how often the database is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from resonanz.app.conduct import usecases
from resonanz.app.conduct.own_entry import OwnEntry, own_entry
from resonanz.app.people.models import Person
from resonanz.app.registrar import seats
from resonanz.app.registrar.models import Seat
from resonanz.app.waves.models import Season, Wave
from resonanz.app.waves.queries import current_season
from resonanz.app.waves.states import WaveState
from resonanz.core import wire
from resonanz.core.kernel import clock
from tests.app.conduct.fake_ballotbox import FakeBallotBox
from tests.app.conduct.organisation import STATED, draft, keyed, opened, people
from tests.app.conduct.visitors import page, signed_in

pytestmark = pytest.mark.django_db
PROTOCOL = Path(__file__).parents[3] / "docs" / "anonymity" / "protocol.md"
ADDRESS = "/own-entry/"


@pytest.fixture(autouse=True)
def no_tree_of_another_test() -> Iterator[None]:
    """Trees are kept a process, by a season's key, which comes again in the next test."""
    seats._roster_tree.cache_clear()
    yield
    seats._roster_tree.cache_clear()


def entry_of(person: Person) -> OwnEntry:
    entry = own_entry(person)
    assert entry is not None
    return entry


def values(text: str) -> dict[str, list[str]]:
    """What stands on the page, by the name of each value."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'data-value="([^"]+)">([^<]*)<', text):
        found.setdefault(name, []).append(value)
    return found


def test_everybodys_proof_leads_to_the_root_in_the_manifest(port: FakeBallotBox) -> None:
    staff = people([(-1, 12, 0), (-1, 11, 0)])
    wave = opened(usecases.plan_season("2026"), port)
    root = port.boxes[wave.identity].terms.header.roster_root
    for person in staff:
        entry = entry_of(person)
        assert entry.proof is not None
        leaf = wire.roster_leaf(bytes.fromhex(entry.salt), person.person_id, entry.position)
        assert wire.verify_proof(leaf, entry.proof.index, len(staff), entry.proof.hashes, root)
        assert entry.root == root.hex()
    assert {entry_of(person).proof.index for person in staff} == set(range(len(staff)))  # type: ignore[union-attr]


def test_the_lines_of_the_documentation_check_a_page_by_hand(port: FakeBallotBox) -> None:
    staff = people([(-1, 13, 0)])
    opened(usecases.plan_season("2026"), port)
    shown = values(page(signed_in(staff[5]), ADDRESS))
    (lines,) = re.findall(r"## Your own entry, by hand\n.*?```python\n(.*?)```", PROTOCOL.read_text("utf-8"), re.DOTALL)
    assert len([line for line in lines.splitlines() if line]) == 10
    typed: dict[str, Any] = {name: value for name, (value, *_) in shown.items()}
    typed |= {name: int(typed[name]) for name in ("cell", "index", "size")} | {"hashes": shown["hash"]}
    for changed, holds in (({}, True), ({"person": "somebody"}, False), ({"cell": typed["cell"] + 1}, False)):
        given = {**typed, **changed}
        exec(compile(lines, "protocol.md", "exec"), given)
        assert given["holds"] is holds


def test_the_page_shows_every_value_also_of_the_open_wave(port: FakeBallotBox) -> None:
    staff = people([(-1, 13, 0)])
    wave = opened(usecases.plan_season("2026"), port)
    text = page(signed_in(staff[5]), ADDRESS)
    shown, entry = values(text), entry_of(staff[5])
    assert entry.proof is not None
    assert shown["person"] == [staff[5].person_id]
    assert (shown["salt"], shown["root"], shown["cell"]) == ([entry.salt], [entry.root], [str(entry.position)])
    assert (shown["index"], shown["size"]) == ([str(entry.proof.index)], ["13"])
    assert shown["hash"] == list(entry.hashes)
    header = bytes.fromhex(shown["wave-header"][0])
    assert wire.decode_header(header).roster_root.hex() == entry.root == header[-32:].hex()
    proof = [bytes.fromhex(each) for each in shown["wave-hash"]]
    assert wire.verify_proof(header, 1, int(shown["wave-size"][0]), proof, bytes(wave.root))
    cell = wire.decode_leaf(bytes.fromhex(shown["wave-cell"][0]))
    assert [cell.label] == shown["label"]
    assert wire.verify_proof(
        wire.encode_leaf(cell),
        3 + int(shown["cell"][0]),
        int(shown["wave-size"][0]),
        [bytes.fromhex(each) for each in shown["cell-hash"]],
        bytes(wave.root),
    )
    assert 'href="http://127.0.0.1:8001/waves/"' in text
    assert shown["wave-checksum"][0].replace(" ", "") == bytes(wave.root).hex()[:12]
    assert "Your browser has not checked your entry." in text


def test_a_seat_that_was_changed_is_an_alarm_without_any_script() -> None:
    staff = people([(-1, 13, 0)])
    usecases.plan_season("2026")
    client = signed_in(staff[0])
    hidden = 'data-result="broken" hidden'
    assert hidden in page(client, ADDRESS)
    Seat.objects.filter(person=staff[0]).update(salt=bytes(16))
    text = page(client, ADDRESS)
    assert hidden not in text
    assert "Tell the works council." in text


def test_nobody_else_stands_on_the_page() -> None:
    staff = people([(-1, 13, 0)])
    usecases.plan_season("2026")
    text = page(signed_in(staff[0]), ADDRESS)
    others = Seat.objects.exclude(person=staff[0]).select_related("person")
    assert not any(bytes(seat.salt).hex() in text or seat.person.person_id in text for seat in others)


@pytest.mark.parametrize("on_the_roster", [True, False])
def test_who_has_no_entry_reads_why(on_the_roster: bool) -> None:
    people([(-1, 13, 0)])
    usecases.plan_season("2026")
    client = signed_in(people([(-1, 1, 0)], prefix="new")[0]) if on_the_roster else signed_in(lead=True)
    assert "You have no entry in a roster." in page(client, ADDRESS)


def asked() -> None:
    """A wave of the newest season has come to its end."""
    wave = draft(current_season() or Season())
    Wave.objects.filter(pk=wave.pk).update(state=WaveState.RELEASED)


def test_who_is_new_since_the_last_season_is_counted_in_her_cell() -> None:
    staff = people([(-1, 12, 0)])
    usecases.plan_season("2026")
    client = signed_in(staff[0])
    text = page(client, ADDRESS)
    assert "12 people are in your reporting cell" in text
    assert "No wave was asked in an earlier season" in text
    asked()
    joined = people([(-1, 2, 0), (-1, 11, 0)], prefix="new")
    Person.objects.filter(pk__in=[one.pk for one in joined[:2]]).update(unit=staff[0].unit)
    Person.objects.filter(pk=staff[1].pk).update(active_to=clock.today() - timedelta(days=1))
    usecases.plan_season("2027", confirmation=STATED)
    text = page(client, ADDRESS)
    assert "13 people are in your reporting cell" in text
    assert "2 of them are new since season 2026" in text
    assert "11 of them are new" in page(signed_in(joined[5]), ADDRESS)


def test_a_season_that_was_never_asked_hides_nobody() -> None:
    """People of a season that is planned twice at once stay new; the control: a wave was asked in between."""
    staff = people([(-1, 12, 0)])
    usecases.plan_season("2026")
    asked()
    invented = people([(-1, 8, 0)], prefix="new")
    Person.objects.filter(pk__in=[one.pk for one in invented]).update(unit=staff[0].unit)
    client = signed_in(staff[0])
    for key in ("2026-2", "2026-3"):
        usecases.plan_season(key, confirmation=STATED)
        assert "8 of them are new since season 2026." in page(client, ADDRESS)
    asked()
    usecases.plan_season("2026-4", confirmation=STATED)
    assert "None of them is new since season 2026-3." in page(client, ADDRESS)


def test_who_stated_the_opening_with_small_cells_stands_on_everybodys_page(port: FakeBallotBox) -> None:
    staff = people([(-1, 12, 0)])
    wave = keyed(usecases.plan_season("2026"))
    Person.objects.filter(pk__in=[one.pk for one in staff[1:6]]).update(active_to=clock.today() - timedelta(days=1))
    usecases.open_wave(wave, port, confirmation=STATED)
    text = page(signed_in(staff[0]), ADDRESS)
    assert "confirmed it is only stated: stated by Vera Voss, people lead." in text
    assert "Bereich 0: 7 of 12 people were still there" in page(signed_in(lead=True), f"/waves/{wave.number}/")


def test_the_page_says_whose_word_the_confirmation_is() -> None:
    staff = people([(-1, 12, 0)])
    usecases.plan_season("2026")
    text = page(signed_in(staff[0]), ADDRESS)
    assert "Nobody of the works council has confirmed this roster here" in text
    assert "stated by" not in text
    usecases.plan_season("2026-2", confirmation=STATED)
    assert "stated by Vera Voss, people lead" in page(signed_in(staff[1]), ADDRESS)


@pytest.mark.parametrize("size", [1, 1000])
def test_the_page_asks_equally_often_in_any_organisation(
    size: int, port: FakeBallotBox, django_assert_num_queries: object
) -> None:
    staff = people([(-1, 12, 0)])
    usecases.plan_season("2026")
    asked()
    people([(-1, size, 0)], prefix="new")
    opened(usecases.plan_season("2026-2", confirmation=STATED), port)
    client = signed_in(staff[0])
    client.get("/")
    with django_assert_num_queries(ENTRY_QUERIES + 1):  # type: ignore[operator]  # the seats, once a process
        client.get(ADDRESS)
    with django_assert_num_queries(ENTRY_QUERIES):  # type: ignore[operator]
        client.get(ADDRESS)


ENTRY_QUERIES = 8
