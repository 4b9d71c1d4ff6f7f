"""The ballot box's keys, each a file of its own outside the database. No Django here: the settings need one of them."""

import secrets
from functools import lru_cache
from pathlib import Path
from typing import cast

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.home import Home
from resonanz.core.wire.errors import HeldCode, PortCode
from resonanz.storage.files import destroy, write_once
from resonanz.storage.seal import keep_sealed

INBOX_KEY_BYTES = 32


def django_secret(home: Home) -> str:
    """Django insists on a secret key; nothing here is signed with it. Made at first use."""
    return write_once(home.ballotbox / "secret_key", secrets.token_urlsafe(48).encode("ascii")).decode("ascii")


def receipt_key_file(home: Home) -> Path:
    """Where the receipt key lies; its seal stands beside it."""
    return home.ballotbox / "receipt_key"


@lru_cache(maxsize=8)
def receipt_key(home: Home) -> ec.EllipticCurvePrivateKey:
    """The P-256 key that signs receipts and boards; made at first use, then never changed."""
    fresh = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem = keep_sealed(receipt_key_file(home), fresh, home)
    return cast("ec.EllipticCurvePrivateKey", serialization.load_pem_private_key(pem, password=None))


def receipt_public_key(home: Home) -> bytes:
    """The receipt key's public point, 65 bytes uncompressed: what a manifest must name."""
    return (
        receipt_key(home)
        .public_key()
        .public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    )


def port_public_key(home: Home) -> Ed25519PublicKey:
    """The app's key that may open and close waves; ``port-key-missing`` until the app's half has been set up."""
    try:
        pem = (home.ballotbox / "port_key.pub").read_bytes()
    except FileNotFoundError:
        raise ResonanzError(PortCode.PORT_KEY_MISSING) from None
    key = serialization.load_pem_public_key(pem)
    if not isinstance(key, Ed25519PublicKey):
        raise ResonanzError(PortCode.PORT_KEY_MISSING)
    return key


def inbox_key_file(home: Home, wave: str) -> Path:
    """Where a wave's inbox key lies while the wave is open. Leave this folder out of every backup."""
    return home.ballotbox / "inbox-keys" / wave


def make_inbox_key(home: Home, wave: str) -> None:
    """32 random bytes, on disk when this returns. A key left over from an opening that was cut short is used."""
    write_once(inbox_key_file(home, wave), secrets.token_bytes(INBOX_KEY_BYTES))


def inbox_key(home: Home, wave: str) -> bytes:
    """The wave's inbox key; ``inbox-key-lost`` when the file is gone: then its ballots are gone too."""
    try:
        key = inbox_key_file(home, wave).read_bytes()
    except FileNotFoundError:
        key = b""
    if len(key) != INBOX_KEY_BYTES:
        raise ResonanzError(HeldCode.INBOX_KEY_LOST)
    return key


def lost_key(home: Home, wave: str, named: bytes) -> HeldCode | None:
    """Which key of an open wave is gone; ``named``: the receipt key in its header."""
    try:
        inbox_key(home, wave)
    except ResonanzError:
        return HeldCode.INBOX_KEY_LOST
    return None if receipt_public_key(home) == named else HeldCode.RECEIPT_KEY_LOST


def destroy_inbox_key(home: Home, wave: str) -> None:
    """From here on nobody can open the wave's ballots."""
    destroy(inbox_key_file(home, wave))
