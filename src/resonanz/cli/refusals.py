"""What a person is told when a command cannot do its work: one message for every failure that is no defect."""

import os
import re
import signal
import sqlite3
import sys
from collections.abc import Callable

import typer

from resonanz.cli.errors import CliCode
from resonanz.cli.language import in_words
from resonanz.core.kernel.errors import EnvironmentCode, ErrorCode, ResonanzError
from resonanz.core.kernel.messages import Message, Value, gettext_noop
from resonanz.core.wire.errors import WireCode
from resonanz.storage.trouble import PRIMARY_CODE, Trouble, trouble

WRONG_USE = 2
STOPPED = {128 + number for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)}
FILE_CODES = {
    FileNotFoundError: CliCode.FILE_NOT_FOUND,
    IsADirectoryError: CliCode.FILE_IS_FOLDER,
    NotADirectoryError: CliCode.FOLDER_IS_FILE,
    PermissionError: CliCode.FILE_FORBIDDEN,
}
TROUBLE_CODES: dict[Trouble, ErrorCode] = {
    Trouble.BUSY: WireCode.STORAGE_BUSY,
    Trouble.FULL: WireCode.STORAGE_FULL,
    Trouble.DAMAGED: CliCode.DATABASE_DAMAGED,
}
SQLITE_CODES: dict[int, ErrorCode] = {
    sqlite3.SQLITE_ERROR: EnvironmentCode.HOME_NOT_MIGRATED,  # no such table or column
    sqlite3.SQLITE_CANTOPEN: CliCode.DATABASE_FORBIDDEN,
    sqlite3.SQLITE_READONLY: CliCode.DATABASE_FORBIDDEN,
    sqlite3.SQLITE_PERM: CliCode.DATABASE_FORBIDDEN,
}
QUOTED = re.compile(r"'([^']*)'")
NUMBER = re.compile(r"\d+")


def guarded(work: Callable[[], object]) -> int:
    """Do it; what keeps a command from its work becomes a line on stderr, and only a defect a traceback."""
    try:
        done = work()
    except Exception as error:
        message = message_of(error, os.environ.get("RESONANZ_HOME", ""))
        if message is None:
            raise
        _say(message)
        return WRONG_USE
    code = done if isinstance(done, int) else 0
    if code in STOPPED:
        _say(Message(CliCode.INTERRUPTED.sentence))
    return code


def _say(message: Message) -> None:
    if message.text:
        print(f"resonanz: {in_words(message)}", file=sys.stderr)


class WrongValueError(typer.BadParameter):
    """A value that a command itself refuses; ``allowed``: what may stand there."""

    def __init__(self, allowed: Message) -> None:
        super().__init__(allowed.text)
        self.allowed = allowed


def message_of(error: Exception, home: str) -> Message | None:
    """What to say; None for a defect, which keeps its traceback. ``home``: the data folder, as far as it is known."""
    if isinstance(error, ResonanzError):
        return error.message
    if isinstance(error, typer.TyperException):
        return _usage(error)
    if isinstance(error, OSError):
        return _file(error)
    cause = error if isinstance(error, sqlite3.Error) else error.__cause__  # Django's error stands before SQLite's
    code = TROUBLE_CODES.get(trouble(error))
    if code is None and isinstance(cause, sqlite3.Error):
        code = SQLITE_CODES.get(getattr(cause, "sqlite_errorcode", 0) & PRIMARY_CODE)
    return Message(code.sentence, {"path": home}) if code else None


def _file(error: OSError) -> Message:
    if trouble(error) is Trouble.FULL:
        return Message(WireCode.STORAGE_FULL.sentence)
    code = FILE_CODES.get(type(error), CliCode.FILE_UNREADABLE)
    params: dict[str, Value] = {"path": str(error.filename or ""), "reason": error.strerror or type(error).__name__}
    return Message(code.sentence, params)


def _usage(error: typer.TyperException) -> Message:
    # Told apart by their names: typer keeps all of these classes but one to itself.
    context, option = getattr(error, "ctx", None), str(getattr(error, "option_name", ""))
    params: dict[str, Value] = {"command": context.command_path if context else "resonanz", "name": option}
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return Message("")  # the help has just been printed
    if kind == "MissingParameter":
        return Message(CliCode.ARGUMENT_MISSING.sentence, params | {"name": _name_of(error)})
    if isinstance(error, typer.BadParameter):
        allowed = error.allowed if isinstance(error, WrongValueError) else _allowed(error.message)
        return Message(CliCode.VALUE_WRONG.sentence, params | {"name": _name_of(error), "allowed": allowed})
    if option:
        code = CliCode.OPTION_UNKNOWN if kind == "NoSuchOption" else CliCode.OPTION_INCOMPLETE
        return Message(code.sentence, params)
    left = re.search(r"\(([^()]*)\)$", error.message)
    return Message(CliCode.ARGUMENTS_LEFT_OVER.sentence, params | {"left": left[1] if left else error.message})


def _name_of(error: typer.TyperException) -> str:
    parameter = getattr(error, "param", None)
    if getattr(parameter, "param_type_name", "") == "option":
        return str(max(getattr(parameter, "opts", [""]), key=len))
    return str(getattr(parameter, "metavar", None) or getattr(parameter, "name", "")).upper()


def _allowed(problem: str) -> Message:
    # What may stand there, out of typer's English complaint.
    quoted, number = QUOTED.findall(problem), NUMBER.findall(problem)
    if "greater than" in problem and number:
        return Message(gettext_noop("at least %(least)s"), {"least": number[0]})
    if "less than" in problem and number:
        return Message(gettext_noop("at most %(most)s"), {"most": number[0]})
    if "integer" in problem:
        return Message(gettext_noop("a whole number"))
    if "format" in problem:
        return Message(gettext_noop("a day such as 2027-01-31"))
    return Message(gettext_noop("one of %(choices)s"), {"choices": ", ".join(quoted[1:])})
