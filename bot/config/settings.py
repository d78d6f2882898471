"""Secrets and switches, from the environment and from `.env`; neither is ever shown."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar
from urllib.parse import urlsplit

from dotenv.parser import parse_stream
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.config.problems import ConfigError, ConfigProblem, explain
from bot.process.findings import suggestion

PREFIX = "SITREP_"
DEFAULT_CONFIG = Path("sitrep.toml")

OAUTH_VARIABLES = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")
"""Where both are in the environment, Bolt installs by OAuth and drops the bot token."""

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def _database_url(url: str) -> str:
    scheme, separator, rest = url.partition("://")
    if not separator or scheme not in _DRIVERS:
        raise ValueError("has to begin with sqlite:/// or postgresql://")
    return f"{_DRIVERS[scheme]}://{rest}"


def _api_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError("has to be a URL that begins with https:// or http://")
    return url.rstrip("/") + "/"


def _token(prefix: str, where: str) -> AfterValidator:
    def check(token: SecretStr) -> SecretStr:
        if not token.get_secret_value().startswith(prefix):
            raise ValueError(f"has to begin with {prefix}: {where}")
        return token

    return AfterValidator(check)


_WHERE = {
    "bot": "your Slack app's page, OAuth & Permissions, Bot User OAuth Token",
    "app": "your Slack app's page, Basic Information, App-Level Tokens, with the scope connections:write",
    "signing": "your Slack app's page, Basic Information, Signing Secret",
}

_Upper = BeforeValidator(lambda value: value.upper() if isinstance(value, str) else value)


class RecordSettings(BaseSettings):
    """All that is needed to reach the record, for commands that never call Slack. Frozen."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
        hide_input_in_errors=True,
        use_attribute_docstrings=True,
    )

    database_url: Annotated[str, AfterValidator(_database_url)] = Field(
        default="sqlite+aiosqlite:///sitrep.db", repr=False
    )
    """Where the record is kept, in SQLAlchemy's form."""


class Settings(RecordSettings):
    """What differs between installations. Frozen; secrets show as asterisks."""

    slack_bot_token: Annotated[SecretStr, _token("xoxb-", _WHERE["bot"])] = Field(validation_alias="SLACK_BOT_TOKEN")
    """What the bot calls Slack with."""
    slack_app_token: Annotated[SecretStr, _token("xapp-", _WHERE["app"])] | None = Field(
        default=None, validation_alias="SLACK_APP_TOKEN"
    )
    """What Socket Mode connects with. Needed in mode "socket"."""
    slack_signing_secret: SecretStr | None = Field(default=None, validation_alias="SLACK_SIGNING_SECRET")
    """What proves that a request is Slack's. Needed in mode "http"."""
    slack_api_url: Annotated[str, AfterValidator(_api_url)] = "https://slack.com/api/"
    """Where Slack's methods are; another for the playground."""
    mode: Literal["socket", "http"] = "socket"
    """Whether to connect to Slack, or to be called by it."""
    host: str = "127.0.0.1"
    """The address to listen on, for /healthz, /readyz and, in mode "http", for Slack."""
    port: int = Field(default=3000, ge=0, le=65535)
    """The port to listen on; 0 for any that is free."""
    socket_connections: int = Field(default=2, ge=1, le=10)
    """How many connections Socket Mode keeps, so that one can be replaced without a gap. Slack allows ten."""
    config: Path | None = None
    """The process of the team; `sitrep.toml` in the working directory where that exists."""
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], _Upper] = "INFO"
    """The least that is logged."""
    log_format: Literal["text", "json"] = "text"
    """For people or for machines."""
    lease_seconds: float = Field(default=60, gt=0, le=3600)
    """How long a process that claimed work may be silent before another takes it over."""
    retention_days: int = Field(default=90, ge=7)
    """For how long receipts and delivered outbox rows of incidents that are over are kept."""
    call_timeout_seconds: float = Field(default=10, gt=0, le=120)
    """How long to wait for an answer of Slack."""

    @model_validator(mode="after")
    def _has_what_its_mode_needs(self) -> Self:
        if self.mode == "socket" and self.slack_app_token is None:
            _refuse("SLACK_APP_TOKEN", f"is missing; mode socket needs it: {_WHERE['app']}")
        if self.mode == "http" and self.slack_signing_secret is None:
            _refuse("SLACK_SIGNING_SECRET", f"is missing; mode http needs it: {_WHERE['signing']}")
        return self

    @model_validator(mode="after")
    def _leases_outlast_calls(self) -> Self:
        least = 2 * self.call_timeout_seconds
        if self.lease_seconds < least:
            _refuse(
                "SITREP_LEASE_SECONDS",
                f"has to be at least twice SITREP_CALL_TIMEOUT_SECONDS, so at least {least:g}: "
                "else two processes could send the same",
            )
        return self

    @property
    def config_path(self) -> Path | None:
        """The file with the process, or None where the defaults hold."""
        if self.config is None and DEFAULT_CONFIG.exists():
            return DEFAULT_CONFIG
        return self.config


def load_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Read the environment and, where it exists, `env_file`; the environment wins.

    Raises ConfigError, whose keys are names of variables and whose messages hold no values.
    """
    return _load(Settings, env_file)


def load_record_settings(env_file: Path | None = Path(".env")) -> RecordSettings:
    """The same, whether or not there is anything about Slack. Raises ConfigError."""
    return _load(RecordSettings, env_file)


S = TypeVar("S", bound=RecordSettings)


def _load(kind: type[S], env_file: Path | None) -> S:
    places = _places(env_file)
    unknown = [
        ConfigProblem(*_place(name, places), f"is not a setting; {suggestion(name, _variables())}")
        for name in sorted({*os.environ, *places})
        if name.startswith(PREFIX) and name not in _variables()
    ]
    try:
        settings = kind(_env_file=env_file)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False)
        raise ConfigError([*unknown, *(_problem(details, places) for details in errors)]) from None
    if unknown:
        raise ConfigError(unknown)
    return settings


@contextmanager
def hidden_from_bolt() -> Iterator[None]:
    """Surrounds the making of Bolt's app, which would otherwise take up what it finds in the environment."""
    names = (*OAUTH_VARIABLES, "SLACK_BOT_TOKEN")
    hidden = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(hidden)


_Places = dict[str, tuple[str, int]]


def _places(env_file: Path | None) -> _Places:
    """Where in the file each variable is set."""
    if env_file is None or not env_file.is_file():
        return {}
    with env_file.open(encoding="utf-8") as stream:
        bindings = [*parse_stream(stream)]
    return {
        binding.key: (str(env_file), binding.original.line + _blank_lines(binding.original.string))
        for binding in bindings
        if binding.key
    }


def _blank_lines(text: str) -> int:
    return text[: len(text) - len(text.lstrip())].count("\n")


def _place(name: str, places: _Places) -> tuple[str, str, int | None]:
    if name not in os.environ and name in places:
        file, line = places[name]
        return file, name, line
    return "environment", name, None


def _variables() -> list[str]:
    return [_variable(name) for name in Settings.model_fields]


def _variable(field: str) -> str:
    alias = Settings.model_fields[field].validation_alias
    return alias if isinstance(alias, str) else f"{PREFIX}{field}".upper()


def _problem(error: Any, places: _Places) -> ConfigProblem:
    name = str(error["loc"][0])
    variable = _variable(name) if name in Settings.model_fields else name
    hint = f": {_WHERE['bot']}" if error["type"] == "missing" else ""
    return ConfigProblem(*_place(variable, places), explain(error) + hint)


def _refuse(variable: str, text: str) -> None:
    details = InitErrorDetails(
        type=PydanticCustomError("settings", "{text}", {"text": text}), loc=(variable,), input=None
    )
    raise ValidationError.from_exception_data("Settings", [details])
