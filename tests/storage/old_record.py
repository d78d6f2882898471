"""Rows of a record that an earlier version wrote, whatever columns its tables had."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, MetaData, Table, insert

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TEAM = "T1"

Add = Callable[..., None]
"""Adds a row to a table: `add("room", incident_id=1, …)`. What is not given and has to be is empty."""


def filling(connection: Connection) -> Add:
    """What adds rows to the tables as they are now."""
    tables = MetaData()
    tables.reflect(connection)

    def add(to: str, /, **values: Any) -> None:
        table = tables.tables[to]
        connection.execute(insert(table).values(**_complete(table, values)))

    return add


def _complete(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    usual: dict[type, Any] = {str: "", int: 0, bool: False, datetime: NOON, dict: {}}
    known = {"mode": "standard", "visibility": "public", "announced_in": []}
    needed = [column for column in table.columns if not column.nullable and column.name != "id"]
    empty = {column.name: known.get(column.name, usual.get(column.type.python_type)) for column in needed}
    return {**empty, **values}
