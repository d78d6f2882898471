"""One question to the record that stands alone and that somebody waits for: one round trip, and little else."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Dialect, Engine, Select
from sqlalchemy.exc import DBAPIError

ASKING_AT_ONCE = 8
"""Questions that are asked at the same time; each has a thread, so that nothing else waits for them."""

T = TypeVar("T", int, str)


class Asker:
    """Asks on the connections of `engine`, which take no transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._threads = ThreadPoolExecutor(ASKING_AT_ONCE, "question")

    async def scalar(self, question: Select[T], values: Mapping[str, Any]) -> T | None:
        """The first column of the first row; None without any.

        Built once, with `bindparam` for each of the `values`, a question is not compiled again and again.
        """
        found: T | None = await asyncio.get_running_loop().run_in_executor(
            self._threads, _scalar, self._engine, question, values
        )
        return found

    def close(self) -> None:
        """Closes every connection."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._engine.dispose()


def _scalar(engine: Engine, question: Select[T], values: Mapping[str, Any]) -> Any:
    # SQLAlchemy's way takes longer than the answer itself. It is taken after an error: it says what is the matter.
    with suppress(engine.dialect.loaded_dbapi.Error):
        return _scalar_of_driver(engine, _text_of(question, engine.dialect), values)
    try:
        with engine.connect() as connection:
            return connection.scalar(question, values)
    except DBAPIError as error:
        # Connections that died unseen are all dropped by now.
        if not error.connection_invalidated:
            raise
    with engine.connect() as connection:
        return connection.scalar(question, values)


@lru_cache
def _text_of(question: Select[Any], dialect: Dialect) -> str:
    return str(question.compile(dialect=dialect))


def _scalar_of_driver(engine: Engine, text: str, values: Mapping[str, Any]) -> Any:
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(text, values)
        row = cursor.fetchone()
        cursor.close()
    except BaseException:
        connection.invalidate()
        raise
    finally:
        connection.close()
    return row[0] if row else None
