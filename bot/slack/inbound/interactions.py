"""Buttons, menus, submitted forms and shortcuts: each becomes an operation, or the form that asks for the rest."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from bot.core.fields import LONGEST_LINE, LONGEST_TEXT
from bot.core.operation import Query
from bot.core.refusal import Refusal
from bot.core.registry import registry
from bot.core.text import Line, shortened
from bot.engine.engine import Asking
from bot.operations.declare import Declare
from bot.operations.pins import PinMessage
from bot.slack.api.permalinks import permalink
from bot.slack.blockkit import buttons
from bot.slack.blockkit.buttons import NotOursError, Press
from bot.slack.blockkit.message import SlackMessage
from bot.slack.inbound import sources
from bot.slack.inbound.request import Request, Services
from bot.slack.views import forms, menu, preview, which
from bot.slack.views.which import WHICH


async def pressed(services: Services, request: Request, action: Mapping[str, Any]) -> None:
    """A button of ours. Raises Refusal; NotOursError for a button not ours."""
    await _follow(services, request, buttons.read(action["action_id"], action.get("value") or ""))


async def picked(services: Services, request: Request, action: Mapping[str, Any]) -> None:
    """A choice in a menu of ours, or of the incident meant. Raises Refusal; NotOursError for a menu not ours."""
    if action["action_id"].startswith(WHICH):
        await _follow(services, request, which.read(action))
        return
    with buttons.reading_ours("menu"):
        press = menu.read(action["action_id"], action["selected_option"]["value"])
    await _follow(services, request, press)


async def _follow(services: Services, request: Request, press: Press) -> None:
    """Act at once, open the form, or answer the one who pressed."""
    offered = registry.offered(press.slug)
    if offered is not None and issubclass(offered, Query):
        with buttons.reading_ours("button"):
            query = offered.model_validate(press.fields, context={"process": services.engine.process})
        answer = await services.engine.ask(query, request.team_id, request.user_id, press.incident)
        await services.say(request, await services.shown(answer, request))
        return
    kind = registry.operation(press.slug)
    if kind.opens:
        await services.open_form(request, kind, values=press.fields)
        return
    if press.incident is None:
        raise NotOursError(f"a button for {press.slug} names no incident")
    if not kind.at_once:
        incident = await services.engine.prepare(kind, request.team_id, request.user_id, press.incident)
        await services.open_form(request, kind, incident, values=press.fields)
        return
    with buttons.reading_ours("button"):
        operation = kind.model_validate(press.fields, context={"process": services.engine.process})
    await services.engine.run(operation, Asking(request.team_id, request.user_id, request.key), press.incident)


async def chosen(services: Services, request: Request, view: Mapping[str, Any]) -> None:
    """Show in an open form what the choice just made would do. Raises Refusal."""
    form = forms.read(view)
    if form.incident is None or not form.operation.previewed:
        return
    incident = await services.engine.prepare(form.operation, request.team_id, request.user_id, form.incident)
    context = services.engine.context(request.team_id, request.user_id)
    foretold = preview.drawn(form.operation, form.values.get(form.operation.previewed), incident, context)
    with buttons.reading_ours("form"):
        placed = preview.placed(view, form.operation, foretold)
    await services.redraw(view, placed)


async def submitted(services: Services, request: Request, view: Mapping[str, Any]) -> dict[str, str]:
    """Carry out a submitted form; returns what is wrong, by block, and then nothing has changed."""
    form = forms.read(view)
    try:
        operation = form.operation.model_validate(form.values, context={"process": services.engine.process})
        await services.engine.run(operation, Asking(request.team_id, request.user_id, form.meta.key), form.incident)
    except ValidationError as error:
        return forms.validation_errors(error, form)
    except Refusal as refusal:
        return {forms.block_of(refusal, form): await services.people.plain(request.team_id, refusal.text)}
    return {}


async def declare(services: Services, request: Request) -> None:
    """Open the empty declare form."""
    await services.open_form(request, Declare)


async def declare_from_message(services: Services, request: Request, message: Mapping[str, Any]) -> None:
    """Open the declare form with a message as its beginning; as a private one, where not everybody can read that."""
    text = (await services.as_typed(request.team_id, str(message.get("text", "")))).strip()
    name = text.partition("\n")[0][:LONGEST_LINE]
    link = permalink(services.workspace_url, request.channel, message["ts"])
    values: dict[str, Any] = {"name": name, "summary": text if text != name else ""}
    note: Line = []
    if not await sources.is_public(services.api, request):
        values["private"], note = True, sources.PRESET
    await services.open_form(request, Declare, values=values, hidden={"source_permalink": link}, note=note)


async def add_to_timeline(services: Services, request: Request, message: Mapping[str, Any], at: datetime) -> None:
    """Put a message on the timeline of the room's incident, or ask which incident is meant."""
    values = {
        "channel": request.channel,
        "message_ts": message["ts"],
        "said_at": at.isoformat(),
        "author": message.get("user", ""),
        "text": shortened(await services.as_typed(request.team_id, str(message.get("text", ""))), LONGEST_TEXT),
        "permalink": permalink(services.workspace_url, request.channel, message["ts"]),
    }
    incident_id = await services.engine.in_room(request.team_id, request.channel)
    if incident_id is not None:
        asking = Asking(request.team_id, request.user_id, request.key)
        await services.engine.run(PinMessage.model_validate(values), asking, incident_id)
        await services.say(request, SlackMessage("Added to the timeline."))
        return
    subjects = await services.engine.subjects(PinMessage, request.team_id, request.user_id)
    if not subjects.total:
        raise Refusal("There is no open incident whose timeline this could go on.")
    note = [] if await sources.is_public(services.api, request) else sources.QUOTED
    await services.open_form(request, PinMessage, hidden=values, subjects=subjects, note=note)
