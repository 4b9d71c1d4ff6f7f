"""People, waves and ballots for tests, made through the same use cases and bytes as in life."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from cryptography.hazmat.primitives.asymmetric import ec

from resonanz.app.conduct import usecases
from resonanz.app.conduct.start_link import start_data
from resonanz.app.people.models import Person, Unit
from resonanz.app.questions.models import StoredQuestionnaire
from resonanz.app.registrar.queries import ticket_of
from resonanz.app.registrar.usecases import draw
from resonanz.app.waves.confirmations import Confirmation
from resonanz.app.waves.models import Season, Wave
from resonanz.core import wire
from resonanz.core.blindsig import Blinded, blind, finalize, generate_key, prepare, token_message
from resonanz.core.kernel import clock, home
from tests.app.conduct.fake_ballotbox import FakeBallotBox
from tests.own_questionnaire import own_questionnaire

LONG_AGO = date(2020, 1, 1)
STATED = Confirmation("Vera Voss", ("people-lead",))


@cache
def made_key(number: int) -> bytes:
    """A key for each number, made once a test run: making one takes a tenth of a second."""
    return generate_key().to_bytes()


def people(shape: Sequence[tuple[int, int, int]], prefix: str = "p") -> list[Person]:
    """Units under one root from (parent, employees, leaders); parent -1 is the root itself. Everybody is there."""
    root = Unit.objects.create(key=f"{prefix}-root", name="Beispielwerke")
    units: list[Unit] = []
    rows: list[Person] = []
    leaders: list[Unit | None] = []
    for number, (parent, employees, leading) in enumerate(shape):
        above = units[parent] if 0 <= parent < number else root
        units.append(Unit.objects.create(key=f"{prefix}-u{number}", name=f"Bereich {number}", parent=above))
        for one in range(employees + leading):
            key = f"{prefix}{number}-{one}"
            rows.append(
                Person(
                    person_id=key,
                    email=f"{key}@example.org",
                    given_name="Kim",
                    family_name=key,
                    unit=units[number],
                    active_from=LONG_AGO,
                )
            )
            leaders.append(units[number] if one >= employees else None)
    made = Person.objects.bulk_create(rows)
    for person, unit in zip(made, leaders, strict=True):
        if unit is not None:
            person.leads.add(unit)
    return made


def small_questionnaire() -> StoredQuestionnaire:
    """Two items of four options, the second sensitive."""
    flags = (wire.ItemFlag.NONE, wire.ItemFlag.SENSITIVE)
    options = ("a", "b", "c", "d")
    items = [
        wire.Item(code, 4, (3, 4), flag, tuple(wire.Wording(said, code, code, options) for said in wire.LANGUAGES))
        for code, flag in zip(("01", "02"), flags, strict=True)
    ]
    return own_questionnaire("small", items)


def draft(season: Season, *, days: int = 14, questionnaire: StoredQuestionnaire | None = None) -> Wave:
    """A wave from today on."""
    today = clock.today()
    closes = clock.now() + timedelta(days=days)
    return usecases.start_wave(season, opens_on=today, closes_at=closes, questionnaire=questionnaire)


def keyed(season: Season, questionnaire: StoredQuestionnaire | None = None) -> Wave:
    """A wave ready to open."""
    wave = draft(season, questionnaire=questionnaire or small_questionnaire())
    usecases.freeze(wave)
    usecases.make_keys(wave, processes=1)
    return wave


def opened(season: Season, port: FakeBallotBox, questionnaire: StoredQuestionnaire | None = None) -> Wave:
    """A wave that takes ballots."""
    wave = keyed(season, questionnaire)
    usecases.open_wave(wave, port)
    return wave


def wait_until(moment: datetime) -> None:
    """Set the clock that both programs read; its file keeps milliseconds, so a second later than asked."""
    clock.shift_to(home.home_from_environment(), moment + timedelta(seconds=1))


@dataclass(frozen=True, slots=True)
class Paper:
    """A browser's state between drawing and sending."""

    start: wire.StartData
    key: ec.EllipticCurvePrivateKey
    prepared: bytes
    blinded: Blinded
    cell: wire.CellLeaf
    header: wire.Header

    @property
    def request(self) -> wire.DrawRequest:
        """What goes to the draw address."""
        entries = ((self.cell.position, self.blinded.blinded),)
        return wire.DrawRequest(self.start.ticket, self.header.wave, self.start.root, entries)

    def ballot(self, blind_signature: bytes, answers: Iterable[int]) -> bytes:
        """The envelope, ready to send."""
        public = wire.public_point(self.key)
        token = finalize(self.cell.public_key, self.prepared, blind_signature, self.blinded.inverse)
        envelope = wire.Envelope(
            self.header.wave,
            self.start.root,
            self.cell.position,
            public,
            self.prepared[:32],
            token,
            tuple(answers),
            bytes(64),
        )
        return wire.seal(envelope, self.key)


def paper(start: wire.StartData, wave: Wave) -> Paper:
    """What a browser does on Send, before it asks: check all proofs, make a key, blind it."""
    proved = wire.verify_start(start, bytes(wave.questionnaire.content), bytes(wave.root))
    header, cell = proved.header, proved.cell
    key = ec.generate_private_key(ec.SECP256R1())
    prepared = prepare(token_message(wire.public_point(key)))
    return Paper(start, key, prepared, blind(cell.public_key, prepared), cell, header)


def start_of(person: Person, wave: Wave, language: str) -> wire.StartData:
    """What her start page hands her."""
    ticket = ticket_of(wave, person)
    assert ticket is not None
    return start_data(ticket, wave, language)


def answer(person: Person, wave: Wave, port: FakeBallotBox, answers: Iterable[int]) -> None:
    """One person's whole way from the start page to the ballot box."""
    written = paper(start_of(person, wave, "en"), wave)
    (signature,) = draw(written.request)
    port.receive(written.ballot(signature, answers))
