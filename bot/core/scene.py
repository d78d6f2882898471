"""Where and of what an event is told: what its words are made from, and how a message for each place begins.

Who is named: in the room, those a message asks something of, and the actor where somebody may want to turn to them.
In announcement and admin channels nobody: a name there would notify a person who has nothing to do with the channel.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.read_models import IncidentView
from bot.core.text import (
    LONGEST_BODY,
    Button,
    Group,
    Inline,
    Line,
    Message,
    Part,
    Person,
    RoomLink,
    Strong,
    message,
    milestone,
    named,
    paragraph,
    quote,
    severity,
)
from bot.process.process import Process

LONGEST_ANNOUNCED = 600

HERE = "{}"
"""How a next step is typed in the incident's room: its word alone."""


class Place(StrEnum):
    """What kind of place an event is told in; the first part of an address of the outbox."""

    ROOM = "room"
    ANNOUNCEMENT = "announcement"
    PERSON = "person"
    CHANNEL = "channel"


@dataclass(frozen=True)
class Scene:
    """The incident as it is now, the process, who acted, and where it is told.

    `actor` is a principal's id, None for Sitrep itself. `spelling` is how a next step is typed where this is read:
    `{}` for its word alone, `INC-7 {}` outside the incident's room.
    """

    incident: IncidentView
    process: Process
    actor: str | None
    place: Place = Place.ROOM
    spelling: str = HERE

    @property
    def names_nobody(self) -> bool:
        return self.place in (Place.ANNOUNCEMENT, Place.CHANNEL)

    @property
    def in_room(self) -> bool:
        return self.place is Place.ROOM

    def who(self) -> Inline:
        """The actor by name, or Sitrep itself."""
        return actor_name(self.actor)

    def by(self) -> Line:
        """` by @Ana`, where people are named."""
        return [" by ", Person(self.actor)] if self.actor and not self.names_nobody else []

    def says(self) -> Line:
        """`, says @Ana`, where people are named."""
        return [", says ", Person(self.actor)] if self.actor and not self.names_nobody else []

    def severity_change(self, before: str, after: str) -> Line:
        """`SEV3 → 🟠 SEV2`."""
        return [self.process.severity(before).name, " → ", *severity(self.process.severity(after))]

    def status_change(self, before: str, after: str) -> Line:
        """`Investigating → Identified`."""
        return [self.process.milestone(before).name, " → ", *milestone(self.process.milestone(after))]

    def tell(self, head: Line, body: str = "", foot: Line = (), buttons: Sequence[Button] = ()) -> Message:
        """A head in our words, what somebody typed set apart, what comes next, and buttons."""
        limit = LONGEST_ANNOUNCED if self.place is Place.ANNOUNCEMENT else LONGEST_BODY
        head = _nameless(head) if self.names_nobody else head
        parts: list[Part] = [paragraph(*self._subject(head))]
        parts += [quote(body, limit)] if body.strip() else []
        parts += [paragraph(foot)] if foot else []
        return message(*parts, buttons=() if self.place is Place.ANNOUNCEMENT else buttons)

    def _subject(self, head: Line) -> list[Line]:
        """The room knows which incident is meant; a thread below a card wants the reference; elsewhere all is said."""
        incident = self.incident
        if self.in_room:
            return [head]
        if self.place is Place.ANNOUNCEMENT:
            return [[Strong(incident.reference), " · ", *head]]
        where: Line = [" in ", RoomLink(incident.channel)] if incident.channel else []
        return [[Strong(f"{incident.reference} "), named(incident.name), *where], head]


def actor_name(actor: str | None) -> Inline:
    """A principal by name, or Sitrep itself."""
    return Person(actor) if actor else "Sitrep"


def _nameless(head: Line) -> Line:
    """The same without anybody's name; what is below a head never has one."""
    return [_anonymous(part, "Some" if place == 0 else "some") for place, part in enumerate(head)]


def _anonymous(part: Inline, some: str) -> Inline:
    match part:
        case Person():
            return f"{some}body"
        case Group():
            return f"{some} people"
    return part
