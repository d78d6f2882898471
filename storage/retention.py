"""What the record can do without after a while, and what it has to forget when a person is to be forgotten."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, CursorResult, Delete, Select, and_, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.loading import UNCLOSED
from storage.tables import Incident, Post, Receipt, SlackPerson

BATCH = 500
"""Rows in one transaction, so that nobody waits long for the record meanwhile."""


async def delete_receipts(session: AsyncSession, team_id: str, before: datetime) -> int:
    """Delete receipts of operations carried out before this moment on incidents that are over; returns how many.

    At most BATCH. A face repeats an operation within hours; a receipt that old answers nobody.
    """
    old = (Receipt.team_id == team_id, Receipt.carried_out_at < before)
    is_over = or_(Receipt.incident_id.is_(None), Receipt.incident_id.in_(_over(team_id)))
    keys = select(Receipt.key).where(*old, is_over).limit(BATCH)
    return await _deleted(session, delete(Receipt).where(Receipt.team_id == team_id, Receipt.key.in_(keys)))


async def delete_delivered(session: AsyncSession, team_id: str, before: datetime) -> int:
    """Delete outbox rows that were delivered before this moment, of incidents that are over; returns how many.

    At most BATCH. What is not delivered stays, and the timeline keeps every event.
    """
    wanted: ColumnElement[bool] = and_(
        Post.team_id == team_id,
        Post.state == "delivered",
        Post.delivered_at < before,
        Post.incident_id.in_(_over(team_id)),
    )
    return await _deleted(session, delete(Post).where(Post.id.in_(select(Post.id).where(wanted).limit(BATCH))))


async def people_called(session: AsyncSession, who: str) -> Sequence[SlackPerson]:
    """The people with this id, or else with this name, in all workspaces."""
    by_id = (await session.scalars(select(SlackPerson).where(SlackPerson.user_id == who))).all()
    return by_id or (await session.scalars(select(SlackPerson).where(SlackPerson.name == who))).all()


async def forget_person(session: AsyncSession, user_id: str) -> int:
    """Delete what Slack said of a person; returns in how many workspaces. The timeline keeps the id."""
    return await _deleted(session, delete(SlackPerson).where(SlackPerson.user_id == user_id))


def _over(team_id: str) -> Select[int]:
    return select(Incident.id).where(Incident.team_id == team_id, Incident.phase.not_in(UNCLOSED))


async def _deleted(session: AsyncSession, statement: Delete) -> int:
    result = await session.execute(statement.execution_options(synchronize_session=False))
    return result.rowcount if isinstance(result, CursorResult) else 0
