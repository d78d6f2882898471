"""A record from before private incidents could be numbered apart goes on counting, in both series."""

import pytest
from sqlalchemy import Connection, select

from storage import migrations, queries
from storage.database import Database
from storage.tables import Incident, Workspace
from tests.storage.old_record import TEAM, filling


def _fill(connection: Connection) -> None:
    add = filling(connection)
    add("workspace", team_id=TEAM, last_number=1)
    add("incident", id=1, team_id=TEAM, number=1, reference="INC-1", idempotency_key="1", visibility="private")
    add("room", incident_id=1, team_id=TEAM)


@pytest.mark.parametrize("version", ["0001", "0002", "0003", "0004"])
async def test_both_series_go_on_from_where_they_were(empty_url: str, version: str) -> None:
    await migrations.upgrade(empty_url, version)
    database = Database(empty_url)
    async with database.engine.begin() as connection:
        await connection.run_sync(_fill)
    await migrations.upgrade(empty_url)

    async with database.transaction() as session:
        found = [(await queries.next_number(session, TEAM, apart=apart))[0] for apart in (False, True, True, False)]
        kept = (await session.scalars(select(Incident))).unique().one()
        counts = (await session.execute(select(Workspace.last_number, Workspace.last_private_number))).one()
    await database.close()

    assert found == [2, -1, -2, 3]
    assert (kept.number, kept.reference) == (1, "INC-1")
    assert tuple(counts) == (3, 2)
