"""How far the demonstration is built, for the pages that are already open meanwhile."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Progress:
    """``wave`` is the one being made, from 1; beyond ``waves`` everything is there."""

    wave: int
    waves: int

    @property
    def complete(self) -> bool:
        return self.wave > self.waves


def write_progress(progress: Progress) -> None:
    """In one step, so that no reader meets half a file."""
    path = _path()
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(progress)), encoding="ascii")
    fresh.replace(path)


def read_progress() -> Progress:
    """What was written last; nothing is built while there is no file."""
    try:
        return Progress(**json.loads(_path().read_text(encoding="ascii")))
    except FileNotFoundError:
        return Progress(0, 0)


def _path() -> Path:
    return Path(settings.HOME.app, "demonstration.json")
