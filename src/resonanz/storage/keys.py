"""Keys of rows that say nothing about the order in which the rows were made."""

import secrets

_BITS = 56  # seventeen digits; among a million rows two are equal once in a hundred and forty thousand tables


def random_key() -> int:
    """A positive number for a new row, in place of the database's next one."""
    return secrets.randbits(_BITS) + 1
