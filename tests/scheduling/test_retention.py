"""Retention: what answers nobody any more is dropped, of incidents that are over, and nothing else is."""

import pytest
from sqlalchemy import func, select

from bot.operations.lifecycle import Close, Resolve
from bot.operations.note import AddNote
from bot.scheduling.retention import Retention
from storage import retention as rows
from storage.database import Database
from storage.tables import Base, Post, Receipt, SlackPerson, TimelineEvent
from tests.world import ANA, TEAM, World

DAYS = 90


def retention_of(world: World) -> Retention:
    return Retention(world.database, world.clock, TEAM, DAYS)


async def count(world: World, table: type[Base], incident_id: int) -> int:
    statement = select(func.count()).select_from(table)
    async with world.database.reading() as session:
        return await session.scalar(statement.where(table.__table__.c.incident_id == incident_id)) or 0


async def incident_with(world: World, *, over: bool) -> int:
    incident_id = await world.declare(ANA)
    await world.do(incident_id, AddNote(body="hello"))
    if over:
        await world.do(incident_id, Resolve(resolution="rolled back"))
        await world.do(incident_id, Close())
    return incident_id


async def deliver(world: World, *, but: Post | None = None) -> None:
    async with world.database.transaction() as session:
        for row in await session.scalars(select(Post).where(Post.state == "pending")):
            if but is None or row.id != but.id:
                row.state, row.delivered_at = "delivered", world.clock.now()


async def test_only_what_is_old_and_of_incidents_that_are_over_goes(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.scheduling.retention.BATCH", 1)
    monkeypatch.setattr(rows, "BATCH", 1)
    world = World(database)
    old, still_open = await incident_with(world, over=True), await incident_with(world, over=False)
    async with database.reading() as session:
        undelivered = await session.scalar(select(Post).where(Post.incident_id == old).limit(1))
    await deliver(world, but=undelivered)
    world.later(days=DAYS, seconds=1)
    new = await incident_with(world, over=True)
    await deliver(world, but=undelivered)
    before = {one: await count(world, TimelineEvent, one) for one in (old, still_open, new)}
    kept = {(one, table): await count(world, table, one) for one in (still_open, new) for table in (Receipt, Post)}
    gone = {"receipts": await count(world, Receipt, old), "posts": await count(world, Post, old) - 1}

    dropped = await retention_of(world).drop_old()

    assert dropped == {"receipts": gone["receipts"], "delivered messages in the outbox": gone["posts"]}
    assert min(gone.values()) > 1
    assert (await count(world, Receipt, old), await count(world, Post, old)) == (0, 1)
    assert {key: await count(world, key[1], key[0]) for key in kept} == kept
    assert {one: await count(world, TimelineEvent, one) for one in before} == before
    assert await retention_of(world).drop_old() == dict.fromkeys(dropped, 0)


async def test_a_person_is_forgotten_in_every_workspace_by_id_or_by_the_whole_name(database: Database) -> None:
    world = World(database)
    await world.declare(ANA)
    async with database.transaction() as session:
        for user_id, name in {"U0ANA": "Ana", "U0ANA2": "Ana", "U0BO": "Bo"}.items():
            session.add(SlackPerson(team_id=TEAM, user_id=user_id, name=name, fetched_at=world.clock.now()))

    async with database.transaction() as session:
        assert {one.user_id for one in await rows.people_called(session, "Ana")} == {"U0ANA", "U0ANA2"}
        assert [one.user_id for one in await rows.people_called(session, "U0BO")] == ["U0BO"]
        assert await rows.people_called(session, "A") == []
        assert await rows.forget_person(session, "U0ANA") == 1

    async with database.reading() as session:
        left = (await session.scalars(select(SlackPerson.user_id).order_by(SlackPerson.user_id))).all()
    assert left == ["U0ANA2", "U0BO"]
