"""Sign-in by a code in a mail. What is kept of a code lies in the cache for ten minutes and is no use without the mail.

A sign-in under way is named by a random token, which stands in the session of the browser that asked. The cache keeps,
under the token: the address, an HMAC of the code, how many tries are left, and when all of it runs out. An address that
nobody has gets the same row and the same treatment; its code is never sent.
"""

import secrets
import time
from enum import Enum, auto
from typing import Final, NamedTuple

from django.core.cache import cache
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from resonanz.app.accounts.limits import alone_with_the_cache

MINUTES: Final = 10
JUST_USED_SECONDS: Final = 60
TRIES: Final = 3
# Eight of them are 35 bits; without vowels no code is a word, without digits none is misread.
LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"


class CodeCheck(Enum):
    """What became of a try."""

    RIGHT = auto()
    WRONG = auto()
    THIRD_WRONG = auto()
    RUN_OUT = auto()
    JUST_USED = auto()


class _UnderWay(NamedTuple):
    address: str
    code_hmac: str
    tries_left: int
    ends_at: float


def begin(address: str) -> tuple[str, str]:
    """The token of a new sign-in for the address, and its code."""
    token, code = secrets.token_urlsafe(24), "-".join(get_random_string(4, LETTERS) for _ in range(2))
    _write(token, _UnderWay(address, _code_hmac(token, address, code), TRIES, time.time() + 60 * MINUTES))
    return token, code


def address_of(token: str) -> str | None:
    """The address for which a code was asked; empty just after the right code, None once the sign-in is over."""
    under_way = _read(token)
    return under_way.address if under_way else None


def check(token: str, typed: str) -> CodeCheck:
    """Use one try. The right code and the last wrong one end the sign-in: neither can be tried again.

    For a minute it is known that the right code was there, no longer whose: who clicks twice has not come too late.
    """
    with alone_with_the_cache():
        under_way = _read(token)
        if under_way is None:
            return CodeCheck.RUN_OUT
        if not under_way.address:
            return CodeCheck.JUST_USED
        end(token)
        if constant_time_compare(_code_hmac(token, under_way.address, typed), under_way.code_hmac):
            _write(token, _UnderWay("", "", 0, time.time() + JUST_USED_SECONDS))
            return CodeCheck.RIGHT
        if under_way.tries_left == 1:
            return CodeCheck.THIRD_WRONG
        _write(token, under_way._replace(tries_left=under_way.tries_left - 1))
        return CodeCheck.WRONG


def end(token: str) -> None:
    """Nothing is left of this sign-in."""
    cache.delete(_key(token))


def _read(token: str) -> _UnderWay | None:
    row = cache.get(_key(token))
    return _UnderWay(*row) if row else None


def _write(token: str, under_way: _UnderWay) -> None:
    cache.set(_key(token), tuple(under_way), under_way.ends_at - time.time())


def _code_hmac(token: str, address: str, code: str) -> str:
    # Bound to browser and address. Capital and small letters are the same; dashes and blanks count for nothing.
    letters = "".join(filter(str.isalnum, code)).upper()
    return salted_hmac("resonanz.sign-in", f"{token}\n{address}\n{letters}", algorithm="sha256").hexdigest()


def _key(token: str) -> str:
    return f"sign-in:{token}"
