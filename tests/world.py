"""Incidents without Slack: the record, the engine and a clock, and short words for what people do."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from bot.clock import Clock
from bot.core.event import Event
from bot.core.operation import Answer, Operation, Query
from bot.core.registry import registry
from bot.engine.engine import Asking, Done, Engine
from bot.operations.declare import Declare
from bot.process.defaults import SEVERITIES
from bot.process.process import Process
from bot.process.sla_policy import Sla
from storage import queries
from storage.database import Database
from storage.tables import Base, Deadline, Incident, Post, RecordedClockEvent, TimelineEvent, Work
from tests.clock import ManualClock
from tests.whole import whole

TEAM = "T1"
ANA, BO, CY, DEE = "UANA", "UBO", "UCY", "UDEE"

PLAIN = Process(
    severities=tuple(
        severity.model_copy(update={"escalate_after": None, "resolve_within": None}) for severity in SEVERITIES
    ),
    sla=Sla(escalation=()),
)
"""With the clocks that remind of a next step; tests/operations/test_sla.py has the others, and the ladder."""

MINUTE = timedelta(minutes=1)

_keys = count()

Dump = dict[str, list[tuple[Any, ...]]]


class OneLane:
    """Everything can be delivered, and one lane carries it. Implements `bot.engine.lanes.Lanes`."""

    schemes = ("room", "announcement", "person", "channel")

    def lane(self, address: str) -> str:
        return "slack"

    def standing(self, incident: Incident) -> tuple[str, ...]:
        return ("slack",) if incident.room.is_wanted else ()

    def begin(self, incident: Incident) -> None:
        """Nothing is carried here."""


class World:
    """One workspace on one database. Two of them on one database are two replicas."""

    def __init__(
        self,
        database: Database,
        process: Process | None = None,
        clock: Clock | None = None,
        groups: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.database = database
        self.manual = ManualClock()
        self.clock: Clock = clock or self.manual
        known = groups or {}
        self.engine = Engine(database, process or PLAIN, self.clock, OneLane(), lambda: known)

    def later(self, **time: float) -> None:
        self.manual.jump(timedelta(**time))

    async def run(
        self, operation: Operation, incident_id: int | None, actor: str | None = ANA, key: str | None = None
    ) -> Done:
        return await self.engine.run(operation, Asking(TEAM, actor, key or f"key {next(_keys)}"), incident_id)

    async def declare(self, actor: str | None = ANA, key: str | None = None, **fields: Any) -> int:
        """The id of a new incident."""
        return (await self.run(declaration(**fields), None, actor, key)).incident.id

    async def do(self, incident_id: int, operation: Operation, actor: str | None = ANA) -> list[Event]:
        return list((await self.run(operation, incident_id, actor)).events)

    async def ask(self, query: Query, actor: str = ANA, incident_id: int | None = None) -> Answer:
        return await self.engine.ask(query, TEAM, actor, incident_id)

    async def incident(self, incident_id: int) -> Incident:
        async with self.database.reading() as session:
            return await whole(session, incident_id)

    async def clock_events(self, incident_id: int) -> list[RecordedClockEvent]:
        """All that ever happened to its clocks."""
        statement = select(RecordedClockEvent).where(RecordedClockEvent.incident_id == incident_id)
        async with self.database.reading() as session:
            return list(await session.scalars(statement.order_by(RecordedClockEvent.id)))

    async def timeline(self, incident_id: int) -> list[Event]:
        async with self.database.reading() as session:
            return [registry.event(row.kind, row.payload) for row in await queries.timeline(session, incident_id)]

    async def told(self, incident_id: int) -> list[tuple[str, str]]:
        """What the outbox holds: kind of event and destination, in order."""
        statement = (
            select(TimelineEvent.kind, Post.destination)
            .join(Post, Post.event_id == TimelineEvent.id)
            .where(Post.incident_id == incident_id)
            .order_by(Post.id)
        )
        async with self.database.reading() as session:
            return [(kind, destination) for kind, destination in await session.execute(statement)]

    async def due(self, incident_id: int) -> set[tuple[str, str, datetime]]:
        """The deadlines that have not fired; what comes before the due time is a "warning"."""
        statement = select(Deadline).where(Deadline.incident_id == incident_id, Deadline.fired_at.is_(None))
        async with self.database.reading() as session:
            rows = await session.scalars(statement)
        return {(row.clock, short(row.threshold), row.due_at) for row in rows}

    async def minutes_to(self, incident_id: int) -> dict[tuple[str, str], float]:
        """Minutes from now to each deadline that has not fired."""
        due = await self.due(incident_id)
        return {(clock, threshold): round((at - self.clock.now()) / MINUTE, 3) for clock, threshold, at in due}

    async def work(self, incident_id: int) -> Work:
        """What is to be carried of the incident."""
        async with self.database.reading() as session:
            return await session.get_one(Work, (incident_id, "slack"))

    async def dump(self) -> Dump:
        """Everything in the record."""
        async with self.database.reading() as session:
            return {
                table.name: [tuple(row) for row in await session.execute(select(table).order_by(*table.primary_key))]
                for table in Base.metadata.sorted_tables
            }


def short(threshold: str) -> str:
    """What comes before the due time is a warning, however long before."""
    return "warning" if threshold.endswith("before") else threshold


def declaration(**fields: Any) -> Declare:
    return Declare.model_validate({"name": "Checkout is down", "severity": "sev2"} | fields)
