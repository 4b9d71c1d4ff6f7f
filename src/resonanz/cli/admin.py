"""``resonanz admin``: who may set the installation up before there is a roster."""

import os
from typing import Annotated

import typer

from resonanz.cli.help import TranslatedCommand, TranslatedGroup
from resonanz.cli.language import in_words
from resonanz.core.kernel.messages import Message
from resonanz.core.kernel.messages import gettext_noop as _

ADDED = _("%(address)s may sign in as people lead and administrator")
group = typer.Typer(cls=TranslatedGroup, no_args_is_help=True, help=_("People who run this installation."))
group.callback()(lambda: None)  # keeps "add" a word of its own while it is the only one


@group.command(cls=TranslatedCommand, help=_("Let an address sign in as people lead and administrator."))
def add(
    mail: Annotated[str, typer.Argument(metavar="MAIL", help=_("The address that gets the sign-in codes."))],
) -> None:
    """The command; an address that has both roles keeps them."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "resonanz.app.settings"
    import django

    django.setup()
    from resonanz.app.accounts.usecases import add_administrator

    user = add_administrator(mail)
    print(in_words(Message(ADDED, {"address": user.address})))
