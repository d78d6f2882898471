"""The slash command: what was typed becomes an operation, a question, or a filled form."""

from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from bot.delivery.face import Message
from bot.engine import Asking
from bot.incidents.references import parse_reference
from bot.operations.answers import Show
from bot.operations.base import Operation, Question, Refused
from bot.operations.catalogue import Sayable, called, nearest
from bot.operations.declare import Declare
from bot.operations.fields import Kind, form_fields
from bot.operations.typed import read_typed
from bot.slack import answers, messages
from bot.slack.desk import Desk, Visit
from bot.slack.forms import in_words
from bot.slack.mrkdwn import one_line
from bot.slack.replies import HERE
from bot.slack.wording import as_typed
from storage.tables import Incident

_NONE = 0
"""No incident has this id."""

LONGEST_QUOTE = 60


@dataclass(frozen=True)
class Typed:
    """A command with its subject: the incident that was named, or whose room this is.

    `spelling` is how a next step for this incident is typed from here: `{}` alone in its room.
    """

    visit: Visit
    text: str
    incident: Incident | None
    spelling: str = HERE


async def command(desk: Desk, visit: Visit, text: str) -> Message | None:
    """Act on `/incident <text>`; returns what to answer the person, or None where a form opened. Raises Refused."""
    word, rest = _first(text)
    if not word:
        return await _without_words(desk, visit)
    named = await _named(desk, visit, word, number_suffices=True)
    if named:
        word, rest = _first(rest)
    sayable = called(word) if word else Show
    if sayable is None:
        return answers.unknown(as_typed(word), nearest(word))
    if named and _is_about_one(sayable):
        typed = await _about(desk, visit, named, rest)
    else:
        typed = await _typed(desk, visit, sayable, rest)
    if issubclass(sayable, Question):
        return await _ask(desk, sayable, typed)
    return await _act(desk, sayable, typed)


def _first(text: str) -> tuple[str, str]:
    """The first word, whatever white space ends it, and what follows it."""
    word, *rest = text.split(maxsplit=1) or [""]
    return word, "".join(rest).strip()


async def _without_words(desk: Desk, visit: Visit) -> Message | None:
    incident = await _of_room(desk, visit)
    if incident is not None:
        return answers.tray(incident, desk.engine.process)
    await desk.open_form(visit, Declare)
    return None


async def _about(desk: Desk, visit: Visit, named: Incident, text: str) -> Typed:
    """A command before which an incident was named: that one is meant, wherever it was typed."""
    is_here = await desk.engine.in_room(visit.team_id, visit.channel) == named.id
    return Typed(visit, text, named, HERE if is_here else f"{named.reference} {{}}")


async def _typed(desk: Desk, visit: Visit, sayable: Sayable, text: str) -> Typed:
    """Find what a command is about: the incident of the room it was typed in, elsewhere the one it names first.

    A question may name another incident in a room too; an operation may not, because a text may begin with one. As a
    text may begin with a number, a number names an incident only where a question has nothing else.
    """
    if not _is_about_one(sayable):
        return Typed(visit, text, None)
    here = await _of_room(desk, visit)
    first, rest = _first(text)
    asks = issubclass(sayable, Question)
    if (here is None or asks) and (named := await _named(desk, visit, first, number_suffices=asks and not rest)):
        return Typed(visit, rest, named, f"{{}} {named.reference}")
    return Typed(visit, text, here)


def _is_about_one(sayable: Sayable) -> bool:
    return sayable.about_incident if issubclass(sayable, Question) else not sayable.opens


async def _of_room(desk: Desk, visit: Visit) -> Incident | None:
    incident_id = await desk.engine.in_room(visit.team_id, visit.channel)
    return await desk.engine.look(visit.team_id, visit.user_id, incident_id) if incident_id is not None else None


async def _named(desk: Desk, visit: Visit, word: str, *, number_suffices: bool) -> Incident | None:
    """The incident that a reference names; None for any other word, and for a bare number unless that suffices.

    Raises Refused, with the same words, for an incident that does not exist and for one that this person cannot see.
    A bare number that leads to neither is taken for a word. A colon or a comma may follow.
    """
    word = word.rstrip(":,")
    if parse_reference(desk.engine.process.prefix, word) is None or (word.isdecimal() and not number_suffices):
        return None
    incident_id = await desk.engine.numbered(visit.team_id, word)
    try:
        return await desk.engine.look(visit.team_id, visit.user_id, incident_id or _NONE)
    except Refused:
        if word.isdecimal():
            return None
        raise


async def _ask(desk: Desk, kind: type[Question], typed: Typed) -> Message:
    values = await _values(desk, kind, typed)
    values.pop("", None)
    question = _question(desk, kind, values)
    subject = typed.incident.id if typed.incident and kind.about_incident else None
    answer = await desk.engine.ask(question, typed.visit.team_id, typed.visit.user_id, subject)
    return await desk.shown(answer, typed.visit)


def _question(desk: Desk, kind: type[Question], values: dict[str, Any]) -> Question:
    try:
        return kind.model_validate(values, context={"process": desk.engine.process})
    except ValidationError as error:
        raise Refused(" ".join(in_words(problem) for problem in error.errors())) from None


async def _act(desk: Desk, kind: type[Operation], typed: Typed) -> Message | None:
    values = await _values(desk, kind, typed)
    leftover = values.pop("", "")
    note = _not_understood(kind, leftover)
    if typed.incident is None and not kind.opens:
        incidents = await desk.engine.open_incidents(typed.visit.team_id, typed.visit.user_id)
        return answers.choose(incidents, kind, desk.engine.process, values, note)
    incident = None if kind.opens else typed.incident
    operation = _complete(desk, kind, values) if _suffices(kind, values, leftover) else None
    if operation is None:
        if incident is not None:
            desk.engine.admit(kind, incident, desk.engine.context(typed.visit.team_id, typed.visit.user_id))
        await desk.open_form(typed.visit, kind, incident, values=values, note=note)
        return None
    asking = Asking(typed.visit.team_id, typed.visit.user_id, typed.visit.key)
    done = await desk.engine.run(operation, asking, incident.id if incident else None)
    return messages.reply(done.events, done.incident, desk.engine.process, typed.spelling, note)


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
    return any(field.kind is not Kind.HIDDEN for field in form_fields(kind))


def _not_understood(kind: type[Operation], leftover: str) -> str:
    """What to say of words that fit nothing; "" where there are none, or where none are asked for."""
    if not leftover or not _asks(kind):
        return ""
    kinds = {field.kind for field in form_fields(kind)}
    hint = ""
    if "<!subteam^" in leftover and Kind.GROUP not in kinds:
        hint = " A user group is asked to join by /incident escalate."
    elif "<@" in leftover and "role" in kind.model_fields and Kind.PERSON not in kinds:
        hint = " Somebody else is given a role by /incident assign."
    elif kinds & {Kind.PERSON, Kind.PEOPLE}:
        hint = " People are named with an @."
    return f"I did not understand “{one_line(as_typed(leftover), LONGEST_QUOTE)}”.{hint}"


async def _values(desk: Desk, kind: Sayable, typed: Typed) -> dict[str, Any]:
    """What was typed, by field, texts as the person saw them and times as their clock shows them."""
    fields = form_fields(kind)
    texts = {field.name for field in fields if field.kind in (Kind.LINE, Kind.TEXT)}
    where = desk.where(typed.incident)
    if any(field.kind is Kind.MOMENT for field in fields):
        zone = await desk.people.zone(typed.visit.team_id, typed.visit.user_id)
        where = replace(where, zone=zone or where.zone)
    found = read_typed(kind, kind.spoken, typed.text, where)
    return {name: as_typed(value) if name in texts else value for name, value in found.items()}


def _complete(desk: Desk, kind: type[Operation], values: dict[str, Any]) -> Operation | None:
    """The operation, where what was typed suffices for it."""
    if any(field.required and field.name not in values for field in form_fields(kind)):
        return None
    try:
        return kind.model_validate(values, context={"process": desk.engine.process})
    except ValidationError:
        return None
