"""A home stays what it was made for: its word, its version and its keys belong together."""

from __future__ import annotations

from pathlib import Path

import pytest

from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.home import KIND_FILE, Home, HomeKind, create_home, open_home
from resonanz.storage import files, seal
from resonanz.storage.seal import check_seal, keep_sealed

KEY = b"a key of some length"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return create_home(tmp_path / "home", HomeKind.PRODUCTION)


def refused(path: Path, home: Home) -> str:
    with pytest.raises(ResonanzError) as caught:
        check_seal(path, home)
    return str(caught.value.code)


def test_a_key_is_made_once_and_its_seal_fits(home: Home) -> None:
    path = home.app / "key"
    assert keep_sealed(path, KEY, home) == KEY
    assert keep_sealed(path, b"another", home) == KEY
    check_seal(path, home)


def test_a_home_without_the_key_is_not_sealed_yet(home: Home) -> None:
    check_seal(home.app / "key", home)


@pytest.mark.parametrize("kind", [HomeKind.DEMONSTRATION, HomeKind.TEST])
def test_another_word_in_the_mark_stops_the_start(home: Home, kind: HomeKind) -> None:
    path = home.app / "key"
    keep_sealed(path, KEY, home)
    (home.path / KIND_FILE).write_text(f"{kind.value}\n", encoding="ascii")
    assert refused(path, open_home(home.path)) == "home-kind-changed"
    (home.path / KIND_FILE).write_text("production\n", encoding="ascii")
    check_seal(path, open_home(home.path))


def test_a_key_without_its_seal_is_of_another_version(home: Home) -> None:
    path = home.app / "key"
    keep_sealed(path, KEY, home)
    (home.app / "key.seal").unlink()
    assert refused(path, home) == "home-of-other-version"


def test_another_version_is_named_as_such(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home.app / "key"
    keep_sealed(path, KEY, home)
    monkeypatch.setattr(seal, "VERSION", 3)
    assert refused(path, home) == "home-of-other-version"


def test_the_seal_of_another_key_does_not_fit(home: Home) -> None:
    keep_sealed(home.app / "key", KEY, home)
    keep_sealed(home.ballotbox / "key", b"another", home)
    (home.app / "key.seal").write_bytes((home.ballotbox / "key.seal").read_bytes())
    assert refused(home.app / "key", home) == "home-kind-changed"


def test_cut_off_between_seal_and_key_it_goes_on(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home.app / "key"

    def cut_off(_path: Path, _content: bytes) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(seal, "write_once", cut_off)
        with pytest.raises(KeyboardInterrupt):
            keep_sealed(path, KEY, home)
    check_seal(path, home)
    assert keep_sealed(path, b"a fresh one", home) == b"a fresh one"
    check_seal(path, home)


def test_a_quicker_process_keeps_its_key_and_gets_its_seal(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home.app / "key"

    def quicker(at: Path, _content: bytes) -> bytes:
        return files.write_once(at, b"the other's")

    monkeypatch.setattr(seal, "write_once", quicker)
    assert keep_sealed(path, KEY, home) == b"the other's"
    check_seal(path, home)
