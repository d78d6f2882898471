"""Queries about the process that the clocks of a workspace follow, and the names of it that incidents go by."""

from collections import Counter
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.loading import UNCLOSED
from storage.queries import workspace_for_change
from storage.tables import Incident, RecordedClockEvent, RoleAssignment, Workspace


async def leading(session: AsyncSession, team_id: str) -> Workspace:
    """The workspace, locked: its `leading_policy`, and the beat by which those who run it show that they live."""
    return await workspace_for_change(session, team_id)


async def followed(session: AsyncSession, team_id: str) -> str | None:
    """The digest of the process that all clocks of a workspace follow; None where some may not follow any."""
    return await session.scalar(select(Workspace.followed_policy).where(Workspace.team_id == team_id))


async def set_followed(session: AsyncSession, team_id: str, digest: str | None, instead_of: str | None = None) -> None:
    """Note that all clocks of a workspace follow this process; only `instead_of` the note that was there, if given."""
    statement = update(Workspace).where(Workspace.team_id == team_id).values(followed_policy=digest)
    if instead_of is not None:
        statement = statement.where(Workspace.followed_policy == instead_of)
    await session.execute(statement.execution_options(synchronize_session=False))


class NamesInUse(NamedTuple):
    """How many incidents that are not closed go by each name of the process, by kind of name."""

    severities: Counter[str]
    types: Counter[str]
    milestones: Counter[str]
    roles: Counter[str]
    calendars: Counter[str]
    clocks: Counter[str]


async def names_in_use(session: AsyncSession) -> NamesInUse:
    unclosed = Incident.phase.in_(UNCLOSED)
    own = select(Incident.severity, Incident.type, Incident.milestone).where(unclosed)
    severities, types, milestones = map(Counter, [*zip(*await session.execute(own), strict=True)] or [()] * 3)
    held = (
        select(RoleAssignment.incident_id, RoleAssignment.role)
        .join(Incident, Incident.id == RoleAssignment.incident_id)
        .where(unclosed, RoleAssignment.ended_at.is_(None))
    )
    roles = Counter(role for _, role in await session.execute(held.distinct()))
    running = await _promised(session)
    calendars = Counter(name for _, name in {(incident_id, name) for (incident_id, _), name in running.items()})
    return NamesInUse(severities, types, milestones, roles, calendars, Counter(clock for _, clock in running))


async def _promised(session: AsyncSession) -> dict[tuple[int, str], str]:
    """The calendar of each clock that runs, by incident and clock."""
    kinds = ("started", "retargeted", "stopped")
    rows = await session.execute(
        select(RecordedClockEvent.incident_id, RecordedClockEvent.clock, RecordedClockEvent.target)
        .join(Incident, Incident.id == RecordedClockEvent.incident_id)
        .where(Incident.phase.in_(UNCLOSED), RecordedClockEvent.kind.in_(kinds), ~RecordedClockEvent.is_past)
        .order_by(RecordedClockEvent.id)
    )
    latest = {(incident_id, clock): target for incident_id, clock, target in rows}
    return {key: target["calendar"] for key, target in latest.items() if target}
