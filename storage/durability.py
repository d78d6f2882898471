"""Whether PostgreSQL keeps what it has acknowledged: made sure of for each connection, and asked at the start.

With `synchronous_commit = off` a crash forgets what was committed last, and with it that a message was sent.
"""

import secrets
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import event, text
from sqlalchemy.engine import Engine
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.errors import RecordError

_DURABLE: Final = (
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
)
_ASKED: Final = text(
    "SELECT pg_is_in_recovery(), current_setting('transaction_read_only') = 'on', current_setting('fsync') = 'off', "
    "current_setting('full_page_writes') = 'off', "
    "(SELECT reset_val FROM pg_settings WHERE name = 'synchronous_commit') = 'off'"
)
_MARKED: Final = text("SELECT set_config('sitrep.session', :mark, false)")
_MARK: Final = text("SELECT current_setting('sitrep.session', true)")


class UnfitDatabaseError(RecordError):
    """Sitrep cannot promise anything on this database. The text says why, and what to do."""


class StandbyError(UnfitDatabaseError):
    """It can only be read, as it stands by for another; that may pass."""


@dataclass(frozen=True)
class Risk:
    """What may be lost although it was acknowledged, in a sentence: no connection can change it."""

    words: str

    def __str__(self) -> str:
        return self.words


_FSYNC: Final = Risk(
    "PostgreSQL runs with fsync = off: when its machine loses power, what Sitrep acknowledged is lost, or the whole "
    "database. Set fsync = on."
)
_PAGES: Final = Risk(
    "PostgreSQL runs with full_page_writes = off: when its machine loses power the database may be damaged. "
    "Set full_page_writes = on, unless its file system cannot tear a page."
)


def make_durable(engine: Engine) -> None:
    """Let every new connection of a PostgreSQL engine commit so that it lasts, whatever the server's default is."""

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _: object) -> None:
        was_autocommit, connection.autocommit = connection.autocommit, True
        cursor = connection.cursor()
        cursor.execute(_DURABLE)
        cursor.close()
        connection.autocommit = was_autocommit


async def require_durable(engine: AsyncEngine) -> list[Risk]:
    """What may be lost on this PostgreSQL all the same.

    Raises UnfitDatabaseError where commits would not last or nothing can be written; StandbyError where that may pass.
    """
    async with engine.connect() as connection:
        stands_by, only_reads, no_fsync, no_pages, forgets = (await connection.execute(_ASKED)).one()
    if stands_by:
        raise StandbyError("This PostgreSQL is a standby, which can only be read. The URL has to lead to the primary.")
    if only_reads:
        raise UnfitDatabaseError(
            "This PostgreSQL lets Sitrep only read (default_transaction_read_only = on). Set it to off for its user."
        )
    if forgets and not await _keeps_sessions_apart(engine):
        raise UnfitDatabaseError(
            "PostgreSQL runs with synchronous_commit = off, and a pooler in between (pgbouncer in transaction mode?) "
            "gives Sitrep no connection of its own to set that right for: after a crash messages would come twice. "
            "Say ALTER ROLE … SET synchronous_commit = on for its user, and let the pooler connect anew."
        )
    return [risk for risk, is_there in ((_FSYNC, no_fsync), (_PAGES, no_pages)) if is_there]


async def _keeps_sessions_apart(engine: AsyncEngine) -> bool:
    """Whether what is set in a connection stays in it, and in it only.

    While one connection is in a transaction, a pooler by transactions has to give the other another server's.
    """
    async with engine.connect() as one, engine.connect() as other:
        mark = secrets.token_hex(8)
        await one.execute(_MARKED, {"mark": mark})
        await one.commit()
        if await _mark_of(other) == mark:
            return False
        return await _mark_of(one) == mark


async def _mark_of(connection: AsyncConnection) -> str | None:
    found: str | None = await connection.scalar(_MARK)
    return found
