"""A contract for import-linter: which room may import which directly, as one list; what stands in it is also used."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

Pair = tuple[str, str]


class RoomPairsContract(Contract):
    """``pairs`` holds lines like ``"insight -> charts, shell"``; a room that imports no other needs no line."""

    type_name = "room_pairs"
    container: Any = fields.StringField()
    pairs: Any = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Compare the list with the imports between children of ``container``."""
        listed = {pair for line in self.pairs for pair in pairs_of(line)}
        found = imports_between(graph, self.container)
        problems = [f"{a} may not import {b}: {', '.join(found[a, b])}" for a, b in sorted(found.keys() - listed)]
        problems += [f"{a} -> {b} is listed and not used" for a, b in sorted(listed - found.keys())]
        return ContractCheck(kept=not problems, metadata={"problems": problems})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """One line a pair."""
        for problem in check.metadata["problems"]:
            output.print_error(problem, bold=False)


def pairs_of(line: str) -> set[Pair]:
    """``"a -> b, c"`` as pairs."""
    importer, _, imported = line.partition("->")
    return {(importer.strip(), name.strip()) for name in imported.split(",")}


def imports_between(graph: ImportGraph, container: str) -> dict[Pair, list[str]]:
    """The importing modules for each pair of different children."""
    found: dict[Pair, list[str]] = defaultdict(list)
    for module in sorted(graph.find_descendants(container)):
        for imported in graph.find_modules_directly_imported_by(module):
            if imported.startswith(f"{container}."):
                pair = child(module, container), child(imported, container)
                if pair[0] != pair[1]:
                    found[pair].append(module)
    return found


def child(module: str, container: str) -> str:
    """The part of a module's name below the container."""
    return module.removeprefix(f"{container}.").partition(".")[0]
