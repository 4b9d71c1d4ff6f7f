"""Bytes of the database that nobody should read any more: the log goes each minute, the file is new each night.

Whether something was deleted or not: the log holds the order in which tickets were drawn, and until a file is written
anew the places of its rows tell which of them came or changed last.
"""

from django.db import DEFAULT_DB_ALIAS

from resonanz.storage import forget


def empty_log() -> bool:
    """Empty the log; False while somebody reads."""
    return forget.empty_log(DEFAULT_DB_ALIAS)


def rewrite() -> bool:
    """Write the database anew, every table in the order of its keys; False while somebody reads or writes it."""
    return forget.rewrite(DEFAULT_DB_ALIAS)
