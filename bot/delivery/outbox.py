"""What has not been delivered, for people to see and to ask for again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Update, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from bot.slack.outbound.renderer import ROOM
from storage.database import Database
from storage.tables import Card, Incident, Post, Responder, Room


@dataclass(frozen=True)
class Undelivered:
    """Something that people were to see and that is not in Slack.

    id: what `retry` takes: `post-17`, `card-5`, `room-3`, `invitation-9`.
    destination: `room`, `announcement:<channel>`, `person:<id>`, `channel:<channel>`.
    what: the kind of the event, `card`, `room` or `invitation`.
    state: `pending` (its turn comes), `sending` (it may be there), `failed` (nobody tries any more).
    since: aware UTC; of an incident's parts, since it was declared.
    """

    id: str
    incident_id: int
    reference: str
    destination: str
    what: str
    state: str
    attempts: int
    problem: str
    since: datetime


async def undelivered(database: Database, team_id: str) -> Sequence[Undelivered]:
    """Everything of a workspace that is not in Slack, incident by incident."""
    async with database.reading() as session:
        found = [*await _posts(session, team_id), *await _parts(session, team_id)]
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


async def _parts(session: AsyncSession, team_id: str) -> list[Undelivered]:
    """Rooms, cards and invitations that Slack refused."""
    rooms = await session.execute(
        select(Room, Incident).join(Incident, Incident.id == Room.incident_id).where(Room.problem != "")
    )
    cards = await session.execute(
        select(Card, Incident).join(Incident, Incident.id == Card.incident_id).where(Card.problem != "")
    )
    invited = await session.execute(
        select(Responder, Incident)
        .join(Incident, Incident.id == Responder.incident_id)
        .where(Responder.invitation == "failed")
    )
    found = [
        *(_failed(f"room-{room.incident_id}", incident, "room", "room", room.problem) for room, incident in rooms),
        *(
            _failed(f"card-{card.id}", incident, _destination(card.place), "card", card.problem)
            for card, incident in cards
        ),
        *(
            _failed(f"invitation-{asked.id}", incident, f"person:{asked.user_id}", "invitation", asked.problem)
            for asked, incident in invited
        ),
    ]
    return [one for team, one in found if team == team_id]


def _failed(part: str, incident: Incident, destination: str, what: str, problem: str) -> tuple[str, Undelivered]:
    return incident.team_id, Undelivered(
        id=part,
        incident_id=incident.id,
        reference=incident.reference,
        destination=destination,
        what=what,
        state="failed",
        attempts=0,
        problem=problem,
        since=incident.declared_at,
    )


def _destination(place: str) -> str:
    return place if place == ROOM else f"announcement:{place}"


async def retry(database: Database, team_id: str, ids: Collection[str] | None = None) -> int:
    """Ask again for what was not delivered: all of it, or what these ids name. Returns how many things that is.

    What may be in Slack already is looked for before it is sent. A courier in another process notices within
    `Pace.poll_seconds`.
    """
    chosen = [one for one in await undelivered(database, team_id) if ids is None or one.id in ids]
    failed: dict[str, list[int]] = {"post": [], "card": [], "invitation": [], "room": []}
    for one in chosen:
        kind, _, number = one.id.partition("-")
        failed[kind].append(int(number))
    posts = update(Post).where(Post.id.in_(failed["post"]), Post.state == "failed").values(attempts=0, problem="")
    async with database.transaction() as session:
        await session.execute(posts.where(Post.attempted_at.is_not(None)).values(state="sending"))
        await session.execute(posts.where(Post.attempted_at.is_(None)).values(state="pending"))
        await session.execute(update(Card).where(Card.id.in_(failed["card"])).values(problem="", digest=""))
        invited = update(Responder).where(Responder.id.in_(failed["invitation"]))
        await session.execute(invited.values(invitation="wanted", problem=""))
        await session.execute(_nudged().where(Room.incident_id.in_({one.incident_id for one in chosen})))
    return len(chosen)


async def look_again(database: Database, team_id: str, channel_id: str) -> None:
    """Something happened to a channel, such as being unarchived: see whether a room that was lost is back.

    A round under way may be about to give it up, for what it saw before that.
    """
    is_missed = or_(Room.problem != "", Room.applied < Room.wanted)
    async with database.transaction() as session:
        await session.execute(_nudged().where(Room.team_id == team_id, Room.channel_id == channel_id, is_missed))


def _nudged() -> Update:
    """A change of `applied` that a round under way notices, so that it does not take it for its own."""
    return update(Room).values(applied=Room.applied - Room.wanted - 1, tried=0, attempts=0, retry_at=None)
