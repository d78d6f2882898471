"""One look into the record by one person: a session in which an incident is found, loaded as needed, and asked."""

from collections.abc import Awaitable
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from bot.core.needs import declared_by
from bot.core.operation import Answer, Context, IncidentQuery, Offered, Operation, Query, RecordReader, WorkspaceQuery
from bot.core.references import parse_reference
from bot.core.refusal import Refusal
from bot.core.registry import registry
from bot.engine.access import WHO_IS_THERE, admit, needed_to_admit, seen
from bot.incidents.view import VIEW
from storage import queries, sight
from storage.loading import Loader, Needs
from storage.tables import Incident
from storage.tables.base import Base


@dataclass(frozen=True)
class Reading:
    """Everything here raises Refusal for an incident that this person cannot see."""

    session: AsyncSession
    context: Context

    async def incident(self, incident_id: int, needs: Needs = ()) -> Incident:
        """The incident of this id."""
        return await self._seen(await queries.incident(self.session, incident_id, needs, self._visible))

    async def of_room(self, channel_id: str, needs: Needs = ()) -> Incident | None:
        """The incident whose room this channel is; None where it is nobody's room."""
        found = await queries.incident_of_room(self.session, self.context.team_id, channel_id, needs, self._visible)
        return await self._seen(found) if found else None

    async def of_reference(self, text: str, needs: Needs = ()) -> Incident | None:
        """The incident that a reference such as `INC-42` names; None for a text that is no reference.

        One that does not exist is refused in the words of one that this person cannot see.
        """
        process = self.context.process
        number = parse_reference(process.prefix, text, process.private_prefix)
        if number is None:
            return None
        team_id = self.context.team_id
        return await self._seen(await queries.incident_of_number(self.session, team_id, number, needs, self._visible))

    async def admitted(self, kind: type[Operation], incident: Incident) -> Incident:
        """The same incident, where they could carry out such an operation on it now. Raises Refusal where not."""
        await self.load_rules(kind, incident)
        try:
            admit(kind, incident, self.context)
        except Refusal as refusal:
            refusal.incident = incident.id
            raise
        return incident

    async def load_rules(self, kind: type[Operation], incident: Incident) -> None:
        """Have what the rules for such an operation depend on."""
        await Loader(self.session, incident).load(needed_to_admit(kind, incident, self.context.process))

    async def answer(self, query: Query, incident: Incident | None = None) -> Answer:
        """Answer a query, about an incident that was loaded with what such a query needs."""
        reader = RecordReader(self.session, registry.event)
        if isinstance(query, WorkspaceQuery):
            return await query.answer(reader, self.context)
        if not isinstance(query, IncidentQuery) or incident is None:
            raise Refusal("Which incident? Use this in an incident's room, or give its reference.")
        return await _declared(type(query).__name__, query.answer(reader, incident, self.context))

    @property
    def _visible(self) -> ColumnElement[bool]:
        return sight.visible_to(self.context.team_id, self.context.actor)

    async def _seen(self, incident: Incident | None) -> Incident:
        if incident is not None and incident.visibility != "public":
            await Loader(self.session, incident).load(WHO_IS_THERE)
        return seen(incident, self.context)


async def _declared(reader: str, answering: Awaitable[Answer]) -> Answer:
    with declared_by(reader):
        return await answering


def needs_of(offered: Offered) -> tuple[type[Base], ...]:
    """What an operation or a query needs of the incident that it is about."""
    if not issubclass(offered, Operation | IncidentQuery):
        return ()
    draws_sections = issubclass(offered, IncidentQuery) and offered.draws_sections
    return (*offered.needs, *(registry.section_needs() if draws_sections else ()))


def needs_of_view() -> tuple[type[Base], ...]:
    """What all that is shown of an incident needs, the sections of the card included."""
    return (*VIEW, *registry.section_needs())
