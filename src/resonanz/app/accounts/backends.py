"""Who a session belongs to, asked anew at each request."""

import uuid

from django.contrib.auth.backends import BaseBackend

from resonanz.app.accounts.models import User
from resonanz.app.accounts.usecases import may_sign_in


class CodeBackend(BaseBackend):
    """No password opens anything; a session ends for somebody who has left."""

    def get_user(self, user_id: uuid.UUID) -> User | None:
        """The user of a session, with her person; None when she may no longer sign in."""
        user = User.objects.select_related("person").prefetch_related("roles").filter(pk=user_id).first()
        return user if user and may_sign_in(user) else None
