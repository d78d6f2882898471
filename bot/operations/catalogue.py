"""Every operation and question there is: a new one is a file, and its line here."""

from difflib import get_close_matches

from bot.core.operation import Operation, Query
from bot.operations.clocks import AgreeDue, PauseClock, ResumeClock, ShowClocks
from bot.operations.declare import Declare
from bot.operations.invite import Escalate, Invite
from bot.operations.lifecycle import Close, Reopen, Resolve, Unresolve
from bot.operations.note import AddNote
from bot.operations.pins import PinMessage
from bot.operations.queries import ListIncidents, ShowHelp, ShowIncident, ShowRoles, ShowTimeline
from bot.operations.reminders import Acknowledge, SnoozeReminder
from bot.operations.rename import Rename
from bot.operations.roles import AssignRole, ClaimRole, HandBackRole
from bot.operations.severity import ChangeSeverity
from bot.operations.status import ChangeStatus
from bot.operations.summary import ChangeSummary
from bot.operations.update import PostUpdate

OPERATIONS: tuple[type[Operation], ...] = (
    Declare,
    Acknowledge,
    PostUpdate,
    ChangeStatus,
    ChangeSeverity,
    ClaimRole,
    AssignRole,
    HandBackRole,
    Invite,
    Escalate,
    SnoozeReminder,
    PauseClock,
    ResumeClock,
    AgreeDue,
    AddNote,
    Rename,
    ChangeSummary,
    Resolve,
    Unresolve,
    Close,
    Reopen,
)
QUERIES: tuple[type[Query], ...] = (ShowIncident, ListIncidents, ShowTimeline, ShowRoles, ShowClocks, ShowHelp)

Sayable = type[Operation] | type[Query]

_SAYABLE: tuple[Sayable, ...] = (*OPERATIONS, *QUERIES)
_BY_WORD: dict[str, Sayable] = {word: sayable for sayable in _SAYABLE for word in sayable.words}


_WITH_FORM: dict[str, type[Operation]] = {kind.key(): kind for kind in OPERATIONS} | {PinMessage.key(): PinMessage}


def called(word: str) -> Sayable | None:
    """What a subcommand stands for."""
    return _BY_WORD.get(word.lower())


def operation(key: str) -> type[Operation]:
    """The operation with this key. Raises KeyError for one that no form asks for."""
    return _WITH_FORM[key]


def nearest(word: str) -> str | None:
    """The subcommand that a mistyped word is most like."""
    near = get_close_matches(word.lower(), list(_BY_WORD), n=1, cutoff=0.6)
    return _BY_WORD[near[0]].words[0] if near else None
