"""The house rules that a machine can hold: sizes, typing, left-over markers, names of folders."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULE_MEDIAN, MODULE_P95, MODULE_MAX = 100, 350, 600
FUNCTION_MEDIAN, FUNCTION_P95, FUNCTION_MAX = 9, 35, 80
VAGUE_NAMES = {"utils", "helpers", "common", "misc"}
# Split, so that this file does not find itself.
MARKERS = re.compile(r"\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK|NotImplemented" + r"Error)\b")


@dataclass(frozen=True, slots=True)
class Function:
    """One function as written."""

    place: str
    lines: int
    untyped: tuple[str, ...]


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


def missing_types(node: ast.FunctionDef | ast.AsyncFunctionDef) -> tuple[str, ...]:
    """Names of parameters (and "return") without an annotation."""
    parameters = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    bare = [p.arg for p in parameters if p.annotation is None and p.arg not in {"self", "cls"}]
    bare += [p.arg for p in (node.args.vararg, node.args.kwarg) if p is not None and p.annotation is None]
    return tuple(bare + (["return"] if node.returns is None else []))


def functions() -> list[Function]:
    found = []
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                found.append(
                    Function(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", lines, missing_types(node))
                )
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


def test_every_function_is_typed() -> None:
    assert [(f.place, f.untyped) for f in functions() if f.untyped] == []


def test_no_left_over_markers() -> None:
    listed = [path for path in tracked("*.py", "*.js", "*.mjs", "*.html", "*.css", "*.sh") if path.suffix]
    assert [str(path) for path in listed if MARKERS.search(path.read_text(encoding="utf-8"))] == []


def test_names_say_what_a_thing_is() -> None:
    named = {part for path in tracked("src", "tests") for part in (*path.relative_to(ROOT).parts[:-1], path.stem)}
    assert named & VAGUE_NAMES == set()


def silent_parts(path: Path) -> list[str]:
    """The module and its public functions and classes that have no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = [n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef) and not n.name.startswith("_")]
    silent = [f"{path.relative_to(ROOT)}:{n.lineno} {n.name}" for n in named if not ast.get_docstring(n)]
    if not ast.get_docstring(tree) and path.name != "__init__.py":
        silent.append(str(path.relative_to(ROOT)))
    return silent


def test_public_docstrings() -> None:
    """Every public module, class and function of the product explains itself."""
    product = [path for path in python_files() if "src" in path.parts and line_count(path) > 0]
    assert [place for path in product for place in silent_parts(path)] == []


@pytest.mark.parametrize("text", ["def f(a) -> None: ...", "def f(a: int): ...", "def f(*a: int, **k) -> None: ..."])
def test_the_typing_check_can_fail(text: str) -> None:
    node = ast.parse(text).body[0]
    assert isinstance(node, ast.FunctionDef)
    assert missing_types(node)
