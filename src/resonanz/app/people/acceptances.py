"""What rooms above may hear of the roster."""

from collections.abc import Callable

from resonanz.app.shell.room import Acceptance

# Called in the transaction that has brought a roster in, whatever it changed.
ROSTER_IMPORTED: Acceptance[Callable[[], object]] = Acceptance("people.roster-imported")
