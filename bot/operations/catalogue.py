"""Every operation and question there is: a new one is a file, and its line here."""

from difflib import get_close_matches

from bot.operations.answers import Help, List, Show, Timeline, Who
from bot.operations.base import Operation, Question
from bot.operations.declare import Declare
from bot.operations.ending import Close, Reopen, Resolve, Unresolve
from bot.operations.note import Note
from bot.operations.people import Escalate, Invite
from bot.operations.reminders import Acknowledge, Snooze
from bot.operations.rename import Rename
from bot.operations.roles import Assign, Claim, HandBack
from bot.operations.severity import Severity
from bot.operations.sla import AgreeDue, Pause, Resume, Sla
from bot.operations.status import Status
from bot.operations.summary import Summary
from bot.operations.timeline_pins import PinMessage
from bot.operations.update import Update

OPERATIONS: tuple[type[Operation], ...] = (
    Declare,
    Acknowledge,
    Update,
    Status,
    Severity,
    Claim,
    Assign,
    HandBack,
    Invite,
    Escalate,
    Snooze,
    Pause,
    Resume,
    AgreeDue,
    Note,
    Rename,
    Summary,
    Resolve,
    Unresolve,
    Close,
    Reopen,
)
QUESTIONS: tuple[type[Question], ...] = (Show, List, Timeline, Who, Sla, Help)

Sayable = type[Operation] | type[Question]

_SAYABLE: tuple[Sayable, ...] = (*OPERATIONS, *QUESTIONS)
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
