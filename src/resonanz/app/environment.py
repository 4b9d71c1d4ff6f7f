"""What the app reads from its environment, checked before anything starts. No Django here: it is tested alone."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.home import Home, HomeKind, home_from_environment

LANGUAGE_CODES = ("de-formal", "de", "en")
DEFAULT_APP_URL = "http://localhost:8000"
DEFAULT_BALLOTBOX_URL = "http://127.0.0.1:8001"
MAIL_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
SECRET_KEY_FILE = "secret_key"  # noqa: S105 (a file name)
PORT_KEY_FILE = "port_key"


@dataclass(frozen=True, slots=True)
class Origin:
    """Scheme, host name and port of one program, as browsers write it."""

    scheme: str
    host: str
    url: str

    @property
    def is_https(self) -> bool:
        """True when cookies may only travel encrypted."""
        return self.scheme == "https"


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mails go. ``host`` empty means: as files into the home's outbox."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    use_tls: bool = False
    use_ssl: bool = False


@dataclass(frozen=True, slots=True)
class Environment:
    """The app's settings, parsed and checked."""

    home: Home
    app: Origin
    ballotbox: Origin
    ballotbox_internal: Origin
    mail: MailServer
    mail_from: str
    language: str
    organisation: str


def read_environment(variables: Mapping[str, str] = os.environ) -> Environment:
    """Parse every ``RESONANZ_`` variable; a wrong one is a ``ResonanzError("setting-wrong", name, value, reason)``."""
    app = read_origin(variables, "RESONANZ_APP_URL", DEFAULT_APP_URL)
    ballotbox = read_origin(variables, "RESONANZ_BALLOTBOX_URL", DEFAULT_BALLOTBOX_URL)
    if app.host == ballotbox.host:
        reason = "the ballot box needs a host name other than the app's, else it would be handed the app's cookies"
        raise wrong("RESONANZ_BALLOTBOX_URL", ballotbox.url, reason)
    return Environment(
        home=home_from_environment(),
        app=app,
        ballotbox=ballotbox,
        ballotbox_internal=read_origin(variables, "RESONANZ_BALLOTBOX_INTERNAL_URL", ballotbox.url),
        mail=read_mail(variables),
        mail_from=variables.get("RESONANZ_MAIL_FROM") or f"resonanz@{app.host}",
        language=read_language(variables),
        organisation=variables.get("RESONANZ_ORGANISATION", "").strip() or "Resonanz",
    )


def wrong(name: str, value: str, reason: str) -> ResonanzError:
    """The start-up error of a variable that cannot be used."""
    return ResonanzError("setting-wrong", name=name, value=value, reason=reason)


def read_origin(variables: Mapping[str, str], name: str, default: str) -> Origin:
    """An http or https address without path, query, user or password."""
    value = variables.get(name) or default
    parts = split(name, value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise wrong(name, value, "write it like https://resonanz.example.org or http://localhost:8000")
    if parts.path not in ("", "/") or parts.query or parts.fragment or parts.username:
        raise wrong(name, value, "only scheme, host name and port, nothing after them")
    return Origin(parts.scheme, parts.hostname, f"{parts.scheme}://{parts.netloc.lower()}")


def read_language(variables: Mapping[str, str]) -> str:
    """One of the languages the app speaks."""
    value = variables.get("RESONANZ_LANGUAGE") or LANGUAGE_CODES[0]
    if value not in LANGUAGE_CODES:
        raise wrong("RESONANZ_LANGUAGE", value, f"one of {', '.join(LANGUAGE_CODES)}")
    return value


def read_mail(variables: Mapping[str, str]) -> MailServer:
    """``smtp://``, ``smtp+starttls://`` or ``smtps://``, with ``user:password@`` where the server asks for it."""
    name = "RESONANZ_MAIL_URL"
    value = variables.get(name, "")
    if not value:
        return MailServer()
    parts = split(name, value)
    if parts.scheme not in MAIL_PORTS or not parts.hostname:
        hidden = f"{parts.scheme}://..."  # the address may hold a password
        raise wrong(name, hidden, f"{', '.join(f'{scheme}://host:port' for scheme in MAIL_PORTS)} or empty")
    return MailServer(
        host=parts.hostname,
        port=parts.port or MAIL_PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_tls=parts.scheme == "smtp+starttls",
        use_ssl=parts.scheme == "smtps",
    )


def split(name: str, value: str) -> SplitResult:
    """The parts of an address; brackets and ports that do not parse are named."""
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as error:
        raise wrong(name, "(not readable)", str(error)) from None
    return parts


def read_secret_key(home: Home) -> str:
    """The key ``resonanz migrate`` made; ``home-not-migrated`` without it. A test home may do without."""
    path = home.app / SECRET_KEY_FILE
    if path.is_file():
        return path.read_text(encoding="ascii").strip()
    if home.kind is HomeKind.TEST:
        return "a test home keeps nothing that is worth a secret"
    raise ResonanzError("home-not-migrated", path=str(home.path), do="resonanz migrate")
