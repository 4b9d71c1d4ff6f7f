"""What the roles open in the rooms below this one. Rooms above bring their own ``rules.py``."""

from __future__ import annotations

import rules

from resonanz.app.accounts.roles import is_people_lead

for permission in ("people.view", "people.import", "accounts.grant"):
    rules.set_perm(permission, is_people_lead)
