"""A section of the card: what a capability adds to the incident at a glance."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.text import Line
from bot.process.process import Process
from storage.tables import Incident


@dataclass(frozen=True)
class CardSection:
    """`draw` makes its line of the incident; an empty one is left out. `order`: smaller comes first."""

    draw: Callable[[Incident, Process], Line]
    order: int = 100
