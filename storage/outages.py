"""Tells a database that is away for a moment, and may be waited for, from one that refuses us."""

import re
from typing import Final

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

# https://www.postgresql.org/docs/current/errcodes-appendix.html: connections, too many of them, and a server that
# stops, crashes or starts.
_CONNECTION: Final = "08"
_PASSING: Final = frozenset({"53300", "57P01", "57P02", "57P03"})

# A connection that was refused has no code, only the server's words. Where these are in another language they are taken
# for an outage: then it is tried again for a while in vain, and nothing worse.
_REFUSED: Final = re.compile(
    "authentication failed|no password supplied|(role|database) .* does not exist|no such (user|database)"
    "|not permitted to log in|permission denied for database|no pg_hba.conf entry"
    "|does not support SSL|certificate verify failed|root certificate file"
)


def is_away(error: BaseException) -> bool:
    """Whether the database could not be reached, or a connection to it was cut: the same may succeed a moment later.

    What was being committed may have been committed all the same.
    """
    if isinstance(error, PoolTimeoutError):
        return True
    if not isinstance(error, DBAPIError) or not isinstance(error.orig, psycopg.Error):
        return False
    code = error.orig.sqlstate
    if error.connection_invalidated or (code and (code.startswith(_CONNECTION) or code in _PASSING)):
        return True
    # Without a code the server had no say, or said no.
    return isinstance(error.orig, psycopg.OperationalError) and code is None and not _REFUSED.search(str(error.orig))
