"""All tables as one."""

from __future__ import annotations

from tests.playground.errors import chat, conversations, files, items, people
from tests.playground.errors.rows import Provoked, Table

TABLE: Table = chat.TABLE | conversations.TABLE | files.TABLE | items.TABLE | people.TABLE
PROVOKED: list[tuple[str, str, Provoked]] = [
    (method, error, row)
    for method, rows in sorted(TABLE.items())
    for error, row in sorted(rows.items())
    if isinstance(row, Provoked)
]
