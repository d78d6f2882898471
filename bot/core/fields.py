"""The kinds of fields that operations are made of, and what a face needs to know to ask for them."""

import types
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, StringConstraints, ValidationInfo
from pydantic.fields import FieldInfo

from bot.process.principals import PrincipalKind, parse
from bot.process.process import Process
from bot.process.transitions import reachable
from bot.process.values import Phase, format_duration, parse_duration

LONGEST_LINE = 140
LONGEST_TEXT = 3000
LONGEST_ID = 255
"""Of what something is found by: PostgreSQL has no room for much more in an index."""
UTC_ZONE = ZoneInfo("UTC")


class FieldKind(StrEnum):
    """How a face asks for a field."""

    LINE = "line"
    TEXT = "text"
    FLAG = "flag"
    CHOICE = "choice"
    SPAN = "span"
    MOMENT = "moment"
    PERSON = "person"
    PEOPLE = "people"
    GROUP = "group"
    FILTERS = "filters"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Choice:
    """A value that can be chosen, and how people read it. `words` are other ways to type it."""

    value: str
    label: str
    description: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Where:
    """What choices and typed text may depend on: the process, the phase of the incident where there is one, the time.

    `now` is aware UTC; `zone` is where the person is. `mentioned` says whom a typed word names, as a principal's id:
    each face writes mentions in its own way.
    """

    process: Process
    phase: Phase | None = None
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    zone: ZoneInfo = UTC_ZONE
    mentioned: Callable[[str], str | None] = lambda word: None


@dataclass(frozen=True)
class Input:
    """Marks a field's type with how to ask for it; `choices` lists what can be chosen."""

    kind: FieldKind
    choices: Callable[[Where], tuple[Choice, ...]] | None = None


def severity_choices(where: Where) -> tuple[Choice, ...]:
    return tuple(
        Choice(s.slug, f"{s.emoji} {s.name}".strip(), s.description, (s.name,)) for s in where.process.severities
    )


def role_choices(where: Where) -> tuple[Choice, ...]:
    return tuple(Choice(r.slug, r.name, r.description) for r in where.process.roles)


def type_choices(where: Where) -> tuple[Choice, ...]:
    return tuple(Choice(t.slug, t.name, t.description) for t in where.process.types)


def status_choices(where: Where) -> tuple[Choice, ...]:
    milestones = reachable(where.process, where.phase) if where.phase else where.process.milestones
    return tuple(Choice(m.slug, f"{m.emoji} {m.name}".strip(), m.description, (m.name,)) for m in milestones)


def _live_choices(where: Where) -> tuple[Choice, ...]:
    return tuple(c for c in status_choices(where) if where.process.milestone(c.value).phase.is_live)


def clock_choices(where: Where) -> tuple[Choice, ...]:
    return tuple(Choice(clock.slug, clock.name) for clock in where.process.sla.all_clocks)


def _spans(where: Where) -> tuple[Choice, ...]:
    return tuple(Choice(format_duration(span), f"in {format_duration(span)}") for span in SPANS)


SPANS = tuple(timedelta(minutes=minutes) for minutes in (10, 15, 30, 60, 120, 240, 480, 1440))
MODES = (
    Choice("standard", "Real", "The impact is real."),
    Choice("test", "Test", "A drill: announced nowhere."),
    Choice("tutorial", "Tutorial", "To learn how this works: announced nowhere."),
    Choice("retrospective", "Retrospective", "It is over, and is recorded now: no reminders."),
)


def _known(choices: Callable[[Where], tuple[Choice, ...]], what: str) -> AfterValidator:
    def check(value: str, info: ValidationInfo) -> str:
        if info.context is None:
            return value
        allowed = [choice.value for choice in choices(Where(info.context["process"]))]
        if value not in allowed:
            raise ValueError(f"There is no {what} “{value}”. Choose one of {', '.join(allowed)}.")
        return value

    return AfterValidator(check)


def _span(value: Any) -> Any:
    return parse_duration(value) if isinstance(value, str) else value


def _moment(value: Any) -> Any:
    """A duration as it is typed, or seconds since 1970, as a date picker gives them."""
    if isinstance(value, int):
        return datetime.fromtimestamp(value, UTC)
    return parse_duration(value) if isinstance(value, str) else value


ShortText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_LINE),
    Input(FieldKind.LINE),
]
LongText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT),
    Input(FieldKind.TEXT),
]
Flag = Annotated[bool, Input(FieldKind.FLAG)]
Hidden = Annotated[str, StringConstraints(max_length=LONGEST_TEXT), Input(FieldKind.HIDDEN)]
HiddenId = Annotated[str, StringConstraints(max_length=LONGEST_ID), Input(FieldKind.HIDDEN)]
HiddenFlag = Annotated[bool, Input(FieldKind.HIDDEN)]
HiddenTime = Annotated[AwareDatetime, Input(FieldKind.HIDDEN)]
SeveritySlug = Annotated[str, _known(severity_choices, "severity"), Input(FieldKind.CHOICE, severity_choices)]
RoleSlug = Annotated[str, _known(role_choices, "role"), Input(FieldKind.CHOICE, role_choices)]
TypeSlug = Annotated[str, _known(type_choices, "incident type"), Input(FieldKind.CHOICE, type_choices)]
MilestoneSlug = Annotated[str, _known(status_choices, "status"), Input(FieldKind.CHOICE, status_choices)]
LiveMilestoneSlug = Annotated[str, _known(_live_choices, "status"), Input(FieldKind.CHOICE, _live_choices)]
Mode = Annotated[Literal["standard", "retrospective", "test", "tutorial"], Input(FieldKind.CHOICE, lambda _: MODES)]
ClockName = Annotated[str, _known(clock_choices, "clock"), Input(FieldKind.CHOICE, clock_choices)]
Duration = Annotated[timedelta, BeforeValidator(_span), Input(FieldKind.SPAN, _spans)]
PointInTime = Annotated[timedelta | AwareDatetime, BeforeValidator(_moment), Input(FieldKind.MOMENT)]
"""A point in time, or how long it is until then."""


def _of_kind(kind: PrincipalKind, what: str) -> AfterValidator:
    def check(value: str) -> str:
        if parse(value).kind is not kind:
            raise ValueError(f"This is not {what}.")
        return value

    return AfterValidator(check)


_Person = Annotated[str, StringConstraints(max_length=LONGEST_ID), _of_kind(PrincipalKind.PERSON, "a person")]
PersonId = Annotated[_Person, Input(FieldKind.PERSON)]
PeopleIds = Annotated[tuple[_Person, ...], Input(FieldKind.PEOPLE)]
Filters = Annotated[tuple[str, ...], Input(FieldKind.FILTERS)]
"""What a list is narrowed by, each as `key:value` of a list filter."""
GroupId = Annotated[
    str, StringConstraints(max_length=LONGEST_ID), _of_kind(PrincipalKind.GROUP, "a user group"), Input(FieldKind.GROUP)
]


@dataclass(frozen=True)
class FormField:
    """A field as a face asks for it."""

    name: str
    title: str
    hint: str
    asked: Input
    required: bool
    longest: int

    @property
    def kind(self) -> FieldKind:
        return self.asked.kind


@cache
def form_fields(operation: type[BaseModel]) -> tuple[FormField, ...]:
    """The fields of an operation in the order of its definition."""
    return tuple(_form_field(name, info) for name, info in operation.model_fields.items())


def without_choice(operation: type[BaseModel], where: Where) -> FormField | None:
    """A field that has to be chosen, where there is nothing to choose: then the operation cannot be done."""
    required = (field for field in form_fields(operation) if field.required)
    return next((field for field in required if field.asked.choices and not field.asked.choices(where)), None)


def _form_field(name: str, info: FieldInfo) -> FormField:
    asked = next(found for found in marks(info) if isinstance(found, Input))
    return FormField(
        name=name,
        title=info.title or name.replace("_", " ").capitalize(),
        hint=info.description or "",
        asked=asked,
        required=info.is_required(),
        longest=LONGEST_LINE if asked.kind is FieldKind.LINE else LONGEST_TEXT,
    )


def marks(info: FieldInfo) -> list[Any]:
    """The marks of a field's type, also where it is `… | None`."""
    if get_origin(info.annotation) not in (Union, types.UnionType):
        return info.metadata
    return info.metadata + [mark for part in get_args(info.annotation) for mark in getattr(part, "__metadata__", ())]
