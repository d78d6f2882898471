"""What an operation and a query are: fields, a rule, and how each presents itself; the machinery is elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, model_validator
from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.event import Event, EventReader
from bot.core.read_models import IncidentView
from bot.core.text import Command, Line, Message
from bot.process.process import Process
from bot.process.sla_rules import ClockKind
from bot.process.values import Phase
from storage.tables import Incident
from storage.tables.base import Base
from storage.types import storable

LIVE = frozenset({Phase.TRIAGE, Phase.ACTIVE, Phase.PAUSED})
RESOLVED = frozenset({Phase.POST_INCIDENT})
OVER = frozenset({Phase.CLOSED, Phase.DECLINED, Phase.MERGED, Phase.CANCELLED})
ANY_PHASE = LIVE | RESOLVED | OVER


class Theme(StrEnum):
    """What an operation is about: menus and the help are grouped by it, in this order."""

    START = "Start"
    RESPOND = "Respond"
    PEOPLE = "People"
    CLOCKS = "Clocks"
    DESCRIBE = "Describe"
    END = "End"
    ASK = "Look up"


@dataclass
class Context:
    """Who acts, when, and under which process. `actor` is None for Sitrep itself; `now` is aware UTC.

    `groups` maps the id of each user group that is known to its members. A process that is not `is_leading` is about to
    be replaced: clocks that run do not follow it, but another one with another configuration.
    """

    team_id: str
    actor: str | None
    now: datetime
    process: Process
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    recorded: list[tuple[Event, datetime]] = field(default_factory=list)
    is_leading: bool = True

    def record(self, event: Event, occurred_at: datetime | None = None) -> None:
        """Append an event to the incident's timeline; it happened now unless told otherwise."""
        self.recorded.append((event, occurred_at or self.now))


@dataclass(frozen=True)
class Foreseen:
    """What would become of a clock: when it is due now and when it would be, aware UTC; None where it is not.

    `is_promised` tells whether it would still run.
    """

    clock: ClockKind
    before: datetime | None
    after: datetime | None
    is_promised: bool = True


class _Offered(BaseModel):
    """What operations and queries have in common: how people find and type them."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    slug: ClassVar[str]
    """What permissions, receipts, the log and the API call it. Never changes once used; words and titles may."""
    words: ClassVar[tuple[str, ...]] = ()
    """Its subcommand, then other words for it. Without any, it is not offered for typing."""
    example: ClassVar[str] = ""
    """What to type after the word, as the help shows it. It suffices for a team that has set nothing.

    `@oncall` names a user group in it, any other word with an @ a person.
    """
    spoken: ClassVar[tuple[str, ...]] = ()
    """Optional fields that typed text may set; required ones it may always set."""
    theme: ClassVar[Theme]
    order: ClassVar[int] = 100
    """Its place within its theme: smaller comes first, then by slug."""
    title: ClassVar[str] = ""
    """What its button and its form are called, at most 24 characters."""

    @model_validator(mode="before")
    @classmethod
    def _storable(cls, given: Any) -> Any:
        """What is kept is what was checked: a face may hand in what no database takes."""
        return storable(given)

    @classmethod
    def summary_line(cls) -> str:
        """Its line in the help: the first of its docstring."""
        return (cls.__doc__ or "").strip().partition("\n")[0]


class Operation(_Offered):
    """Something a principal, or Sitrep, can do to an incident. The docstring's first line is its line in the help."""

    theme = Theme.RESPOND
    submit: ClassVar[str] = "Save"
    phases: ClassVar[frozenset[Phase]] = LIVE
    """The phases in which it makes sense."""
    needs: ClassVar[tuple[type[Base], ...]] = ()
    """The tables of which it reads or changes the incident's rows, in its form too; the incident itself is there."""
    opens: ClassVar[bool] = False
    """Whether it begins an incident instead of changing one."""
    at_once: ClassVar[bool] = False
    """Whether its button, or its word alone, carries it out without asking anything."""
    leads_to: ClassVar[frozenset[Phase]] = frozenset()
    """The phases that it leads to: whoever asks for what wants one of these is sent here."""
    leads_on: ClassVar[str] = ""
    """How it is offered to them: `Resolve it first`. Empty where nobody is to be sent here."""
    rules_of: ClassVar[str] = ""
    """Another operation, by its slug, whose rules hold for this one, too."""
    does_also: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Optional fields that do what another operation does, with its slug: that one's rules hold for them too."""
    while_open: ClassVar[tuple[str, ...]] = ()
    """Optional fields that nobody is asked for, and nobody can set, once it is resolved."""
    previewed: ClassVar[str] = ""
    """The field whose choice moves due times, which its form then foretells."""

    @classmethod
    def applies(cls, incident: IncidentView) -> bool:
        """Whether there is anything for it to do, beyond the phase: a menu leaves it out where there is not."""
        return True

    @classmethod
    def prefill(cls, incident: Incident, context: Context) -> dict[str, Any]:
        """What its form shows at first."""
        return {}

    @classmethod
    def preview(cls, chosen: Any, incident: Incident, context: Context) -> Iterable[Foreseen]:
        """What its form foretells when this is chosen in the field `previewed`; `chosen` is not validated yet."""
        return ()

    def apply(self, incident: Incident, context: Context) -> None:
        """Change the record and append events; no input or output. Raises Refusal and then changes nothing."""
        raise NotImplementedError


class Answer:
    """What a query comes back with: a value that each face shows in its own way, or as this message."""

    def message(self, process: Process) -> Message:
        """The answer in words."""
        raise NotImplementedError


@dataclass(frozen=True)
class RecordReader:
    """The means of a query: an open session, which nothing is written in, and how a timeline row is read."""

    session: AsyncSession
    event: EventReader


class Query(_Offered):
    """Something a person can ask. It changes nothing."""

    theme = Theme.ASK


class WorkspaceQuery(Query):
    """A query about no incident in particular."""

    async def answer(self, reader: RecordReader, context: Context) -> Answer:
        """Read the record. Raises Refusal for what cannot be asked."""
        raise NotImplementedError


class IncidentQuery(Query):
    """A query about one incident, which whoever asks may see."""

    needs: ClassVar[tuple[type[Base], ...]] = ()
    """The tables of which it reads the incident's rows; the incident itself is there."""
    draws_sections: ClassVar[bool] = False
    """Whether it also draws the sections of the card, and so needs what they do."""

    async def answer(self, reader: RecordReader, incident: Incident, context: Context) -> Answer:
        """Read the record. Raises Refusal for what cannot be asked."""
        raise NotImplementedError


Offered = type[Operation] | type[Query]
"""What a person can do or ask."""


def name_one(word: str, names: Iterable[str]) -> Line:
    """Ask for one of several names, and show how it is typed after the word of a command."""
    known = list(names)
    return [f"Name one of {', '.join(known)}, as in ", Command(f"{word} {known[0]}"), "."]
