"""Everything the ballot box stores goes to the alias ``ballots``; ``default`` leads nowhere."""

BALLOTS = "ballots"


class BallotsOnly:
    """Django asks a router where to read, write and migrate."""

    def db_for_read(self, _model: object, **_hints: object) -> str:
        return BALLOTS

    def db_for_write(self, _model: object, **_hints: object) -> str:
        return BALLOTS

    def allow_migrate(self, db: str, _app_label: str, **_hints: object) -> bool:
        return db == BALLOTS
