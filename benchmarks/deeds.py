"""What people do to an incident in a load: each deed has a word of its own, by which it is found again everywhere."""

import re
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import ClassVar

from benchmarks.people import fill_in
from playground import Person, Reply

PUSHPIN = "pushpin"
MILESTONES = ("investigating", "identified", "mitigated", "monitoring")
SEVERITIES = ("sev1", "sev2", "sev3")
ROLES = ("lead", "comms", "scribe")
QUERIES = ("show", "who", "timeline", "list", "list mine", "help")


@dataclass(frozen=True)
class Deed:
    """Something that was done. `kind` is that of the event that it leads to; `mark` is found in that event.

    began: on the monotonic clock.
    """

    kind: str
    mark: str
    room: str
    began: float


@dataclass
class Log:
    """What was done, what was refused with a word, and what failed, so that nobody knows what became of it."""

    MARK: ClassVar = re.compile(r"mark\d{6}x")

    done: list[Deed] = field(default_factory=list)
    asked: int = 0
    refused: int = 0
    failed: list[str] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)

    def mark(self) -> str:
        """A word that nobody has used before, and that is part of no other."""
        return f"mark{next(self._numbers):06d}x"

    def note(self, reply: Reply, expected: str, deed: Deed) -> None:
        """Judge by the answer whether it was done."""
        if reply.failure:
            self.failed.append(f"{deed.kind} in {deed.room}: {reply.failure}")
        elif expected in reply.text:
            self.done.append(deed)
        else:
            self.refused += 1


@dataclass(frozen=True)
class Actor:
    """A person at work in one room."""

    person: Person
    room: str
    log: Log
    random: Random

    async def act(self) -> None:
        """Do something, the common things more often."""
        await self.random.choices(CHOICES, WEIGHTS)[0](self)

    def deed(self, kind: str, mark: str = "") -> Deed:
        return Deed(kind, mark, self.room, time.monotonic())

    async def types(self, text: str) -> Reply:
        return await self.person.command(f"/incident {text}", self.room)

    async def note(self) -> None:
        deed = self.deed("note_added", self.log.mark())
        self.log.note(await self.types(f"note We saw {deed.mark}"), "Added to the timeline", deed)

    async def note_in_form(self) -> None:
        await self.by_form("note_added", "note", "Note")

    async def update(self) -> None:
        deed = self.deed("updated", self.log.mark())
        self.log.note(await self.types(f"update It gets better, {deed.mark}"), "Posted the update", deed)

    async def update_in_form(self) -> None:
        await self.by_form("updated", "update", "Update")

    async def resolve(self) -> None:
        await self.by_form("resolved", "resolve", "What fixed it?")

    async def close(self) -> None:
        await self.by_form("closed", "close", "Comment")

    async def by_form(self, kind: str, command: str, label: str) -> None:
        """Submitting the same form again, where that failed, is one deed: no doubt remains."""
        deed = self.deed(kind, self.log.mark())
        await fill_in(self.person, f"/incident {command}", self.room, {label: f"We know more, {deed.mark}"})
        self.log.done.append(deed)

    async def severity(self) -> None:
        deed = self.deed("severity_changed", self.log.mark())
        severity = self.random.choice(SEVERITIES)
        self.log.note(await self.types(f"severity {severity} {deed.mark}"), "Severity is now", deed)

    async def status(self) -> None:
        milestone = self.random.choice(MILESTONES)
        self.log.note(await self.types(f"status {milestone}"), "Status is now", self.deed("status_changed"))

    async def claim(self) -> None:
        self.log.note(await self.types(f"claim {self.random.choice(ROLES)}"), " is now ", self.deed("role_assigned"))

    async def pin(self) -> None:
        """Slack's own way: say something, and put 📌 to it."""
        began = self.deed("message_pinned")
        said = await self.person.say(f"Look at the queue, {self.log.mark()}", self.room)
        await self.person.react(said, PUSHPIN)
        self.log.done.append(Deed(began.kind, said.ts, self.room, began.began))

    async def join(self) -> None:
        """Come into the room and look around."""
        await self.person.join(self.room)
        await self.ask("show")

    async def ask(self, question: str = "") -> None:
        reply = await self.types(question or self.random.choice(QUERIES))
        if reply.failure or not reply.text:
            self.log.failed.append(f"a question in {self.room}: {reply.failure or 'no answer'}")
        self.log.asked += 1


Choice = Callable[[Actor], Awaitable[None]]
MIX: Sequence[tuple[Choice, int]] = (
    (Actor.update_in_form, 22),
    (Actor.note_in_form, 22),
    (Actor.update, 12),
    (Actor.note, 12),
    (Actor.ask, 12),
    (Actor.pin, 8),
    (Actor.status, 5),
    (Actor.severity, 4),
    (Actor.claim, 3),
)
CHOICES, WEIGHTS = zip(*MIX, strict=True)
