"""The small values a process is written in: durations, slugs, channels, permission rules, phases, destinations."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
    model_serializer,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_after_validator_function

from bot.process.addresses import SCHEME, is_address
from bot.process.principals import GROUP, NAME, PERSON

FROZEN = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


@dataclass(frozen=True)
class Pattern:
    """Annotates text that has to match a pattern as a whole, and says in words what it has to be."""

    pattern: str
    words: str

    def _check(self, text: str) -> str:
        if re.fullmatch(self.pattern, text) is None:
            raise ValueError(f"{text!r} has to be {self.words}")
        return text

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return handler(schema) | {"pattern": f"^{self.pattern}$"}


_UNITS = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}
_DURATION = re.compile(r"(?:(?P<d>\d+) *d)? *(?:(?P<h>\d+) *h)? *(?:(?P<m>\d+) *m(?:in)?)?")
_LONGEST = timedelta(days=365)


def parse_duration(text: str) -> timedelta:
    """Read "15m", "2h", "1h 30m" or "1d 12h"; raises ValueError where it is none of these, zero, or above a year."""
    match = _DURATION.fullmatch(text.strip().lower())
    parts = {unit: int(number) for unit, number in match.groupdict().items() if number} if match else {}
    if not parts:
        raise ValueError(f'{text!r} is not a duration: write it like "15m", "2h", "1h 30m" or "1d"')
    if any(number > _LONGEST / _UNITS[unit] for unit, number in parts.items()):
        raise ValueError("a duration is at most a year")
    total = sum((number * _UNITS[unit] for unit, number in parts.items()), timedelta())
    if not timedelta() < total <= _LONGEST:
        raise ValueError("a duration is longer than nothing and at most a year")
    return total


def format_duration(duration: timedelta) -> str:
    """Write a duration of whole minutes as `parse_duration` reads it, shortest form: "1h 30m"."""
    minutes = int(duration.total_seconds() // 60)
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((days, "d"), (hours, "h"), (minutes, "m"))
    return " ".join(f"{number}{unit}" for number, unit in parts if number) or "0m"


def _read_duration(value: Any) -> timedelta | None:
    if value is None or isinstance(value, timedelta):
        return value
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError('a duration is text like "15m" or a whole number of minutes')
    if isinstance(value, int):
        return parse_duration(f"{value}m")
    if value.strip().lower() == "never":
        return None
    return parse_duration(value)


def _write_duration(duration: timedelta | None) -> str:
    return format_duration(duration) if duration else "never"


OptionalDuration = Annotated[
    timedelta | None,
    BeforeValidator(_read_duration),
    PlainSerializer(_write_duration),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^(never|\s*\d+\s*[dhm].*)$", "examples": ["15m", "1h 30m", "never"]},
                {"type": "integer", "minimum": 1, "description": "minutes"},
            ]
        }
    ),
]
"""A time span; None, written "never", where nothing is due."""


_CHANNEL_ID = re.compile(r"[CG][A-Z0-9]{2,}")
_CHANNEL_NAME = re.compile(r"[\w-]{1,80}")


def _read_channel(value: str) -> str:
    name = value.strip().removeprefix("#")
    if _CHANNEL_ID.fullmatch(name):
        return name
    if not _CHANNEL_NAME.fullmatch(name) or name != name.lower():
        raise ValueError(
            f"{value!r} is not a channel: give its name (lowercase letters, digits, - and _, at most 80) or its id"
        )
    return name


ChannelName = Annotated[str, AfterValidator(_read_channel)]
"""A channel by name, without its #, or by id."""

OptionalChannel = Annotated[ChannelName | None, BeforeValidator(lambda value: None if value == "" else value)]
"""A channel, or None, written as the empty string."""


def is_channel_id(channel: str) -> bool:
    """Whether a `Channel` is an id (`C0123ABC`) and not a name (`incidents`)."""
    return _CHANNEL_ID.fullmatch(channel) is not None


Slug = Annotated[str, Pattern(r"[a-z][a-z0-9_]{0,39}", "lowercase letters, digits and _, a letter first, at most 40")]
"""What the record stores: lowercase letters, digits and underscores. Never changes once used; the name may."""

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
"""What people read. Slack shows at most 75 characters in a choice."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=3000)]
"""Some sentences. A block of Slack's holds 3000 characters."""

EmojiSign = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)]
"""A character (🔴) or a Slack name (:fire:); empty for none."""

Invitee = Annotated[str, Pattern(rf"{PERSON}|{GROUP}", "the id of a person (U…, W…) or of a user group (S…)")]
"""The id of a person (U…, W…) or of a user group (S…)."""


class Phase(StrEnum):
    """Where in its life an incident is, in the terms all teams share."""

    TRIAGE = "triage"
    ACTIVE = "active"
    PAUSED = "paused"
    POST_INCIDENT = "post_incident"
    CLOSED = "closed"
    DECLINED = "declined"
    MERGED = "merged"
    CANCELLED = "cancelled"

    @property
    def is_live(self) -> bool:
        """Whether people are at work on the impact, so that reminders are due."""
        return self in (Phase.TRIAGE, Phase.ACTIVE)

    @property
    def is_over(self) -> bool:
        """Whether nothing more is expected of anybody."""
        return self in (Phase.CLOSED, Phase.DECLINED, Phase.MERGED, Phase.CANCELLED)


class Audience(StrEnum):
    """Where an event may be told."""

    ROOM = "room"
    ANNOUNCEMENT = "announcement"
    LEAD = "lead"
    PERSON = "person"
    """The person the event is about."""
    DECLARER = "declarer"
    ADMIN = "admin"
    """The admin channel, where one is set."""


def _read_route(value: Any) -> str:
    if isinstance(value, str):
        if value in list(Audience):
            return Audience(value)
        if is_address(value):
            return value
    expected = ", ".join(f"'{audience}'" for audience in Audience)
    raise PydanticCustomError("enum", "has to be {expected}", {"expected": f"{expected} or an address (scheme:rest)"})


Route = Annotated[
    str,
    PlainValidator(_read_route),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": [audience.value for audience in Audience]},
                {"type": "string", "pattern": f"^{SCHEME}:.", "description": "an address"},
            ]
        }
    ),
]
"""Where an event is told: an `Audience`, or an address outside such as `channel:operations`."""


class RuleKind(StrEnum):
    """In what respect a permission rule lets somebody in."""

    EVERYONE = "everyone"
    ROOM = "room"
    CREATOR = "creator"
    ROLE = "role"
    GROUP = "group"
    PERSON = "person"
    KEY = "key"


_RULE_VALUES = {
    RuleKind.ROLE: re.compile(r"\*|[a-z][a-z0-9_]*"),
    RuleKind.GROUP: re.compile(GROUP),
    RuleKind.PERSON: re.compile(PERSON),
    RuleKind.KEY: re.compile(NAME),
}
_RULE_FORMS = '"everyone", "room", "creator", "role:lead", "role:*", "group:S…", "person:U…" or "key:deploys"'


class Rule(BaseModel):
    """One way to be allowed to do something: "everyone", "room" (its members), "role:lead", "group:S0123", …

    `value` is the role's slug ("*" for any role), the group's or the person's id, the key's name; None for the others.
    """

    model_config = FROZEN | ConfigDict(
        json_schema_extra={
            "type": "string",
            "pattern": rf"^(everyone|room|creator|role:(\*|[a-z][a-z0-9_]*)|group:{GROUP}|person:{PERSON}|key:{NAME})$",
        }
    )

    kind: RuleKind
    value: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        if not isinstance(data, str):
            raise ValueError(f"a rule is text: {_RULE_FORMS}")
        kind, colon, value = data.strip().partition(":")
        if kind not in list(RuleKind):
            raise ValueError(f"{data!r} is not a rule: write {_RULE_FORMS}")
        pattern = _RULE_VALUES.get(RuleKind(kind))
        valid = bool(pattern.fullmatch(value)) if pattern else not colon
        if not valid:
            raise ValueError(f"{data!r} is not a rule: write {_RULE_FORMS}")
        return {"kind": kind, "value": value or None}

    @model_serializer
    def _to_text(self) -> str:
        return str(self)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a rule as it is written in `sitrep.toml`; raises pydantic's ValidationError where it is none."""
        return cls.model_validate(text)

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}" if self.value else str(self.kind)
