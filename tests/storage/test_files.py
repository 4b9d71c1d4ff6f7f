"""Files are whole or not there, readable by their owner alone."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from resonanz.storage import files


class PowerCut(BaseException):
    """Nothing of ours catches it."""


def test_a_file_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    files.write_whole(path, b"first")

    def cut(_descriptor: int) -> None:
        raise PowerCut

    monkeypatch.setattr("os.fsync", cut)
    with pytest.raises(PowerCut):
        files.write_whole(path, b"second")
    assert path.read_bytes() == b"first"


def test_a_file_written_once_stays_and_is_private(tmp_path: Path) -> None:
    path = tmp_path / "new" / "key"
    assert [files.write_once(path, b"first"), files.write_once(path, b"second")] == [b"first", b"first"]
    assert stat.S_IMODE(path.stat().st_mode) == files.PRIVATE_FILE
    assert stat.S_IMODE(path.parent.stat().st_mode) == files.PRIVATE_DIRECTORY
    assert [each.name for each in path.parent.iterdir()] == ["key"]
    files.destroy(path)
    files.destroy(path)
    assert not path.exists()
