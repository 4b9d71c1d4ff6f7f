"""Sessions that tell nobody when somebody signed in.

Django signs a session with the time of signing and dates its end to the microsecond. Here the signature has no time and
the end is rounded up to a month. Of a sign-in under way it holds a random token alone; see ``codes``.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.core import signing
from django.utils import timezone


class SessionStore(DatabaseSessionStore):
    """Django's database sessions without times."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Signed and compressed, without the time of signing."""
        signer = signing.Signer(salt=self.key_salt)
        return signer.sign_object(session_dict, serializer=self.serializer, compress=True)

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        """The session behind the text; an altered or foreign one counts as empty."""
        try:
            signer = signing.Signer(salt=self.key_salt)
            return dict(signer.unsign_object(str(session_data), serializer=self.serializer))
        except (signing.BadSignature, ValueError):
            return {}

    def get_expiry_date(self, **kwargs: Any) -> datetime:  # noqa: ANN401 (Django's own signature)
        """The first day of the month that follows the earliest allowed end."""
        earliest = super().get_expiry_date(**kwargs)
        return first_of_next_month(earliest)

    def get_expiry_age(self, **kwargs: Any) -> int:  # noqa: ANN401 (Django's own signature)
        """Seconds until that day."""
        return int((self.get_expiry_date(**kwargs) - timezone.now()) / timedelta(seconds=1))


def first_of_next_month(moment: datetime) -> datetime:
    """Midnight (UTC) at the beginning of the month after ``moment``."""
    start = moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (start + timedelta(days=32)).replace(day=1)
