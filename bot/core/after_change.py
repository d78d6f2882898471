"""What follows from a change: handlers that are registered for what of an incident an event changes."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from storage.tables import Incident
from storage.tables.base import Base

if TYPE_CHECKING:
    from bot.core.operation import Context


class Aspect(StrEnum):
    """A part of an incident that something else follows from."""

    PROMISES = "promises"
    """Severity, type, phase, milestone, roles, updates, the clocks themselves: what is due when follows from these."""
    AUDIENCE = "audience"
    """Severity and visibility: where it is announced follows from these."""


@dataclass(frozen=True)
class AfterChange:
    """`handle` runs in the transaction of every change with an event that changes this aspect, once.

    `needs`: the tables of which it reads the incident's rows. `order`: smaller comes first.
    """

    aspect: Aspect
    handle: Callable[[Incident, "Context"], None]
    needs: tuple[type[Base], ...] = ()
    order: int = 100
