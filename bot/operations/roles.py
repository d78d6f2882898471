"""Roles: assign, claim and hand back; and who holds which."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import Field

from bot.core.event import Aspect, Event
from bot.core.fields import HiddenFlag, PersonId, RoleSlug
from bot.core.operation import LIVE, RESOLVED, Answer, Context, IncidentQuery, Operation, RecordReader, Theme, name_one
from bot.core.read_models import IncidentView
from bot.core.refusal import Refusal, RefusalCode
from bot.core.scene import Place, Scene
from bot.core.text import Button, Line, Message, Person, Strong, listed, people, said
from bot.incidents.changes import acknowledge, ask_in
from bot.incidents.next_steps import claim_button
from bot.incidents.view import VIEW, view_of
from bot.process.principals import is_person
from bot.process.process import Process
from bot.process.values import Audience
from bot.process.vocabulary import Role
from storage.tables import Incident, MilestoneReached, Responder, RoleAssignment


class RoleAssigned(Event):
    """Somebody has a role, perhaps in place of another; they are told what it asks of them."""

    kind = "role_assigned"
    route = (Audience.ROOM, Audience.PERSON)
    changes = (Aspect.PROMISES,)

    role: str
    person: str
    instead_of: str | None = None

    def line(self, scene: Scene) -> Line:
        name = Strong(scene.process.role(self.role).name)
        if self.person == scene.actor:
            return ["took the role ", name, *self._instead()]
        return ["gave ", Person(self.person), " the role ", name, *self._instead()]

    def message(self, scene: Scene) -> Message:
        role = scene.process.role(self.role)
        if scene.place is not Place.PERSON:
            return scene.tell([Strong(role.name), ": ", Person(self.person), *self._instead()])
        asked: Line = []
        if scene.actor not in (None, self.person):
            asked = [" ", scene.who(), " asked for you."]
        leads = role.slug == scene.process.lead_role.slug
        return scene.tell(
            ["Your role: ", Strong(role.name), ".", *asked],
            foot=said(role.instructions or role.description),
            buttons=[Button("Post update", "update", scene.incident.id)] if leads else [],
        )

    def reply(self, scene: Scene) -> Line:
        return [Strong(scene.process.role(self.role).name), " is now ", Person(self.person), "."]

    def _instead(self) -> Line:
        return [", in place of ", Person(self.instead_of)] if self.instead_of else []


class RoleUnassigned(Event):
    """Somebody has a role no longer."""

    kind = "role_unassigned"
    changes = (Aspect.PROMISES,)

    role: str
    person: str
    has_left: bool = False
    """Whether it ended because they are in the room no longer."""

    def line(self, scene: Scene) -> Line:
        name = Strong(scene.process.role(self.role).name)
        if self.person == scene.actor:
            return ["handed back the role ", name]
        return ["ended the role ", name, " of ", Person(self.person), ", who left the room" if self.has_left else ""]

    def message(self, scene: Scene) -> Message:
        role = scene.process.role(self.role)
        head: Line = [Person(self.person), " no longer has the role ", Strong(role.name), "."]
        if self.has_left:
            head = [Person(self.person), " left the room, and with it the role ", Strong(role.name), "."]
        if scene.incident.holding(self.role):
            return scene.tell(head)
        take = claim_button(f"Take the role {role.name}", scene.incident.id, role.slug)
        free = " Nobody has it now." if self.has_left else " It is free."
        return scene.tell([*head, free], buttons=[take])

    def reply(self, scene: Scene) -> Line:
        return [Person(self.person), " no longer has the role ", Strong(scene.process.role(self.role).name), "."]


class HolderLeft(Event):
    """Somebody left the room, and kept the roles that they have."""

    kind = "holder_left"

    person: str
    roles: tuple[str, ...]

    def line(self, scene: Scene) -> Line:
        return ["saw ", Person(self.person), " leave the room, who still has ", *self._roles(scene)]

    def message(self, scene: Scene) -> Message:
        incident, lead = scene.incident, scene.process.lead_role.slug
        role = lead if lead in self.roles else self.roles[0]
        steps = [
            Button("Take it over", "claim", incident.id, {"role": role}),
            Button("End it", "unassign", incident.id, {"role": role, "person": self.person}),
        ]
        return scene.tell(
            [Person(self.person), " left the room, and still has ", *self._roles(scene), "."], buttons=steps
        )

    def reply(self, scene: Scene) -> Line:
        return ["Noted."]

    def _roles(self, scene: Scene) -> Line:
        names = listed(([Strong(scene.process.role(role).name)] for role in self.roles), " and ")
        return ["the role " if len(self.roles) == 1 else "the roles ", *names]


class AssignRole(Operation):
    """Give somebody a role."""

    slug = "assign"
    needs = (MilestoneReached, Responder, RoleAssignment)
    words = ("assign", "role")
    example = "comms @ben"
    title = "Assign a role"
    submit = "Assign"
    theme = Theme.PEOPLE
    order = 20
    phases = LIVE | RESOLVED

    role: RoleSlug = Field(title="Role")
    person: PersonId = Field(title="Who?")

    def apply(self, incident: Incident, context: Context) -> None:
        acknowledge(incident, context)
        give_role(incident, context, self.role, self.person)


class ClaimRole(Operation):
    """Take a role yourself; the lead's, unless you name another."""

    slug = "claim"
    needs = (MilestoneReached, Responder, RoleAssignment)
    words = ("claim", "take", "lead")
    example = "comms"
    at_once = True
    title = "Take a role"
    submit = "Take it"
    theme = Theme.PEOPLE
    order = 10
    phases = LIVE | RESOLVED
    spoken = ("role",)

    role: RoleSlug = Field("lead", title="Role")
    if_free: HiddenFlag = False
    """Take it from nobody: what a button asks that was shown while the role was free."""

    def apply(self, incident: Incident, context: Context) -> None:
        if context.actor is None or not is_person(context.actor):
            raise Refusal("A role is for a person.")
        role = context.process.role(self.role)
        others = [h.user_id for h in incident.holders if h.role == self.role and h.user_id != context.actor]
        if self.if_free and role.exclusive and others:
            raise Refusal([Person(others[0]), f" has taken the role {role.name} in the meantime."], "role")
        acknowledge(incident, context)
        give_role(incident, context, self.role, context.actor)


class HandBackRole(Operation):
    """Give back a role you hold."""

    slug = "handback"
    needs = (RoleAssignment,)
    words = ("handback", "hand-back", "unclaim")
    at_once = True
    title = "Hand back a role"
    submit = "Hand back"
    theme = Theme.PEOPLE
    order = 30
    phases = LIVE | RESOLVED
    spoken = ("role",)

    role: RoleSlug | None = Field(None, title="Role", description="Empty: the one role you hold.")

    def apply(self, incident: Incident, context: Context) -> None:
        held = [holder for holder in incident.holders if holder.user_id == context.actor]
        chosen = [holder for holder in held if self.role in (None, holder.role)]
        if not chosen:
            raise Refusal("You do not hold that role." if self.role else "You hold no role here.", "role")
        if len(chosen) > 1:
            roles = [holder.role for holder in chosen]
            raise Refusal(["You hold more than one role. ", *name_one("handback", roles)], "role")
        end_role(chosen[0], context)


class UnassignRole(Operation):
    """End the role of somebody."""

    slug = "unassign"
    needs = (RoleAssignment,)
    words = ("unassign",)
    example = "comms"
    title = "End a role"
    submit = "End it"
    theme = Theme.PEOPLE
    order = 35
    phases = LIVE | RESOLVED
    rules_of = "assign"
    spoken = ("person",)

    role: RoleSlug = Field(title="Role")
    person: PersonId | None = Field(None, title="Whose?", description="Empty: of whoever has it.")

    @classmethod
    def applies(cls, incident: IncidentView) -> bool:
        return bool(incident.holders)

    def apply(self, incident: Incident, context: Context) -> None:
        holders = [holder for holder in incident.holders if holder.role == self.role]
        chosen = [holder for holder in holders if self.person in (None, holder.user_id)]
        name = context.process.role(self.role).name
        if not chosen:
            whose: Line = [Person(self.person), " does not have"] if self.person else ["Nobody has"]
            raise Refusal([*whose, f" the role {name}."], "person" if holders else "role", code=RefusalCode.UNCHANGED)
        if len(chosen) > 1:
            raise Refusal([f"More than one has the role {name}: ", *people([h.user_id for h in chosen])], "person")
        end_role(chosen[0], context)


@dataclass(frozen=True)
class Roles(Answer):
    """Who holds which role, and who else is there; the roles of the process come first."""

    incident: IncidentView
    roles: Sequence[Role]


class ShowRoles(IncidentQuery):
    """Show who holds which role.

    Also who else is there, and who could not be invited.
    """

    slug = "who"
    needs = VIEW
    words = ("who", "roles")
    title = "Roles"
    order = 40

    async def answer(self, reader: RecordReader, incident: Incident, context: Context) -> Answer:
        view = view_of(incident, context.process)
        return Roles(view, known_roles(view, context.process))


def known_roles(incident: IncidentView, process: Process) -> list[Role]:
    """The roles of the process, then those that somebody still holds though the team has taken them out of it."""
    slugs = [role.slug for role in process.roles] + [holder.role for holder in incident.holders]
    return [process.role(slug) for slug in dict.fromkeys(slugs)]


def end_role(holder: RoleAssignment, context: Context, *, has_left: bool = False) -> None:
    """Make them a holder of it no longer; `has_left`: because they left the room."""
    holder.ended_at = context.now
    context.record(RoleUnassigned(role=holder.role, person=holder.user_id, has_left=has_left))


def give_role(incident: Incident, context: Context, slug: str, person: str) -> None:
    """Make `person` a holder of the role; of an exclusive one, the only holder. Raises Refusal if they hold it."""
    role = context.process.role(slug)
    holders = [holder for holder in incident.holders if holder.role == slug]
    if any(holder.user_id == person for holder in holders):
        whose: Line = ["You hold"] if person == context.actor else [Person(person), " holds"]
        raise Refusal([*whose, f" the role {role.name} already."], "person", code=RefusalCode.UNCHANGED)
    replaced = holders if role.exclusive else []
    for holder in replaced:
        holder.ended_at = context.now
    incident.assignments.append(
        RoleAssignment(
            team_id=incident.team_id,
            role=slug,
            exclusive=role.exclusive,
            user_id=person,
            assigned_by=context.actor,
            started_at=context.now,
        )
    )
    ask_in(incident, context, [person])
    instead_of = replaced[0].user_id if replaced else None
    context.record(RoleAssigned(role=slug, person=person, instead_of=instead_of))
