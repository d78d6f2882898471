"""What became of the deeds of a load: in the record, in the rooms as a person sees them, and where it was announced."""

from collections import Counter

from sqlalchemy import select

from benchmarks.arrivals import Arrivals, compare_with_outbox
from benchmarks.bench import Show
from benchmarks.deeds import Log
from playground import Person
from storage.tables import Room, TimelineEvent

TOLD = ("updated", "severity_changed", "resolved", "closed")
"""Deeds whose mark is to be read in the room, and where the incident is announced."""
UNMARKED = ("status_changed", "role_assigned")
ANNOUNCED_IN = "incidents"


async def problems_of(show: Show, log: Log, person: Person) -> list[str]:
    """What is not there exactly once. A deed that failed with the person looking on may be there or not."""
    arrivals = Arrivals()
    await compare_with_outbox(show, arrivals)
    rooms = sorted({deed.room for deed in log.done if deed.room})
    seen = {room: await _marks_seen(person, room) for room in rooms}
    announced = await _marks_seen(person, ANNOUNCED_IN)
    left = [f"{arrivals.undelivered} messages were not delivered"] if arrivals.undelivered else []
    told = [deed for deed in log.done if deed.kind in TOLD]
    return [
        *arrivals.problems,
        *left,
        *await _wrong_in_record(show, log),
        *(
            f"{deed} is in its room {seen[deed.room][deed.mark]} times"
            for deed in told
            if seen[deed.room][deed.mark] != 1
        ),
        *(f"{deed} is announced {announced[deed.mark]} times" for deed in told if announced[deed.mark] != 1),
    ]


async def _marks_seen(person: Person, channel: str) -> Counter[str]:
    """How often each mark is read in what the app says, the cards left out: they show the last again."""
    marks: Counter[str] = Counter()
    for message in await person.messages(channel):
        is_card = str((message.metadata or {}).get("event_payload", {}).get("id", "")).startswith("card-")
        if message.by_app and not (message.ephemeral or message.subtype or is_card):
            marks.update(Log.MARK.findall(message.text))
    return marks


async def _wrong_in_record(show: Show, log: Log) -> list[str]:
    """Compare the timelines with what was done: by the marks, or by number where a deed has none."""
    statement = select(Room.channel_id, TimelineEvent.kind, TimelineEvent.payload).join(
        Room, Room.incident_id == TimelineEvent.incident_id
    )
    async with show.sitrep.database.reading() as session:
        events = (await session.execute(statement)).all()
    marked: Counter[tuple[str, str]] = Counter()
    for _, kind, payload in events:
        marks = [payload["message_ts"]] if kind == "message_pinned" else set(Log.MARK.findall(str(payload)))
        marked.update((kind, mark) for mark in marks)
    done = Counter((deed.kind, deed.mark) for deed in log.done if deed.mark)
    wrong = [f"{one} is in the record {marked[one]} times, and was done {done[one]} times" for one in done - marked]
    if log.failed:
        # Nobody knows which of the others were to be there.
        return wrong
    wrong += [f"{one} is in the record {marked[one]} times, and was done {done[one]} times" for one in marked - done]
    unmarked = Counter((deed.room, deed.kind) for deed in log.done if not deed.mark)
    counted = Counter((room, kind) for room, kind, _ in events if kind in UNMARKED)
    return wrong + [
        f"{one}: {counted[one]} instead of {unmarked[one]}"
        for one in unmarked | counted
        if counted[one] != unmarked[one]
    ]
