"""Every variable that the programs read from their environment: its name, default and meaning, in this file alone.

The data folder (``RESONANZ_HOME``) belongs to the kernel, and a room of the app may declare one that it alone reads.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import SplitResult, unquote, urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

from resonanz.core.kernel.errors import EnvironmentCode, ResonanzError
from resonanz.core.kernel.messages import Message, gettext_noop

MAIL_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
PORTS = {"http": 80, "https": 443}
ADDRESS = gettext_noop("Write it like https://resonanz.example.org or http://localhost:8000.")
NOTHING_AFTER = gettext_noop("Write scheme, host name and port, and nothing after them.")
OTHER_HOST = gettext_noop(
    "Give the ballot box a host name other than the app's, else browsers would hand it the app's cookies."
)
LANGUAGE = gettext_noop("Write de-formal, de or en.")
MAIL = gettext_noop("Write smtp://host:port, smtp+starttls://host:port or smtps://host:port, or leave it empty.")
LISTEN = gettext_noop("Write it like 127.0.0.1:8000.")


@dataclass(frozen=True, slots=True)
class Origin:
    """Scheme, host name and port of one program, as browsers write it."""

    scheme: str
    host: str
    port: int
    url: str

    @property
    def is_https(self) -> bool:
        """True when cookies may only travel encrypted."""
        return self.scheme == "https"


@dataclass(frozen=True, slots=True)
class ListenAddress:
    """What a program binds."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mails go. ``host`` empty means: as files into the home's outbox."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    use_tls: bool = False
    use_ssl: bool = False


def _split(value: str, reason: str) -> SplitResult:
    # The parts of an address; ``ValueError(reason)`` for brackets and ports that do not parse too.
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        raise ValueError(reason) from None
    if not parts.hostname:
        raise ValueError(reason)
    return parts


def _parsed_by(parse: Callable[[str], object]) -> BeforeValidator:
    # A default that is parsed already passes.
    return BeforeValidator(lambda value: parse(value) if isinstance(value, str) else value)


def _origin(value: str) -> Origin:
    parts = _split(value, ADDRESS)
    if parts.scheme not in PORTS:
        raise ValueError(ADDRESS)
    if parts.path not in ("", "/") or parts.query or parts.fragment or parts.username is not None:
        raise ValueError(NOTHING_AFTER)
    url = f"{parts.scheme}://{parts.netloc.lower()}"
    return Origin(parts.scheme, parts.hostname or "", parts.port or PORTS[parts.scheme], url)


def _mail_server(value: str) -> MailServer:
    parts = _split(value, MAIL)
    if parts.scheme not in MAIL_PORTS:
        raise ValueError(MAIL)
    return MailServer(
        host=parts.hostname or "",
        port=parts.port or MAIL_PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_tls=parts.scheme == "smtp+starttls",
        use_ssl=parts.scheme == "smtps",
    )


def _listen_address(value: str) -> ListenAddress:
    parts = _split(f"//{value}", LISTEN)
    if parts.port is None or parts.path:
        raise ValueError(LISTEN)
    return ListenAddress(parts.hostname or "", parts.port)


def _listen_on_loopback(url: str) -> Any:  # noqa: ANN401 (pydantic's own form)
    return lambda earlier: ListenAddress("127.0.0.1", earlier[url].port)


WebOrigin = Annotated[Origin, _parsed_by(_origin)]
BindAddress = Annotated[ListenAddress, _parsed_by(_listen_address)]


class Environment(BaseModel):
    """What both programs read."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, validate_default=True)

    app: WebOrigin = Field(
        "http://localhost:8000",  # type: ignore[assignment] # read like what is set
        alias="RESONANZ_APP_URL",
        description="the address of the app as people type it; the app answers to this host name only",
    )
    ballotbox: WebOrigin = Field(
        "http://127.0.0.1:8001",  # type: ignore[assignment] # read like what is set
        alias="RESONANZ_BALLOTBOX_URL",
        description="the address of the ballot box as browsers reach it; another host name than the app's",
    )
    ballotbox_internal: WebOrigin = Field(
        default_factory=lambda earlier: earlier["ballotbox"],
        alias="RESONANZ_BALLOTBOX_INTERNAL_URL",
        description="the address under which the app reaches the ballot box, for example on a private network",
    )
    language: Literal["de-formal", "de", "en"] = Field(
        "de-formal",
        alias="RESONANZ_LANGUAGE",
        description="language for those who have not chosen: `de-formal`, `de`, `en`",
    )
    organisation: str = Field("Resonanz", alias="RESONANZ_ORGANISATION", description="the name shown on every page")

    @field_validator("ballotbox")
    @classmethod
    def _has_a_host_of_its_own(cls, ballotbox: Origin, info: ValidationInfo) -> Origin:
        app = info.data.get("app")
        if app and app.host == ballotbox.host:
            raise ValueError(OTHER_HOST)
        return ballotbox


class AppEnvironment(Environment):
    """What the app reads."""

    mail: Annotated[MailServer, _parsed_by(_mail_server)] = Field(
        MailServer(),
        alias="RESONANZ_MAIL_URL",
        description="`smtp://host:port`; empty: mails become files in `app/outbox` of the data folder",
    )
    mail_from: str = Field(
        default_factory=lambda earlier: f"resonanz@{earlier['app'].host}",
        alias="RESONANZ_MAIL_FROM",
        description="sender of the sign-in codes",
    )


class ServeEnvironment(AppEnvironment):
    """What starts the programs reads: all that they read, and where they listen."""

    app_listen: BindAddress = Field(
        default_factory=_listen_on_loopback("app"),
        alias="RESONANZ_APP_LISTEN",
        description="address and port that `resonanz serve` binds for the app, as `host:port`",
    )
    ballotbox_listen: BindAddress = Field(
        default_factory=_listen_on_loopback("ballotbox"),
        alias="RESONANZ_BALLOTBOX_LISTEN",
        description="the same for the ballot box",
    )


E = TypeVar("E", bound=Environment)


def read(model: type[E], variables: Mapping[str, str] = os.environ) -> E:
    """The settings, checked. An empty variable counts as not set.

    ``setting-wrong`` (``name``, ``value``, ``reason``) for the first that cannot be used; a value that may hold a
    password is not repeated.
    """
    try:
        return model.model_validate({name: value.strip() for name, value in variables.items() if value.strip()})
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = str(first["loc"][0]) if first["loc"] else ""
        reason = Message(str(first["ctx"]["error"]) if "error" in first.get("ctx", {}) else LANGUAGE)
        raise ResonanzError(
            EnvironmentCode.SETTING_WRONG, name=name, value=_shown(name, variables[name]), reason=reason
        ) from None


def _shown(name: str, value: str) -> str:
    return "..." if name == AppEnvironment.model_fields["mail"].alias or "@" in value else value
