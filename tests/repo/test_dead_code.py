"""The check for dead code finds what nothing uses, and knows what templates and settings name."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import unused

NAMED = {
    "page.html": "{% if form.shown %}{{ form.read }}{% endif %} never_called",
    "settings.py": 'DEBUG = False\nENGINE = "resonanz.app.opened"\n',
    "form.py": "def shown() -> None: ...\ndef read() -> None: ...\ndef opened() -> None: ...\n",
}


@pytest.mark.parametrize(("code", "status"), [("", 0), ("def never_called() -> None: ...\n", 3)])
def test_only_what_nothing_uses_is_found(tmp_path: Path, code: str, status: int) -> None:
    for name, text in NAMED.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "spoken.py").write_text(code)
    assert unused.main(tmp_path) == status
