"""Erased bytes of the database: the log each minute, the whole file at a quiet hour, both only if that is owed."""

from django.db import DEFAULT_DB_ALIAS

from resonanz.storage import forget


def empty_log() -> bool:
    """Empty the log of what was deleted; False while somebody reads."""
    return not forget.is_owed(DEFAULT_DB_ALIAS) or forget.empty_log(DEFAULT_DB_ALIAS)


def rewrite() -> bool:
    """Write the database anew after deletions; False while somebody reads or writes it."""
    return not forget.is_owed(DEFAULT_DB_ALIAS) or forget.rewrite(DEFAULT_DB_ALIAS)
