"""Sessions that tell nobody when somebody signed in.

Django signs a session with the time of signing and dates its end to the microsecond; allauth adds when a code was asked
for and entered. Here the signature has no time, the end is rounded up to a month, those times are left out, and a
sign-in under way lies in the cache, which forgets it within minutes.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.core import signing
from django.core.cache import cache
from django.utils import timezone

UNDER_WAY = "sign_in_under_way"


class SessionStore(DatabaseSessionStore):
    """Django's database sessions without times."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Signed and compressed, without the time of signing, without times inside."""
        signer = signing.Signer(salt=self.key_salt)
        return signer.sign_object(lasting(session_dict), serializer=self.serializer, compress=True)

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        """The session behind the text; an altered or foreign one counts as empty."""
        try:
            signer = signing.Signer(salt=self.key_salt)
            return dict(signer.unsign_object(str(session_data), serializer=self.serializer))
        except (signing.BadSignature, ValueError):
            return {}

    def load(self) -> dict[str, Any]:
        """The session, and with it the sign-in under way if there is one."""
        data = super().load()
        if data.pop(UNDER_WAY, False) and (login := cache.get(_key(self.session_key))):
            data[LOGIN_SESSION_KEY] = login
        return data

    def save(self, must_create: bool = False) -> None:
        """Write the session; the sign-in under way goes to the cache."""
        super().save(must_create)
        login = self.get(LOGIN_SESSION_KEY)
        if login and self.session_key:
            cache.set(_key(self.session_key), login, settings.ACCOUNT_LOGIN_TIMEOUT)

    def get_expiry_date(self, **kwargs: Any) -> datetime:  # noqa: ANN401 (Django's own signature)
        """The first day of the month that follows the earliest allowed end."""
        earliest = super().get_expiry_date(**kwargs)
        return first_of_next_month(earliest)

    def get_expiry_age(self, **kwargs: Any) -> int:  # noqa: ANN401 (Django's own signature)
        """Seconds until that day."""
        return int((self.get_expiry_date(**kwargs) - timezone.now()) / timedelta(seconds=1))


def lasting(session: dict[str, Any]) -> dict[str, Any]:
    """The session as the database may keep it: how somebody signed in, not when."""
    kept = {name: value for name, value in session.items() if name != LOGIN_SESSION_KEY}
    if LOGIN_SESSION_KEY in session:
        kept[UNDER_WAY] = True
    if records := kept.get(AUTHENTICATION_METHODS_SESSION_KEY):
        kept[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": record["method"]} for record in records]
    return kept


def first_of_next_month(moment: datetime) -> datetime:
    """Midnight (UTC) at the beginning of the month after ``moment``."""
    start = moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (start + timedelta(days=32)).replace(day=1)


def _key(session_key: str | None) -> str:
    return f"sign-in:{session_key}"
