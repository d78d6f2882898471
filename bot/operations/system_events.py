"""System events: what Sitrep learns by itself, who came to the room and went, and what could not be delivered."""

import re
from datetime import datetime
from typing import Any

from pydantic import model_validator

from bot.core.event import Event
from bot.core.fields import Hidden, HiddenId, HiddenTime
from bot.core.operation import ANY_PHASE, LIVE, Context, Operation
from bot.core.scene import Place, Scene
from bot.core.text import Code, Inline, Line, Message, Person, RoomLink, because, one_line, said
from bot.operations.roles import HolderLeft, end_role
from bot.process.addresses import scheme_of
from bot.process.values import Audience, is_channel_id
from storage.tables import Incident, Responder, RoleAssignment

_OF_A_PERSON = re.compile(r"(?P<what>.+) <@(?P<person>[UW][A-Z0-9]+)>")
"""What the first version wrote, in place of an address."""


class DeliveryFailed(Event):
    """Something did not reach people.

    `what` is in Sitrep's own words, up to `address`, which it was for: empty where there is none to name. `advice` is
    what puts it right; empty where that is to put the problem right and to have it sent again.
    """

    kind = "delivery_failed"
    route = (Audience.DECLARER, Audience.ADMIN)

    what: str
    address: str = ""
    problem: str
    advice: str = ""

    @model_validator(mode="before")
    @classmethod
    def _of_the_first_version(cls, payload: Any) -> Any:
        if isinstance(payload, dict) and (found := _OF_A_PERSON.fullmatch(str(payload.get("what")))):
            return {**payload, "what": found["what"], "address": f"person:{found['person']}"}
        return payload

    def line(self, scene: Scene) -> Line:
        return ["could not do this: ", *self._what(), *because(self.problem)]

    def message(self, scene: Scene) -> Message:
        again: Line = ["Next: put that right. An admin can then send it again with ", Code("sitrep outbox retry"), "."]
        head = [*(self._what() or ["Something"]), " did not work: ", *said(one_line(self.problem, 500)), "."]
        return scene.tell(head, foot=["Next: ", *said(self.advice)] if self.advice.strip() else again)

    def reply(self, scene: Scene) -> Line:
        return ["Reported."]

    def _what(self) -> Line:
        what = one_line(self.what, 300)
        return [what, " ", _place(self.address)] if self.address and what else [what] if what else []


class Joined(Operation):
    """A person came to the room, however they got there, `at` a time by Slack's clock (UTC)."""

    slug = "joined"
    needs = (Responder,)
    phases = ANY_PHASE

    person: HiddenId
    at: HiddenTime

    def apply(self, incident: Incident, context: Context) -> None:
        if responder := _seen(incident, context, self.person, self.at):
            responder.left_at, responder.invitation, responder.problem = None, "done", ""


class Left(Operation):
    """A person went from the room, or was removed, `at` a time by Slack's clock (UTC).

    Only who asks for them invites them again. The room of a private incident is who may know of it: a role ends with
    that. Another may be left to have a shorter list of channels; there a role stays until somebody ends it.
    """

    slug = "left"
    needs = (Responder, RoleAssignment)
    phases = ANY_PHASE

    person: HiddenId
    at: HiddenTime

    def apply(self, incident: Incident, context: Context) -> None:
        if responder := _seen(incident, context, self.person, self.at):
            responder.left_at, responder.invitation = context.now, "done"
            self._end_roles(incident, context)

    def _end_roles(self, incident: Incident, context: Context) -> None:
        held = [holder for holder in incident.holders if holder.user_id == self.person]
        if incident.visibility != "public":
            for holder in held:
                end_role(holder, context, has_left=True)
        elif held and incident.phase in LIVE:
            context.record(HolderLeft(person=self.person, roles=tuple(holder.role for holder in held)))


class ReportFailure(Operation):
    """Something could not be delivered, and a person should know."""

    slug = "report_failure"
    phases = ANY_PHASE

    what: Hidden
    problem: Hidden
    advice: Hidden = ""
    address: Hidden = ""

    def apply(self, incident: Incident, context: Context) -> None:
        context.record(DeliveryFailed(what=self.what, address=self.address, problem=self.problem, advice=self.advice))


def _place(address: str) -> Inline:
    """An address as a reader knows it: a person, a channel, or what stands behind the scheme."""
    scheme, name = scheme_of(address), address.partition(":")[2]
    if scheme == Place.PERSON:
        return Person(name)
    if scheme not in (Place.ANNOUNCEMENT, Place.CHANNEL):
        return one_line(name, 80) or f"the {scheme}"
    return RoomLink(name) if is_channel_id(name) else f"#{one_line(name, 80)}"


def _seen(incident: Incident, context: Context, person: str, at: datetime) -> Responder | None:
    """Their row; None where Slack has told of something later before: an event may be overtaken."""
    responder = next((r for r in incident.responders if r.user_id == person), None)
    if responder is None:
        responder = Responder(team_id=incident.team_id, user_id=person, since=context.now)
        incident.responders.append(responder)
    if responder.seen_at is not None and at < responder.seen_at:
        return None
    responder.seen_at = at
    return responder
