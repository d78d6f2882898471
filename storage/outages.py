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
_REFUSALS: Final = (
    (
        r"authentication failed|no password supplied|role .* does not exist|no such user|not permitted to log in",
        "does not accept the user name or the password",
    ),
    (r"database .* does not exist|no such database", "has no database of this name"),
    (r"permission denied for database|no pg_hba\.conf entry", "does not let this user in from here"),
    (
        r"does not support SSL|certificate verify failed|root certificate file",
        "cannot be reached in the encrypted way that the URL asks for",
    ),
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
    return isinstance(error.orig, psycopg.OperationalError) and code is None and refusal(error) is None


def refusal(error: BaseException) -> str | None:
    """Why PostgreSQL lets nobody in with this URL, to be said after its name; None where that is not what happened."""
    if not isinstance(error, DBAPIError) or not isinstance(error.orig, psycopg.OperationalError):
        return None
    said = str(error.orig) if error.orig.sqlstate is None else ""
    return next((words for pattern, words in _REFUSALS if re.search(pattern, said)), None)
