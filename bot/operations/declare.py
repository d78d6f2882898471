"""Declare: an incident begins."""

from types import MappingProxyType
from typing import ClassVar

from pydantic import Field

from bot.core.fields import Flag, Hidden, LongText, Mode, PeopleIds, PersonId, SeveritySlug, ShortText, TypeSlug
from bot.core.operation import Context, Operation
from bot.incidents.changes import ask_in, give_role, reach
from bot.incidents.events import Declared
from storage.tables import Incident


class Declare(Operation):
    """Declare an incident and open its room."""

    words: ClassVar = ("declare", "new", "open")
    title: ClassVar = "Declare an incident"
    submit: ClassVar = "Declare"
    opens: ClassVar = True
    does_also: ClassVar = MappingProxyType({"lead": "assign"})

    name: ShortText = Field(title="Name", description="What is wrong? It's all right if this is incomplete.")
    severity: SeveritySlug = Field(title="Severity", description="Take your best guess; you can change it later.")
    summary: LongText | None = Field(None, title="Summary", description="What is known so far.")
    type: TypeSlug | None = Field(None, title="Type")
    responders: PeopleIds = Field((), title="Responders", description="They are invited to the room.")
    lead: PersonId | None = Field(None, title="Lead", description="Who coordinates. Anyone can claim it later.")
    private: Flag = Field(False, title="Private", description="Only people invited to it can see a private incident.")
    mode: Mode = Field("standard", title="Mode")
    source_permalink: Hidden = ""

    def apply(self, incident: Incident, context: Context) -> None:
        process = context.process
        incident_type = process.type(self.type) if self.type else process.default_type
        incident.name = self.name
        incident.severity = self.severity
        incident.summary = self.summary or ""
        incident.type = incident_type.slug
        incident.visibility = "private" if self.private or incident_type.private_only else "public"
        incident.mode = self.mode
        incident.source_permalink = self.source_permalink
        reach(incident, context, process.start(incident_type))
        context.record(
            Declared(
                name=self.name,
                severity=self.severity,
                summary=incident.summary,
                source_permalink=self.source_permalink,
            )
        )
        ask_in(incident, context, self._people(context))
        if self.lead:
            give_role(incident, context, process.lead_role.slug, self.lead)

    def _people(self, context: Context) -> list[str]:
        always = context.process.room.always_invite
        invited = [member for entry in always for member in context.groups.get(entry, (entry,))]
        people = [*self.responders, *(person for person in invited if not person.startswith("S"))]
        return people if context.actor is None else [context.actor, *people]
