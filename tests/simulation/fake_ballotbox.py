"""A ballot box as small as it can be: shows a root and a questionnaire, takes ballots, signs receipts."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives.asymmetric import ec

from resonanz.core.wire import (
    ListedState,
    ListedWave,
    decode_envelope,
    encode_receipt,
    encode_wave_list,
    public_point,
    sign_receipt,
    sign_wave_list,
    signature_ok,
)
from tests.contracts.sample_wave import SampleWave


@dataclass
class FakeBallotBox:
    """``moods`` are used up one a ballot: "silent", "busy", "forged", "closed", "garbage"; none left means honest."""

    wave: SampleWave | None = None
    shown_root: bytes | None = None
    listed_state: ListedState = ListedState.OPEN
    beside: list[ListedWave] = field(default_factory=list)
    moods: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    stored: dict[bytes, bytes] = field(default_factory=dict)
    reads: Counter[str] = field(default_factory=Counter)
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def __post_init__(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def receipt_key(self) -> bytes:
        """The key that the manifest names."""
        return public_point(self.key)

    def stop(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def wave_list(self) -> bytes:
        """The signed list: its one wave."""
        assert self.wave is not None
        header, cells = self.wave.manifest.header, self.wave.manifest.cells
        listed = ListedWave(
            wave=header.wave,
            number=header.number,
            root=self.wave.root,
            previous=header.previous,
            opened_at=header.closes_at,
            closes_at=header.closes_at,
            state=self.listed_state,
            cells=len(cells),
            eligible=sum(cell.eligible for cell in cells),
            accepted=0,
        )
        return encode_wave_list(sign_wave_list([listed, *self.beside], self.key))

    def read(self, path: str) -> tuple[int, bytes]:
        """The page or the questionnaire."""
        assert self.wave is not None
        self.reads[path.rpartition("/")[2].partition("?")[0] or "page"] += 1
        if path == "/waves/list":
            return 200, self.wave_list
        if not path.startswith(f"/w/{self.wave.wave.hex()}/"):
            return 404, b"wave-unknown"
        if path.endswith("/questionnaire"):
            return 200, self.wave.questionnaire_bytes
        return 200, f'<main data-root="{(self.shown_root or self.wave.root).hex()}">'.encode()

    def take(self, body: bytes) -> tuple[int, bytes] | None:
        """Status and body for a ballot; None means no reply."""
        assert self.wave is not None
        with self._lock:
            self.bodies.append(body)
            mood = self.moods.pop(0) if self.moods else ""
            known = body in self.stored.values()
            envelope = decode_envelope(body)
            assert signature_ok(body)
            if mood in {"", "silent", "forged"}:
                self.stored.setdefault(envelope.public_key, body)
        answers = {"busy": (503, b"storage-busy"), "closed": (409, b"wave-not-open"), "garbage": (201, b"garbage")}
        if mood in answers:
            return answers[mood]
        signing = ec.generate_private_key(ec.SECP256R1()) if mood == "forged" else self.key
        receipt = encode_receipt(sign_receipt(self.wave.wave, envelope.public_key, signing))
        return None if mood == "silent" else (200 if known else 201, receipt)


def _handler(ballotbox: FakeBallotBox) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._reply(*ballotbox.read(self.path))

        def do_POST(self) -> None:
            reply = ballotbox.take(self.rfile.read(int(self.headers["Content-Length"])))
            if reply is None:
                self.close_connection = True
                return
            self._reply(*reply)

        def _reply(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Nothing is logged."""

    return Handler
