"""The data folder: what kind of installation it is and where each program keeps its part.

A home is marked once, when it is made, as ``production``, ``demonstration`` or ``test``. The mark never changes: only
the last two may shift the clock, only the second shows the role switcher.
"""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from resonanz.core.kernel.errors import EnvironmentCode, ResonanzError

KIND_FILE = "kind"
CLOCK_FILE = "clock"
PRIVATE_DIRECTORY = 0o700


class HomeKind(StrEnum):
    """What a home was made for."""

    PRODUCTION = "production"
    DEMONSTRATION = "demonstration"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Home:
    """An opened data folder. ``app`` and ``ballotbox`` never read each other's half."""

    path: Path
    kind: HomeKind

    @property
    def app(self) -> Path:
        """The app's half: its database, cache and keys."""
        return self.path / "app"

    @property
    def ballotbox(self) -> Path:
        return self.path / "ballotbox"

    @property
    def clock_file(self) -> Path:
        """Seconds by which a demonstration's or test's clock is shifted; may be missing."""
        return self.path / CLOCK_FILE

    @property
    def may_shift_clock(self) -> bool:
        """True for demonstration and test homes only."""
        return self.kind is not HomeKind.PRODUCTION


def create_home(path: Path, kind: HomeKind) -> Home:
    """Make the folder (mode 0700) and mark it; an existing home keeps its mark and must have the same one."""
    try:
        path.mkdir(parents=True, exist_ok=True, mode=PRIVATE_DIRECTORY)
        mark = path / KIND_FILE
        if not mark.exists():
            mark.write_text(f"{kind.value}\n", encoding="ascii")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ResonanzError(EnvironmentCode.HOME_UNUSABLE, path=str(path), reason=reason) from error
    home = open_home(path)
    if home.kind is not kind:
        raise ResonanzError(EnvironmentCode.HOME_OF_ANOTHER_KIND, path=str(path), kind=home.kind.value)
    for half in (home.app, home.ballotbox):
        half.mkdir(exist_ok=True, mode=PRIVATE_DIRECTORY)
    return home


def open_home(path: Path) -> Home:
    """Read the mark. ``home-missing``, ``home-mark-unreadable`` and ``clock-shift-forbidden`` stop the start-up."""
    mark = path / KIND_FILE
    if not mark.is_file():
        raise ResonanzError(EnvironmentCode.HOME_MISSING, path=str(path))
    try:
        kind = HomeKind(mark.read_text(encoding="ascii").strip())
    except ValueError:
        raise ResonanzError(EnvironmentCode.HOME_MARK_UNREADABLE, path=str(mark)) from None
    home = Home(path, kind)
    if not home.may_shift_clock and home.clock_file.exists():
        raise ResonanzError(EnvironmentCode.CLOCK_SHIFT_FORBIDDEN, path=str(home.clock_file))
    return home


def home_from_environment() -> Home:
    """The home named by ``RESONANZ_HOME``; ``home-not-named`` when the variable is empty."""
    named = os.environ.get("RESONANZ_HOME", "")
    if not named:
        raise ResonanzError(EnvironmentCode.HOME_NOT_NAMED)
    return open_home(Path(named).expanduser().resolve())
