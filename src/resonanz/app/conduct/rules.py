"""Who conducts waves, and who may read the questions. The start page is for everybody who is signed in: it explains."""

from __future__ import annotations

from resonanz.app.accounts.roles import Visitor, is_people_lead
from resonanz.app.shell.access import allow, predicate

for permission in ("questions.view", "waves.view", "waves.conduct"):
    allow(permission, is_people_lead)


@predicate
def is_signed_in(user: Visitor) -> bool:
    """Anybody with a code."""
    return user.is_authenticated


allow("ballot.start", is_signed_in)
