"""The slash command: what was typed becomes an operation, a question, or a filled form."""

from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from bot.core.command_parser import read_typed
from bot.core.fields import FieldKind, form_fields
from bot.core.operation import Operation, Query, Refusal
from bot.core.references import parse_reference
from bot.engine.engine import Asking
from bot.operations.catalogue import Sayable, called, nearest
from bot.operations.declare import Declare
from bot.operations.queries import ShowIncident
from bot.slack.blockkit.message import Message
from bot.slack.blockkit.mrkdwn import one_line
from bot.slack.inbound.request import Request, Services
from bot.slack.inbound.typed_text import as_typed
from bot.slack.views import answers
from bot.slack.views import event_messages as messages
from bot.slack.views.command_replies import HERE
from bot.slack.views.forms import in_words
from storage.tables import Incident

_NONE = 0
"""No incident has this id."""

LONGEST_QUOTE = 60


@dataclass(frozen=True)
class Typed:
    """A command with its subject: the incident that was named, or whose room this is.

    `spelling` is how a next step for this incident is typed from here: `{}` alone in its room.
    """

    request: Request
    text: str
    incident: Incident | None
    spelling: str = HERE


async def command(services: Services, request: Request, text: str) -> Message | None:
    """Act on `/incident <text>`; returns what to answer the person, or None where a form opened. Raises Refused."""
    word, rest = _first(text)
    if not word:
        return await _without_words(services, request)
    named = await _named(services, request, word, number_suffices=True)
    if named:
        word, rest = _first(rest)
    sayable = called(word) if word else ShowIncident
    if sayable is None:
        return answers.unknown(as_typed(word), nearest(word))
    if named and _is_about_one(sayable):
        typed = await _about(services, request, named, rest)
    else:
        typed = await _typed(services, request, sayable, rest)
    if issubclass(sayable, Query):
        return await _ask(services, sayable, typed)
    return await _act(services, sayable, typed)


def _first(text: str) -> tuple[str, str]:
    """The first word, whatever white space ends it, and what follows it."""
    word, *rest = text.split(maxsplit=1) or [""]
    return word, "".join(rest).strip()


async def _without_words(services: Services, request: Request) -> Message | None:
    incident = await _of_room(services, request)
    if incident is not None:
        return answers.tray(incident, services.engine.process)
    await services.open_form(request, Declare)
    return None


async def _about(services: Services, request: Request, named: Incident, text: str) -> Typed:
    """A command before which an incident was named: that one is meant, wherever it was typed."""
    is_here = await services.engine.in_room(request.team_id, request.channel) == named.id
    return Typed(request, text, named, HERE if is_here else f"{named.reference} {{}}")


async def _typed(services: Services, request: Request, sayable: Sayable, text: str) -> Typed:
    """Find what a command is about: the incident of the room it was typed in, elsewhere the one it names first.

    A question may name another incident in a room too; an operation may not, because a text may begin with one. As a
    text may begin with a number, a number names an incident only where a question has nothing else.
    """
    if not _is_about_one(sayable):
        return Typed(request, text, None)
    here = await _of_room(services, request)
    first, rest = _first(text)
    asks = issubclass(sayable, Query)
    if (here is None or asks) and (named := await _named(services, request, first, number_suffices=asks and not rest)):
        return Typed(request, rest, named, f"{{}} {named.reference}")
    return Typed(request, text, here)


def _is_about_one(sayable: Sayable) -> bool:
    return sayable.about_incident if issubclass(sayable, Query) else not sayable.opens


async def _of_room(services: Services, request: Request) -> Incident | None:
    incident_id = await services.engine.in_room(request.team_id, request.channel)
    return (
        await services.engine.look(request.team_id, request.user_id, incident_id) if incident_id is not None else None
    )


async def _named(services: Services, request: Request, word: str, *, number_suffices: bool) -> Incident | None:
    """The incident that a reference names; None for any other word, and for a bare number unless that suffices.

    Raises Refused, with the same words, for an incident that does not exist and for one that this person cannot see.
    A bare number that leads to neither is taken for a word. A colon or a comma may follow.
    """
    word = word.rstrip(":,")
    if parse_reference(services.engine.process.prefix, word) is None or (word.isdecimal() and not number_suffices):
        return None
    incident_id = await services.engine.numbered(request.team_id, word)
    try:
        return await services.engine.look(request.team_id, request.user_id, incident_id or _NONE)
    except Refusal:
        if word.isdecimal():
            return None
        raise


async def _ask(services: Services, kind: type[Query], typed: Typed) -> Message:
    values = await _values(services, kind, typed)
    values.pop("", None)
    query = _query(services, kind, values)
    subject = typed.incident.id if typed.incident and kind.about_incident else None
    answer = await services.engine.ask(query, typed.request.team_id, typed.request.user_id, subject)
    return await services.shown(answer, typed.request)


def _query(services: Services, kind: type[Query], values: dict[str, Any]) -> Query:
    try:
        return kind.model_validate(values, context={"process": services.engine.process})
    except ValidationError as error:
        raise Refusal(" ".join(in_words(problem) for problem in error.errors())) from None


async def _act(services: Services, kind: type[Operation], typed: Typed) -> Message | None:
    values = await _values(services, kind, typed)
    leftover = values.pop("", "")
    note = _not_understood(kind, leftover)
    if typed.incident is None and not kind.opens:
        incidents = await services.engine.open_incidents(typed.request.team_id, typed.request.user_id)
        return answers.choose(incidents, kind, services.engine.process, values, note)
    incident = None if kind.opens else typed.incident
    operation = _complete(services, kind, values) if _suffices(kind, values, leftover) else None
    if operation is None:
        if incident is not None:
            services.engine.admit(kind, incident, services.engine.context(typed.request.team_id, typed.request.user_id))
        await services.open_form(typed.request, kind, incident, values=values, note=note)
        return None
    asking = Asking(typed.request.team_id, typed.request.user_id, typed.request.key)
    done = await services.engine.run(operation, asking, incident.id if incident else None)
    return messages.reply(done.events, done.incident, services.engine.process, typed.spelling, note)


def _suffices(kind: type[Operation], values: dict[str, Any], leftover: str) -> bool:
    """Whether to act without asking: where the word alone is enough, or something was understood.

    Words left over then stand in the way only where they name somebody: “claim comms @ben” is not to be done halfway.
    """
    if not leftover:
        return bool(values) or kind.at_once
    if not _asks(kind):
        return kind.at_once
    return bool(values) and "@" not in as_typed(leftover)


def _asks(kind: type[Operation]) -> bool:
    """Whether words after its own can mean anything to an operation."""
    return any(field.kind is not FieldKind.HIDDEN for field in form_fields(kind))


def _not_understood(kind: type[Operation], leftover: str) -> str:
    """What to say of words that fit nothing; "" where there are none, or where none are asked for."""
    if not leftover or not _asks(kind):
        return ""
    kinds = {field.kind for field in form_fields(kind)}
    hint = ""
    if "<!subteam^" in leftover and FieldKind.GROUP not in kinds:
        hint = " A user group is asked to join by /incident escalate."
    elif "<@" in leftover and "role" in kind.model_fields and FieldKind.PERSON not in kinds:
        hint = " Somebody else is given a role by /incident assign."
    elif kinds & {FieldKind.PERSON, FieldKind.PEOPLE}:
        hint = " People are named with an @."
    return f"I did not understand “{one_line(as_typed(leftover), LONGEST_QUOTE)}”.{hint}"


async def _values(services: Services, kind: Sayable, typed: Typed) -> dict[str, Any]:
    """What was typed, by field, texts as the person saw them and times as their clock shows them."""
    fields = form_fields(kind)
    texts = {field.name for field in fields if field.kind in (FieldKind.LINE, FieldKind.TEXT)}
    where = services.where(typed.incident)
    if any(field.kind is FieldKind.MOMENT for field in fields):
        zone = await services.people.zone(typed.request.team_id, typed.request.user_id)
        where = replace(where, zone=zone or where.zone)
    found = read_typed(kind, kind.spoken, typed.text, where)
    return {name: as_typed(value) if name in texts else value for name, value in found.items()}


def _complete(services: Services, kind: type[Operation], values: dict[str, Any]) -> Operation | None:
    """The operation, where what was typed suffices for it."""
    if any(field.required and field.name not in values for field in form_fields(kind)):
        return None
    try:
        return kind.model_validate(values, context={"process": services.engine.process})
    except ValidationError:
        return None
