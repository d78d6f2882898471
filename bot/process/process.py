"""The incident process of a team, as a value: everything that `sitrep.toml` can say, checked and with defaults."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, NoReturn, Protocol, Self, TypeVar

from pydantic import BaseModel, Field, ValidationError, field_validator, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from bot.process import defaults
from bot.process.findings import Finding, suggestion
from bot.process.sla_policy import Sla
from bot.process.values import FROZEN, OptionalChannel, Pattern, Phase, Route, Rule, RuleKind, Slug
from bot.process.vocabulary import IncidentType, Milestone, Role, RoomSettings, Severity

__all__ = ["IncidentType", "Milestone", "Process", "Role", "RoomSettings", "Severity"]

EVERYONE = (Rule.parse("everyone"),)


class _Named(Protocol):
    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=_Named)


class Process(BaseModel):
    """How a team runs incidents. Frozen; `Process()` is a sensible one."""

    model_config = FROZEN

    prefix: Annotated[str, Pattern(r"[A-Z][A-Z0-9]{0,9}", "1 to 10 capital letters and digits, a letter first")] = "INC"
    """What references begin with: INC gives INC-42."""
    private_prefix: Annotated[
        str, Pattern(r"([A-Z][A-Z0-9]{0,9})?", "1 to 10 capital letters and digits, a letter first; empty for none")
    ] = ""
    """What references of private incidents begin with, which are then numbered apart: SEC gives SEC-1."""
    admin_channel: OptionalChannel = None
    """Where the bot says what it could not do. Empty for nowhere."""
    default_severity: Slug = defaults.DEFAULT_SEVERITY
    """The slug of the severity that a declaration starts with."""
    room: RoomSettings = RoomSettings()
    """How the channel of an incident is made."""
    severities: Annotated[tuple[Severity, ...], Field(min_length=1, max_length=20)] = Field(
        default=defaults.SEVERITIES, validate_default=True
    )
    """The worst first."""
    roles: Annotated[tuple[Role, ...], Field(min_length=1, max_length=20)] = defaults.ROLES
    """What people take on during an incident. One of them is "lead"."""
    types: Annotated[tuple[IncidentType, ...], Field(min_length=1, max_length=50)] = defaults.TYPES
    """Kinds of incidents; the first is the default. With only one, nobody is asked."""
    milestones: Annotated[tuple[Milestone, ...], Field(min_length=1, max_length=50)] = Field(
        default=defaults.MILESTONES, validate_default=True
    )
    """The steps in the life of an incident, in order. The first of each phase is where the phase begins."""
    sla: Sla = Sla()
    """Clocks, targets, working hours, notices and escalation: what is finer than the times of a severity."""
    permissions: dict[str, tuple[Rule, ...]] = {}
    """Who may do what: operation → rules, one of which has to let the person in. What is not named, everyone may."""
    routing: dict[str, tuple[Route, ...]] = {}
    """Which events are told where: kind of event → destinations. What is not named stays as it is by default."""

    @field_validator("severities", "milestones")
    @classmethod
    def _number(cls, items: Any) -> Any:
        return tuple(_with_rank(item, rank) for rank, item in enumerate(items))

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if findings := [*_findings(self)]:
            _refuse(findings)
        return self

    # The record may name what a team has since taken out of its process: an incident must stay usable all the same,
    # so each of these answers for an unknown slug with a plain stand-in of that name.

    def severity(self, slug: str) -> Severity:
        """The severity; for a slug the process no longer has, one without reminders."""
        return _find(self.severities, slug) or Severity(slug=slug, name=slug)

    def role(self, slug: str) -> Role:
        """The role; for a slug the process no longer has, a plain one."""
        return _find(self.roles, slug) or Role(slug=slug, name=slug)

    def type(self, slug: str) -> IncidentType:
        """The type; for a slug the process no longer has, a plain one."""
        return _find(self.types, slug) or IncidentType(slug=slug, name=slug)

    def milestone(self, slug: str) -> Milestone:
        """The milestone; for a slug the process no longer has, one of the active phase: the record knows the real."""
        return _find(self.milestones, slug) or Milestone(slug=slug, name=slug, phase=Phase.ACTIVE)

    def milestones_in(self, *phases: Phase) -> tuple[Milestone, ...]:
        """The milestones of these phases, in the order of the process."""
        return tuple(milestone for milestone in self.milestones if milestone.phase in phases)

    def entry(self, phase: Phase) -> Milestone | None:
        """The milestone a phase begins with, or None where the process has none in it."""
        return next(iter(self.milestones_in(phase)), None)

    def start(self, incident_type: IncidentType) -> Milestone:
        """The milestone that an incident of this type is declared in."""
        triage = self.entry(Phase.TRIAGE)
        return triage if triage and incident_type.starts_in_triage else self.initial_milestone

    @property
    def initial_milestone(self) -> Milestone:
        return self.milestones_in(Phase.ACTIVE)[0]

    @property
    def resolved_milestone(self) -> Milestone:
        return self.milestones_in(Phase.POST_INCIDENT)[0]

    @property
    def closed_milestone(self) -> Milestone:
        return self.milestones_in(Phase.CLOSED)[0]

    @property
    def acknowledged_milestone(self) -> Milestone | None:
        """The milestone with the slug "acknowledged", where the process has one."""
        return next((milestone for milestone in self.milestones if milestone.slug == "acknowledged"), None)

    @property
    def default_type(self) -> IncidentType:
        return self.types[0]

    @property
    def lead_role(self) -> Role:
        return self.role("lead")

    @property
    def required_roles(self) -> tuple[Role, ...]:
        return tuple(role for role in self.roles if role.required)

    def rules_for(self, operation: str) -> tuple[Rule, ...]:
        """Who may do it: one of these has to let the person in."""
        return self.permissions.get(operation, EVERYONE)


def _with_rank(item: Severity | Milestone, rank: int) -> Severity | Milestone:
    copy = item.model_copy()
    copy._rank = rank
    return copy


def _find(items: tuple[T, ...], slug: str) -> T | None:
    return next((item for item in items if item.slug == slug), None)


def _findings(process: Process) -> Iterator[Finding]:
    """Everything wrong with a process whose parts are each right."""
    lists: Mapping[str, tuple[_Named, ...]] = {
        "severities": process.severities,
        "roles": process.roles,
        "types": process.types,
        "milestones": process.milestones,
    }
    for key, items in lists.items():
        yield from _duplicates(key, items)
    if process.private_prefix == process.prefix:
        yield ("private_prefix",), "has to differ from prefix, or be empty"
    yield from _milestone_findings(process)
    yield from _reference_findings(process)


def _duplicates(key: str, items: tuple[_Named, ...]) -> Iterator[Finding]:
    for attribute in ("slug", "name"):
        seen: Counter[str] = Counter()
        for index, item in enumerate(items):
            value: str = getattr(item, attribute)
            seen[value.casefold()] += 1
            if seen[value.casefold()] > 1:
                yield (key, index, attribute), f"{value!r} is taken by another of the {key}"


def _milestone_findings(process: Process) -> Iterator[Finding]:
    needed = {
        Phase.ACTIVE: "where a declared incident starts",
        Phase.POST_INCIDENT: "where a resolved incident goes",
        Phase.CLOSED: "where a closed incident goes",
    }
    for phase, purpose in needed.items():
        if not process.milestones_in(phase):
            yield ("milestones",), f'needs a milestone with phase = "{phase}", {purpose}'
    single = (Phase.CLOSED, Phase.DECLINED, Phase.MERGED, Phase.CANCELLED)
    for phase in single:
        for extra in process.milestones_in(phase)[1:]:
            yield ("milestones", extra.rank, "phase"), f'there can be only one milestone with phase = "{phase}"'
    order = (Phase.TRIAGE, Phase.ACTIVE, Phase.POST_INCIDENT, Phase.CLOSED)
    furthest = 0
    for milestone in process.milestones_in(*order):
        place = order.index(milestone.phase)
        if place < furthest:
            message = f'a milestone with phase = "{milestone.phase}" comes before those of "{order[furthest]}"'
            yield ("milestones", milestone.rank, "phase"), message
        furthest = max(furthest, place)
    if any(kind.starts_in_triage for kind in process.types) and not process.entry(Phase.TRIAGE):
        yield ("milestones",), 'needs a milestone with phase = "triage", because a type starts in triage'


def _reference_findings(process: Process) -> Iterator[Finding]:
    severities = [severity.slug for severity in process.severities]
    if "default_severity" not in process.model_fields_set and process.default_severity not in severities:
        yield ("default_severity",), f"has to be set, to one of: {', '.join(severities)}"
    elif process.default_severity not in severities:
        advice = suggestion(process.default_severity, severities)
        yield ("default_severity",), f"there is no severity {process.default_severity!r}; {advice}"
    roles = [role.slug for role in process.roles]
    if "lead" not in roles:
        yield ("roles",), 'needs a role with slug = "lead"; its name is yours to choose'
    for operation, rules in process.permissions.items():
        for index, rule in enumerate(rules):
            if rule.kind is RuleKind.ROLE and rule.value and rule.value not in ("*", *roles):
                message = f"there is no role {rule.value!r}; {suggestion(rule.value, roles)}"
                yield ("permissions", operation, index), message
    for severity in process.severities:
        yield from process.sla.unknown_calendar(("severities", severity.rank, "calendar"), severity.calendar)
    types, milestones = [kind.slug for kind in process.types], [milestone.slug for milestone in process.milestones]
    for location, message in process.sla.findings(severities, types, {"lead", *roles}, milestones):
        yield ("sla", *location), message


def _refuse(findings: list[Finding]) -> NoReturn:
    raise ValidationError.from_exception_data(
        "Process",
        [
            InitErrorDetails(type=PydanticCustomError("process", "{text}", {"text": text}), loc=location, input=None)
            for location, text in findings
        ],
    )
