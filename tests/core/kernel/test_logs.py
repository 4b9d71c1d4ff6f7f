"""One line says where and what kind; a text that somebody may have sent stands in none."""

from __future__ import annotations

import io
import logging
import subprocess
import sys

import pytest

from resonanz.core.kernel.errors import EnvironmentCode, ResonanzError
from resonanz.core.kernel.logs import CodeWord, PlaceOnly, configuration

SENT = "what-somebody-sent"


def written(name: str, message: object, *args: object, error: BaseException | None = None) -> str:
    """What stands on stderr after a log call."""
    sink = io.StringIO()
    handler = logging.StreamHandler(sink)
    handler.setFormatter(PlaceOnly())
    logger = logging.getLogger(name)
    logger.addHandler(handler)
    logger.propagate = False  # pytest reads every record, and stumbles over one that does not fit
    try:
        logger.error(message, *args, exc_info=error)
    finally:
        logger.removeHandler(handler)
        logger.propagate = True
    return sink.getvalue()


def raised(error: Exception, cause: Exception | None = None) -> Exception:
    try:
        raise error from cause
    except Exception as met:
        return met


def test_a_library_says_its_place_alone() -> None:
    line = written("library", f"no such page: {SENT}")
    assert line.startswith("ERROR library: at ")
    assert "test_logs.py:" in line
    assert line.endswith(" written\n")
    assert SENT not in line


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        (7, "7"),
        (EnvironmentCode.SETTING_WRONG, "setting-wrong"),
        (ValueError, "ValueError"),
        (raised, f"{__name__}.raised"),
        (CodeWord("sign-in codes"), "sign-in codes"),
        (SENT, "<str>"),
        (SENT.encode(), "<bytes>"),
        (ValueError(SENT), "<ValueError>"),
        ([SENT], "<list>"),
    ],
)
def test_of_our_own_arguments_those_are_printed_that_no_stranger_can_fill(argument: object, expected: str) -> None:
    assert written("resonanz.app", "It was %s.", argument) == f"ERROR resonanz.app: It was {expected}.\n"


def test_a_named_argument_is_held_to_the_same() -> None:
    assert written("resonanz.app", "%(who)s", {"who": SENT}) == "ERROR resonanz.app: <str>\n"


def test_a_call_that_does_not_fit_says_its_sentence() -> None:
    assert written("resonanz.app", "%d of them", SENT) == "ERROR resonanz.app: %d of them\n"


def test_what_is_no_sentence_is_named_by_its_type() -> None:
    assert written("resonanz.app", ValueError(SENT)) == "ERROR resonanz.app: <ValueError>\n"


def test_an_exception_says_type_code_and_places_and_so_do_its_causes() -> None:
    cause = raised(OSError(28, SENT))
    lines = written(
        "resonanz.app", "Failed.", error=raised(ResonanzError(EnvironmentCode.HOME_MISSING, path=SENT), cause)
    )
    head, first, place, second, _ = lines.splitlines()
    assert [head, first, second] == ["ERROR resonanz.app: Failed.", "ResonanzError home-missing", "OSError ENOSPC"]
    assert place.startswith(f"  {__file__}:")
    assert place.endswith(" raised")
    assert SENT not in lines


def test_causes_in_a_circle_end() -> None:
    one, other = ValueError(SENT), TypeError(SENT)
    one.__cause__, other.__cause__ = other, one
    assert written("resonanz.app", "Failed.", error=one).splitlines()[1:] == ["ValueError", "TypeError"]


LAST = """
import asyncio, logging, logging.config, sys, threading, warnings
from resonanz.core.kernel import logs
logs.guard()
if {configured}: logging.config.dictConfig(logs.configuration("WARNING"))
SENT = "what-somebody-sent"
class Broken:
    def __del__(self): raise RuntimeError(SENT)
def fail(): raise RuntimeError(SENT)
logging.getLogger("library").warning("%s", SENT)
logging.getLogger("library").warning("%d", SENT)
warnings.warn(SENT)
thread = threading.Thread(target=fail); thread.start(); thread.join()
Broken()
asyncio.new_event_loop().call_exception_handler(dict(message=SENT))
fail()
"""
LINES = [
    "WARNING library: at ",
    "WARNING library: at ",
    "WARNING resonanz.core.kernel.logs: UserWarning at <string>:",
    "ERROR resonanz.core.kernel.logs: A thread ended by an error.",
    "ERROR resonanz.core.kernel.logs: An error could not be raised.",
    "ERROR asyncio: at ",
    "CRITICAL resonanz.core.kernel.logs: The process ends by an error that nobody caught.",
]


@pytest.mark.parametrize("configured", [False, True])
def test_a_guarded_process_says_so_whatever_happens(configured: bool) -> None:
    """Before its settings are read and after."""
    command = [sys.executable, "-c", LAST.format(configured=configured)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert (said.stdout, SENT in said.stderr) == ("", False)
    heads = [line for line in said.stderr.splitlines() if line.split()[0].isupper()]
    assert [wanted for wanted, line in zip(LINES, heads, strict=True) if not line.startswith(wanted)] == []


def test_nothing_leaves_but_through_it() -> None:
    made = configuration("ERROR")
    assert made["formatters"] == {"place": {"()": PlaceOnly}}
    assert [handler["formatter"] for handler in made["handlers"].values()] == ["place"]
    assert all(logger["propagate"] and not logger["handlers"] for logger in made["loggers"].values())
