"""What the engine has to know of delivery: which lanes carry what is committed."""

from collections.abc import Collection
from typing import Protocol

from bot.process.addresses import scheme_of
from storage.tables import Incident


class UnknownSchemeError(LookupError):
    """An event is addressed to where nobody delivers: committed, it would wait for ever."""

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
