"""The room of waves."""

from resonanz.app.shell.room import Room
from resonanz.app.waves.acceptances import RELEASE_STORED


class WavesRoom(Room):
    """Seasons, waves and their stored releases."""

    accepts = (RELEASE_STORED,)
