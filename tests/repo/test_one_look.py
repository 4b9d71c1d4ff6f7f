"""One look for both programs: styles, font and icons exist once, both serve them, nothing dangles."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "resonanz"
LOOK = SOURCE / "look"
TOKENS = (LOOK / "static" / "tokens.css").read_text(encoding="utf-8")
STYLES = (LOOK / "static" / "app.css").read_text(encoding="utf-8")
PRINT = (LOOK / "static" / "print.css").read_text(encoding="utf-8")
SPRITE = (LOOK / "templates" / "look" / "sprite.html").read_text(encoding="utf-8")


def test_the_look_is_data_only() -> None:
    assert {path.suffix for path in LOOK.rglob("*") if path.is_file()} <= {".css", ".html", ".svg", ".woff2", ".txt"}


def test_there_is_one_copy() -> None:
    for name in ("tokens.css", "app.css", "sprite.html", "source-sans-3-latin-wght-normal.woff2"):
        assert len(list(SOURCE.rglob(name))) == 1, name


def test_both_programs_serve_it() -> None:
    for program in ("app", "ballotbox"):
        settings = (SOURCE / program / "settings.py").read_text(encoding="utf-8")
        assert 'STATICFILES_DIRS = [("look", LOOK / "static")]' in settings
        assert 'LOOK / "templates"' in settings


def test_the_font_comes_with_its_licence() -> None:
    licence = (LOOK / "static" / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    font = re.search(r'url\("([^"]+)"\) format\("woff2"\)', TOKENS)
    assert font is not None
    assert (LOOK / "static" / font.group(1)).is_file()


def test_every_variable_is_a_token() -> None:
    known = set(re.findall(r"(--[\w-]+):", TOKENS))
    assert set(re.findall(r"var\((--[\w-]+)\)", STYLES + PRINT + TOKENS)) - known == set()


def test_styles_take_colours_from_tokens() -> None:
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^\"]*[;}])", re.sub(r'url\("#[^"]*"\)', "", STYLES + PRINT)) == []


def test_every_icon_in_use_is_in_the_sprite() -> None:
    known = set(re.findall(r'id="([\w-]+)"', SPRITE))
    used: set[str] = set()
    for path in (*SOURCE.rglob("*.html"), *SOURCE.rglob("*.py"), *SOURCE.rglob("*.js")):
        text = path.read_text(encoding="utf-8")
        used |= {f"i-{name}" for name in re.findall(r"""{% icon ["']([\w-]+)["']""", text)}
        used |= set(re.findall(r"""href(?:=|", )["']#([im]-[\w-]+)["']""", text))
    assert used - known == set()
    assert "i-check" in used
