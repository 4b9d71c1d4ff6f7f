"""The house rules that ruff cannot say: sizes in lines, markers left over outside Python, names of folders."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULE_MEDIAN, MODULE_P95, MODULE_MAX = 100, 350, 600
FUNCTION_MEDIAN, FUNCTION_P95, FUNCTION_MAX = 9, 35, 80
VAGUE_NAMES = {"utils", "helpers", "common", "misc"}
MARKERS = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
FOREIGN_DAY = re.compile(r"now\([^()]*\)(\.astimezone\(\))?\.date\(\)")
STUB = "NotImplemented" + "Error"


@dataclass(frozen=True, slots=True)
class Function:
    """One function as written."""

    place: str
    lines: int


def tracked(*patterns: str) -> list[Path]:
    """Files of the repository that git knows or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def python_files() -> list[Path]:
    """Every Python file but generated migrations."""
    return [path for path in tracked("*.py") if "migrations" not in path.parts]


def line_count(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def functions() -> list[Function]:
    found = []
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                found.append(Function(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", lines))
    return found


def percentile(values: list[int], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def test_modules_stay_small() -> None:
    sizes = {path: line_count(path) for path in python_files()}
    product = [lines for path, lines in sizes.items() if "tests" not in path.parts and lines > 0]
    too_long = {str(path.relative_to(ROOT)): lines for path, lines in sizes.items() if lines > MODULE_MAX}
    assert too_long == {}
    assert statistics.median(product) <= MODULE_MEDIAN
    assert percentile(product, 0.95) <= MODULE_P95


def test_functions_stay_small() -> None:
    all_functions = functions()
    product = [f.lines for f in all_functions if not f.place.startswith("tests/")]
    assert [f.place for f in all_functions if f.lines > FUNCTION_MAX] == []
    assert statistics.median(product) <= FUNCTION_MEDIAN
    assert percentile(product, 0.95) <= FUNCTION_P95


def test_nothing_is_left_for_later() -> None:
    """In comments of Python ruff looks for the markers."""
    rest = [path for path in tracked("*.js", "*.mjs", "*.html", "*.css") if MARKERS.search(path.read_text("utf-8"))]
    assert rest + [path for path in python_files() if STUB in path.read_text("utf-8")] == []


def test_names_say_what_a_thing_is() -> None:
    named = {part for path in tracked("src", "tests") for part in (*path.relative_to(ROOT).parts[:-1], path.stem)}
    assert named & VAGUE_NAMES == set()


def test_days_are_the_organisations() -> None:
    """A day is asked for with ``clock.today``: for an hour or two each night UTC and the machine are a day behind."""
    assert FOREIGN_DAY.search("clock.now().date()")
    assert [path for path in python_files() if FOREIGN_DAY.search(path.read_text("utf-8"))] == [Path(__file__)]
