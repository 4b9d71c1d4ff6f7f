"""Names: a public class once in the product, and the terms of the field instead of words only we would use."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src"
DIALECT = {"deed", "enter", "look", "said", "say", "spoken", "take", "taken", "whom"}
"""No part of a public name; ``found`` and ``words`` are no names by themselves."""
ALONE = {"found", "words"}
Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef

DIALECT_LEFT = {
    "core/minutes/cleaning/words.py SpokenWord",
    "core/minutes/coverage.py said_of",
    "core/minutes/coverage.py take",
    "core/minutes/coverage.py times_said",
    "core/minutes/detecting/__init__.py Found",
    "core/minutes/minutes.py spoken_words",
    "core/minutes/reading/cues.py words",
    "core/minutes/reading/notices.py say",
    "core/minutes/tokens.py words",
    "core/minutes/writing.py Words",
}
"""What still stands there; this list may only become shorter."""


def definitions(folder: Path) -> Iterator[tuple[str, Definition]]:
    """The public classes and functions of modules and classes, with the file; ``Meta`` belongs to its model."""
    for path in sorted(folder.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        waiting: list[ast.Module | ast.ClassDef] = [ast.parse(path.read_text(encoding="utf-8"))]
        while waiting:
            for node in waiting.pop().body:
                if isinstance(node, Definition) and not node.name.startswith("_") and node.name != "Meta":
                    yield path.relative_to(folder).as_posix(), node
                if isinstance(node, ast.ClassDef):
                    waiting.append(node)


def clashes(folder: Path) -> set[str]:
    places: dict[str, list[str]] = defaultdict(list)
    for place, node in definitions(folder):
        if isinstance(node, ast.ClassDef):
            places[node.name].append(place)
    return {name for name, where in places.items() if len(where) > 1}


def parts(name: str) -> set[str]:
    return set(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().split("_"))


def in_dialect(folder: Path) -> set[str]:
    named = {(place, node.name) for place, node in definitions(folder)}
    return {f"{place} {name}" for place, name in named if DIALECT & parts(name) or name.lower() in ALONE}


def test_a_public_class_name_stands_once() -> None:
    assert clashes(SOURCE / "resonanz") == set()


def test_names_are_terms() -> None:
    assert in_dialect(SOURCE / "resonanz") <= DIALECT_LEFT


def test_control_clashes_and_dialect_are_seen(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text(
        "class Twice:\n    class Meta: ...\n    def takes_part(self): ...\n    def say(self): ..."
    )
    (tmp_path / "other.py").write_text(
        "class Outer:\n    class Twice:\n        class Meta: ...\nclass TakenLine: ...\ndef not_found(): ...\n"
        "async def words(): ...\ndef _look(): ...\ndef entered(): ...\n"
    )
    assert clashes(tmp_path) == {"Twice"}
    assert in_dialect(tmp_path) == {"one.py say", "other.py TakenLine", "other.py words"}
