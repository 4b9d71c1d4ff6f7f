"""The browser's part in Python: the whole way, its checks, and what it does when a program does not answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.ids import WaveId, new_wave_id
from resonanz.core.wire import ListedState, ListedWave, ProvedLeaf, decode_envelope, encode_leaf, receipt_hash
from resonanz.simulation import Ballot, BallotClient, vote_many
from resonanz.simulation.http import Patience
from tests.contracts.sample_wave import SampleWave
from tests.e2e.own_registrar import FOREIGN_KEY, OwnRegistrar
from tests.simulation.conftest import Starts
from tests.simulation.fake_ballotbox import FakeBallotBox

ANSWERS = (5, 0, 2)


def test_a_vote_arrives_as_sent_and_its_receipt_is_verified(
    client: BallotClient, ballotbox: FakeBallotBox, wave: SampleWave, start: Starts
) -> None:
    receipt = client.vote(start(1), ANSWERS)
    ((public_key, body),) = ballotbox.stored.items()
    envelope = decode_envelope(body)
    assert envelope.answers == ANSWERS
    assert (envelope.cell, envelope.root) == (1, wave.root)
    assert receipt.hash == receipt_hash(wave.wave, public_key)
    assert len(body) == 8192


def test_what_a_wave_shows_to_all_is_read_once(client: BallotClient, ballotbox: FakeBallotBox, start: Starts) -> None:
    for _ in range(3):
        client.vote(start(0), ANSWERS)
    assert ballotbox.reads == {"page": 1, "questionnaire": 1, "list": 1}


def test_no_request_carries_a_cookie_or_a_referrer(
    client: BallotClient, registrar: OwnRegistrar, start: Starts
) -> None:
    client.vote(start(0), ANSWERS)
    (headers,) = registrar.seen
    assert {name.lower() for name in headers}.isdisjoint({"cookie", "referer", "authorization"})


def test_a_root_that_the_ballot_box_does_not_state_is_refused(
    client: BallotClient, ballotbox: FakeBallotBox, registrar: OwnRegistrar, start: Starts
) -> None:
    ballotbox.shown_root = bytes(32)
    refuses(client, start, "root-mismatch")
    assert registrar.seen == []


def test_a_key_without_proof_is_refused(client: BallotClient, wave: SampleWave, start: Starts) -> None:
    tagged = encode_leaf(replace(wave.manifest.cells[0], public_key=FOREIGN_KEY.public_modulus))
    with pytest.raises(ResonanzError) as refused:
        client.draw(replace(start(0), leaves=(ProvedLeaf(tagged, start(0).leaves[0].proof),)))
    assert refused.value.code == "proof-invalid"


def test_a_draw_address_that_is_not_the_apps_is_refused(client: BallotClient, start: Starts) -> None:
    with pytest.raises(ResonanzError) as refused:
        client.draw(replace(start(0), draw_url="http://localhost:9/draw"))
    assert refused.value.code == "address-foreign"


def test_a_wrong_signature_stops_the_way(client: BallotClient, registrar: OwnRegistrar, start: Starts) -> None:
    registrar.mood = "wrong"
    refuses(client, start, "signature-wrong")


def test_a_silent_app_is_asked_again_with_the_same_bytes(
    client: BallotClient, registrar: OwnRegistrar, start: Starts
) -> None:
    registrar.mood = "silent"
    refuses(client, start, "app-unreachable")
    assert len(registrar.bodies) == 3
    assert len(set(registrar.bodies)) == 1


def test_a_second_draw_on_one_ticket_is_refused(client: BallotClient, start: Starts) -> None:
    once = start(0)
    client.draw(once)
    with pytest.raises(ResonanzError) as refused:
        client.draw(once)
    assert refused.value.code == "already-drawn"


def test_an_unknown_ticket_is_named(client: BallotClient, start: Starts) -> None:
    with pytest.raises(ResonanzError) as refused:
        client.draw(replace(start(0), ticket=bytes(32)))
    assert refused.value.code == "ticket-unknown"


@pytest.mark.parametrize("mood", ["silent", "busy"])
def test_the_same_ballot_is_sent_again_until_it_is_acknowledged(
    client: BallotClient, ballotbox: FakeBallotBox, start: Starts, mood: str
) -> None:
    ballotbox.moods = [mood]
    client.vote(start(0), ANSWERS)
    assert len(ballotbox.bodies) == 2
    assert len(set(ballotbox.bodies)) == 1
    assert len(ballotbox.stored) == 1


@pytest.mark.parametrize(
    ("mood", "code"),
    [("forged", "receipt-invalid"), ("garbage", "receipt-invalid"), ("closed", "wave-not-open")],
)
def test_an_answer_that_is_no_good_receipt_is_refused(
    client: BallotClient, ballotbox: FakeBallotBox, start: Starts, mood: str, code: str
) -> None:
    ballotbox.moods = [mood]
    refuses(client, start, code)


def test_a_busy_ballot_box_is_named_when_patience_is_over(
    client: BallotClient, ballotbox: FakeBallotBox, start: Starts
) -> None:
    ballotbox.moods = ["busy"] * 3
    refuses(client, start, "storage-busy")


def test_a_sealed_ballot_can_be_sent_again_later(client: BallotClient, ballotbox: FakeBallotBox, start: Starts) -> None:
    once = start(0)
    token = client.draw(once)
    ballot = client.seal(once, token, ANSWERS)
    ballotbox.moods = ["silent"] * 6
    with pytest.raises(ResonanzError) as refused:
        client.send(once, token, ballot)
    assert refused.value.code == "ballotbox-unreachable"
    ballotbox.moods = []
    assert client.send(once, token, ballot).hash == receipt_hash(token_wave(ballot), token.public_key)
    assert set(ballotbox.bodies) == {ballot}


def test_a_wave_that_shows_no_ballot_is_not_open(ballotbox: FakeBallotBox, wave: SampleWave) -> None:
    with pytest.raises(ResonanzError) as refused:
        BallotClient(ballotbox.url).shown(bytes(16))
    assert refused.value.code == "wave-not-open"


def test_nobody_listening_is_ballotbox_unreachable(start: Starts) -> None:
    with pytest.raises(ResonanzError) as refused:
        BallotClient("http://127.0.0.1:9", Patience(attempts=1)).vote(start(0), ANSWERS)
    assert refused.value.code == "ballotbox-unreachable"


def test_many_votes_are_cast_once_each_and_refusals_are_told(
    client: BallotClient, ballotbox: FakeBallotBox, wave: SampleWave, start: Starts
) -> None:
    ballots = [Ballot(start(place % len(wave.keys)), (place % 6, 1, 2)) for place in range(24)]
    ballots[7] = replace(ballots[7], start=replace(ballots[7].start, ticket=bytes(32)))
    voted = {each.place: each for each in vote_many(client, iter(ballots), threads=4)}
    assert sorted(voted) == list(range(24))
    assert [place for place, each in sorted(voted.items()) if each.receipt is None] == [7]
    assert voted[7].refusal is not None
    assert voted[7].refusal.code == "ticket-unknown"
    sent = sorted(decode_envelope(body).answers[0] for body in ballotbox.stored.values())
    assert sent == sorted(place % 6 for place in range(24) if place != 7)


def refuses(client: BallotClient, start: Starts, code: str) -> None:
    """A vote in the first cell is refused for this reason."""
    with pytest.raises(ResonanzError) as refused:
        client.vote(start(0), ANSWERS)
    assert refused.value.code == code


def token_wave(ballot: bytes) -> WaveId:
    """The wave that a ballot names."""
    return decode_envelope(ballot).wave


def test_a_second_open_wave_stops_the_client(
    client: BallotClient, ballotbox: FakeBallotBox, wave: SampleWave, registrar: OwnRegistrar, start: Starts
) -> None:
    hers = wave.manifest.header
    ballotbox.beside.append(
        ListedWave(
            wave=new_wave_id(),
            number=hers.number + 1,
            root=bytes(range(32)),
            previous=wave.root,
            opened_at=hers.closes_at,
            closes_at=hers.closes_at,
            state=ListedState.OPEN,
            cells=1,
            eligible=20,
            accepted=0,
        )
    )
    refuses(client, start, "chain-broken")
    assert registrar.seen == []


def test_a_wave_that_is_listed_as_over_takes_no_vote(
    client: BallotClient, ballotbox: FakeBallotBox, start: Starts
) -> None:
    ballotbox.listed_state = ListedState.COUNTING
    refuses(client, start, "wave-not-open")
