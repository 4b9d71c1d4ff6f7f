"""Who may come in: anybody on the roster. Which meeting somebody may read is asked for each meeting, see queries."""

from __future__ import annotations

from resonanz.app.accounts.roles import is_employee
from resonanz.app.shell.access import allow

allow("meetings.use", is_employee)
