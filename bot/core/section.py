"""A section of the card: what a capability adds to the incident at a glance."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.text import Line
from bot.process.process import Process
from storage.tables import Incident
from storage.tables.base import Base


@dataclass(frozen=True)
class CardSection:
    """`draw` makes its line of the incident; an empty one is left out. `order`: smaller comes first.

    `needs`: the tables of which it reads the incident's rows.
    """

    draw: Callable[[Incident, Process], Line]
    order: int = 100
    needs: tuple[type[Base], ...] = ()
