"""A record from before hours were kept: its clock events are all there still, in a table with the rules it had."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, inspect, select

from storage import migrations
from storage.database import Database
from storage.tables import RecordedClockEvent, Workspace
from tests.storage.old_record import NOON, TEAM, filling

TARGET = {"seconds": 3600.0, "calendar": "office", "thresholds": ["due"]}


@pytest.fixture(params=["0001", "0002", "0003"])
def version(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
async def old_url(empty_url: str, version: str) -> str:
    """A database of an earlier version, with a clock that ran, was paused, and has ended."""
    await migrations.upgrade(empty_url, version)
    database = Database(empty_url)
    async with database.engine.begin() as connection:
        await connection.run_sync(_fill)
    await database.close()
    return empty_url


def _fill(connection: Connection) -> None:
    add = filling(connection)
    add("workspace", team_id=TEAM)
    add("incident", id=1, team_id=TEAM, number=1, reference="INC-1", idempotency_key="1", phase="active")
    add("room", incident_id=1, team_id=TEAM)
    about = {"incident_id": 1, "clock": "resolve"}
    add("clock_mark", kind="started", at=NOON, target=TARGET, **about)
    add("clock_mark", kind="paused", at=NOON + timedelta(minutes=5), until=NOON + timedelta(hours=1), **about)
    add("clock_mark", kind="stopped", at=NOON + timedelta(hours=2), actor_id="U1", reason="Why", **about)


async def test_every_clock_event_is_there_still(old_url: str) -> None:
    await migrations.upgrade(old_url)
    database = Database(old_url)
    async with database.reading() as session:
        rows = (await session.scalars(select(RecordedClockEvent).order_by(RecordedClockEvent.id))).all()
        workspace = await session.get_one(Workspace, TEAM)
    await database.close()
    assert workspace.followed_policy is None, "the first start looks after what there is"
    assert [(row.kind, row.at, row.until, row.target, row.hours) for row in rows] == [
        ("started", NOON, None, TARGET, None),
        ("paused", NOON + timedelta(minutes=5), NOON + timedelta(hours=1), None, None),
        ("stopped", NOON + timedelta(hours=2), None, None, None),
    ]
    assert (rows[2].actor_id, rows[2].reason) == ("U1", "Why")


async def test_the_table_has_its_rules_still(old_url: str) -> None:
    await migrations.upgrade(old_url)
    database = Database(old_url)
    async with database.engine.connect() as connection:
        rules = await connection.run_sync(_rules)
    await database.close()
    assert rules == {
        "ck_clock_mark_kind",
        "fk_clock_mark_hours",
        "fk_clock_mark_incident_id",
        "ix_clock_mark_incident_id",
        "ix_clock_mark_present",
    }


def _rules(connection: Connection) -> set[str | None]:
    look = inspect(connection)
    found: set[str | None] = {one["name"] for one in look.get_check_constraints("clock_mark")}
    found |= {one["name"] for one in look.get_foreign_keys("clock_mark")}
    return found | {one["name"] for one in look.get_indexes("clock_mark")}
