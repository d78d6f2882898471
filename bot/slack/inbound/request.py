"""What every listener works with, and how each tells a person that something did not work."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from bot.core.fields import Where, without_choice
from bot.core.needs import declared_by
from bot.core.operation import Answer, Operation
from bot.core.read_models import Subjects
from bot.core.refusal import Refusal, RefusalCode
from bot.core.text import Line
from bot.delivery.worker import Worker
from bot.engine.access import withheld
from bot.engine.engine import Engine
from bot.failures import log_failure
from bot.operations.clocks import Clocks
from bot.operations.timeline import Timeline
from bot.process.principals import is_person
from bot.process.values import Phase
from bot.slack.api import errors
from bot.slack.api.client import ApiClient
from bot.slack.api.people import People
from bot.slack.api.response_urls import Respond
from bot.slack.api.user_groups import UserGroups
from bot.slack.blockkit.buttons import NotOursError
from bot.slack.blockkit.message import SlackMessage
from bot.slack.inbound.typed_text import as_typed, mentioned, named_in
from bot.slack.views import answers, preview
from bot.slack.views.forms import Form, Meta, build, notice
from storage.failures import failure_of
from storage.tables import Incident

log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds to wait for a turn to open a form: a trigger lives three."""

TOO_LATE = frozenset({"expired_trigger_id", "exchanged_trigger_id", "trigger_expired", "invalid_trigger_id"})


@dataclass(frozen=True)
class Request:
    """Who came, from where, and with what right to open a form. `channel` is "" outside of one (App Home).

    `response_url` takes answers for their eyes only; "" where Slack gives none: App Home, modals, global shortcuts.
    """

    team_id: str
    user_id: str
    channel: str
    trigger_id: str
    key: str
    response_url: str = ""
    channel_name: str = ""

    @classmethod
    def of(cls, body: Mapping[str, Any], team_id: str) -> "Request":
        """Read a command's or an interaction's payload, which came in for the workspace `team_id`.

        That is not asked of the payload: what others send from a shared channel is about our workspace all the same.
        """
        return cls(
            team_id=team_id,
            user_id=body["user_id"] if "user_id" in body else body["user"]["id"],
            channel=body.get("channel_id") or (body.get("channel") or {}).get("id", ""),
            trigger_id=body["trigger_id"],
            # Unique for each command and press, and the same when Slack delivers one of them again.
            key=f"trigger:{body['trigger_id']}",
            response_url=body.get("response_url", ""),
            channel_name=body.get("channel_name") or body.get("channel", {}).get("name", ""),
        )


@dataclass(frozen=True)
class Services:
    """The parts that listeners share."""

    engine: Engine
    api: ApiClient
    user_groups: UserGroups
    people: People
    worker: Worker
    respond: Respond
    workspace_url: str
    bot_user_id: str
    team_id: str

    def where(self, incident: Incident | None) -> Where:
        """What choices in a form depend on."""
        phase = Phase(incident.phase) if incident else None
        return Where(self.engine.process, phase, self.engine.clock.now(), mentioned=mentioned)

    async def as_typed(self, team_id: str, text: str) -> str:
        """What the text of a message says as its author typed it, with people and groups by name."""
        mentions = named_in(text)
        people = [one for one in mentions if is_person(one)]
        groups = {choice.value: choice.label for choice in self.user_groups.choices()}
        return as_typed(text, {**groups, **await self.people.names(team_id, people)})

    async def open_form(  # noqa: PLR0913 (a form is all of this)
        self,
        request: Request,
        operation: type[Operation],
        incident: Incident | None = None,
        *,
        values: Mapping[str, Any] | None = None,
        hidden: Mapping[str, Any] | None = None,
        subjects: Subjects | None = None,
        note: Line = (),
    ) -> None:
        """Open an operation's modal: one call to Slack, so that the trigger does not expire. `note` stands above.

        Raises Refusal where there is nothing to choose.
        """
        where = self._with_choices(operation, self.where(incident))
        context = self.engine.context(request.team_id, request.user_id)
        with declared_by(operation.__name__):
            shown = operation.prefill(incident, context) if incident else {}
        form = Form(
            operation=operation,
            meta=Meta(
                operation=operation.slug,
                key=f"form:{uuid4().hex}",
                incident=incident.id if incident else None,
                phase=where.phase,
                hidden=dict(hidden or {}),
                filled=tuple(values or ()),
            ),
            where=where,
            subject=f"{incident.reference} {incident.name}" if incident else "",
            values={**operation_defaults(operation, self.engine.process.default_severity), **shown, **(values or {})},
            groups=self.user_groups.choices(),
            subjects=subjects,
            withheld=withheld(operation, incident, context),
            note=await self.people.plain(request.team_id, note),
        )
        view = build(form)
        foretold = preview.drawn(operation, form.values.get(operation.previewed), incident, context) if incident else []
        await self._open(request, preview.placed(view, operation, foretold) if foretold else view)

    def _with_choices(self, operation: type[Operation], where: Where) -> Where:
        """Raises Refusal where there is nothing to choose."""
        if nothing := without_choice(operation, where):
            raise Refusal(f"There is no other {nothing.title.lower()} to choose.")
        return where

    async def redraw(self, shown: Mapping[str, Any], view: Mapping[str, Any]) -> None:
        """Change an open form. One that has changed or gone by now, or that Slack cannot change, stays as it is."""
        try:
            await self.api.call("views.update", patience=PATIENCE, view_id=shown["id"], hash=shown["hash"], view=view)
        except errors.Failure as failure:
            log.info("a form is not redrawn: %s", failure)

    async def shown(self, answer: Answer, request: Request) -> SlackMessage:
        """An answer as whoever asked reads it, days in their own zone."""
        zone = (
            await self.people.zone(request.team_id, request.user_id) if isinstance(answer, Timeline | Clocks) else None
        )
        return answers.render(answer, self.engine.process, zone)

    async def say(self, request: Request, message: SlackMessage) -> None:
        """Tell whoever came something that only they see: where they are, or in a modal where that is no channel."""
        if request.response_url:
            await self.respond(request.response_url, message)
            return
        await self._open(request, notice("Sitrep", message.text))

    async def refuse(self, request: Request, refusal: Refusal) -> None:
        """Tell them why something cannot be done, and what would help."""
        if request.response_url:
            await self.respond(request.response_url, answers.refused(refusal, refusal.incident))
            return
        await self._open(request, notice("Sitrep", await self.people.plain(request.team_id, refusal.text)))

    async def _open(self, request: Request, view: Mapping[str, Any]) -> None:
        try:
            await self.api.call("views.open", patience=PATIENCE, trigger_id=request.trigger_id, view=view)
        except errors.Busy:
            raise Refusal(
                "Slack is busy right now. Please try again in a few seconds.", code=RefusalCode.BUSY
            ) from None
        except errors.CallRefused as refused:
            if refused.error not in TOO_LATE:
                raise
            raise Refusal(
                "That took too long, and Slack let go of it. Please try again.", code=RefusalCode.BUSY
            ) from None


def operation_defaults(operation: type[Operation], severity: str) -> dict[str, Any]:
    """What a form shows where neither the incident nor the typed text says otherwise."""
    defaults = {name: info.default for name, info in operation.model_fields.items() if not info.is_required()}
    return {**defaults, "severity": severity} if operation.opens else defaults


def something_went_wrong(error: BaseException) -> str:
    """Log an unexpected error under an id, and return words for a person with the same id."""
    if isinstance(error, NotOursError):
        log.warning("a button, menu or form is not of this version of Sitrep: %s", error)
        return "Sitrep does not know this: an earlier version may have made it. Nothing was done; please open it anew."
    error_id = uuid4().hex[:8]
    if isinstance(error, errors.Failure):
        log.error("error %s: %s", error_id, error)
    else:
        log_failure(log, error, "error %s", error_id)
    if failure := failure_of(error):
        outcome = "Nothing was changed" if failure.unwritable else "See whether it was done before you try again"
        return (
            f"Sitrep cannot use its database: {failure.reason}. {outcome}; "
            f"whoever runs Sitrep finds this as error {error_id}."
        )
    return f"Something went wrong. See whether it was done before you try again; if it stays, report error {error_id}."
