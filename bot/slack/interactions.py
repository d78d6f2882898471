"""Buttons, submitted forms and shortcuts: each becomes an operation, or the form that asks for the rest of one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from bot.engine import Asking
from bot.operations.base import Question, Refused
from bot.operations.catalogue import called
from bot.operations.catalogue import operation as operation_for
from bot.operations.declare import Declare
from bot.operations.fields import LONGEST_LINE, LONGEST_TEXT, Choice
from bot.operations.timeline_pins import PinMessage
from bot.slack import buttons, forms, preview
from bot.slack.desk import Desk, Visit
from bot.slack.links import permalink
from bot.slack.mrkdwn import shortened
from bot.slack.wording import as_typed


async def pressed(desk: Desk, visit: Visit, action: Mapping[str, Any]) -> None:
    """A button of ours: act at once, open the form, or answer. Raises Refused; ValueError for a button not ours."""
    press = buttons.read(action["action_id"], action.get("value", ""))
    if press.operation == Declare.key():
        await declare(desk, visit)
        return
    kind = operation_for(press.operation)
    if press.incident is None:
        raise ValueError(f"a button for {press.operation} names no incident")
    incident = await desk.engine.prepare(kind, visit.team_id, visit.user_id, press.incident)
    if not kind.at_once:
        await desk.open_form(visit, kind, incident, values=press.fields)
        return
    operation = kind.model_validate(press.fields, context={"process": desk.engine.process})
    await desk.engine.run(operation, Asking(visit.team_id, visit.user_id, visit.key), incident.id)


async def asked(desk: Desk, visit: Visit, action: Mapping[str, Any]) -> None:
    """A button that asks a question: answer the one who pressed it. Raises Refused."""
    press = buttons.read(action["action_id"], action.get("value", ""))
    kind = called(press.operation)
    if kind is None or not issubclass(kind, Question):
        raise ValueError(f"there is no question {press.operation}")
    answer = await desk.engine.ask(kind.model_validate(press.fields), visit.team_id, visit.user_id, press.incident)
    message = await desk.shown(answer, visit)
    await desk.say(visit, message.text, message.blocks)


async def chosen(desk: Desk, visit: Visit, view: Mapping[str, Any]) -> None:
    """Show in an open form what the choice just made would do. Raises Refused."""
    form = forms.read(view)
    if form.incident is None or not form.operation.previewed:
        return
    incident = await desk.engine.prepare(form.operation, visit.team_id, visit.user_id, form.incident)
    context = desk.engine.context(visit.team_id, visit.user_id)
    foretold = preview.drawn(form.operation, form.values.get(form.operation.previewed), incident, context)
    await desk.redraw(view, preview.placed(view, form.operation, foretold))


async def submitted(desk: Desk, visit: Visit, view: Mapping[str, Any]) -> dict[str, str]:
    """Carry out a submitted form; returns what is wrong, by block, and then nothing has changed."""
    form = forms.read(view)
    try:
        operation = form.operation.model_validate(form.values, context={"process": desk.engine.process})
        await desk.engine.run(operation, Asking(visit.team_id, visit.user_id, form.meta.key), form.incident)
    except ValidationError as error:
        return forms.validation_errors(error, form)
    except Refused as refused:
        errors = forms.refusal_errors(refused, form)
        return {block: await desk.people.named(visit.team_id, text) for block, text in errors.items()}
    return {}


async def declare(desk: Desk, visit: Visit) -> None:
    """Open the empty declare form."""
    await desk.open_form(visit, Declare)


async def declare_from_message(desk: Desk, visit: Visit, message: Mapping[str, Any]) -> None:
    """Open the declare form with a message as its beginning."""
    text = as_typed(str(message.get("text", ""))).strip()
    name = text.partition("\n")[0][:LONGEST_LINE]
    link = permalink(desk.workspace_url, visit.channel, message["ts"])
    values = {"name": name, "summary": text if text != name else ""}
    await desk.open_form(visit, Declare, values=values, hidden={"source_permalink": link})


async def add_to_timeline(desk: Desk, visit: Visit, message: Mapping[str, Any], at: datetime) -> None:
    """Put a message on the timeline of the room's incident, or ask which incident is meant."""
    values = {
        "channel": visit.channel,
        "message_ts": message["ts"],
        "said_at": at.isoformat(),
        "author": message.get("user", ""),
        "text": shortened(as_typed(str(message.get("text", ""))), LONGEST_TEXT),
        "permalink": permalink(desk.workspace_url, visit.channel, message["ts"]),
    }
    incident_id = await desk.engine.in_room(visit.team_id, visit.channel)
    if incident_id is not None:
        asking = Asking(visit.team_id, visit.user_id, visit.key)
        await desk.engine.run(PinMessage.model_validate(values), asking, incident_id)
        await desk.say(visit, "Added to the timeline.")
        return
    incidents = await desk.engine.open_incidents(visit.team_id, visit.user_id)
    if not incidents:
        raise Refused("There is no open incident whose timeline this could go on.")
    choices = tuple(Choice(str(i.id), f"{i.reference} {i.name}") for i in incidents)
    await desk.open_form(visit, PinMessage, hidden=values, incidents=choices)
