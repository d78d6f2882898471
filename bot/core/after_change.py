"""What follows from a change: handlers that are registered for what of an incident an event changes."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.event import Aspect
from bot.core.operation import Context
from storage.tables import Incident
from storage.tables.base import Base


@dataclass(frozen=True)
class AfterChange:
    """`handle` runs in the transaction of every change with an event that changes this aspect, once.

    `needs`: the tables of which it reads the incident's rows. `order`: smaller comes first.
    """

    aspect: Aspect
    handle: Callable[[Incident, Context], None]
    needs: tuple[type[Base], ...] = ()
    order: int = 100
