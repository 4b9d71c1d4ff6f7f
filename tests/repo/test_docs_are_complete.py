"""An undocumented command or setting is a defect."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperGroup

from resonanz.app.shell.room import Room, Setting
from resonanz.cli.main import build

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "src/resonanz/app"
SETTING = re.compile(r"\bRESONANZ_[A-Z_]+[A-Z]\b")
LANGUAGES = ("de", "en")


def commands() -> dict[str, list[str]]:
    """Every command with its options."""
    group = typer.main.get_command(build())
    assert isinstance(group, TyperGroup)
    return flat(group, "")


def flat(group: TyperGroup, prefix: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            found |= flat(command, f"{prefix}{name} ")
        else:
            found[f"{prefix}{name}"] = [option for p in command.params for option in p.opts if option.startswith("--")]
    return found


def settings_in_use() -> set[str]:
    sources = [*(ROOT / "src").rglob("*.py"), ROOT / "do", *(ROOT / "scripts").iterdir()]
    return {name for path in sources if path.is_file() for name in SETTING.findall(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_documented(language: str) -> None:
    page = (ROOT / "docs" / language / "commands.md").read_text(encoding="utf-8")
    missing = [name for name in commands() if f"`resonanz {name}" not in page]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_is_documented(language: str) -> None:
    page = (ROOT / "docs" / language / "commands.md").read_text(encoding="utf-8")
    options = {option for listed in commands().values() for option in listed}
    assert options
    assert [option for option in sorted(options - {"--help"}) if f"`{option}" not in page] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_is_documented(language: str) -> None:
    page = (ROOT / "docs" / language / "settings.md").read_text(encoding="utf-8")
    assert sorted(settings_in_use() - set(SETTING.findall(page))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_documented_setting_is_unknown(language: str) -> None:
    page = (ROOT / "docs" / language / "settings.md").read_text(encoding="utf-8")
    assert sorted(set(SETTING.findall(page)) - settings_in_use()) == []


def settings_of_rooms() -> list[Setting]:
    """What each room declares; the room of the demonstration too."""
    modules = [import_module(f"resonanz.app.{path.parent.name}.apps") for path in APP.glob("*/apps.py")]
    declared = {each for module in modules for each in vars(module).values() if isinstance(each, type)}
    return [setting for room in declared if issubclass(room, Room) for setting in room.settings]


def test_a_room_s_setting_is_explained_by_what_it_declares() -> None:
    page = (ROOT / "docs/en/settings.md").read_text(encoding="utf-8")
    settings = settings_of_rooms()
    assert settings
    for setting in settings:
        assert f"| `{setting.name}` | {setting.default or 'empty'} | {setting.meaning} |" in page


def test_both_languages_have_the_same_pages() -> None:
    pages = [{path.name for path in (ROOT / "docs" / language).glob("*.md")} for language in LANGUAGES]
    assert pages[0] == pages[1]


def test_links_inside_the_docs_lead_somewhere() -> None:
    links = [
        (page, target)
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    ]
    assert [f"{page.name}: {target}" for page, target in links if not (page.parent / target).exists()] == []
