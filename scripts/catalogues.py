"""Compile the texts: every ``.po`` below ``src/resonanz`` becomes the ``.mo`` that gettext reads.

``de_Formal`` holds only what differs from ``de``; compiled, it is whole, because what Django falls back to is not the
room's own ``de`` but the first catalogue that knows the message. ``./do setup`` runs this, and so does the wheel.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "resonanz"
BASES = {"de_Formal": "de"}


def whole(po: Path) -> polib.POFile:
    """The catalogue with what its base adds."""
    catalogue = polib.pofile(str(po))
    locale = po.parents[1].name
    if base := BASES.get(locale):
        known = {(entry.msgctxt, entry.msgid) for entry in catalogue if entry.translated()}
        below = polib.pofile(str(po.parents[2] / base / po.parent.name / po.name))
        catalogue.extend(entry for entry in below if (entry.msgctxt, entry.msgid) not in known)
    return catalogue


def compile_all(package: Path = PACKAGE) -> None:
    """Write each ``.mo`` beside its ``.po``, whole or not at all, and remove those that have none any more."""
    for mo in package.rglob("locale/*/LC_MESSAGES/*.mo"):
        if not mo.with_suffix(".po").exists():
            mo.unlink()
    for po in package.rglob("locale/*/LC_MESSAGES/*.po"):
        beside = po.with_suffix(f".{os.getpid()}")
        whole(po).save_as_mofile(str(beside))
        beside.replace(po.with_suffix(".mo"))


class CompiledTexts(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's parameter is its own configuration
    """Compiles before hatchling packs."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling for each wheel, an editable one too."""
        compile_all(Path(self.root) / "src" / "resonanz")


if __name__ == "__main__":
    compile_all()
