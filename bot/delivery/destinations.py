"""The destinations of a process, by the scheme of an address and by the name of a lane."""

from collections.abc import Collection

from bot.delivery.destination import Destination
from bot.process.addresses import scheme_of
from storage.tables import Incident


class Destinations:
    """All that can be delivered to. Implements `bot.engine.lanes.Lanes`.

    Raises ValueError where two go by one name or serve one scheme.
    """

    def __init__(self, *destinations: Destination) -> None:
        self._all = destinations
        self._by_name = {one.name: one for one in destinations}
        self._by_scheme = {scheme: one for one in destinations for scheme in one.schemes}
        if len(self._by_name) < len(destinations) or len(self._by_scheme) < sum(len(d.schemes) for d in destinations):
            raise ValueError("two destinations go by one name or serve one scheme")

    @property
    def schemes(self) -> Collection[str]:
        return self._by_scheme.keys()

    def lane(self, address: str) -> str:
        """The lane that carries what is for this address. Raises LookupError where nobody serves its scheme."""
        return self._by_scheme[scheme_of(address)].lane(address)

    def standing(self, incident: Incident) -> Collection[str]:
        """The lanes that every change of the incident goes to."""
        return {lane for one in self._all if (lane := one.standing_lane(incident))}

    def begin(self, incident: Incident) -> None:
        """Put into a new incident what any of them has to find in the record."""
        for one in self._all:
            one.begin(incident)

    def serve(self, lane: str) -> bool:
        """Whether anybody carries this lane: a destination of another version or configuration may be gone."""
        return scheme_of(lane) in self._by_name

    def serving(self, lane: str) -> Destination:
        """Who carries a lane. Raises LookupError where nobody does."""
        return self._by_name[scheme_of(lane)]
