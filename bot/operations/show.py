"""Show: one incident, as it stands."""

from dataclasses import dataclass

from bot.core.operation import Answer, Context, IncidentQuery, RecordReader
from bot.core.read_models import IncidentView
from bot.core.registry import registry
from bot.incidents.view import VIEW, view_of
from storage.tables import Incident


@dataclass(frozen=True)
class Shown(Answer):
    """One incident."""

    incident: IncidentView


class ShowIncident(IncidentQuery):
    """Show how things stand.

    The next steps stand below.
    """

    slug = "show"
    needs = VIEW
    draws_sections = True
    words = ("show", "info")
    title = "Show"
    order = 10

    async def answer(self, reader: RecordReader, incident: Incident, context: Context) -> Answer:
        return Shown(view_of(incident, context.process, registry.sections()))
