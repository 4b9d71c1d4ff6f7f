"""HTTP with patience: identical bytes are sent again while there is no reply."""

import time
from dataclasses import dataclass

from resonanz.core.http import HttpClient, NoReplyError, Reply
from resonanz.core.kernel.errors import ErrorCode, ResonanzError

BYTES = "application/octet-stream"
BUSY = 503


@dataclass(frozen=True, slots=True)
class Patience:
    """How often to try, how many seconds to wait in between (doubled each time), how long for one reply."""

    attempts: int = 3
    pause: float = 0.25
    timeout: float = 30.0


class PatientHttp:
    """Safe to share between threads. Connections are closed by ``close``, at the latest when this is gone."""

    def __init__(self, patience: Patience | None = None) -> None:
        self._patience = patience or Patience()
        self._http = HttpClient(self._patience.timeout)
        self.close = self._http.close

    def get(self, url: str, unreachable: ErrorCode) -> Reply:
        """The reply; ``ResonanzError(unreachable)`` when patience is over."""
        return self._insist("GET", url, None, unreachable)

    def post(self, url: str, body: bytes, unreachable: ErrorCode) -> Reply:
        """The reply to exactly these bytes; ``ResonanzError(unreachable)`` when patience is over."""
        return self._insist("POST", url, body, unreachable)

    def _insist(self, method: str, url: str, body: bytes | None, unreachable: ErrorCode) -> Reply:
        pause, reply = self._patience.pause, None
        for attempt in range(self._patience.attempts):
            if attempt:
                time.sleep(pause)
                pause *= 2
            reply = self._attempt(method, url, body)
            if reply is not None and reply.status != BUSY:
                return reply
        if reply is None:
            raise ResonanzError(unreachable)
        return reply

    def _attempt(self, method: str, url: str, body: bytes | None) -> Reply | None:
        try:
            return self._http.ask(method, url, body, {"Content-Type": BYTES} if body is not None else {})
        except NoReplyError:
            return None
