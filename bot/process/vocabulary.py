"""The parts a process is made of: severities, roles, types, milestones, the room."""

from collections.abc import Mapping
from datetime import timedelta
from string import Formatter
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, Field, PrivateAttr, StrictBool, StringConstraints, model_validator

from bot.process.sla_rules import CalendarName
from bot.process.values import (
    FROZEN,
    ChannelName,
    EmojiSign,
    Invitee,
    Name,
    OptionalDuration,
    Pattern,
    Phase,
    Slug,
    Text,
    format_duration,
)
from bot.process.working_hours import ALWAYS

TARGET_KEYS = {
    "respond": "acknowledge_within",
    "lead": "lead_within",
    "update": "update_every",
    "escalate": "escalate_after",
    "resolve": "resolve_within",
}
"""The clocks that every process has → the key of a severity that is their target."""


class Severity(BaseModel):
    """How bad an incident is, whom that is announced to, and how soon what is expected."""

    model_config = FROZEN

    slug: Slug
    """What the record stores, such as "sev1". Never change it; change the name."""
    name: Name
    """What people read, such as "SEV1"."""
    description: Text = ""
    """When to choose it. Shown where a severity is chosen."""
    emoji: EmojiSign = ""
    """Shown before the name."""
    announce: tuple[ChannelName, ...] = ()
    """The channels that public incidents of this severity are announced in."""
    acknowledge_within: OptionalDuration = None
    """How soon somebody has to say that they are on it: "15m", "1h 30m", or "never" for no reminder."""
    update_every: OptionalDuration = None
    """How often people are to hear what is going on."""
    lead_within: OptionalDuration = None
    """How soon somebody has to take the lead."""
    escalate_after: OptionalDuration = None
    """How long to wait for somebody to be on it, before the first step of the escalation ladder."""
    resolve_within: OptionalDuration = None
    """How soon the impact has to be over."""
    warn_before: OptionalDuration = timedelta(minutes=5)
    """How long before each of these moments to warn."""
    calendar: CalendarName = ALWAYS
    """The working hours that these times are counted in: "24x7", or a calendar of [sla.calendars]."""
    _rank: int = PrivateAttr(0)

    @property
    def rank(self) -> int:
        """The place in the process: 0 is the worst."""
        return self._rank

    @property
    def targets(self) -> Mapping[str, timedelta | None]:
        """Clock → its target in working time; None for no clock."""
        return {clock: getattr(self, key) for clock, key in TARGET_KEYS.items()}

    @model_validator(mode="after")
    def _warn_in_time(self) -> Self:
        for key in TARGET_KEYS.values():
            target: timedelta | None = getattr(self, key)
            if target and self.warn_before and self.warn_before >= target:
                warning, whole = format_duration(self.warn_before), format_duration(target)
                raise ValueError(f"warn_before ({warning}) has to be shorter than {key} ({whole})")
        return self


class Role(BaseModel):
    """What somebody takes on during an incident."""

    model_config = FROZEN

    slug: Slug
    """What the record stores, such as "lead". Never change it; change the name."""
    name: Name
    """What people read, such as "Incident lead"."""
    description: Text = ""
    """In one sentence, what it is."""
    instructions: Text = ""
    """Sent privately to whoever takes the role: what to do now."""
    exclusive: StrictBool = True
    """Whether only one person at a time holds it."""
    required: StrictBool = False
    """Whether every incident needs somebody in it."""


class IncidentType(BaseModel):
    """A kind of incident."""

    model_config = FROZEN

    slug: Slug
    """What the record stores, such as "security". Never change it; change the name."""
    name: Name
    """What people read, such as "Security incident"."""
    description: Text = ""
    """When to choose it."""
    private_only: StrictBool = False
    """Whether incidents of this type are always private."""
    starts_in_triage: StrictBool = False
    """Whether they begin as a suspicion, in the triage phase, to be accepted or declined."""


class Milestone(BaseModel):
    """A step in the life of an incident, in the team's own words, inside a phase all teams share."""

    model_config = FROZEN

    slug: Slug
    """What the record stores, such as "investigating". Never change it; change the name."""
    name: Name
    """What people read, such as "Investigating"."""
    phase: Phase
    """The part of an incident's life that it belongs to."""
    description: Text = ""
    """When it is reached."""
    emoji: EmojiSign = ""
    """Shown before the name."""
    _rank: int = PrivateAttr(0)

    @property
    def rank(self) -> int:
        """The place in the process, from 0: later milestones have higher ranks."""
        return self._rank


_PLACEHOLDERS = {"reference", "number"}


def _check_template(template: str) -> str:
    fields = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    if unknown := fields - _PLACEHOLDERS:
        raise ValueError(f"{{{min(unknown)}}} means nothing here: use {{reference}} and {{number}}")
    if not template.startswith(("https://", "http://")):
        raise ValueError(f"{template!r} is not a link: it has to begin with https:// or http://")
    return template


class RoomBookmark(BaseModel):
    """A bookmark at the top of every room."""

    model_config = FROZEN

    title: Name
    """What people read, such as "Call"."""
    link: Annotated[str, StringConstraints(max_length=1000), AfterValidator(_check_template)]
    """Where it leads, such as "https://meet.example.com/{reference}"; {number} is the reference's number alone."""


class RoomSettings(BaseModel):
    """How the channel of an incident is made."""

    model_config = FROZEN

    pin_emoji: Annotated[str, Pattern(r"[a-z0-9_+'-]+", "the name of an emoji, without colons")] = "pushpin"
    """The reaction that adds a message to the timeline: its name, without colons."""
    always_invite: tuple[Invitee, ...] = ()
    """People (U…) and user groups (S…) invited to every room."""
    bookmarks: Annotated[tuple[RoomBookmark, ...], Field(max_length=20)] = ()
    """Links at the top of every room: the call, the dashboards, the runbook."""
