"""Timeline: what happened, in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.event import Event
from bot.core.operation import Answer, Context, IncidentQuery, RecordReader
from bot.core.read_models import IncidentView
from bot.incidents.view import VIEW, view_of
from bot.operations.pins import MessagePinned, MessageUnpinned
from storage import queries
from storage.tables import Incident, TimelinePin


@dataclass(frozen=True)
class Entry:
    """A line of the timeline. `actor` is None for Sitrep itself; `at` is aware UTC."""

    at: datetime
    actor: str | None
    event: Event


@dataclass(frozen=True)
class Timeline(Answer):
    """What happened, in order, without what was taken back."""

    incident: IncidentView
    entries: Sequence[Entry]


class ShowTimeline(IncidentQuery):
    """Show what happened, in order.

    The newest entries, at most 25, and fewer where they are too long for one message.
    """

    slug = "timeline"
    needs = (*VIEW, TimelinePin)
    words = ("timeline", "history")
    title = "Timeline"
    order = 30

    async def answer(self, reader: RecordReader, incident: Incident, context: Context) -> Answer:
        return Timeline(view_of(incident, context.process), await _entries(reader, incident))


async def _entries(reader: RecordReader, incident: Incident) -> list[Entry]:
    rows = await queries.timeline(reader.session, incident.id)
    entries = [Entry(row.occurred_at, row.actor_id, reader.event(row.kind, row.payload)) for row in rows]
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
