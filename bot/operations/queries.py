"""The questions people can ask, and what each comes back with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.fields import Flag, SeveritySlug, ShortText
from bot.core.operation import Answer, Context, Query
from bot.incidents.events import AnyEvent, MessagePinned, MessageUnpinned, read
from storage import queries
from storage.tables import Incident


@dataclass(frozen=True)
class Shown(Answer):
    """One incident."""

    incident: Incident


@dataclass(frozen=True)
class Listed(Answer):
    """Incidents, the newest first, and what was asked for in words: nothing where all were."""

    incidents: Sequence[Incident]
    filters: str


@dataclass(frozen=True)
class Entry:
    """A line of the timeline. `actor` is None for Sitrep itself; `at` is aware UTC."""

    at: datetime
    actor: str | None
    event: AnyEvent


@dataclass(frozen=True)
class TimelineOf(Answer):
    """What happened, in order, without what was taken back."""

    incident: Incident
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Crew(Answer):
    """Who holds which role, and who else is there."""

    incident: Incident


@dataclass(frozen=True)
class Helped(Answer):
    """What can be asked and done."""


class ShowIncident(Query):
    """Show how things stand."""

    words: ClassVar = ("show", "info")

    async def answer(self, session: AsyncSession, incident: Incident | None, context: Context) -> Answer:
        return Shown(incident) if incident else await ListIncidents().answer(session, None, context)


class ListIncidents(Query):
    """List incidents: `open` (the default) or `all`, `mine`, a severity, words from the name."""

    words: ClassVar = ("list", "ls")
    spoken: ClassVar = ("open", "mine", "all", "severity")
    about_incident: ClassVar = False

    open: Flag = False
    mine: Flag = False
    all: Flag = False
    severity: SeveritySlug | None = None
    text: ShortText = ""

    async def answer(self, session: AsyncSession, incident: Incident | None, context: Context) -> Answer:
        wanted = queries.Filter(
            viewer=context.actor or "",
            live_only=not self.all,
            mine=self.mine,
            severity=self.severity,
            text=self.text,
        )
        return Listed(await queries.incidents(session, context.team_id, wanted), self._said(context))

    def _said(self, context: Context) -> str:
        severity = context.process.severity(self.severity).name if self.severity else ""
        parts = ("" if self.all else "open", "mine" if self.mine else "", severity, self.text)
        return ", ".join(part for part in parts if part)


class ShowTimeline(Query):
    """Show what happened, in order."""

    words: ClassVar = ("timeline", "history")

    async def answer(self, session: AsyncSession, incident: Incident | None, context: Context) -> Answer:
        if incident is None:
            return await ListIncidents().answer(session, None, context)
        return TimelineOf(incident, await _entries(session, incident))


class ShowRoles(Query):
    """Show who holds which role."""

    words: ClassVar = ("who", "roles")

    async def answer(self, session: AsyncSession, incident: Incident | None, context: Context) -> Answer:
        return Crew(incident) if incident else await ListIncidents().answer(session, None, context)


class ShowHelp(Query):
    """Show this."""

    words: ClassVar = ("help", "?")
    about_incident: ClassVar = False

    async def answer(self, session: AsyncSession, incident: Incident | None, context: Context) -> Answer:
        return Helped()


async def _entries(session: AsyncSession, incident: Incident) -> list[Entry]:
    rows = await queries.timeline(session, incident.id)
    entries = [Entry(row.occurred_at, row.actor_id, read(row.payload)) for row in rows]
    pinned = {(pin.channel_id, pin.message_ts) for pin in incident.pins if pin.present}
    shown: list[Entry] = []
    for entry in entries:
        match entry.event:
            case MessageUnpinned():
                continue
            case MessagePinned(channel=channel, message_ts=ts) if (channel, ts) not in pinned:
                continue
            case MessagePinned(channel=channel, message_ts=ts):
                pinned.remove((channel, ts))
        shown.append(entry)
    return shown
