"""HTTP without cookies: one kept connection a thread and host, and identical bytes again while there is no reply."""

from __future__ import annotations

import http.client
import threading
import time
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from resonanz.core.kernel.errors import ResonanzError

BYTES = "application/octet-stream"
BUSY = 503
WORD_MAX = 64


@dataclass(frozen=True, slots=True)
class Reply:
    """Status and body."""

    status: int
    body: bytes

    @property
    def word(self) -> str:
        """The code word in the body of a refusal."""
        return self.body[:WORD_MAX].decode("ascii", "replace").strip()


@dataclass(frozen=True, slots=True)
class Patience:
    """How often to try, how many seconds to wait in between (doubled each time), how long for one reply."""

    attempts: int = 3
    pause: float = 0.25
    timeout: float = 30.0


class Http:
    """Safe to share between threads."""

    def __init__(self, patience: Patience | None = None) -> None:
        self._patience = patience or Patience()
        self._kept = threading.local()

    def get(self, url: str, unreachable: str) -> Reply:
        """The reply; ``ResonanzError(unreachable)`` when patience is over."""
        return self._insist("GET", url, None, unreachable)

    def post(self, url: str, body: bytes, unreachable: str) -> Reply:
        """The reply to exactly these bytes; ``ResonanzError(unreachable)`` when patience is over."""
        return self._insist("POST", url, body, unreachable)

    def _insist(self, method: str, url: str, body: bytes | None, unreachable: str) -> Reply:
        pause, reply = self._patience.pause, None
        for attempt in range(self._patience.attempts):
            if attempt:
                time.sleep(pause)
                pause *= 2
            reply = self._attempt(method, urlsplit(url), body)
            if reply is not None and reply.status != BUSY:
                return reply
        if reply is None:
            raise ResonanzError(unreachable)
        return reply

    def _attempt(self, method: str, url: SplitResult, body: bytes | None) -> Reply | None:
        """The reply, or None. A kept connection that the server has given up meanwhile is opened anew once."""
        reused = self._is_kept(url)
        reply = self._once(method, url, body)
        return self._once(method, url, body) if reply is None and reused else reply

    def _once(self, method: str, url: SplitResult, body: bytes | None) -> Reply | None:
        connection = self._connection(url)
        path = f"{url.path}?{url.query}" if url.query else url.path
        try:
            connection.request(method, path, body, {"Content-Type": BYTES} if body is not None else {})
            response = connection.getresponse()
            return Reply(response.status, response.read())
        except (OSError, http.client.HTTPException):
            self._connections().pop((url.scheme, url.netloc), None)
            connection.close()
            return None

    def _is_kept(self, url: SplitResult) -> bool:
        return (url.scheme, url.netloc) in self._connections()

    def _connection(self, url: SplitResult) -> http.client.HTTPConnection:
        kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
        kept = self._connections()
        key = (url.scheme, url.netloc)
        if key not in kept:
            kept[key] = kind(url.hostname or "", url.port, timeout=self._patience.timeout)
        return kept[key]

    def _connections(self) -> dict[tuple[str, str], http.client.HTTPConnection]:
        if not hasattr(self._kept, "connections"):
            self._kept.connections = {}
        connections: dict[tuple[str, str], http.client.HTTPConnection] = self._kept.connections
        return connections
