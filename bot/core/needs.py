"""What is read of the record has to be declared: who reads something else is told so, by name."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from sqlalchemy.exc import InvalidRequestError

from storage.tables import Incident

_NOT_LOADED = re.compile(r"'Incident\.(\w+)' is not available due to lazy='raise'")


class UndeclaredNeedError(LookupError):
    """Something of an incident is read that nobody said was needed. The text says who has to say so."""

    is_loggable: ClassVar[bool] = True

    def __init__(self, reader: str, name: str) -> None:
        tables = {called: table.__name__ for table, called in Incident.collections().items()}
        super().__init__(f"{reader} reads Incident.{name}: name {tables.get(name, name)} in its needs")


@contextmanager
def declared_by(reader: str) -> Iterator[None]:
    """Raises UndeclaredNeedError, with this name, for what is read in the block without having been loaded."""
    try:
        yield
    except InvalidRequestError as error:
        if found := _NOT_LOADED.search(str(error)):
            raise UndeclaredNeedError(reader, found[1]) from error
        raise
