"""A mail server of the test: takes what the app sends and hands out the sign-in codes."""

from __future__ import annotations

import email
import re
import time
from email import policy
from typing import Any

from aiosmtpd.controller import Controller

from tests.e2e.own_ballotbox import free_port

CODE = re.compile(r"^ {4}(\S+)\r?$", re.MULTILINE)
WAIT_SECONDS = 30.0


class Postbox:
    """Start it, sign in somewhere, ask for the code."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, str]] = []
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def start(self) -> None:
        """Listen."""
        self._controller.start()

    def stop(self) -> None:
        """Listen no more."""
        self._controller.stop()

    @property
    def url(self) -> str:
        """The value of RESONANZ_MAIL_URL."""
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: ANN401, N802
        """Keep a mail; aiosmtpd calls this."""
        mail = email.message_from_bytes(envelope.content, policy=policy.default)
        self.mails.extend((address, mail.get_content()) for address in envelope.rcpt_tos)
        return "250 kept"

    def to(self, address: str) -> list[str]:
        """The texts that went to an address, oldest first."""
        return [text for recipient, text in self.mails if recipient == address]

    def code(self, address: str, earlier: int) -> str:
        """The code in the mail that follows ``earlier`` others to this address."""
        deadline = time.monotonic() + WAIT_SECONDS
        while len(self.to(address)) <= earlier:
            assert time.monotonic() < deadline, f"no mail to {address}"
            time.sleep(0.05)
        (code,) = CODE.findall(self.to(address)[earlier])
        return str(code)
