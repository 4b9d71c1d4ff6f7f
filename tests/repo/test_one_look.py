"""One look for both programs: styles, font and icons exist once, both serve them, nothing dangles."""

from __future__ import annotations

import functools
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "resonanz"
LOOK = SOURCE / "look"
TOKENS = (LOOK / "static" / "tokens.css").read_text(encoding="utf-8")
STYLES = {path: path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.css"))}
LAYERED = {path: text for path, text in STYLES.items() if path.name not in ("tokens.css", "print.css")}
BARE = re.compile(r"/\*.*?\*/|url\([^)]*\)", re.DOTALL)
SPRITE = (LOOK / "templates" / "look" / "sprite.html").read_text(encoding="utf-8")


def test_the_look_is_data_only() -> None:
    data = {".css", ".html", ".svg", ".woff2", ".txt", ".po", ".mo"}
    assert {path.suffix for path in LOOK.rglob("*") if path.is_file()} <= data


def test_there_is_one_copy() -> None:
    for name in ("tokens.css", "base.css", "components.css", "sprite.html", "source-sans-3-latin-wght-normal.woff2"):
        assert len(list(SOURCE.rglob(name))) == 1, name


def test_both_programs_serve_it() -> None:
    for program in ("app", "ballotbox"):
        settings = (SOURCE / program / "settings.py").read_text(encoding="utf-8")
        assert 'STATICFILES_DIRS = [("look", LOOK / "static")]' in settings
        assert 'LOOK / "templates"' in settings
        assert 'LOOK / "locale"' in settings


def test_the_font_comes_with_its_licence() -> None:
    licence = (LOOK / "static" / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    font = re.search(r'url\("([^"]+)"\) format\("woff2"\)', TOKENS)
    assert font is not None
    assert (LOOK / "static" / font.group(1)).is_file()


def test_every_variable_is_a_token() -> None:
    known = set(re.findall(r"(--[\w-]+):", TOKENS))
    assert {name for text in STYLES.values() for name in re.findall(r"var\((--[\w-]+)\)", text)} - known == set()


def test_styles_take_colours_from_tokens() -> None:
    written = {
        path: re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^\"]*[;}])", BARE.sub("", text)) for path, text in STYLES.items()
    }
    assert {path.name for path, colours in written.items() if colours} == {"tokens.css"}


def test_the_order_of_layers_is_stated_once_and_every_rule_is_in_one() -> None:
    stated = {path.name: re.findall(r"^@layer ([\w, ]+);", text, re.MULTILINE) for path, text in LAYERED.items()}
    (order,) = stated.pop("base.css")
    assert not any(stated.values())
    for path, text in LAYERED.items():
        blocks = re.split(
            r"^(@layer \w+ )\{$",
            re.sub(r"^@layer [\w, ]+;", "", BARE.sub("", text), flags=re.MULTILINE),
            flags=re.MULTILINE,
        )
        assert blocks[0].strip() == "", path
        assert {name.split()[1] for name in blocks[1::2]} <= set(order.split(", ")), path
        assert all(re.fullmatch(r".*^\}\s*", block, re.DOTALL | re.MULTILINE) for block in blocks[2::2]), path
        assert all(len(re.findall(r"^\S", block, re.MULTILINE)) == 1 for block in blocks[2::2]), path


@functools.cache
def classes_in_use() -> tuple[set[str], tuple[str, ...]]:
    """Every class that a template, a chart or a script can set; and how names begin that end in a value."""
    names: set[str] = {"htmx-request"}  # set by htmx
    beginnings: set[str] = set()
    for path in SOURCE.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        names |= set(re.findall(r' (?:tone|css)="([\w-]+)"', text))
        for value in re.findall(r'\bclass="((?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)"', text, re.DOTALL):
            beginnings |= set(re.findall(r"([\w-]+-)\{\{", value))
            names |= set(re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", value, flags=re.DOTALL).split())
    for path in (
        *(SOURCE / "app/charts").glob("*.py"),
        SOURCE / "app/shell/templatetags/shell_tags.py",
        SOURCE / "ballotbox/pages/steps.py",
        SOURCE / "ballotbox/messages/browser.py",
    ):
        for text in re.findall(r'"([^"\n]*)"', path.read_text(encoding="utf-8")):
            beginnings |= set(re.findall(r"([a-z][\w-]*-)\{", text))
            names |= set(re.findall(r"[\w-]+", text))
    for path in SOURCE.rglob("*.js"):
        names |= set(
            re.findall(r"[\w-]+", " ".join(re.findall(r"""["']([^"'\n]*)["']""", path.read_text(encoding="utf-8"))))
        )
    return names, tuple(beginnings)


def unused(text: str) -> set[str]:
    """Classes that a stylesheet names and nothing sets."""
    names, beginnings = classes_in_use()
    selectors = re.findall(r"([^{}]*)\{", BARE.sub("", text))
    asked = {name for each in selectors for name in re.findall(r"\.([A-Za-z][\w-]*)", each)}
    return {name for name in asked - names if not name.startswith(beginnings)}


def test_no_style_waits_for_a_page() -> None:
    assert {path.name: unused(text) for path, text in LAYERED.items() if unused(text)} == {}
    assert unused(".btn {} .nobody-has-this .depth-3 {}") == {"nobody-has-this"}


def test_every_stylesheet_is_linked() -> None:
    templates = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.html"))
    linked = set(re.findall(r'<link rel="stylesheet" href="{% static "([\w/.-]+)" %}">', templates))
    shipped = [re.split("/static/|/browser/", path.as_posix())[1] for path in STYLES]
    names = {name if "/" in name else f"look/{name}" for name in shipped}
    assert linked == names


def test_every_icon_in_use_is_in_the_sprite() -> None:
    known = set(re.findall(r'id="([\w-]+)"', SPRITE))
    used: set[str] = set()
    for path in (*SOURCE.rglob("*.html"), *SOURCE.rglob("*.py"), *SOURCE.rglob("*.js")):
        text = path.read_text(encoding="utf-8")
        used |= {f"i-{name}" for name in re.findall(r"""{% icon ["']([\w-]+)["']""", text)}
        used |= {f"i-{name}" for name in re.findall(r"""look/icon.html" with name="([\w-]+)["']""", text)}
        used |= set(re.findall(r"""href(?:=|", )["']#([im]-[\w-]+)["']""", text))
    assert used - known == set()
    assert "i-check" in used
