"""HTTP without cookies: connections are kept open, and identical bytes are sent again while there is no reply."""

from __future__ import annotations

import http.client
import threading
import time
import weakref
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


class Idle:
    """Open connections that nobody uses right now, by scheme and host. Safe to share between threads."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], list[http.client.HTTPConnection]] = {}
        self._lock = threading.Lock()

    def take(self, url: SplitResult) -> http.client.HTTPConnection | None:
        """One that is open already, or None."""
        with self._lock:
            kept = self._kept.get((url.scheme, url.netloc))
            return kept.pop() if kept else None

    def put(self, url: SplitResult, connection: http.client.HTTPConnection) -> None:
        """Keep one for later."""
        with self._lock:
            self._kept.setdefault((url.scheme, url.netloc), []).append(connection)

    def close(self) -> None:
        """Close them all."""
        with self._lock:
            for connection in (each for kept in self._kept.values() for each in kept):
                connection.close()
            self._kept.clear()


class Http:
    """Safe to share between threads. Connections are closed by ``close``, at the latest when this is gone."""

    def __init__(self, patience: Patience | None = None) -> None:
        self._patience = patience or Patience()
        self._idle = Idle()
        self.close = weakref.finalize(self, self._idle.close)

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
        """The reply, or None. If a kept connection was given up by the server meanwhile, a fresh one is tried."""
        kept = self._idle.take(url)
        reply = self._once(kept, method, url, body) if kept else None
        return reply or self._once(_connection(url, self._patience.timeout), method, url, body)

    def _once(
        self, connection: http.client.HTTPConnection, method: str, url: SplitResult, body: bytes | None
    ) -> Reply | None:
        path = f"{url.path}?{url.query}" if url.query else url.path
        try:
            connection.request(method, path, body, {"Content-Type": BYTES} if body is not None else {})
            response = connection.getresponse()
            reply = Reply(response.status, response.read())
        except (OSError, http.client.HTTPException):
            connection.close()
            return None
        self._idle.put(url, connection)
        return reply


def _connection(url: SplitResult, timeout: float) -> http.client.HTTPConnection:
    kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    return kind(url.hostname or "", url.port, timeout=timeout)
