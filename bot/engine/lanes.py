"""What the engine has to know of delivery: which lanes carry what is committed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from bot.process.addresses import scheme_of
from storage.tables import Incident


class UnknownSchemeError(LookupError):
    """An event is addressed to where nobody delivers: committed, it would wait for ever."""

    is_loggable: ClassVar[bool] = True

    def __init__(self, kind: str, address: str, schemes: Collection[str]) -> None:
        known = ", ".join(sorted(schemes)) or "none"
        super().__init__(f"nobody delivers {kind!r} to {address!r}: {scheme_of(address)!r} is not one of {known}")


class Lanes(Protocol):
    """The lanes of all destinations that this process has."""

    @property
    def schemes(self) -> Collection[str]:
        """What an address may begin with."""

    def lane(self, address: str) -> str:
        """The lane that carries what is for this address, whose scheme is one of `schemes`."""

    def standing(self, incident: Incident) -> Collection[str]:
        """The lanes that every change of the incident goes to, whoever it is addressed to."""

    def begin(self, incident: Incident) -> None:
        """Put into a new incident what has to be in the record before anything of it is carried."""


@dataclass(frozen=True)
class Claim:
    """Lanes of a new incident that this process carries as soon as it is committed, and its lease on them."""

    incident_id: int
    owner: str
    until: datetime
    lanes: Collection[str]


class Handover(Protocol):
    """Who carries new incidents in this process: it takes the lease on their work in the transaction that makes it."""

    def claim(self, incident_id: int, lanes: Collection[str]) -> Claim | None:
        """Keep a slot in each of these lanes that has one to spare; None where none has."""

    def let_go(self, claim: Claim) -> None:
        """Nothing came of it, as far as is known: the slots are free, and what was committed all the same is found."""

    def hand_over(self, claim: Claim, incident: Incident) -> None:
        """The incident is committed, and its work with the lease: carry it."""
