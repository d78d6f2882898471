"""Loads of an incident what is asked for and nothing else: one query for each table that holds something of it.

What was not asked for raises where it is read: nothing is fetched behind anybody's back.
"""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import exists, inspect, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload, with_parent
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.sql.base import ExecutableOption
from sqlalchemy.sql.elements import ColumnElement

from storage.tables import Base, CycleResult, Incident, Receipt, RecordedClockEvent, Workspace

LIVE = ("triage", "active", "paused")
UNCLOSED = (*LIVE, "post_incident")

Needs = Collection[type[Base]]
"""Tables whose rows belong to an incident: what of it is to be loaded, beside its own row and its room's."""


class Loader:
    """An incident in an open session, and which tables hold something of it, as far as that is known.

    A table that was not looked into is asked; one that is known to be empty is not.
    """

    def __init__(self, session: AsyncSession, incident: Incident, filled: dict[type[Base], bool] | None = None) -> None:
        self.incident = incident
        self._session = session
        self._filled = filled or {}

    async def load(self, needs: Iterable[type[Base]]) -> None:
        """Have the rows of these tables, in the order in which they were added; what is there already stays."""
        missing = inspect(self.incident).unloaded
        wanted = dict.fromkeys(needs)
        if RecordedClockEvent in wanted and self.incident.phase not in UNCLOSED:
            # The clocks of one that is over are shown by their verdicts.
            wanted[CycleResult] = None
        for table in wanted:
            name = Incident.collections()[table]
            if name in missing:
                rows = await self._rows(table) if self._filled.get(table, True) else []
                set_committed_value(self.incident, name, rows)

    async def _rows(self, table: Any) -> list[Base]:
        statement = select(table).where(_of(self.incident, table)).order_by(table.id)
        # What is written is written once, at the end.
        with self._session.no_autoflush:
            return list((await self._session.scalars(statement)).all())


async def incident_where(session: AsyncSession, condition: ColumnElement[bool], needs: Needs) -> Incident | None:
    """The one incident that fulfils this, of its own row or its room's, with what is needed of it."""
    tables = list(dict.fromkeys(needs))
    holds = (_relation(table).any().label(f"holds_{table.__tablename__}") for table in tables)
    statement = select(Incident, *holds)
    found = (await session.execute(statement.join(Incident.room).where(condition))).unique().one_or_none()
    if found is None:
        return None
    incident, *filled = found
    await Loader(session, incident, dict(zip(tables, filled, strict=True))).load(tables)
    return incident  # type: ignore[no-any-return]


async def incident_for_change(
    session: AsyncSession, incident_id: int, condition: ColumnElement[bool] | None = None
) -> Incident | None:
    """The incident, where it fulfils this, locked against other changes where the database locks rows.

    Whatever else is read of it is read after this, by statements of their own: whoever held the lock has committed.
    """
    wanted = select(Incident).where(Incident.id == incident_id)
    wanted = wanted if condition is None else wanted.where(condition)
    statement = wanted.with_for_update(key_share=True, of=Incident)
    return (await session.scalars(statement)).unique().one_or_none()


async def carried_out(session: AsyncSession, team_id: str, key: str) -> int | None:
    """The incident on which the operation of this key was carried out."""
    found: int | None = await session.scalar(_receipt(team_id, key))
    return found


async def carried_out_or_there(
    session: AsyncSession, team_id: str, key: str, incident: Incident, tables: Needs
) -> tuple[int | None, Loader, str | None]:
    """The same, and in the same look which of these tables hold something of the incident that is to be changed.

    The last is the digest of the process that the clocks of the workspace follow.
    """
    asked = list(dict.fromkeys(tables))
    earlier = _receipt(team_id, key).scalar_subquery().label("earlier")
    holds = (exists().where(_of(incident, table)).label(f"holds_{table.__tablename__}") for table in asked)
    leading = select(Workspace.leading_policy).where(Workspace.team_id == team_id).scalar_subquery().label("leading")
    found = (await session.execute(select(earlier, leading, *holds))).one()
    return found[0], Loader(session, incident, dict(zip(asked, found[2:], strict=True))), found[1]


def with_needs(needs: Needs) -> list[ExecutableOption]:
    """What makes a query of many incidents load this of each."""
    return [selectinload(_relation(table)) for table in dict.fromkeys(needs)]


def _receipt(team_id: str, key: str) -> Any:
    return select(Receipt.incident_id).where(Receipt.team_id == team_id, Receipt.key == key)


def _relation(table: type[Base]) -> Any:
    return getattr(Incident, Incident.collections()[table])


def _of(incident: Incident, table: type[Base]) -> ColumnElement[bool]:
    """The rows that the relation of this table has of the incident."""
    return with_parent(incident, _relation(table))
