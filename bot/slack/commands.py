"""The slash command: what was typed becomes an operation, a question, or a filled form."""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from bot.delivery.face import Message
from bot.engine import Asking
from bot.operations.answers import Show
from bot.operations.base import Operation, Question
from bot.operations.catalogue import Sayable, called, nearest
from bot.operations.declare import Declare
from bot.operations.fields import Kind, form_fields
from bot.operations.typed import read_typed
from bot.slack import answers, messages
from bot.slack.desk import Desk, Visit
from bot.slack.wording import as_typed
from storage.tables import Incident


@dataclass(frozen=True)
class Typed:
    """A command with its subject: the incident that was named, or whose room this is."""

    visit: Visit
    text: str
    incident: Incident | None


async def command(desk: Desk, visit: Visit, text: str) -> Message | None:
    """Act on `/incident <text>`; returns what to answer the person, or None where a form opened. Raises Refused."""
    word, _, rest = text.strip().partition(" ")
    if not word:
        return await _without_words(desk, visit)
    if number := await desk.engine.numbered(visit.team_id, word):
        incident = await desk.engine.look(visit.team_id, visit.user_id, number)
        return await _ask(desk, Show, Typed(visit, rest, incident))
    sayable = called(word)
    if sayable is None:
        return answers.unknown(word, nearest(word))
    typed = await _typed(desk, visit, rest)
    if issubclass(sayable, Question):
        return await _ask(desk, sayable, typed)
    return await _act(desk, sayable, typed)


async def _without_words(desk: Desk, visit: Visit) -> Message | None:
    typed = await _typed(desk, visit, "")
    if typed.incident is not None:
        return answers.tray(typed.incident, desk.engine.process)
    await desk.open_form(visit, Declare)
    return None


async def _typed(desk: Desk, visit: Visit, text: str) -> Typed:
    """Find what a command is about: the incident of the room it was typed in, elsewhere the one it names first."""
    incident_id = await desk.engine.in_room(visit.team_id, visit.channel)
    rest = text.strip()
    if incident_id is None:
        first, _, after = rest.partition(" ")
        incident_id = await desk.engine.numbered(visit.team_id, first)
        rest = after if incident_id else rest
    if incident_id is None:
        return Typed(visit, rest, None)
    return Typed(visit, rest, await desk.engine.look(visit.team_id, visit.user_id, incident_id))


async def _ask(desk: Desk, kind: type[Question], typed: Typed) -> Message:
    values = _values(desk, kind, typed)
    values.pop("", None)
    question = kind.model_validate(values, context={"process": desk.engine.process})
    subject = typed.incident.id if typed.incident and kind.about_incident else None
    answer = await desk.engine.ask(question, typed.visit.team_id, typed.visit.user_id, subject)
    return await desk.shown(answer, typed.visit)


async def _act(desk: Desk, kind: type[Operation], typed: Typed) -> Message | None:
    values = _values(desk, kind, typed)
    leftover = values.pop("", "")
    if typed.incident is None and not kind.opens:
        incidents = await desk.engine.open_incidents(typed.visit.team_id, typed.visit.user_id)
        return answers.choose(incidents, kind, desk.engine.process, values)
    incident = None if kind.opens else typed.incident
    operation = None if leftover else _complete(desk, kind, values)
    if operation is None or not (values or kind.at_once):
        await _open(desk, kind, typed, incident, values)
        return None
    asking = Asking(typed.visit.team_id, typed.visit.user_id, typed.visit.key)
    done = await desk.engine.run(operation, asking, incident.id if incident else None)
    return messages.reply(done.events, done.incident, desk.engine.process)


async def _open(
    desk: Desk, kind: type[Operation], typed: Typed, incident: Incident | None, values: dict[str, Any]
) -> None:
    if incident is not None:
        await desk.engine.prepare(kind, typed.visit.team_id, typed.visit.user_id, incident.id)
    await desk.open_form(typed.visit, kind, incident, values=values)


def _values(desk: Desk, kind: Sayable, typed: Typed) -> dict[str, Any]:
    """What was typed, by field, texts as the person saw them."""
    texts = {field.name for field in form_fields(kind) if field.kind in (Kind.LINE, Kind.TEXT)}
    found = read_typed(kind, kind.spoken, typed.text, desk.where(typed.incident))
    return {name: as_typed(value) if name in texts else value for name, value in found.items()}


def _complete(desk: Desk, kind: type[Operation], values: dict[str, Any]) -> Operation | None:
    """The operation, where what was typed suffices for it."""
    if any(field.required and field.name not in values for field in form_fields(kind)):
        return None
    try:
        return kind.model_validate(values, context={"process": desk.engine.process})
    except ValidationError:
        return None
