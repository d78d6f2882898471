"""What one due deadline costs: the index is asked, and never every open incident."""

from datetime import timedelta

from sqlalchemy import event, insert, text

from storage import queries
from storage.database import Database
from storage.tables import Deadline
from tests.clock import START
from tests.world import TEAM, World


async def test_looking_for_what_is_due_reads_the_index_of_what_has_not_fired(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    async with database.transaction() as session:
        await session.execute(insert(Deadline), [_row(incident, n) for n in range(3000)])
    if not database.is_sqlite:
        async with database.transaction() as session:
            await session.execute(text("ANALYZE deadline"))
    asked: list[tuple[str, object]] = []

    def note(_c: object, _k: object, statement: str, parameters: object, *_: object) -> None:
        if statement.startswith("SELECT deadline."):
            asked.append((statement, parameters))

    event.listen(database._reader.sync_engine, "before_cursor_execute", note)
    now = START + timedelta(minutes=3)
    async with database.reading() as session:
        due = await queries.deadlines_due(session, TEAM, now, 100, ["sev1", "sev2"])
        assert await queries.next_due(session, TEAM, after=now) == START + timedelta(minutes=4)
    event.remove(database._reader.sync_engine, "before_cursor_execute", note)
    assert len(due) == 4
    assert len(asked) == 2
    for statement, parameters in asked:
        plan = await _plan(database, statement, parameters)
        assert "ix_deadline_due" in plan, plan
        assert "SCAN deadline\n" not in plan, plan
        assert "Seq Scan" not in plan, plan


async def _plan(database: Database, statement: str, parameters: object) -> str:
    explain = "EXPLAIN QUERY PLAN " if database.is_sqlite else "EXPLAIN "
    async with database.engine.connect() as connection:
        rows = await connection.exec_driver_sql(explain + statement, parameters)  # type: ignore[arg-type]
        return "".join(f"{row[-1]}\n" for row in rows)


def _row(incident: int, n: int) -> dict[str, object]:
    due = START + timedelta(minutes=n)
    return {
        "team_id": TEAM,
        "incident_id": incident,
        "clock": "update",
        "threshold": "breach",
        "anchor": f"row {n}",
        "due_at": due,
        "target_at": due,
    }
