"""What the bot asks of the record, by intent. Each takes an open session, or the database itself where it stands alone.

None commits.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, case, delete, func, inspect, or_, select, true, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import ForUpdateParameter

from storage.database import Database
from storage.loading import UNCLOSED, Needs, incident_where, with_needs
from storage.sight import belongs_to, visible
from storage.tables import (
    Base,
    CalendarHours,
    Deadline,
    Incident,
    RecordedClockEvent,
    Room,
    SlackChannel,
    SlackPerson,
    TimelineEvent,
    Work,
    Workspace,
)

# Locked as an UPDATE locks it: rows that refer to this one can still be added meanwhile.
_ROW: ForUpdateParameter = {"key_share": True}


class IncidentRow(NamedTuple):
    """An incident in a list, as columns. `channel` is its room, None while there is none."""

    id: int
    reference: str
    name: str
    severity: str
    milestone: str
    phase: str
    type: str
    visibility: str
    mode: str
    channel: str | None
    wants_room: bool


class IncidentPage(NamedTuple):
    """One page of a list, how many incidents the whole list has, and the cursor of the next page, None on the last."""

    rows: Sequence[IncidentRow]
    total: int
    after: str | None


@dataclass(frozen=True)
class DueDeadline:
    """A deadline that has come, and whose it is."""

    incident_id: int
    id: int


async def workspace(session: AsyncSession, team_id: str) -> Workspace | None:
    return await session.get(Workspace, team_id)


async def remember_workspace(session: AsyncSession, team_id: str, name: str, bot_user_id: str) -> None:
    """Keep what Slack says of the workspace; everything else in the record refers to it."""
    row = await workspace_for_change(session, team_id)
    row.name, row.bot_user_id = name, bot_user_id


async def next_number(session: AsyncSession, team_id: str, *, apart: bool = False) -> tuple[int, str | None]:
    """Take the next incident number of a workspace; a second declaration waits here until this one is done.

    `apart`: of those that are numbered apart, which are negative. Returned with it is the digest of the process that
    clocks follow, as it is while the workspace is locked.
    """
    last = Workspace.last_private_number if apart else Workspace.last_number
    counted = update(Workspace).where(Workspace.team_id == team_id).values({last: last + 1})
    columns = counted.returning(last.label("last"), Workspace.leading_policy)
    statement = columns.execution_options(synchronize_session=False)
    found = (await session.execute(statement)).one_or_none()
    if found is None:
        await _add_unless_there(session, Workspace, team_id=team_id)
        found = (await session.execute(statement)).one()
    return -found.last if apart else found.last, found.leading_policy


async def workspace_for_change(session: AsyncSession, team_id: str) -> Workspace:
    """The row of a workspace, locked. Replicas that start together on an empty record both make it: the first wins."""
    row = await session.get(Workspace, team_id, with_for_update=_ROW, populate_existing=True)
    if row is not None:
        return row
    await _add_unless_there(session, Workspace, team_id=team_id)
    return await session.get_one(Workspace, team_id, with_for_update=_ROW, populate_existing=True)


async def remember_person(session: AsyncSession, person: SlackPerson) -> None:
    """Keep what Slack says of a person; where two are told at once, the later word stands."""
    said = {column.name: getattr(person, column.name) for column in SlackPerson.__table__.columns}
    row = [SlackPerson.team_id, SlackPerson.user_id]
    await session.execute(
        _insert(session, SlackPerson).values(said).on_conflict_do_update(index_elements=row, set_=said)
    )


async def remember_channel(session: AsyncSession, team_id: str, channel_id: str, name: str, now: datetime) -> None:
    """Keep which channel goes by this name, in place of what was known of either. Of several at once the first wins."""
    known = or_(SlackChannel.channel_id == channel_id, SlackChannel.name == name)
    await session.execute(delete(SlackChannel).where(SlackChannel.team_id == team_id, known))
    await _add_unless_there(session, SlackChannel, team_id=team_id, channel_id=channel_id, name=name, fetched_at=now)


async def _add_unless_there(session: AsyncSession, table: type[Base], **values: Any) -> None:
    """Another transaction may be adding the same row: this one waits for its end, and leaves the row as it is."""
    await session.execute(_insert(session, table).values(**values).on_conflict_do_nothing())


async def want_work(
    session: AsyncSession, incident: Incident, lanes: Collection[str], leases: Mapping[str, tuple[str, datetime]]
) -> None:
    """Let these lanes carry the incident as it is now. Locks their rows: to be asked last in a transaction.

    `leases`: by lane, who has the lease of work that is new, and until when.
    """
    rows: list[dict[str, Any]] = []
    for lane in sorted(lanes):
        owner, until = leases.get(lane, (None, None))
        row = {"incident_id": incident.id, "lane": lane, "team_id": incident.team_id}
        rows.append(row | {"lease_owner": owner, "lease_until": until})
    if rows:
        statement = _insert(session, Work).values([row | {"wanted": incident.version} for row in rows])
        key = [Work.incident_id, Work.lane]
        set_ = {"wanted": statement.excluded.wanted}
        await session.execute(statement.on_conflict_do_update(index_elements=key, set_=set_))


async def unclosed_incidents(session: AsyncSession, team_id: str) -> Sequence[int]:
    """The ids of the incidents that are not closed, the newest first."""
    statement = select(Incident.id).where(Incident.team_id == team_id, Incident.phase.in_(UNCLOSED))
    return (await session.scalars(statement.order_by(*_NEWEST_FIRST))).all()


async def incidents_of_earlier_versions(session: AsyncSession, team_id: str) -> Sequence[int]:
    """The ids of the incidents with clocks of earlier versions, whose hours and verdicts were not kept."""
    old = select(RecordedClockEvent.incident_id).where(
        RecordedClockEvent.kind == "started", RecordedClockEvent.cycle.is_(None)
    )
    statement = select(Incident.id).where(Incident.team_id == team_id, Incident.id.in_(old))
    return (await session.scalars(statement.order_by(*_NEWEST_FIRST))).all()


async def last_closing(session: AsyncSession, incident_id: int) -> dict[str, Any] | None:
    """What was written on the timeline when an incident was last closed; None where it never was."""
    closings = select(TimelineEvent.payload).where(
        TimelineEvent.incident_id == incident_id, TimelineEvent.kind == "closed"
    )
    return await session.scalar(closings.order_by(TimelineEvent.id.desc()).limit(1))


async def store_hours(session: AsyncSession, incident: Incident) -> None:
    """Keep the hours that its clock events are counted by, each once; those that refer to them are flushed later."""
    if not incident.has_loaded(RecordedClockEvent):
        return
    new = {row.hours.digest: row.hours for row in incident.clock_events if row.hours and inspect(row.hours).transient}
    if new:
        rows = [{"digest": hours.digest, "content": hours.content} for hours in new.values()]
        with session.no_autoflush:
            await session.execute(_insert(session, CalendarHours).values(rows).on_conflict_do_nothing())


def _insert(session: AsyncSession, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    return (sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert)(table)


# `seen_by` is what makes it visible. Of an incident that somebody may not see, the database answers as of one that is
# not there: by the same statement, in the same time, and nothing of it is loaded.


async def incident(
    session: AsyncSession, incident_id: int, needs: Needs = (), seen_by: ColumnElement[bool] | None = None
) -> Incident | None:
    """The incident, with what is needed of it."""
    return await incident_where(session, and_(Incident.id == incident_id, _given(seen_by)), needs)


async def incident_of_room(
    session: AsyncSession, team_id: str, channel_id: str, needs: Needs, seen_by: ColumnElement[bool] | None = None
) -> Incident | None:
    """The incident whose room this channel is, with what is needed of it."""
    is_its_room = and_(Room.team_id == team_id, Room.channel_id == channel_id)
    return await incident_where(session, and_(is_its_room, _given(seen_by)), needs)


async def incident_of_number(
    session: AsyncSession, team_id: str, number: int, needs: Needs, seen_by: ColumnElement[bool] | None = None
) -> Incident | None:
    """The incident with this number, with what is needed of it."""
    is_it = and_(Incident.team_id == team_id, Incident.number == number)
    return await incident_where(session, and_(is_it, _given(seen_by)), needs)


def _given(condition: ColumnElement[bool] | None) -> ColumnElement[bool]:
    return true() if condition is None else condition


async def incident_in_room(database: Database, team_id: str, channel_id: str) -> int | None:
    """The id of the incident whose room this channel is."""
    return await database.scalar(_IN_ROOM, {"team": team_id, "channel": channel_id})


_IN_ROOM = select(Room.incident_id).where(Room.team_id == bindparam("team"), Room.channel_id == bindparam("channel"))


async def incident_page(  # noqa: PLR0913 (a list is whose, of what, and which part of it)
    session: AsyncSession,
    team_id: str,
    viewer: str,
    conditions: Sequence[ColumnElement[bool]],
    *,
    text: str = "",
    after: str | None = None,
    limit: int = 20,
) -> IncidentPage:
    """A page of the incidents that `viewer` may see and that fulfil every condition, the newest first.

    `text`: words from the name or the summary, or a reference. `after`: the cursor that the page before ended with.
    Raises ValueError for a cursor that no page ended with.
    """
    wanted = _visible(team_id, viewer, conditions, text)
    statement = _rows(wanted).order_by(*_NEWEST_FIRST).limit(limit + 1)
    if after is not None:
        statement = statement.where(await _older_than(session, team_id, viewer, after))
    rows = [IncidentRow._make(row) for row in await session.execute(statement)]
    cursor = str(rows[limit - 1].id) if len(rows) > limit else None
    return IncidentPage(rows[:limit], await _count(session, wanted), cursor)


async def incidents_called(  # noqa: PLR0913 (a choice is whose, of what, and how much of it)
    session: AsyncSession, team_id: str, viewer: str, phases: Sequence[str], *, text: str, limit: int
) -> IncidentPage:
    """The incidents in these phases that `viewer` may see, and of whose reference and name `text` is a part.

    Those whose reference or name begins with it come first, and of these the newest.
    """
    called, word = func.lower(Incident.reference + " " + Incident.name), text.strip().lower()
    wanted = _visible(team_id, viewer, [Incident.phase.in_(phases)], "")
    wanted += [called.contains(word, autoescape=True)] if word else []
    begins = [name.startswith(word, autoescape=True) for name in (called, func.lower(Incident.name))]
    statement = _rows(wanted).order_by(case((or_(*begins), 0), else_=1), *_NEWEST_FIRST).limit(limit)
    rows = [IncidentRow._make(row) for row in await session.execute(statement)]
    return IncidentPage(rows, await _count(session, wanted), None)


_NEWEST_FIRST = (Incident.declared_at.desc(), Incident.id.desc())


def _rows(wanted: Sequence[ColumnElement[bool]]) -> Select[Any]:
    columns = [getattr(Incident, name) for name in IncidentRow._fields if name not in ("channel", "wants_room")]
    joined = select(*columns, Room.channel_id, Room.is_wanted).join(Room, Room.incident_id == Incident.id)
    return joined.where(*wanted)


async def _count(session: AsyncSession, wanted: Sequence[ColumnElement[bool]]) -> int:
    return await session.scalar(select(func.count()).select_from(Incident).where(*wanted)) or 0


def _id(cursor: str) -> int:
    """The id that a cursor is; 0, which none is, for any other text."""
    return int(cursor) if re.fullmatch("[0-9]{1,9}", cursor) else 0


async def _older_than(session: AsyncSession, team_id: str, viewer: str, cursor: str) -> ColumnElement[bool]:
    """What comes after the incident that a page ended with: its id is the cursor."""
    known = select(Incident).where(Incident.id == _id(cursor), Incident.team_id == team_id, visible(viewer))
    last = (await session.scalars(known)).unique().one_or_none()
    if last is None:
        raise ValueError("no page ended with this cursor")
    return or_(
        Incident.declared_at < last.declared_at,
        and_(Incident.declared_at == last.declared_at, Incident.id < last.id),
    )


async def open_incidents(
    session: AsyncSession, team_id: str, viewer: str, needs: Needs, limit: int = 500
) -> Sequence[Incident]:
    """The incidents that are not closed and that `viewer` may see, with what is needed of them, the newest first."""
    wanted = _visible(team_id, viewer, [in_state("open", viewer)], "")
    statement = select(Incident).where(*wanted).order_by(*_NEWEST_FIRST).options(*with_needs(needs))
    return (await session.scalars(statement.limit(limit))).unique().all()


def _visible(
    team_id: str, viewer: str, conditions: Sequence[ColumnElement[bool]], text: str
) -> list[ColumnElement[bool]]:
    return [Incident.team_id == team_id, visible(viewer), *conditions, *([_mentions(text)] if text else [])]


def in_state(state: str, viewer: str) -> ColumnElement[bool]:
    """`open` (not closed), `resolved` (and not closed), `closed` (whatever ended them) or `all`."""
    match state:
        case "open":
            return Incident.phase.in_(UNCLOSED)
        case "resolved":
            return Incident.phase == "post_incident"
        case "closed":
            return Incident.phase.not_in(UNCLOSED)
    return true()


def of_severity(slug: str, viewer: str) -> ColumnElement[bool]:
    return Incident.severity == slug


def of_type(slug: str, viewer: str) -> ColumnElement[bool]:
    return Incident.type == slug


def in_milestone(slug: str, viewer: str) -> ColumnElement[bool]:
    return Incident.milestone == slug


def belonging_to(person: str, viewer: str) -> ColumnElement[bool]:
    """Those that a person declared, has a role in, or is in the room of; `me` is whoever asks."""
    return belongs_to(viewer if person == "me" else person)


def _mentions(text: str) -> ColumnElement[bool]:
    word = text.lower()
    return or_(
        func.lower(Incident.name).contains(word, autoescape=True),
        func.lower(Incident.summary).contains(word, autoescape=True),
        func.lower(Incident.reference) == word,
    )


async def timeline(session: AsyncSession, incident_id: int) -> Sequence[TimelineEvent]:
    """Every event, in the order in which things happened."""
    statement = (
        select(TimelineEvent)
        .where(TimelineEvent.incident_id == incident_id)
        .order_by(TimelineEvent.occurred_at, TimelineEvent.id)
    )
    return (await session.scalars(statement)).all()


async def deadlines_due(
    session: AsyncSession, team_id: str, now: datetime, limit: int, severities: Sequence[str]
) -> list[DueDeadline]:
    """Deadlines that have come and have not fired: in the order of these severities, then the longest overdue first.

    Incidents of any other severity come last.
    """
    ranks = {severity: rank for rank, severity in enumerate(severities)}
    statement = (
        select(Deadline.incident_id, Deadline.id)
        .join(Incident, Incident.id == Deadline.incident_id)
        .where(Deadline.fired_at.is_(None), Deadline.due_at <= now, Deadline.team_id == team_id)
        .order_by(case(ranks, value=Incident.severity, else_=len(ranks)), Deadline.due_at, Deadline.id)
        .limit(limit)
    )
    return [DueDeadline(*row) for row in await session.execute(statement)]


async def next_due(session: AsyncSession, team_id: str, after: datetime) -> datetime | None:
    """When the next deadline falls due that does so later than `after` (both aware UTC); None without any."""
    statement = (
        select(Deadline.due_at)
        .where(Deadline.fired_at.is_(None), Deadline.due_at > after, Deadline.team_id == team_id)
        .order_by(Deadline.due_at)
        .limit(1)
    )
    return await session.scalar(statement)
