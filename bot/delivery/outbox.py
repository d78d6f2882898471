"""What has not been delivered, for people to see and to ask for again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Update, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from storage.database import Database
from storage.tables import Incident, Post, Work


@dataclass(frozen=True)
class Undelivered:
    """Something that people were to see and that is not where they read.

    id: what `retry` takes: `post-17`, or what a destination calls its own parts, such as `card-5`.
    destination: its address, such as `room` or `person:<id>`.
    what: the kind of the event, or of the part, such as `card`.
    state: `pending` (its turn comes), `sending` (it may be there), `failed` (nobody tries any more).
    since: aware UTC; of an incident's parts, since it was declared.
    """

    id: str
    incident_id: int
    lane: str
    reference: str
    destination: str
    what: str
    state: str
    attempts: int
    problem: str
    since: datetime


class Parts(Protocol):
    """What a destination keeps of an incident beside messages, such as a card, as far as it was refused."""

    async def refused(self, session: AsyncSession, team_id: str) -> Sequence[Undelivered]:
        """What of a workspace was refused."""

    async def forget(self, session: AsyncSession, ids: Collection[str]) -> None:
        """Take what these ids name for untried; those of others are left alone."""


async def undelivered(database: Database, team_id: str, parts: Sequence[Parts]) -> Sequence[Undelivered]:
    """Everything of a workspace that has not been delivered, incident by incident; `parts` of all destinations."""
    async with database.reading() as session:
        found = await _posts(session, team_id)
        for each in parts:
            found += await each.refused(session, team_id)
    return sorted(found, key=lambda one: (one.since, one.id))


async def _posts(session: AsyncSession, team_id: str) -> list[Undelivered]:
    statement = (
        select(Post, Incident.reference)
        .join(Incident, Incident.id == Post.incident_id)
        .where(Post.team_id == team_id, Post.state != "delivered")
        .options(joinedload(Post.event))
    )
    return [
        Undelivered(
            id=f"post-{post.id}",
            incident_id=post.incident_id,
            lane=post.lane,
            reference=reference,
            destination=post.destination,
            what=post.event.kind,
            state=post.state,
            attempts=post.attempts,
            problem=post.problem,
            since=post.created_at,
        )
        for post, reference in (await session.execute(statement)).all()
    ]


async def retry(database: Database, team_id: str, parts: Sequence[Parts], ids: Collection[str] | None = None) -> int:
    """Ask again for what was not delivered: all of it, or what these ids name. Returns how many things that is.

    What may be there already is looked for before it is sent. A worker in another process notices within
    `Pace.poll_seconds`.
    """
    chosen = [one for one in await undelivered(database, team_id, parts) if ids is None or one.id in ids]
    numbers = [int(one.id.removeprefix("post-")) for one in chosen if one.id.startswith("post-")]
    posts = update(Post).where(Post.id.in_(numbers), Post.state == "failed").values(attempts=0, problem="")
    async with database.transaction() as session:
        await session.execute(posts.where(Post.attempted_at.is_not(None)).values(state="sending"))
        await session.execute(posts.where(Post.attempted_at.is_(None)).values(state="pending"))
        for each in parts:
            await each.forget(session, [one.id for one in chosen])
        asked = {(one.incident_id, one.lane) for one in chosen}
        await session.execute(another_round().where(tuple_(Work.incident_id, Work.lane).in_(asked)))
    return len(chosen)


def another_round() -> Update:
    """A change of `applied` that a round under way notices, so that it does not take it for its own."""
    return update(Work).values(applied=Work.applied - Work.wanted - 1, tried=0, attempts=0, retry_at=None)
