"""A load client: many connections that are kept open, prepared requests, loopback only, bounded in count and time."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from threading import Lock

from bench.errors import BenchCode
from bench.processes import LOOPBACK
from resonanz.core.kernel.errors import ResonanzError

REQUESTS_MAX = 200_000
DEADLINE_SECONDS = 120.0
END_OF_HEAD = b"\r\n\r\n"
RECEIVE = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and body of an answer."""

    status: int
    body: bytes


def get(path: str, port: int) -> bytes:
    """A GET request."""
    return f"GET {path} HTTP/1.1\r\nHost: {LOOPBACK}:{port}\r\n\r\n".encode("ascii")


def post(path: str, port: int, body: bytes) -> bytes:
    """A POST request of bytes."""
    head = f"POST {path} HTTP/1.1\r\nHost: {LOOPBACK}:{port}\r\nContent-Type: application/octet-stream\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode("ascii") + body


class Connection:
    """One connection, kept open."""

    def __init__(self, port: int, host: str = LOOPBACK) -> None:
        if host != LOOPBACK:
            raise ResonanzError(BenchCode.LOAD_NOT_ON_LOOPBACK, host=host)
        self._socket = socket.create_connection((host, port), timeout=DEADLINE_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._rest = b""

    def ask(self, request: bytes) -> Answer:
        """Send a request and read its whole answer; ``OSError`` when the other side is gone."""
        self._socket.sendall(request)
        while END_OF_HEAD not in self._rest:
            self._receive()
        head, _, self._rest = self._rest.partition(END_OF_HEAD)
        length = _content_length(head)
        while len(self._rest) < length:
            self._receive()
        body, self._rest = self._rest[:length], self._rest[length:]
        return Answer(int(head.split(b" ", 2)[1]), body)

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def _receive(self) -> None:
        received = self._socket.recv(RECEIVE)
        if not received:
            raise ConnectionResetError("the other side hung up")
        self._rest += received


def _content_length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


def ask_all(port: int, requests: Sequence[bytes], clients: int, *, heard: Callable[[int, Answer], None]) -> float:
    """Send every request once over ``clients`` connections; ``heard`` gets its place and answer. Seconds it took.

    A connection that breaks ends its client quietly: that is what a killed server looks like. ``load-too-large``,
    ``load-too-slow``.
    """
    if len(requests) > REQUESTS_MAX:
        raise ResonanzError(BenchCode.LOAD_TOO_LARGE, most=REQUESTS_MAX)
    places, lock, start = iter(range(len(requests))), Lock(), time.monotonic()

    def client(_number: int) -> None:
        with suppress(OSError), closing(Connection(port)) as connection:
            for place in _shared(places, lock):
                if time.monotonic() - start > DEADLINE_SECONDS:
                    raise ResonanzError(BenchCode.LOAD_TOO_SLOW, seconds=int(DEADLINE_SECONDS))
                heard(place, connection.ask(requests[place]))

    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(client, range(clients)))
    return time.monotonic() - start


def _shared(places: Iterator[int], lock: Lock) -> Iterator[int]:
    while True:
        with lock:
            place = next(places, None)
        if place is None:
            return
        yield place
