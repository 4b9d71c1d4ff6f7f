"""What the programs print about themselves: where something failed and the kind of failure, never what somebody sent.

Texts of exceptions and messages of libraries quote requests, so none is printed; what is lost is a reason in words.
"""

from __future__ import annotations

import errno
import logging
import sys
import threading
import warnings
from collections.abc import Iterator, Mapping
from enum import Enum
from types import FunctionType, TracebackType
from typing import Any, TextIO

from resonanz.core.kernel.errors import ResonanzError

OURS = "resonanz."
ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
log = logging.getLogger(__name__)


class CodeWord(str):
    """A text that stands in our code; of all texts, messages print these alone."""

    __slots__ = ()


class PlaceOnly(logging.Formatter):
    """Level, logger and place of every record; of an exception and its causes the type, the code and the places passed.

    Loggers of our own say fixed sentences besides. Of their arguments numbers, members of enumerations, types,
    functions and ``CodeWord`` are printed; of every other one its type. There is no time: it would be one of a person.
    """

    def format(self, record: logging.LogRecord) -> str:
        said = _sentence(record) if record.name.startswith(OURS) else f"at {_place_of(record)}"
        lines = [f"{record.levelname} {record.name}: {said}"]
        if record.exc_info:
            lines.append(self.formatException(record.exc_info))
        return "\n".join(lines)

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802  (the name is the library's)
        return "\n".join(line for error in _with_causes(ei[1]) for line in _lines_of(error))


def configuration(level: str) -> dict[str, Any]:
    """Django's ``LOGGING`` of a program: everything at ``level`` or above goes to stderr, through ``PlaceOnly``."""
    handed_on = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"place": {"()": PlaceOnly}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "place"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": handed_on | {"level": level},
            "django.request": handed_on | {"level": "ERROR"},
            "django.security": handed_on | {"level": "ERROR"},
            # Whoever scans for hosts gets his refusal, and no line.
            "django.security.DisallowedHost": handed_on | {"level": "CRITICAL"},
            # These bring handlers of their own.
            "django.server": handed_on | {"level": "ERROR"},
            "_granian": handed_on | {"level": "ERROR"},
            "granian.access": handed_on | {"level": "CRITICAL"},
        },
    }


def guard() -> None:
    """For the whole process: what nobody caught, and what nobody configured, is printed by ``PlaceOnly`` too."""
    last = logging.StreamHandler()
    last.setLevel(logging.WARNING)
    last.setFormatter(PlaceOnly())
    logging.lastResort = last
    logging.raiseExceptions = False  # else a log call that cannot be written prints its arguments
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    sys.unraisablehook = _unraisable
    warnings.showwarning = _warned


def _sentence(record: logging.LogRecord) -> str:
    if not isinstance(record.msg, str):
        return str(_printable(record.msg))
    given = record.args or ()
    args = {k: _printable(v) for k, v in given.items()} if isinstance(given, Mapping) else tuple(map(_printable, given))
    try:
        return record.msg % args if args else record.msg
    except (TypeError, ValueError, KeyError):  # a slip of ours must not hide what was to be said
        return record.msg


def _printable(value: object) -> object:
    if isinstance(value, int | float | Enum | CodeWord):
        return value
    if isinstance(value, FunctionType):
        return f"{value.__module__}.{value.__qualname__}"
    return value.__name__ if isinstance(value, type) else f"<{type(value).__name__}>"


def _place_of(record: logging.LogRecord) -> str:
    return f"{record.pathname}:{record.lineno} {record.funcName or ''}".rstrip()


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error, and what it was raised from or in the handling of, each once."""
    passed: set[int] = set()
    while error is not None and id(error) not in passed:
        passed.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _lines_of(error: BaseException) -> Iterator[str]:
    yield f"{type(error).__name__} {_code_of(error)}".rstrip()
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        yield f"  {code.co_filename}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next


def _code_of(error: BaseException) -> str:
    """A word from a fixed list: ours, the system's or SQLite's; empty where there is none."""
    if isinstance(error, ResonanzError):
        return error.code.value
    if isinstance(error, OSError):
        return errno.errorcode.get(error.errno or 0, "")
    return str(getattr(error, "sqlite_errorname", ""))


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    log.critical("The process ends by an error that nobody caught.", exc_info=(kind, error, trace))


def _uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        log.error("A thread ended by an error.", exc_info=args.exc_value)


def _unraisable(args: sys.UnraisableHookArgs) -> None:
    log.error("An error could not be raised.", exc_info=args.exc_value)


def _warned(  # noqa: PLR0917  (the library says which)
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    log.warning("%s at %s:%d", category, CodeWord(filename), lineno)
