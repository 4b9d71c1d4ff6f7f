"""The one error type, and the form of its codes: each stands beside its HTTP status and its English sentence.

Every room declares its codes in its ``errors.py``. The sentence is the message id that the room's catalogue translates;
it says what happened, that nothing is lost where that is so, and what to do.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from resonanz.core.kernel.messages import Message, Value


class ErrorCode(StrEnum):
    """Base of every room's codes: ``NAME = "kebab-case", status, gettext_noop("Sentence.")``.

    The kebab-case word is stable: it travels between the programs and stands in logs and tests.
    """

    _value_: str
    status: int
    sentence: str

    def __new__(cls, code: str, status: int, sentence: str) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.status = status
        member.sentence = sentence
        return member


class ResonanzError(Exception):
    """A refusal with a reason a person can act on.

    ``params`` fill the sentence of ``code``; they never hold an answer, a token or a ticket.
    """

    def __init__(self, code: ErrorCode | str, **params: Value) -> None:
        super().__init__(str(code) if not params else f"{code} {params}")
        self.code = code
        self.params = params

    @property
    def message(self) -> Message:
        """What to tell a person, in no language yet."""
        return Message(self.code.sentence if isinstance(self.code, ErrorCode) else self.code, self.params)
