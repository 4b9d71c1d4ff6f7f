"""Help and usage in the reader's language: typer brings the form, the words come from the catalogues."""

import importlib
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from resonanz.cli.errors import CliCode
from resonanz.cli.language import catalogue
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.messages import gettext_noop

WORDS_OF_TYPER = {
    "ARGUMENTS_PANEL_TITLE": gettext_noop("Arguments"),
    "OPTIONS_PANEL_TITLE": gettext_noop("Options"),
    "COMMANDS_PANEL_TITLE": gettext_noop("Commands"),
    "DEFAULT_STRING": gettext_noop("[default: {}]"),
    "REQUIRED_LONG_STRING": gettext_noop("[required]"),
}
USAGE = gettext_noop("Usage: ")
OPTIONS = gettext_noop("[OPTIONS]")
COMMAND = gettext_noop("COMMAND [ARGUMENTS]...")
HELP = gettext_noop("Show this help and end.")


def translate(command: TyperCommand | TyperGroup) -> None:
    """Every text of a command that was just made; the fixed words of typer's pages too."""
    gettext = catalogue().gettext
    for name, word in WORDS_OF_TYPER.items():
        setattr(importlib.import_module("typer.rich_utils"), name, gettext(word))
    command.options_metavar = gettext(OPTIONS)
    if command.help:
        command.help = gettext(command.help)
    for parameter in command.params:
        if text := getattr(parameter, "help", None):
            parameter.help = gettext(text)  # type: ignore[attr-defined] # arguments and options have one, their base not
    option = command.get_help_option(typer.Context(command))
    if option is not None:
        option.help = gettext(HELP)


class TranslatedCommand(TyperCommand):
    """A command whose help is said in the reader's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (typer's own)
        super().__init__(*args, **kwargs)
        translate(self)

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 (typer keeps these types to itself)
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), catalogue().gettext(USAGE))


class TranslatedGroup(TyperGroup):
    """A group of commands, likewise; an unknown one is refused with those there are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (typer's own)
        super().__init__(*args, **kwargs)
        translate(self)
        self.subcommand_metavar = catalogue().gettext(COMMAND)

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 (typer keeps these types to itself)
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), catalogue().gettext(USAGE))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            raise ResonanzError(CliCode.COMMAND_UNKNOWN, name=args[0], known=", ".join(sorted(self.commands)))
        return super().resolve_command(ctx, args)
