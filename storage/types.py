"""Values and column types that behave the same on SQLite and PostgreSQL."""

import json
import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB

_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
"""PostgreSQL keeps no NUL in a text, and neither database half of a surrogate pair."""


def storable(value: Any) -> Any:
    """The same text, or what holds texts, without what a database refuses: the same object where nothing is refused."""
    match value:
        case str():
            return _NOT_STORABLE.sub("", value) if _NOT_STORABLE.search(value) else value
        case dict():
            clean: Any = {storable(key): storable(part) for key, part in value.items()}
        case list() | tuple():
            clean = [storable(part) for part in value]
            clean = clean if isinstance(value, list) else tuple(clean)
        case _:
            return value
    return clean if clean != value else value


def to_json(value: Any) -> str:
    """What a JSON column is given."""
    return json.dumps(storable(value))


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept and returned in UTC. Raises ValueError for a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone; the record keeps aware times only")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# None is no value, as in every other column: rows with and without one go into the record by one statement.
Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
