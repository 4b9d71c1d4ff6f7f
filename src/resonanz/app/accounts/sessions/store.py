"""Sessions that tell nobody when somebody signed in.

Django signs a session with the time of signing and dates its end to the microsecond. Here the signature has no time and
the end is rounded up to a month. Of a sign-in under way it holds a random token alone; see ``codes``. The table stands
in the file of the cache: no backup holds it, and each minute it is written anew in the order of its keys.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.core import signing
from django.utils import timezone

from resonanz.app.accounts.sessions.models import Session


class SessionStore(DatabaseSessionStore):
    """Django's database sessions without times."""

    _is_gone = False

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Our table in place of Django's, which numbers its rows."""
        return Session

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing if there is none with the browser's key (any more)."""
        content = super().load()
        self._is_gone = self.session_key is None
        return content

    def is_empty(self) -> bool:
        """Whether Django may take the cookie away: not for a session that is gone, the browser may have a newer one."""
        return super().is_empty() and not self._is_gone

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
        return int((self.get_expiry_date(**kwargs) - timezone.now()) / timedelta(seconds=1))


def first_of_next_month(moment: datetime) -> datetime:
    """Midnight (UTC) at the beginning of the month after ``moment``."""
    start = moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (start + timedelta(days=32)).replace(day=1)
