"""The one error type, and the form of its codes: each stands beside its HTTP status and its English sentence.

Every room declares its codes in its ``errors.py``. The sentence is the message id that the room's catalogue translates;
it says what happened, that nothing is lost where that is so, and what to do.
"""

from enum import StrEnum
from typing import Self

from resonanz.core.kernel.messages import Message, Value, gettext_noop


class MessageCode(StrEnum):
    """A stable kebab-case word and the sentence it stands for: ``NAME = "kebab-case", gettext_noop("Sentence.")``."""

    _value_: str
    sentence: str

    def __new__(cls, code: str, sentence: str = "") -> Self:  # the default is for type checkers: Code("word") looks up
        member = str.__new__(cls, code)
        member._value_ = code
        member.sentence = sentence
        return member


class ErrorCode(MessageCode):
    """Base of every room's codes: ``NAME = "kebab-case", status, gettext_noop("Sentence.")``.

    The word travels between the programs and stands in logs and tests.
    """

    status: int

    def __new__(cls, code: str, status: int = 0, sentence: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.status = status
        member.sentence = sentence
        return member


class EnvironmentCode(ErrorCode):
    """What keeps a program from starting: a setting or the data folder."""

    SETTING_WRONG = "setting-wrong", 500, gettext_noop("%(name)s cannot be “%(value)s”. %(reason)s")
    HOME_NOT_NAMED = (
        "home-not-named",
        500,
        gettext_noop("No data folder is named. Set RESONANZ_HOME to its path, for instance /srv/resonanz."),
    )
    HOME_MISSING = (
        "home-missing",
        500,
        gettext_noop(
            "There is no data folder of Resonanz at %(path)s. Check RESONANZ_HOME, or make one with: resonanz migrate"
        ),
    )
    HOME_UNUSABLE = (
        "home-unusable",
        500,
        gettext_noop(
            "The data folder %(path)s cannot be used (%(reason)s). Check the path and its permissions, then try again."
        ),
    )
    HOME_MARK_UNREADABLE = (
        "home-mark-unreadable",
        500,
        gettext_noop(
            "The file %(path)s does not say what the data folder is for. Write one word into it: production, "
            "demonstration or test."
        ),
    )
    HOME_OF_ANOTHER_KIND = (
        "home-of-another-kind",
        500,
        gettext_noop(
            "The data folder %(path)s was made for another use (%(kind)s); that is fixed when it is made. Nothing was "
            "changed. Name another folder in RESONANZ_HOME."
        ),
    )
    HOME_NOT_MIGRATED = (
        "home-not-migrated",
        500,
        gettext_noop("The data folder %(path)s is not set up completely. Run resonanz migrate, then try again."),
    )
    HOME_OF_OTHER_VERSION = (
        "home-of-other-version",
        500,
        gettext_noop(
            "The data folder %(path)s was made by another version of Resonanz and is not opened. Nothing was changed. "
            "Name a new folder in RESONANZ_HOME, or keep that version for this one."
        ),
    )
    HOME_KIND_CHANGED = (
        "home-kind-changed",
        500,
        gettext_noop(
            "The word in %(path)s is not the one with which the data folder was made. Nothing was opened. Write the "
            "true one into it: production, demonstration or test."
        ),
    )
    CLOCK_SHIFT_FORBIDDEN = (
        "clock-shift-forbidden",
        500,
        gettext_noop("A production installation keeps the real time. Remove the file %(path)s, then start again."),
    )


class IdentifierCode(ErrorCode):
    """Identifiers that lead nowhere."""

    WAVE_UNKNOWN = (
        "wave-unknown",
        404,
        gettext_noop("There is no wave of this name here. Check the address, or open the ballot from the start page."),
    )


def code_named(word: str) -> ErrorCode | None:
    """The code that travels as this word, of those whose part of the program is loaded."""
    return next((code for kind in ErrorCode.__subclasses__() for code in kind if code.value == word), None)


class ResonanzError(Exception):
    """A refusal with a reason a person can act on.

    ``params`` fill the sentence of ``code``; they never hold an answer, a token or a ticket.
    """

    def __init__(self, code: ErrorCode, **params: Value) -> None:
        super().__init__(str(code) if not params else f"{code} {params}")
        self.code = code
        self.params = params

    @property
    def message(self) -> Message:
        return Message(self.code.sentence, self.params)
