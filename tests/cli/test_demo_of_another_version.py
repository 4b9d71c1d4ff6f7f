"""A demonstration of another version is set aside and built anew; nothing else is ever moved."""

from __future__ import annotations

from pathlib import Path

import pytest

from resonanz.cli import demo
from resonanz.cli.migrate import make_keys
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.home import HomeKind, create_home


def older(folder: Path, kind: HomeKind) -> None:
    """A home with keys and without a seal, as the first version made them."""
    home = create_home(folder, kind)
    make_keys(home)
    (home.app / "port_key.seal").unlink()


def test_it_is_set_aside_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "demo"
    (tmp_path / "demo.old-1").mkdir()
    older(folder, HomeKind.DEMONSTRATION)
    key = (folder / "app" / "port_key").read_bytes()
    demo.prepare_demonstration(folder)
    assert (tmp_path / "demo.old-2" / "app" / "port_key").read_bytes() == key
    assert (folder / "app" / "port_key").read_bytes() != key
    assert "demo.old-2" in capsys.readouterr().err


def test_a_production_home_stays_where_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "real"
    older(folder, HomeKind.PRODUCTION)
    with pytest.raises(ResonanzError) as refused:
        demo.prepare_demonstration(folder)
    assert refused.value.code == "home-of-another-kind"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["real"]
