"""A ballot box for a measurement: home, keys, database, one open wave, and ballots made before the clock runs."""

from __future__ import annotations

import base64
import struct
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import cast

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from bench.errors import BenchCode
from bench.load import Answer, Connection
from bench.processes import LOOPBACK, Running, free_port, start, wait_until_listening
from resonanz.cli.migrate import make_keys
from resonanz.core.blindsig import PrivateKey, blind, finalize, generate_key, prepare, sign_blinded, token_message
from resonanz.core.cells import Cell, Node, Side
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.home import Home, HomeKind, create_home
from resonanz.core.kernel.ids import WaveId, new_wave_id
from resonanz.core.wire import (
    CellLeaf,
    Envelope,
    Header,
    Item,
    ItemFlag,
    Manifest,
    Questionnaire,
    Wording,
    encode_manifest,
    encode_questionnaire,
    manifest_root,
    public_point,
    questionnaire_hash,
    seal,
)
from resonanz.core.wire.types import LANGUAGES

APPLICATION = "resonanz.ballotbox.wsgi:application"
ITEMS, OPTIONS = 10, 5
PEOPLE = 100_000


@dataclass(frozen=True, slots=True)
class BenchWave:
    """An open wave of one cell, and that cell's key."""

    wave: WaveId
    root: bytes
    key: PrivateKey

    @property
    def address(self) -> str:
        """The path of its ballot page."""
        return f"/w/{self.wave.hex()}/"


@dataclass(frozen=True, slots=True)
class Box:
    """A home with a migrated ballot box that listens on ``port`` whenever it is started."""

    home: Home
    port: int
    key: Ed25519PrivateKey

    @property
    def environment(self) -> dict[str, str]:
        """What the ballot box's process needs."""
        return {
            "RESONANZ_HOME": str(self.home.path),
            "RESONANZ_BALLOTBOX_URL": f"http://{LOOPBACK}:{self.port}",
            "RESONANZ_BALLOTBOX_INTERNAL_URL": f"http://{LOOPBACK}:{self.port}",
            "DJANGO_SETTINGS_MODULE": "resonanz.ballotbox.settings",
        }

    def start(self, *before: str, settings: str = "") -> Running:
        """Start it and wait until it listens; ``settings`` names other settings."""
        environment = self.environment | ({"DJANGO_SETTINGS_MODULE": settings} if settings else {})
        running = start(APPLICATION, environment, port=self.port, before=before)
        wait_until_listening(running)
        return running

    def ask(self, method: str, path: str, body: bytes = b"") -> Answer:
        """A signed request to the port of the running ballot box."""
        date = str(int(time.time()))
        signature = self.key.sign(f"{method}\n{path}\n{sha256(body).hexdigest()}\n{date}".encode("ascii"))
        head = f"{method} {path} HTTP/1.1\r\nHost: {LOOPBACK}:{self.port}\r\nContent-Length: {len(body)}\r\n"
        head += f"X-Resonanz-Date: {date}\r\nX-Resonanz-Signature: {base64.b64encode(signature).decode('ascii')}\r\n"
        connection = Connection(self.port)
        try:
            return connection.ask(f"{head}\r\n".encode("ascii") + body)
        finally:
            connection.close()

    def open_wave(self) -> BenchWave:
        """Open a wave for a day in the running ballot box; ``wave-not-opened`` with what it said."""
        key, questionnaire = generate_key(), encode_questionnaire(_questionnaire())
        receipt_key, head = (self.ask("GET", path).body for path in ("/port/receipt-key", "/port/head"))
        manifest = _manifest(key, receipt_key, head, questionnaire)
        encoded, wave = encode_manifest(manifest), manifest.header.wave
        body = struct.pack(">I", len(encoded)) + encoded + questionnaire
        answer = self.ask("PUT", f"/port/waves/{wave.hex()}", body)
        if answer.status != 204:
            raise ResonanzError(BenchCode.WAVE_NOT_OPENED, word=answer.body.decode("ascii", "replace"))
        return BenchWave(wave, manifest_root(manifest), key)


def make_box(folder: Path) -> Box:
    """A new test home with keys and a migrated database."""
    home = create_home(folder / "home", HomeKind.TEST)
    make_keys(home)
    key = load_pem_private_key((home.app / "port_key").read_bytes(), password=None)
    box = Box(home, free_port(), cast("Ed25519PrivateKey", key))
    command = [sys.executable, "-m", "django", "migrate", "--database", "ballots", "--verbosity", "0"]
    subprocess.run(command, env={"PATH": "", **box.environment}, check=True)
    return box


def make_ballots(wave: BenchWave, count: int) -> list[bytes]:
    """``count`` sealed ballots of different keys and answers, 8,192 bytes each."""
    return [_ballot(wave, number) for number in range(count)]


def _ballot(wave: BenchWave, number: int) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    public_key, modulus = public_point(key), wave.key.public_modulus
    prepared = prepare(token_message(public_key))
    blinded = blind(modulus, prepared)
    token = finalize(modulus, prepared, sign_blinded(wave.key, blinded.blinded), blinded.inverse)
    answers = tuple((number + item) % (OPTIONS + 1) for item in range(ITEMS))
    return seal(Envelope(wave.wave, wave.root, 0, public_key, prepared[:32], token, answers, bytes(64)), key)


def _questionnaire() -> Questionnaire:
    options = tuple(f"Option {number}" for number in range(1, OPTIONS + 1))
    wordings = tuple(Wording(language, "A question of usual length?", "Short", options) for language in LANGUAGES)
    return Questionnaire("bench", tuple(Item(f"B{n}", OPTIONS, (4, 5), ItemFlag.NONE, wordings) for n in range(ITEMS)))


def _manifest(key: PrivateKey, receipt_key: bytes, head: bytes, questionnaire: bytes) -> Manifest:
    closes_at = (datetime.now(UTC) + timedelta(days=1)).replace(microsecond=0)
    header = Header(
        wave=new_wave_id(),
        number=int.from_bytes(head[:4], "big") + 1,
        previous=head[4:],
        closes_at=closes_at,
        k_eligible=10,
        k_answers=5,
        asker="Bench",
        receipt_key=receipt_key,
        roster_root=bytes(32),
    )
    cell = Cell(0, Side.EMPLOYEES, "All", PEOPLE)
    leaf = CellLeaf(0, cell.node, cell.side, cell.label, PEOPLE, PEOPLE, key.public_modulus)
    return Manifest(header, questionnaire_hash(questionnaire), (Node("all", -1, "All"),), ((0,),), (leaf,))
