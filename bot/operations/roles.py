"""Assign, claim and hand back: who has which role."""

from typing import ClassVar

from pydantic import Field

from bot.core.fields import HiddenFlag, PersonId, RoleSlug
from bot.core.operation import LIVE, RESOLVED, Context, Operation, Refusal, name_one
from bot.incidents.changes import acknowledge, give_role
from bot.incidents.events import RoleUnassigned
from storage.tables import Incident


class AssignRole(Operation):
    """Give somebody a role."""

    words: ClassVar = ("assign", "role")
    title: ClassVar = "Assign a role"
    submit: ClassVar = "Assign"
    phases: ClassVar = LIVE | RESOLVED

    role: RoleSlug = Field(title="Role")
    person: PersonId = Field(title="Who?")

    def apply(self, incident: Incident, context: Context) -> None:
        acknowledge(incident, context)
        give_role(incident, context, self.role, self.person)


class ClaimRole(Operation):
    """Take a role yourself; the lead's, unless you name another."""

    words: ClassVar = ("claim", "take", "lead")
    at_once: ClassVar = True
    title: ClassVar = "Take a role"
    submit: ClassVar = "Take it"
    phases: ClassVar = LIVE | RESOLVED
    spoken: ClassVar = ("role",)

    role: RoleSlug = Field("lead", title="Role")
    if_free: HiddenFlag = False
    """Take it from nobody: what a button asks that was shown while the role was free."""

    def apply(self, incident: Incident, context: Context) -> None:
        if context.actor is None:
            raise Refusal("A role is for a person.")
        role = context.process.role(self.role)
        others = [h.user_id for h in incident.holders if h.role == self.role and h.user_id != context.actor]
        if self.if_free and role.exclusive and others:
            raise Refusal(f"<@{others[0]}> has taken the role {role.name} in the meantime.", "role")
        acknowledge(incident, context)
        give_role(incident, context, self.role, context.actor)


class HandBackRole(Operation):
    """Give back a role you hold."""

    words: ClassVar = ("handback", "hand-back", "unclaim")
    at_once: ClassVar = True
    title: ClassVar = "Hand back a role"
    submit: ClassVar = "Hand back"
    phases: ClassVar = LIVE | RESOLVED
    spoken: ClassVar = ("role",)

    role: RoleSlug | None = Field(None, title="Role", description="Empty: the one role you hold.")

    def apply(self, incident: Incident, context: Context) -> None:
        held = [holder for holder in incident.holders if holder.user_id == context.actor]
        chosen = [holder for holder in held if self.role in (None, holder.role)]
        if not chosen:
            raise Refusal("You do not hold that role." if self.role else "You hold no role here.", "role")
        if len(chosen) > 1:
            roles = [holder.role for holder in chosen]
            raise Refusal(f"You hold more than one role. {name_one('handback', roles)}", "role")
        chosen[0].ended_at = context.now
        context.record(RoleUnassigned(role=chosen[0].role, person=chosen[0].user_id))
