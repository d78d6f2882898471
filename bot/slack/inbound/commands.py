"""The slash command: what was typed becomes an operation, a query, or a filled form."""

from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from bot.core.command_parser import Understood, read_typed
from bot.core.fields import FieldKind, form_fields
from bot.core.operation import Answer, IncidentQuery, Offered, Operation, Query
from bot.core.references import parse_reference
from bot.core.refusal import Refusal
from bot.core.registry import registry
from bot.core.scene import HERE
from bot.core.text import Command, Line, one_line, said
from bot.engine.access import admit
from bot.engine.engine import Asking
from bot.engine.reading import Reading, needs_of
from bot.operations.declare import Declare
from bot.operations.lists import ListIncidents
from bot.operations.show import ShowIncident
from bot.process.process import Process
from bot.slack.blockkit.message import SlackMessage
from bot.slack.inbound import sources
from bot.slack.inbound.request import Request, Services
from bot.slack.inbound.typed_text import as_typed
from bot.slack.views import answers
from bot.slack.views.forms import in_words
from storage.tables import Incident

LONGEST_QUOTE = 60


@dataclass(frozen=True)
class TypedCommand:
    """A command with its subject: the incident that was named, or whose room this is.

    `spelling` is how a next step for this incident is typed from here: `{}` alone in its room.
    """

    request: Request
    text: str
    incident: Incident | None
    spelling: str = HERE


async def command(services: Services, request: Request, text: str) -> SlackMessage | None:
    """Act on `/incident <text>`; returns what to answer, or None where a form opened. Raises Refusal."""
    word, rest = _first(text)
    if not word:
        return await _without_words(services, request)
    async with services.engine.reading(request.team_id, request.user_id) as reading:
        about = _Finder(services.engine.process, reading, request)
        named = await about.named(word, _first(rest)[0], number_suffices=True)
        if named:
            word, rest = _first(rest)
        offered = registry.called(word) if word else ShowIncident
        if offered is None:
            return answers.unknown(as_typed(word), registry.nearest(word))
        typed = about.this(named, rest) if named and _is_about_one(offered) else await about.meant(offered, rest)
        if issubclass(offered, Query):
            answer = await _ask(services, offered, typed, reading)
        elif issubclass(offered, Operation) and typed.incident:
            await reading.load_rules(offered, typed.incident)
    if issubclass(offered, Query):
        return await services.shown(answer, request)
    return await _act(services, offered, typed)


def _first(text: str) -> tuple[str, str]:
    """The first word, whatever white space ends it, and what follows it."""
    word, *rest = text.split(maxsplit=1) or [""]
    return word, "".join(rest).strip()


async def _without_words(services: Services, request: Request) -> SlackMessage | None:
    engine = services.engine
    # Most often the form is wanted, outside of any room, and at once.
    incident_id = await engine.in_room(request.team_id, request.channel)
    if incident_id is None:
        await services.open_form(request, Declare)
        return None
    return answers.tray(await engine.view_now(request.team_id, request.user_id, incident_id), engine.process)


@dataclass(frozen=True)
class _Finder:
    """Finds what a command is about, looking once where that suffices, with what the command needs of it."""

    process: Process
    reading: Reading
    request: Request

    async def named(self, word: str, then: str, *, number_suffices: bool) -> Incident | None:
        """The incident that a reference names; None for any other word, and for a bare number unless that suffices.

        Raises Refusal, with the same words, for an incident that does not exist and for one that this person cannot
        see. A bare number that leads to neither is taken for a word. A colon or a comma may follow. `then` is the
        word of the command that follows.
        """
        word = word.rstrip(":,")
        number = parse_reference(self.process.prefix, word, self.process.private_prefix)
        if number is None or (word.isdecimal() and not number_suffices):
            return None
        offered = registry.called(then) if then else ShowIncident
        try:
            return await self.reading.of_reference(word, needs_of(offered) if offered else ())
        except Refusal:
            if word.isdecimal():
                return None
            raise

    def this(self, named: Incident, text: str) -> TypedCommand:
        """A command before which an incident was named: that one is meant, wherever it was typed."""
        is_here = named.room.channel_id == self.request.channel
        return TypedCommand(self.request, text, named, HERE if is_here else f"{named.reference} {{}}")

    async def meant(self, offered: Offered, text: str) -> TypedCommand:
        """The incident of the room it was typed in, elsewhere the one it names first.

        A query may name another incident in a room too; an operation may not, because a text may begin with one. As a
        text may begin with a number, a number names an incident only where a query has nothing else.
        """
        if not _is_about_one(offered):
            return TypedCommand(self.request, text, None)
        asks = issubclass(offered, Query)
        first, rest = _first(text)
        here = None if asks else await self._of_room(offered)
        number_suffices = asks and not rest
        if here is None and (named := await self.named(first, offered.words[0], number_suffices=number_suffices)):
            return TypedCommand(self.request, rest, named, f"{{}} {named.reference}")
        return TypedCommand(self.request, text, await self._of_room(offered) if asks else here)

    async def _of_room(self, offered: Offered) -> Incident | None:
        return await self.reading.of_room(self.request.channel, needs_of(offered))


def _is_about_one(offered: Offered) -> bool:
    return not offered.opens if issubclass(offered, Operation) else issubclass(offered, IncidentQuery)


async def _ask(services: Services, kind: type[Query], typed: TypedCommand, reading: Reading) -> Answer:
    """Answer a query; one about an incident, where none is meant, becomes a list to choose from."""
    subject = typed.incident if issubclass(kind, IncidentQuery) else None
    if issubclass(kind, IncidentQuery) and subject is None:
        return await reading.answer(ListIncidents())
    understood = await _understood(services, kind, typed)
    return await reading.answer(_query(services, kind, understood.values), subject)


def _query(services: Services, kind: type[Query], values: dict[str, Any]) -> Query:
    try:
        return kind.model_validate(values, context={"process": services.engine.process})
    except ValidationError as error:
        raise Refusal(" ".join(in_words(problem) for problem in error.errors())) from None


async def _act(services: Services, kind: type[Operation], typed: TypedCommand) -> SlackMessage | None:
    engine, request = services.engine, typed.request
    understood = await _understood(services, kind, typed)
    values, leftover = understood.values, understood.leftover
    note = said(as_typed(understood.doubt)) if understood.doubt else _not_understood(kind, leftover)
    if typed.incident is None and not kind.opens:
        subjects = await engine.subjects(kind, request.team_id, request.user_id)
        return answers.choose(subjects, kind, engine.process, values, note)
    incident = None if kind.opens else typed.incident
    is_hushed = kind.opens and bool(values) and not sources.seems_public(request)
    if is_hushed:
        # What is said where not everybody can read is asked about before everybody is told.
        values["private"], note = True, [*note, *([" "] if note else []), *sources.PRESET]
    suffices = not understood.doubt and not is_hushed and _suffices(kind, values, leftover)
    operation = _complete(services, kind, values) if suffices else None
    if operation is None:
        if incident is not None:
            admit(kind, incident, engine.context(request.team_id, request.user_id))
        await services.open_form(request, kind, incident, values=values, note=note)
        return None
    asking = Asking(request.team_id, request.user_id, request.key, is_shown=True)
    done = await engine.run(operation, asking, incident.id if incident else None)
    return answers.replied(done.events, engine.view(done.incident), engine.process, typed.spelling, note)


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


def _not_understood(kind: type[Operation], leftover: str) -> Line:
    """What to say of words that fit nothing; nothing where there are none, or where none are asked for."""
    if not leftover or not _asks(kind):
        return []
    kinds = {field.kind for field in form_fields(kind)}
    hint: Line = []
    if "<!subteam^" in leftover and FieldKind.GROUP not in kinds:
        hint = [" A user group is asked to join by ", Command("escalate"), "."]
    elif "<@" in leftover and "role" in kind.model_fields and FieldKind.PERSON not in kinds:
        hint = [" Somebody else is given a role by ", Command("assign"), "."]
    elif kinds & {FieldKind.PERSON, FieldKind.PEOPLE}:
        hint = [" People are named with an @."]
    heard = said(f"“{one_line(as_typed(leftover), LONGEST_QUOTE)}”")
    return ["I did not understand ", *heard, ".", *hint]


async def _understood(services: Services, kind: Offered, typed: TypedCommand) -> Understood:
    """What was typed, by field, texts as the person saw them and times as their clock shows them."""
    fields = form_fields(kind)
    texts = {field.name for field in fields if field.kind in (FieldKind.LINE, FieldKind.TEXT)}
    where = services.where(typed.incident)
    if any(field.kind is FieldKind.MOMENT for field in fields):
        zone = await services.people.zone(typed.request.team_id, typed.request.user_id)
        where = replace(where, zone=zone or where.zone)
    found = read_typed(kind, kind.spoken, typed.text, where, registry.filters())
    shown = {name: as_typed(value) if name in texts else value for name, value in found.values.items()}
    return replace(found, values=shown)


def _complete(services: Services, kind: type[Operation], values: dict[str, Any]) -> Operation | None:
    """The operation, where what was typed suffices for it."""
    if any(field.required and field.name not in values for field in form_fields(kind)):
        return None
    try:
        return kind.model_validate(values, context={"process": services.engine.process})
    except ValidationError:
        return None
