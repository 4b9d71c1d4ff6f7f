"""Errors as Django passes them on: the driver's own behind its wrapper, with SQLite's code."""

from __future__ import annotations

import sqlite3

from django.db import DatabaseError, OperationalError


def sqlite_error(code: int, text: str = "no", kind: type[DatabaseError] = OperationalError) -> DatabaseError:
    """An error with this code and a message that nobody may read anything from."""
    cause = sqlite3.OperationalError(text)
    cause.sqlite_errorcode = code
    error = kind(text)
    error.__cause__ = cause
    return error
