"""``resonanz admin``: who may set the installation up before there is a roster."""

from __future__ import annotations

import os
from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    group = typer.Typer(no_args_is_help=True, help="People who run this installation.")
    group.callback()(lambda: None)  # keeps "add" a word of its own while it is the only one
    group.command("add")(add)
    app.add_typer(group, name="admin")


def add(mail: Annotated[str, typer.Argument(metavar="MAIL", help="The address that gets the sign-in codes.")]) -> None:
    """Let an address sign in as people lead and administrator."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "resonanz.app.settings"
    import django

    django.setup()
    from resonanz.app.accounts.usecases import add_administrator

    user = add_administrator(mail)
    print(f"{user.email} may sign in as people lead and administrator")
