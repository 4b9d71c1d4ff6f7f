"""A wave of one's own: a hostile app opens a second wave, votes in it itself, and sends one person there.

Her ballot is then what is left when the known ones are taken away from the figures. The ballot box refuses such a wave,
and should it open one all the same, the browser stops. Each control takes rules away and reads her answers exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from resonanz.core.kernel.home import HomeKind
from resonanz.core.wire import CellLeaf, decode_release
from tests.contracts.sample_wave import SampleWave, ballot, cell_key, sample_wave
from tests.e2e.ballot_form import ANSWERS, bodies_sent, fill, said, send, wait_for_receipt
from tests.e2e.own_ballotbox import OwnBallotBox
from tests.e2e.own_registrar import OwnRegistrar
from tests.e2e.own_wave import OwnWave, with_pulse

pytestmark = pytest.mark.browser

DAY = timedelta(days=1)
WEAKENED = "tests.attacks.weakened_settings"
OWN_BALLOTS = 30
CHECK = "await checkListed(header, start.root);"
LABEL_CHECK = (
    "if (![cell, comment].every((each) => !each || isClear(each.label))) throw new WireError('label-unclear');"
)
# "Führungskräfte Firm" once more: with a character without width, with blanks behind, with a Cyrillic letter.
PHANTOMS = (
    "Führungskräfte Firm\u200b",
    "Führungskräfte Firm\u2800",
    "Führungskräfte Firm ",
    "Führungskräfte Fi\u0433m",
)


class InPhantom(OwnWave):
    """She is sent to the second cell, which stands beside the first with the same name to the eye."""

    @property
    def cell(self) -> CellLeaf:
        return self.sample.manifest.cells[1]


def with_phantom(wave: SampleWave, label: str) -> SampleWave:
    """A cell more beside the leaders', as large, whose name looks like theirs."""
    first, *others = wave.manifest.cells
    key = cell_key(len(wave.manifest.cells))
    cells = (first, replace(first, label=label, public_key=key.public_modulus), *others)
    numbered = tuple(replace(cell, position=place) for place, cell in enumerate(cells))
    manifest = replace(wave.manifest, cells=numbered, sensitive=((0, 1, 2), (3,)))
    return replace(wave, manifest=manifest, keys=(wave.keys[0], key, *wave.keys[1:]))


@pytest.fixture(scope="module")
def registrar() -> Iterator[OwnRegistrar]:
    """The hostile app's: it gives out any ticket."""
    started = OwnRegistrar()
    yield started
    started.stop()


def box_of(folder: Path, registrar: OwnRegistrar, kind: HomeKind = HomeKind.TEST, settings: str = "") -> OwnBallotBox:
    """A running ballot box."""
    box = OwnBallotBox(folder / "home", registrar.url, kind, settings=settings)
    registrar.allowed_origin = box.url
    box.start()
    return box


@pytest.fixture(scope="module")
def honest(registrar: OwnRegistrar, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnBallotBox]:
    """As it is shipped, in a home whose clock cannot be shifted."""
    started = box_of(tmp_path_factory.mktemp("honest"), registrar, HomeKind.PRODUCTION)
    yield started
    started.stop()


@pytest.fixture
def weakened(registrar: OwnRegistrar, tmp_path: Path) -> Iterator[OwnBallotBox]:
    """Opens everything."""
    started = box_of(tmp_path, registrar, settings=WEAKENED)
    yield started
    started.stop()


@pytest.fixture
def shiftable(registrar: OwnRegistrar, tmp_path: Path) -> Iterator[OwnBallotBox]:
    """With every rule but the one about duration, which a home for tests does not have."""
    started = box_of(tmp_path, registrar)
    yield started
    started.stop()


def planned(box: OwnBallotBox, after: tuple[int, bytes], days: float = 14) -> SampleWave:
    """The same questions, labels and sizes as every other wave here."""
    return with_pulse(sample_wave(box.receipt_key(), box.now() + days * DAY, after=after))


def opened(box: OwnBallotBox, registrar: OwnRegistrar, wave: SampleWave) -> OwnWave:
    box.open(wave.wave.hex(), wave.manifest_bytes, wave.questionnaire_bytes)
    registrar.keys = wave.keys
    return OwnWave(wave, box, registrar)


def word(box: OwnBallotBox, wave: SampleWave) -> str:
    """What the ballot box says to an opening, "" if it opens."""
    try:
        box.open(wave.wave.hex(), wave.manifest_bytes, wave.questionnaire_bytes)
    except RuntimeError as refusal:
        return str(refusal).split("b'")[1].rstrip("'")
    return ""


def test_attack_the_ballot_box_refuses_every_wave_of_ones_own(honest: OwnBallotBox) -> None:
    number, root = honest.free_head()
    assert word(honest, planned(honest, (number, root), days=2.9)) == "wave-too-short"
    real = planned(honest, (number, root))
    assert word(honest, real) == ""
    after = (number + 1, real.root)
    assert word(honest, planned(honest, after)) == "second-wave"
    assert word(honest, planned(honest, (number, root))) == "second-wave"
    assert honest.free_head() == after
    assert word(honest, planned(honest, (number, real.root))) == "wave-number-seen"
    assert word(honest, planned(honest, (number + 1, root))) == "chain-forked"
    assert word(honest, planned(honest, after)) == ""


@pytest.mark.parametrize("kind", ["beside", "fork"])
def test_attack_the_browser_stops_though_the_ballot_box_does_not(
    page: Page, weakened: OwnBallotBox, registrar: OwnRegistrar, kind: str
) -> None:
    hers = beside_the_real_one(weakened, registrar, kind)
    drawn = bodies_sent(page, "/draw")
    page.goto(hers.address())
    assert said(page) == "chain-broken"
    assert drawn == []


@pytest.mark.parametrize("label", PHANTOMS)
def test_attack_no_cell_beside_ones_own_of_the_same_name(
    page: Page, honest: OwnBallotBox, weakened: OwnBallotBox, registrar: OwnRegistrar, label: str
) -> None:
    assert word(honest, with_phantom(planned(honest, honest.free_head()), label)) == "audit-failed"
    wave = with_phantom(planned(weakened, weakened.head()), label)
    drawn = bodies_sent(page, "/draw")
    page.goto(InPhantom(**vars(opened(weakened, registrar, wave))).address())
    assert said(page) == "label-unclear"
    assert drawn == []


def test_control_without_the_rule_of_labels_one_person_is_read(
    page: Page, weakened: OwnBallotBox, registrar: OwnRegistrar
) -> None:
    wave = with_phantom(planned(weakened, weakened.head()), PHANTOMS[0])
    page.route("**/ballot/wire.js*", without(LABEL_CHECK))
    assert read_alone(page, InPhantom(**vars(opened(weakened, registrar, wave)))) == list(ANSWERS)


def test_attack_the_real_wave_raises_the_alarm_too(page: Page, weakened: OwnBallotBox, registrar: OwnRegistrar) -> None:
    real = opened(weakened, registrar, planned(weakened, weakened.head()))
    beside_the_real_one(weakened, registrar, "beside", real)
    page.goto(real.address())
    assert said(page) == "chain-broken"


def test_control_a_wave_of_seconds_reads_one_person(
    page: Page, shiftable: OwnBallotBox, registrar: OwnRegistrar
) -> None:
    hers = opened(shiftable, registrar, planned(shiftable, shiftable.free_head(), days=0.01))
    assert read_alone(page, hers) == list(ANSWERS)


@pytest.mark.parametrize("kind", ["beside", "fork"])
def test_control_without_both_rules_one_person_is_read(
    page: Page, weakened: OwnBallotBox, registrar: OwnRegistrar, kind: str
) -> None:
    hers = beside_the_real_one(weakened, registrar, kind)
    page.route("**/ballot/start.js*", without(CHECK))
    assert read_alone(page, hers) == list(ANSWERS)


def beside_the_real_one(box: OwnBallotBox, registrar: OwnRegistrar, kind: str, real: OwnWave | None = None) -> OwnWave:
    """A second open wave in a ballot box without the rule, once the real one is open."""
    before = box.head()
    real = real or opened(box, registrar, planned(box, before))
    number = real.sample.manifest.header.number
    places = {
        "beside": (number, real.sample.root),
        "fork": (number, before[1]),
    }
    return opened(box, registrar, planned(box, places[kind]))


def without(check: str) -> Callable[[Route], None]:
    """One of the browser's own rules taken away."""

    def altered(route: Route) -> None:
        answer = route.fetch()
        assert check in answer.text()
        route.fulfill(response=answer, body=answer.text().replace(check, ""))

    return altered


def read_alone(page: Page, hers: OwnWave) -> list[int]:
    """The attacker's ballots, one of hers, the close: her answers, as the figures leave them."""
    registrar, box, wave = hers.registrar, hers.ballotbox, hers.sample
    registrar.keys = wave.keys
    own = [[(at + item) % 6 for item in range(len(ANSWERS))] for at in range(OWN_BALLOTS)]
    for place, answers in enumerate(own):
        box.ask("POST", f"/w/{hers.name}/ballots", ballot(wave, place % len(wave.manifest.cells), answers))
    page.goto(hers.address())
    fill(page)
    send(page)
    wait_for_receipt(page)
    box.advance(15 * DAY)
    assert box.close(hers.name, hers.sample.drawn) == "closed"
    release = decode_release(box.ask("GET", f"/port/waves/{hers.name}/release"))
    left = []
    for item, released in enumerate(release.items):
        total = [sum(counts) for counts in zip(*released.counts, strict=True)]
        for answers in own:
            total[answers[item]] -= 1
        left.append(total.index(1))
    return left
