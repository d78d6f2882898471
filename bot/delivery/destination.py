"""What delivery asks of a destination: to carry one incident's work to where people read of it.

A destination is a place outside, such as Slack. It serves the addresses of its schemes, and says in which *lane* what
is for an address goes: each lane of an incident has its own lease, order and retries, so that one that is slow or down
keeps no other waiting. The worker knows when something is to be carried, by whom and in which order; a destination
knows how. How a round ended it says by returning or raising, in these terms:

- it returns: everything that was wanted when the work was read is there;
- it raises NotYetError: nothing can be done for so many seconds, and then it is tried again;
- it raises LeaseLostError: another worker carries the incident now, and this one says nothing more;
- it raises anything else: it is tried again, after a pause that grows with every failure.
"""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.leased_writes import LeasedWrites
from storage.tables import Incident, Post
from storage.tables.base import Base


class NotYetError(Exception):
    """Nothing can be done here for so many seconds of the bot's clock; `why` is for the log."""

    is_loggable: ClassVar[bool] = True

    def __init__(self, seconds: float, why: str = "") -> None:
        super().__init__(why or f"not for {seconds:.1f} s")
        self.seconds = max(0.0, seconds)


class Report(Protocol):
    """Reports to a person, once for each key: what could not be done, why, what puts it right where that is known.

    `what` goes up to the address, where there is one to name: "A message to", `person:U0123`.
    """

    def __call__(
        self, key: str, what: str, problem: str, *, advice: str = "", address: str = ""
    ) -> Awaitable[None]: ...


@dataclass(frozen=True)
class LeasedWork:
    """What is to be carried of one incident in one lane, by whoever holds its lease.

    incident: as it was read when the round began, with what the destination needs of it.
    lane: as the destination named it.
    posts: what the outbox holds for this lane and is neither delivered nor put aside, in the order to be told.
    has_news: whether something was committed since the last round, as opposed to a round that tries again.
    attempts: how many rounds in a row have failed before this one.
    writes: what the round writes down, under its lease; to be asked to keep the lease before every call.
    is_stopping: whether to begin no further call, because the process ends.
    """

    incident: Incident
    lane: str
    posts: Sequence[Post]
    has_news: bool
    attempts: int
    writes: LeasedWrites
    report: Report
    is_stopping: Callable[[], bool]


class Destination(Protocol):
    """Serves the addresses of its schemes. One object serves all incidents, many at the same time."""

    @property
    def name(self) -> str:
        """What its lanes are called, or begin with, before a colon."""

    @property
    def schemes(self) -> Collection[str]:
        """What stands before the colon in its addresses; an address without one is a scheme by itself."""

    @property
    def needs(self) -> Collection[type[Base]]:
        """The tables of which it reads an incident's rows."""

    def lane(self, address: str) -> str:
        """The lane that carries what is for this address: one for all, or `name:` and an endpoint or recipient."""

    def standing_lane(self, incident: Incident) -> str | None:
        """The lane of what is kept in step with every change, though nothing is addressed to it; None without any."""

    def begin(self, incident: Incident) -> None:
        """Put into a new incident what has to be in the record before the first call, in its own transaction."""

    async def prepare(self, session: AsyncSession, incident_ids: Collection[int]) -> None:
        """The same for incidents that were begun without it, in the transaction that takes the leases."""

    async def carry(self, work: LeasedWork) -> None:
        """Bring the place to what the record says. Ends as the module describes."""
