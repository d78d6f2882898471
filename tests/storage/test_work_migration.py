"""A record from before there were lanes: what was under way goes on in Slack's, and no rule of a table is lost."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, inspect, select

from storage import migrations
from storage.database import Database
from storage.tables import Post, Room, Work
from tests.storage.old_record import NOON, TEAM, filling


@pytest.fixture
async def old_url(empty_url: str) -> str:
    """A database that the version before wrote: one incident at rest, one that failed, one that is being carried."""
    await migrations.upgrade(empty_url, "0002")
    database = Database(empty_url)
    async with database.engine.begin() as connection:
        await connection.run_sync(_fill)
    await database.close()
    return empty_url


def _fill(connection: Connection) -> None:
    add = filling(connection)
    add("workspace", team_id=TEAM)
    carried = {
        1: {"wanted": 4, "applied": 4, "tried": 4, "channel_id": "C1", "topic": "sev1"},
        2: {"wanted": 5, "applied": 2, "tried": 5, "attempts": 3, "retry_at": NOON + timedelta(minutes=1)},
        3: {"wanted": 2, "applied": 0, "tried": 1, "lease_owner": "one", "lease_until": NOON, "creating_name": "inc-3"},
    }
    for number, state in carried.items():
        add("incident", id=number, team_id=TEAM, number=number, reference=f"INC-{number}", idempotency_key=str(number))
        add("room", incident_id=number, team_id=TEAM, **state)
        add("timeline_event", id=number, team_id=TEAM, incident_id=number, kind="updated")
        for address in ("room", "person:U1", "announcement:incidents"):
            about = {"team_id": TEAM, "incident_id": number, "event_id": number, "destination": address}
            add("outbox", state="delivered" if number == 1 else "pending", **about)


async def test_what_was_under_way_goes_on_in_slacks_lane(old_url: str) -> None:
    await migrations.upgrade(old_url)
    database = Database(old_url)
    async with database.reading() as session:
        work = {row.incident_id: row for row in await session.scalars(select(Work))}
        rooms = {row.incident_id: row for row in await session.scalars(select(Room))}
        posts = (await session.scalars(select(Post).order_by(Post.id))).all()
    await database.close()
    assert {row.lane for row in work.values()} == {row.lane for row in posts} == {"slack"}
    assert {(n, row.wanted, row.applied, row.tried, row.attempts) for n, row in work.items()} == {
        (1, 4, 4, 4, 0),
        (2, 5, 2, 5, 3),
        (3, 2, 0, 1, 0),
    }
    assert [work[n].retry_at for n in (1, 2, 3)] == [None, NOON + timedelta(minutes=1), None]
    assert (work[3].lease_owner, work[3].lease_until, work[1].lease_owner) == ("one", NOON, None)
    assert [(rooms[n].channel_id, rooms[n].topic, rooms[n].creating_name) for n in (1, 2, 3)] == [
        ("C1", "sev1", ""),
        (None, "", ""),
        (None, "", "inc-3"),
    ]
    assert all(row.is_wanted for row in rooms.values()), "what has a room, or is about to have one, keeps it"
    assert [(post.destination, post.state) for post in posts[:4]] == [
        ("room", "delivered"),
        ("person:U1", "delivered"),
        ("announcement:incidents", "delivered"),
        ("room", "pending"),
    ]


async def test_tables_that_were_made_anew_have_their_rules_still(old_url: str) -> None:
    await migrations.upgrade(old_url)
    database = Database(old_url)
    async with database.engine.connect() as connection:
        rules = await connection.run_sync(_rules)
    await database.close()
    assert rules == {
        "ck_outbox_state",
        "fk_outbox_event_id",
        "fk_outbox_incident_id",
        "fk_outbox_team_id",
        "fk_room_incident_id",
        "fk_room_team_id",
        "ix_outbox_incident_id_state",
        "uq_outbox_event_id_destination",
        "uq_room_team_id_channel_id",
    }


def _rules(connection: Connection) -> set[str | None]:
    look = inspect(connection)
    found: set[str | None] = set()
    for table in ("outbox", "room"):
        uniques = {one["name"] for one in look.get_unique_constraints(table)}
        found |= uniques
        found |= {one["name"] for one in look.get_check_constraints(table)}
        found |= {one["name"] for one in look.get_foreign_keys(table)}
        found |= {one["name"] for one in look.get_indexes(table)}
    return found
