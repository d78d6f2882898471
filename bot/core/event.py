"""What an event is: one thing that happened to an incident, where it is told, and in which words.

An event is declared once, beside the operation that records it. Its line is what the timeline says after the actor's
name; without a message of its own, that is what is told everywhere else too.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from bot.core.scene import Scene
from bot.core.text import Line, Message
from bot.process.process import Process
from bot.process.values import Audience


class Aspect(StrEnum):
    """A part of an incident that something else follows from."""

    PROMISES = "promises"
    """Severity, type, phase, milestone, roles, updates, the clocks themselves: what is due when follows from these."""
    AUDIENCE = "audience"
    """Severity and visibility: where it is announced follows from these."""


class Event(BaseModel):
    """One thing that happened: the typed payload of a row of the timeline.

    A field `person` names whom it is about, a field `told` lists addresses that hear of it besides those of its route.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    kind: ClassVar[str]
    """What the timeline and `[routing]` call it. Never changes once used."""
    route: ClassVar[tuple[Audience, ...]] = (Audience.ROOM,)
    """Where it is told, unless the team says otherwise."""
    changes: ClassVar[tuple[Aspect, ...]] = ()
    """What of the incident it changes that something else follows from: whoever keeps that in step runs after it."""

    def line(self, scene: Scene) -> Line:
        """What was done, to follow the actor's name: `changed the severity: SEV3 → SEV2`."""
        raise NotImplementedError

    def message(self, scene: Scene) -> Message:
        """What is told at the scene's place."""
        return scene.tell(self.with_actor(scene))

    def reply(self, scene: Scene) -> Line:
        """What answers the person who did it by command: a sentence, or several."""
        return [*_capitalised(self.line(scene)), "."]

    def next_step(self, scene: Scene) -> Line:
        """What follows the reply: how the work goes on; nothing where it just does."""
        return []

    def with_actor(self, scene: Scene) -> Line:
        """The line with who did it: `Ana changed the severity: SEV3 → SEV2`."""
        return [scene.who(), " ", *self.line(scene)]

    def told_as(self, process: Process) -> tuple[str, ...]:
        """The kinds of event in whose places it is told."""
        return (self.kind,)


class UnknownEvent(Event):
    """An event of a kind that this version does not have: a newer one, or a capability that was taken out."""

    kind = "unknown"
    route = ()
    was: str

    def line(self, scene: Scene) -> Line:
        return [f"did something that this version of Sitrep cannot show ({self.was})"]


EventReader = Callable[[str, dict[str, Any]], Event]
"""Makes an event of a row's kind and payload. Raises pydantic.ValidationError for a payload that no version wrote."""


def _capitalised(line: Line) -> Line:
    first, *rest = line
    return [first[:1].upper() + first[1:], *rest] if isinstance(first, str) else line
