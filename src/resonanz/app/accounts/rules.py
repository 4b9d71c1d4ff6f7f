"""What the roles open in the rooms below this one. Rooms above bring their own ``rules.py``."""

from __future__ import annotations

from resonanz.app.accounts.roles import is_people_lead, is_signed_in
from resonanz.app.shell.access import allow

for permission in ("people.view", "people.import", "accounts.grant"):
    allow(permission, is_people_lead)
allow("accounts.sign-out", is_signed_in)
