"""What an operation is: fields, a rule, and how it presents itself; the machinery for all of them is elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict
from sqlalchemy.ext.asyncio import AsyncSession

from bot.incidents.events import AnyEvent
from bot.process.process import Process
from bot.process.sla_rules import ClockKind
from bot.process.values import Phase
from storage.tables import Incident

LIVE = frozenset({Phase.TRIAGE, Phase.ACTIVE, Phase.PAUSED})
RESOLVED = frozenset({Phase.POST_INCIDENT})
OVER = frozenset({Phase.CLOSED, Phase.DECLINED, Phase.MERGED, Phase.CANCELLED})
ANY_PHASE = LIVE | RESOLVED | OVER


class Refusal(Exception):  # noqa: N818 (a refusal is an answer, not a fault)
    """What was asked cannot be done: why, in words for the person who asked, and which field is at fault."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


def name_one(word: str, names: Iterable[str]) -> str:
    """Ask for one of several names, and show how it is typed after the word of a command."""
    known = list(names)
    return f"Name one of {', '.join(known)}, as in /incident {word} {known[0]}."


@dataclass
class Context:
    """Who acts, when, and under which process. `actor` is None for Sitrep itself; `now` is aware UTC.

    `groups` maps the id of each user group that is known to its members.
    """

    team_id: str
    actor: str | None
    now: datetime
    process: Process
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    recorded: list[tuple[AnyEvent, datetime]] = field(default_factory=list)

    def record(self, event: AnyEvent, occurred_at: datetime | None = None) -> None:
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


class Operation(BaseModel):
    """Something a person, or Sitrep, can do to an incident. The docstring's first line is its line in the help."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    words: ClassVar[tuple[str, ...]] = ()
    """Its subcommand, then other words for it. Without any, it is not offered for typing."""
    title: ClassVar[str] = ""
    """The title of its form, at most 24 characters."""
    submit: ClassVar[str] = "Save"
    phases: ClassVar[frozenset[Phase]] = LIVE
    """The phases in which it makes sense."""
    opens: ClassVar[bool] = False
    """Whether it begins an incident instead of changing one."""
    spoken: ClassVar[tuple[str, ...]] = ()
    """Optional fields that its typed text may set; required ones it may always set."""
    at_once: ClassVar[bool] = False
    """Whether its button, or its word alone, carries it out without asking anything."""
    does_also: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Optional fields that do what another operation does, with its key: that one's rules hold for them too."""
    while_open: ClassVar[tuple[str, ...]] = ()
    """Optional fields that nobody is asked for, and nobody can set, once it is resolved."""

    previewed: ClassVar[str] = ""
    """The field whose choice moves due times, which its form then foretells."""

    @classmethod
    def key(cls) -> str:
        """What the configuration, the log and the receipts call it."""
        return cls.words[0] if cls.words else cls.__name__.lower()

    @classmethod
    def prefill(cls, incident: Incident, context: Context) -> dict[str, Any]:
        """What its form shows at first."""
        return {}

    @classmethod
    def preview(cls, chosen: Any, incident: Incident, context: Context) -> Iterable[Foreseen]:
        """What its form foretells when this is chosen in the field `previewed`; `chosen` is not validated yet."""
        return ()

    def apply(self, incident: Incident, context: Context) -> None:
        """Change the record and append events; no input or output. Raises Refused and then changes nothing."""
        raise NotImplementedError


class Answer:
    """What a question comes back with: a value that each face shows in its own way."""


class Query(BaseModel):
    """Something a person can ask. `about_incident` tells whether it is asked of one incident."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    words: ClassVar[tuple[str, ...]] = ()
    spoken: ClassVar[tuple[str, ...]] = ()
    about_incident: ClassVar[bool] = True

    async def answer(self, session: AsyncSession, incident: Incident | None, context: Context) -> Answer:
        """Read the record; changes nothing."""
        raise NotImplementedError
