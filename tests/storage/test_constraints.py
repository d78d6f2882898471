"""What the database itself refuses, on SQLite and on PostgreSQL alike."""

from typing import Any

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm.exc import StaleDataError

from storage.database import Database, is_conflict, violates
from storage.tables import Incident, Receipt, RoleAssignment, TimelineEvent
from tests.storage.rows import NOON, TEAM, add, assignment, declared, happening, incident


@pytest.mark.parametrize(
    ("differing", "constraint"),
    [
        ({"number": 2, "idempotency_key": "key-1"}, "uq_incident_team_id_idempotency_key"),
        ({"number": 1, "idempotency_key": "another"}, "uq_incident_team_id_number"),
        ({"number": 2, "mode": "drill"}, "ck_incident_mode"),
        ({"number": 2, "visibility": "secret"}, "ck_incident_visibility"),
    ],
)
async def test_an_incident_that_breaks_a_rule_is_refused_by_that_rule(
    database: Database, differing: dict[str, Any], constraint: str
) -> None:
    await declared(database)
    with pytest.raises(IntegrityError) as refusal:
        await add(database, incident(**differing))
    others = {"uq_incident_team_id_idempotency_key", "uq_incident_team_id_number", "ck_incident_mode"} - {constraint}
    assert violates(refusal.value, constraint)
    assert not any(violates(refusal.value, other) for other in others)
    assert not is_conflict(refusal.value)
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Incident)) == 1


async def test_an_exclusive_role_has_one_holder(database: Database) -> None:
    incident_id = await declared(database)
    await add(database, assignment(incident_id, user_id="U1"))
    with pytest.raises(IntegrityError) as refusal:
        await add(database, assignment(incident_id, user_id="U2"))
    assert violates(refusal.value, "uq_role_assignment_exclusive_holder")


async def test_a_person_holds_a_role_once_at_a_time(database: Database) -> None:
    incident_id = await declared(database)
    await add(database, assignment(incident_id, role="scribe", exclusive=False))
    with pytest.raises(IntegrityError) as refusal:
        await add(database, assignment(incident_id, role="scribe", exclusive=False))
    assert violates(refusal.value, "uq_role_assignment_holder")


async def test_a_role_can_be_handed_on_and_shared_if_it_is_not_exclusive(database: Database) -> None:
    incident_id = await declared(database)
    await add(
        database,
        assignment(incident_id, user_id="U1", ended_at=NOON),
        assignment(incident_id, user_id="U1", ended_at=NOON),
        assignment(incident_id, user_id="U2"),
        assignment(incident_id, user_id="U1", role="scribe", exclusive=False),
        assignment(incident_id, user_id="U2", role="scribe", exclusive=False),
    )
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(RoleAssignment)) == 5


@pytest.mark.parametrize("change", [update(TimelineEvent).values(kind="forged"), delete(TimelineEvent)])
async def test_the_timeline_is_append_only(database: Database, change: object) -> None:
    incident_id = await declared(database)
    await add(database, happening(incident_id))
    with pytest.raises(IntegrityError, match="the timeline is append-only"):
        async with database.transaction() as session:
            await session.execute(change)  # type: ignore[call-overload]
    async with database.reading() as session:
        assert (await session.scalars(select(TimelineEvent.kind))).all() == ["noted"]


async def test_postgresql_does_not_let_the_timeline_be_truncated(postgres_url: str) -> None:
    database = Database(postgres_url)
    await add(database, happening(await declared(database)))
    with pytest.raises(IntegrityError, match="append-only"):
        async with database.transaction() as session:
            await session.execute(text("TRUNCATE timeline_event CASCADE"))
    await database.close()


async def test_what_belongs_to_no_incident_is_refused(database: Database) -> None:
    await declared(database)
    with pytest.raises(IntegrityError) as refusal:
        await add(database, happening(incident_id=999))
    assert not violates(refusal.value, "uq_incident_team_id_number")


async def test_an_incident_with_a_history_cannot_be_deleted(database: Database) -> None:
    await add(database, happening(await declared(database)))
    with pytest.raises(IntegrityError):
        async with database.transaction() as session:
            await session.execute(delete(Incident))


async def test_an_operation_is_receipted_once(database: Database) -> None:
    await declared(database)
    await add(database, Receipt(team_id=TEAM, key="k", operation="declare", carried_out_at=NOON))
    with pytest.raises(IntegrityError):
        await add(database, Receipt(team_id=TEAM, key="k", operation="declare", carried_out_at=NOON))


async def test_a_time_without_zone_is_refused(database: Database) -> None:
    await declared(database)
    with pytest.raises(StatementError, match="has no time zone"):
        await add(database, incident(2, declared_at=NOON.replace(tzinfo=None)))


async def test_an_incident_changed_meanwhile_is_not_overwritten(database: Database) -> None:
    incident_id = await declared(database)
    async with database.reading() as session:
        mine = await session.get_one(Incident, incident_id)
    async with database.transaction() as session:
        theirs = await session.get_one(Incident, incident_id)
        theirs.name = "theirs"
    mine.name = "mine"
    with pytest.raises(StaleDataError) as conflict:
        await add(database, mine)
    assert is_conflict(conflict.value)
    async with database.reading() as session:
        kept = await session.get_one(Incident, incident_id)
        assert (kept.name, kept.version) == ("theirs", 2)


def test_a_constraint_that_the_record_does_not_have_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="uq_incident_nonsense"):
        violates(ValueError(), "uq_incident_nonsense")
