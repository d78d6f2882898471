"""The escalation ladder: who is asked next, and for how long, until somebody takes it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.incidents.changes import belongs
from bot.process.principals import is_person
from bot.process.process import Process
from bot.process.values import Phase
from bot.sla.policies import ladder
from storage.tables import Incident

ESCALATION = "escalate"
"""The clock that raises the ladder, and whose pause holds it. It waits for what the clock of the response waits for,
and is nobody's task."""

LADDER = "escalation ladder"
"""In place of a clock, whose slug has no blanks: the next step of the ladder."""


@dataclass(frozen=True)
class Addressees:
    """Who is meant by words such as "role:lead": ids of people and user groups, and where everybody may read it."""

    people: tuple[str, ...]
    groups: tuple[str, ...]
    in_room: bool
    announced: bool

    @property
    def is_anybody(self) -> bool:
        return bool(self.people or self.groups or self.in_room or self.announced)

    def addresses(self, incident: Incident) -> tuple[str, ...]:
        """The people, and the channels that the incident is announced in, as the outbox has them."""
        channels = incident.announced_in if self.announced else []
        return (*(f"person:{person}" for person in self.people), *(f"announcement:{channel}" for channel in channels))


def asked(words: Iterable[str], incident: Incident) -> Addressees:
    """Read the words of a notice or a step, as `sitrep.toml` has them. A private incident is announced nowhere."""
    words = tuple(words)
    return Addressees(
        people=tuple(dict.fromkeys(person for word in words for person in _people(word, incident))),
        groups=tuple(word.removeprefix("group:") for word in words if word.startswith("group:")),
        in_room="room" in words,
        announced="announce" in words and bool(incident.announced_in),
    )


def to_be_told(words: Iterable[str], incident: Incident) -> Addressees:
    """The same for a notice: of a private incident it tells only people who belong to it already.

    A step of the ladder asks people in, and so does a user group in a notice; merely to tell somebody would leak.
    """
    found = asked(words, incident)
    if incident.visibility == "public":
        return found
    return replace(found, people=tuple(person for person in found.people if belongs(incident, person)))


def next_step(incident: Incident, process: Process) -> datetime | None:
    """When the next step follows by itself; None where none does."""
    steps = ladder(process, incident.severity, incident.type)
    step = incident.escalation_step
    if not (0 < step < len(steps)) or incident.escalated_at is None or not Phase(incident.phase).is_live:
        return None
    wait = steps[step - 1].wait
    return incident.escalated_at + wait if wait else None


def _people(word: str, incident: Incident) -> list[str]:
    if word == "creator":
        return [incident.creator_id] if is_person(incident.creator_id) else []
    kind, _, value = word.partition(":")
    if kind == "person":
        return [value]
    if kind == "role":
        return [holder.user_id for holder in incident.holders if value in ("*", holder.role)]
    return []
