"""A registrar as small as it can be: the app's draw address on loopback, with CORS, signing with ``core.blindsig``."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from resonanz.core.blindsig import PrivateKey, generate_key, sign_blinded
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire import decode_draw_request, encode_draw_reply

FOREIGN_KEY = generate_key()


@dataclass
class OwnRegistrar:
    """Gives out one token a ticket. ``mood``: "honest", "wrong" (signs something else), "silent" (no reply)."""

    allowed_origin: str = ""
    mood: str = "honest"
    keys: Sequence[PrivateKey] = ()
    tickets: dict[bytes, int] = field(default_factory=dict)
    drawn: dict[bytes, bytes] = field(default_factory=dict)
    seen: list[dict[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The app's address: another host name than the ballot box's."""
        return f"http://localhost:{self._server.server_address[1]}"

    @property
    def draw_url(self) -> str:
        """Where tokens are drawn."""
        return f"{self.url}/draw"

    def stop(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def ticket(self, cell: int) -> bytes:
        """A fresh ticket for somebody in ``cell``."""
        fresh = secrets.token_bytes(32)
        self.tickets[fresh] = cell
        return fresh

    def answer(self, body: bytes) -> tuple[int, bytes]:
        """Status and body, as the app's draw address gives them."""
        try:
            request = decode_draw_request(body)
        except ResonanzError as error:
            return 400, error.code.encode()
        ((cell, blinded),) = request.entries
        if self.tickets.get(request.ticket) != cell:
            return 404, b"ticket-unknown"
        if self.drawn.setdefault(request.ticket, blinded) != blinded:
            return 409, b"already-drawn"
        other = blinded[:-1] + bytes([blinded[-1] ^ 1])  # always another number, and still below the modulus
        asked = other if self.mood == "wrong" else blinded
        return 200, encode_draw_reply((sign_blinded(self.keys[cell], asked),))


def _handler(registrar: OwnRegistrar) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_OPTIONS(self) -> None:
            self._reply(204, b"")

        def do_GET(self) -> None:
            self._reply(200, b"<!doctype html><title>App</title>", "text/html")

        def do_POST(self) -> None:
            registrar.seen.append(dict(self.headers))
            registrar.bodies.append(body := self.rfile.read(int(self.headers["Content-Length"])))
            if registrar.mood == "silent":
                self.close_connection = True
                self.connection.close()
                return
            self._reply(*registrar.answer(body))

        def _reply(self, status: int, body: bytes, kind: str = "application/octet-stream") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Access-Control-Allow-Origin", registrar.allowed_origin)
            self.send_header("Access-Control-Allow-Methods", "POST")
            self.send_header("Access-Control-Allow-Headers", "content-type")
            self.send_header("Vary", "Origin")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Nothing is logged."""

    return Handler
