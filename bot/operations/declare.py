"""Declare: an incident begins."""

from types import MappingProxyType

from pydantic import Field

from bot.core.event import Aspect, Event
from bot.core.fields import Flag, Hidden, LongText, Mode, PeopleIds, PersonId, SeveritySlug, ShortText, TypeSlug
from bot.core.operation import Context, Operation, Theme
from bot.core.scene import Place, Scene
from bot.core.text import Button, Line, Link, Message, RoomLink, Strong, named, severity
from bot.incidents.changes import ask_in, reach
from bot.incidents.next_steps import lead_button
from bot.operations.roles import give_role
from bot.process.principals import is_person
from bot.process.values import Audience
from storage.tables import Incident


class Declared(Event):
    """An incident began; whoever declared it is told how to go on."""

    kind = "declared"
    route = (Audience.DECLARER,)
    changes = (Aspect.PROMISES, Aspect.AUDIENCE)

    name: str
    severity: str
    summary: str = ""
    source_permalink: str = ""

    def line(self, scene: Scene) -> Line:
        source: Line = []
        if self.source_permalink.startswith("https://"):
            source = [", from ", Link(self.source_permalink, "a message")]
        return ["declared ", named(self.name), " as ", *severity(scene.process.severity(self.severity)), *source]

    def message(self, scene: Scene) -> Message:
        incident, process = scene.incident, scene.process
        level = severity(process.severity(self.severity))
        if scene.place is not Place.PERSON:
            return scene.tell(["Declared as ", *level, *scene.by()], self.summary)
        lead = incident.holding(process.lead_role.slug)
        next_step = "post a first update." if lead else "find somebody to lead, then post a first update."
        steps = [Button("Post update", "update", incident.id)]
        opening = "" if incident.channel or not incident.wants_room else " The room is being opened."
        return scene.tell(
            ["Declared as ", *level, f".{opening}"],
            foot=[f"Next: {next_step}"],
            buttons=steps if lead else [lead_button(incident, process), *steps],
        )

    def reply(self, scene: Scene) -> Line:
        declared: Line = ["Declared ", Strong(scene.incident.reference), " ", named(self.name), "."]
        if scene.incident.channel:
            return [*declared, " Its room is ", RoomLink(scene.incident.channel), "."]
        return [*declared, *([" Its room is being opened; you are invited."] if scene.incident.wants_room else [])]


class Declare(Operation):
    """Declare an incident and open its room."""

    slug = "declare"
    words = ("declare", "new", "open")
    example = "sev2 Search is slow"
    title = "Declare an incident"
    submit = "Declare"
    theme = Theme.START
    order = 10
    opens = True
    does_also = MappingProxyType({"lead": "assign"})

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
        # What is recorded afterwards is over: nobody has to come together for it.
        incident.room.is_wanted = self.mode != "retrospective"
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
        people = [*self.responders, *filter(is_person, invited)]
        return [context.actor, *people] if context.actor and is_person(context.actor) else people
