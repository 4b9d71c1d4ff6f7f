"""The one error type that carries its reason as a code, so that each program can say it in the reader's language."""

from __future__ import annotations


class ResonanzError(Exception):
    """A refusal with a reason a person can act on.

    ``code`` is a stable kebab-case word ("wave-not-open"); pages and the browser translate it.
    ``params`` fill the translated sentence; they never hold an answer, a token or a ticket.
    """

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code if not params else f"{code} {params}")
        self.code = code
        self.params = params
