"""Erased bytes of the database: the log each minute, the whole file at a quiet hour if that is owed."""

from django.db import DEFAULT_DB_ALIAS

from resonanz.storage import forget


def empty_log() -> bool:
    """Empty the log of what was deleted, and of the order in which tickets were drawn; False while somebody reads."""
    return forget.empty_log(DEFAULT_DB_ALIAS)


def rewrite() -> bool:
    """Write the database anew after deletions; False while somebody reads or writes it."""
    return not forget.is_owed(DEFAULT_DB_ALIAS) or forget.rewrite(DEFAULT_DB_ALIAS)
