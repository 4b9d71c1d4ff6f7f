"""A manifest's partition in the words of ``core.cells``."""

from __future__ import annotations

from resonanz.core.cells import Cell, Structure
from resonanz.core.wire import Manifest


def structure_of(manifest: Manifest) -> Structure:
    """Nodes, cells (without their keys) and sensitive groups, as published."""
    cells = tuple(Cell(leaf.node, leaf.side, leaf.label, leaf.eligible) for leaf in manifest.cells)
    return Structure(manifest.nodes, cells, manifest.sensitive)
