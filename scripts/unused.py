"""Names of the program that nothing uses: vulture, told what it cannot see, the names in templates and in settings."""

from __future__ import annotations

import keyword
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TAG = re.compile(r"{[{%].*?[%}]}", re.DOTALL)
DOTTED = re.compile(r"[\"']resonanz((?:\.\w+)+)[\"']")
NAME = re.compile(r"[A-Za-z_]\w*")


def named_in_texts(package: Path) -> Iterator[str]:
    """Every name in a tag of a template, the parts of every dotted path in a string, and the settings of Django."""
    for path in package.rglob("*"):
        if path.suffix in {".html", ".txt"}:
            for tag in TAG.findall(path.read_text(encoding="utf-8")):
                yield from NAME.findall(tag)
        elif path.suffix == ".py":
            for dotted in DOTTED.findall(path.read_text(encoding="utf-8")):
                yield from NAME.findall(dotted)
        if path.name == "settings.py":
            yield from filter(str.isupper, NAME.findall(path.read_text(encoding="utf-8")))


def main(package: Path = ROOT / "src") -> int:
    """vulture's exit status: 3 when something is unused. Tests do not count as use."""
    with tempfile.TemporaryDirectory() as folder:
        used = Path(folder) / "used.py"
        names = sorted({name for name in named_in_texts(package) if not keyword.iskeyword(name)})
        used.write_text("".join(f"_.{name}\n" for name in names), encoding="utf-8")
        users = [str(ROOT / name) for name in ("bench", "scripts", "training")]
        command = [sys.executable, "-m", "vulture", "--config", str(ROOT / "pyproject.toml"), str(package), *users]
        return subprocess.run([*command, str(used)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
