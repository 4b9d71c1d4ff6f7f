"""What the browser refuses before it draws: keys without proof, foreign roots, small cells, other questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape

import pytest
from playwright.sync_api import Page, Route, expect

from resonanz.core.wire import CellLeaf, ProvedLeaf, StartData, encode_leaf
from tests.contracts.sample_wave import SampleWave
from tests.e2e.ballot_form import bodies_sent, fill, said, send
from tests.e2e.own_registrar import FOREIGN_KEY
from tests.e2e.own_wave import OwnWave, open_wave

pytestmark = pytest.mark.browser

Forge = Callable[[OwnWave], StartData]


def foreign_root(wave: OwnWave) -> StartData:
    """The start data of another manifest of the same wave: consistent in itself, not what the ballot box states."""
    other = replace(wave.cell, public_key=FOREIGN_KEY.public_modulus)
    return start_of(wave, with_cell(wave.sample, other))


def with_leaf(start: StartData, leaf: ProvedLeaf) -> StartData:
    return replace(start, leaves=(leaf,))


def with_cell_leaf(wave: OwnWave, cell: CellLeaf) -> StartData:
    """Start data with another cell under the proof of the true one."""
    start = wave.start()
    return with_leaf(start, replace(start.leaves[0], leaf=encode_leaf(cell)))


def tampered_proof(wave: OwnWave) -> StartData:
    """One bit of the cell's proof flipped."""
    start = wave.start()
    (own,) = start.leaves
    first, *others = own.proof
    return with_leaf(start, replace(own, proof=(bytes([first[0] ^ 1]) + first[1:], *others)))


def own_key_for_one_person(wave: OwnWave) -> StartData:
    """A key of one's own in the cell's leaf: the key tagging attack."""
    tagged = replace(wave.cell, public_key=FOREIGN_KEY.public_modulus)
    return with_cell_leaf(wave, tagged)


def altered_size(wave: OwnWave) -> StartData:
    """A cell that claims more people than were committed to."""
    return with_cell_leaf(wave, replace(wave.cell, eligible=wave.cell.eligible + 40))


def foreign_address(wave: OwnWave) -> StartData:
    """A draw address that is not the app's."""
    return replace(wave.start(), draw_url="http://localhost:9/draw")


@pytest.mark.parametrize(
    ("forge", "code"),
    [
        (foreign_root, "root-mismatch"),
        (tampered_proof, "proof-invalid"),
        (own_key_for_one_person, "proof-invalid"),
        (altered_size, "proof-invalid"),
        (foreign_address, "address-foreign"),
    ],
)
def test_forged_start_data_stops_the_browser(page: Page, wave: OwnWave, forge: Forge, code: str) -> None:
    drawn = bodies_sent(page, "/draw")
    page.goto(wave.address(forge(wave)))
    assert said(page) == code
    expect(page.locator("#voting")).to_be_hidden()
    assert drawn == []


def test_a_cell_of_one_is_refused_even_if_the_ballot_box_states_it_itself(page: Page, wave: OwnWave) -> None:
    forged = with_cell(wave.sample, replace(wave.cell, eligible=1, present=1))
    alter_page(page, wave.sample.root.hex(), forged.root.hex())
    page.goto(wave.address(start_of(wave, forged)))
    assert said(page) == "cell-too-small"
    expect(page.locator("#voting")).to_be_hidden()


def test_limits_below_the_floor_are_refused(page: Page, wave: OwnWave) -> None:
    manifest = wave.sample.manifest
    lowered = replace(wave.sample, manifest=replace(manifest, header=replace(manifest.header, k_answers=2)))
    alter_page(page, wave.sample.root.hex(), lowered.root.hex())
    page.goto(wave.address(start_of(wave, lowered)))
    assert said(page) == "limits-too-low"


@pytest.mark.parametrize("shown", ["In meinem Arbeitsumfeld nehmen wir uns Zeit füreinander.", "teils, teils"])
def test_other_questions_or_options_than_fixed_are_refused(page: Page, wave: OwnWave, shown: str) -> None:
    alter_page(page, escape(shown), "Etwas anderes")
    page.goto(wave.address())
    assert said(page) == "questionnaire-differs"


def test_the_link_of_another_wave_is_named_as_such(page: Page, wave: OwnWave) -> None:
    other = open_wave(wave.ballotbox, wave.registrar)
    page.goto(other.address(wave.start()))
    assert said(page) == "wave-mismatch"


def test_a_cut_off_link_is_named_as_such(page: Page, wave: OwnWave) -> None:
    page.goto(wave.address()[:-7])
    assert said(page) == "start-malformed"


def test_without_start_data_the_questions_stand_there_to_read(page: Page, wave: OwnWave) -> None:
    page.goto(wave.address().partition("#")[0])
    assert said(page) == "start-missing"
    expect(page.locator("legend").last).to_be_visible()
    expect(page.locator("input").first).to_be_disabled()


def test_without_secure_cryptography_the_page_says_why(page: Page, wave: OwnWave) -> None:
    page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })")
    page.goto(wave.address())
    assert said(page) == "insecure"
    expect(page.get_by_text("nur über https")).to_be_visible()


def test_a_token_signed_with_a_foreign_key_raises_the_alarm(page: Page, wave: OwnWave) -> None:
    sent = bodies_sent(page, "/ballots")
    wave.registrar.mood = "wrong"
    page.goto(wave.address())
    fill(page)
    send(page)
    assert said(page) == "signature-wrong"
    assert sent == []


def test_a_ticket_drawn_elsewhere_keeps_the_answers_here(page: Page, wave: OwnWave) -> None:
    start = wave.start()
    wave.registrar.drawn[start.ticket] = b"drawn on another device"
    page.goto(wave.address(start))
    fill(page)
    send(page)
    assert said(page) == "already-drawn"
    expect(page.locator(".said-a").first).to_have_text("stimme gar nicht zu")


def test_an_unknown_ticket_is_named_as_such(page: Page, wave: OwnWave) -> None:
    start = wave.start()
    del wave.registrar.tickets[start.ticket]
    page.goto(wave.address(start))
    fill(page)
    send(page)
    assert said(page) == "ticket-unknown"


def with_cell(sample: SampleWave, cell: object) -> SampleWave:
    """The wave with another first cell."""
    manifest = replace(sample.manifest, cells=(cell, *sample.manifest.cells[1:]))  # type: ignore[arg-type]
    return replace(sample, manifest=manifest)


def start_of(wave: OwnWave, forged: SampleWave) -> StartData:
    """Start data that fit a forged manifest in every proof."""
    return OwnWave(forged, wave.ballotbox, wave.registrar).start()


def alter_page(page: Page, true: str, false: str) -> None:
    """Let the ballot box show something else than it was opened with."""

    def alter(route: Route) -> None:
        answer = route.fetch()
        assert true in answer.text()
        route.fulfill(response=answer, body=answer.text().replace(true, false))

    page.route("**/w/*/?lang=*", alter)
