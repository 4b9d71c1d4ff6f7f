"""HTTP as every part here speaks it to another: connections are kept open and bounded in number, each wait ends.

No redirect is followed, no proxy of the environment used, nothing sent again unasked, and no header says who asks.
"""

import weakref
from collections.abc import Mapping
from dataclasses import dataclass

import urllib3
from urllib3.util import SKIP_HEADER

WORD_MAX = 64


class NoReplyError(Exception):
    """Nothing came back, or nothing that is HTTP; the text is the kind of failure and holds no address."""


@dataclass(frozen=True, slots=True)
class Reply:
    """Status and body."""

    status: int
    body: bytes

    @property
    def word(self) -> str:
        """The code word in the body of a refusal."""
        return self.body[:WORD_MAX].decode("ascii", "replace").strip()


class HttpClient:
    """Safe to share between threads. Each host has connections of its own, closed at the latest when this is gone."""

    def __init__(self, seconds: float, connections: int = 64) -> None:
        """``seconds`` to connect and between two pieces of a reply; so many ``connections`` to a host at once."""
        pools = urllib3.PoolManager(maxsize=connections, block=True, retries=False, timeout=urllib3.Timeout(seconds))
        self._pools = pools
        self.close = weakref.finalize(self, pools.clear)

    def ask(self, method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Reply:
        """The reply, whatever its status; ``NoReplyError``."""
        sent = {"User-Agent": SKIP_HEADER, **(headers or {})}
        try:
            response = self._pools.request(method, url, body=body, headers=sent, redirect=False)
        except urllib3.exceptions.HTTPError as error:
            raise NoReplyError(type(error).__name__) from error
        return Reply(response.status, response.data)
