"""Keys and seals: what is in a row, and who can open it."""

from __future__ import annotations

import secrets
import stat

import pytest

from resonanz.ballotbox.close.by_hand import derive
from resonanz.ballotbox.storage import keys
from resonanz.ballotbox.storage.seal import ROW_KEY_INFO, SEAL_INFO, Sealer, _derived
from resonanz.core.kernel.errors import ResonanzError
from tests.ballotbox.own_home import HOME

KEY = bytes(range(32))
ENVELOPE = b"e" * 8192


def test_a_sealed_row_opens_under_its_own_key_alone() -> None:
    sealer = Sealer.of(KEY)
    row_key = sealer.row_key(b"token")
    sealed = sealer.seal(row_key, ENVELOPE)
    assert len(sealed) == 12 + 8192 + 16
    assert sealer.open(row_key, sealed) == ENVELOPE
    for other_key, other_row in (
        (sealer.row_key(b"other"), sealed),
        (row_key, sealed[:-1] + b"x"),
        (row_key, b"short"),
    ):
        with pytest.raises(ResonanzError, match="seal-broken"):
            sealer.open(other_key, other_row)
    with pytest.raises(ResonanzError, match="seal-broken"):
        Sealer.of(secrets.token_bytes(32)).open(row_key, sealed)


def test_the_same_ballot_sealed_twice_shares_nothing() -> None:
    sealer = Sealer.of(KEY)
    row_key = sealer.row_key(b"token")
    one, other = sealer.seal(row_key, ENVELOPE), sealer.seal(row_key, ENVELOPE)
    assert one[:12] != other[:12]
    assert one[12:] != other[12:]


@pytest.mark.parametrize("info", [ROW_KEY_INFO, SEAL_INFO])
def test_both_derivations_agree(info: bytes) -> None:
    assert derive(KEY, info) == _derived(KEY, info)


def test_by_hand_derivation_is_the_published_one() -> None:
    """RFC 5869, test case 3 (no salt, no info), first 32 bytes of its output."""
    okm = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
    assert derive(b"\x0b" * 22, b"").hex() == okm


def test_an_inbox_key_is_private_kept_and_destroyed() -> None:
    name = secrets.token_hex(16)
    keys.make_inbox_key(HOME, name)
    key, file = keys.inbox_key(HOME, name), keys.inbox_key_file(HOME, name)
    assert (len(key), stat.S_IMODE(file.stat().st_mode)) == (32, 0o600)
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    keys.make_inbox_key(HOME, name)
    assert keys.inbox_key(HOME, name) == key
    keys.destroy_inbox_key(HOME, name)
    keys.destroy_inbox_key(HOME, name)
    with pytest.raises(ResonanzError, match="inbox-key-lost"):
        keys.inbox_key(HOME, name)
    assert [left.name for left in file.parent.iterdir() if name in left.name] == []


def test_keys_of_the_ballot_box_are_private() -> None:
    keys.receipt_key(HOME)
    keys.django_secret(HOME)
    modes = {stat.S_IMODE((HOME.ballotbox / name).stat().st_mode) for name in ("receipt_key", "secret_key")}
    assert modes == {0o600}
