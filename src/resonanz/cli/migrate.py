"""``resonanz migrate``: make or open the home, its keys and both databases. May be run again at any time."""

import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from resonanz.app.keys import SECRET_KEY_FILE, port_key_file
from resonanz.cli.errors import CliCode
from resonanz.cli.language import in_words
from resonanz.cli.refusals import WRONG_USE, guarded
from resonanz.cli.serve import settings_in
from resonanz.core.kernel.errors import EnvironmentCode, ResonanzError
from resonanz.core.kernel.home import KIND_FILE, Home, HomeKind, create_home, open_home
from resonanz.core.kernel.messages import Message
from resonanz.core.kernel.messages import gettext_noop as _
from resonanz.storage.files import write_once
from resonanz.storage.seal import check_seal, keep_sealed

PORT_PUBLIC_KEY_FILE = "port_key.pub"
# Django's commands for each program, in this order: words that older homes kept in ``default`` move to a file that is
# there already.
STEPS = {
    "app": (
        "migrate transcripts --database transcripts",
        "migrate --database default",
        "migrate sessions --database cache",
    ),
    "ballotbox": ("migrate --database ballots",),
}
RUN = "from resonanz.cli.migrate import run_commands; run_commands()"
READY = _("%(path)s: %(kind)s, ready")


def migrate(
    kind: Annotated[HomeKind | None, typer.Option(help=_("What the home is for; fixed when it is made."))] = None,
) -> None:
    """The command; safe to repeat."""
    settings_in(os.environ)
    home = prepare(_named_home(), kind)
    print(in_words(Message(READY, {"path": str(home.path), "kind": home.kind.value})))


def prepare(path: Path, kind: HomeKind | None) -> Home:
    """Home, keys and databases. ``kind`` None: as the home is marked, or production for a new one."""
    made = (path / KIND_FILE).exists()
    home = open_home(path) if made and kind is None else create_home(path, kind or HomeKind.PRODUCTION)
    check_seal(port_key_file(home), home)
    create_home(home.path, home.kind)  # both halves, should one be missing
    make_keys(home)
    for program, commands in STEPS.items():
        _run(home, program, commands)
    return home


def make_keys(home: Home) -> None:
    """The app's secret key and the key pair with which it speaks to the ballot box; the public half is handed over."""
    write_once(home.app / SECRET_KEY_FILE, secrets.token_urlsafe(48).encode("ascii"))
    fresh = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    key = serialization.load_pem_private_key(keep_sealed(port_key_file(home), fresh, home), password=None)
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    handed_over = home.ballotbox / PORT_PUBLIC_KEY_FILE
    if write_once(handed_over, public) != public:
        raise ResonanzError(CliCode.PORT_KEYS_DIFFER, app=str(port_key_file(home)), ballotbox=str(handed_over))


def _run(home: Home, program: str, commands: tuple[str, ...]) -> None:
    # A program's commands in a process of their own: no process ever has both programs' settings.
    settings = f"resonanz.{program}.settings"
    environment = {**os.environ, "RESONANZ_HOME": str(home.path), "DJANGO_SETTINGS_MODULE": settings}
    done = subprocess.run(
        [sys.executable, "-c", RUN, *commands],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        print(done.stderr.strip(), file=sys.stderr)
    if done.returncode == WRONG_USE:  # it has said why in a sentence
        raise typer.Exit(WRONG_USE)
    if done.returncode:
        raise ResonanzError(CliCode.DATABASE_NOT_MIGRATED, program=program, path=str(home.path))


def run_commands() -> None:
    """In a process of its own: the commands named in its arguments, each as one text."""
    sys.exit(guarded(lambda: _call(sys.argv[1:])))


def _call(commands: list[str]) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    for command in commands:
        call_command(*command.split(), verbosity=0)


def _named_home() -> Path:
    named = os.environ.get("RESONANZ_HOME", "")
    if not named:
        raise ResonanzError(EnvironmentCode.HOME_NOT_NAMED)
    return Path(named).expanduser().resolve()
