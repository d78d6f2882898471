"""The help: every operation and question there is, in groups, each with how to type it."""

from typing import Final

from bot.core.operation import LIVE, Operation
from bot.operations.catalogue import OPERATIONS, QUERIES, Sayable
from bot.slack.blockkit import blocks
from bot.slack.blockkit.blocks import Line, bold, code, lines
from bot.slack.blockkit.message import Message

COMMAND = "/incident"

EXAMPLES: Final = {
    "ack": "ack",
    "update": "update Rolled back to 4.2, errors are falling",
    "status": "status mitigated",
    "severity": "severity sev1",
    "claim": "claim comms",
    "assign": "assign comms @ben",
    "invite": "invite @ben @cleo",
    "escalate": "escalate @oncall We need a database admin",
    "snooze": "snooze 30m Waiting for the vendor",
    "note": "note Restarted the workers",
    "rename": "rename Card payments fail",
    "summary": "summary One in ten card payments fails",
    "resolve": "resolve Rolled back to 4.2",
    "reopen": "reopen It is back",
    "list": "list open sev1",
}
"""What to type, where it takes more than the word."""

_START, _DURING, _PEOPLE, _END, _QUESTIONS = "Start", "During", "People", "End", "Questions"
_GROUPS = (_START, _DURING, _PEOPLE, _END, _QUESTIONS)
_ABOUT_PEOPLE = {"role", "person", "people", "group"}


def manual() -> Message:
    """Everything that can be typed."""
    sayables: tuple[Sayable, ...] = (*OPERATIONS, *QUERIES)
    parts: list[Line] = []
    for group in _GROUPS:
        parts += [[bold(group)], *(_entry(sayable) for sayable in sayables if _group(sayable) == group)]
    intro: Line = [code(COMMAND), " alone declares an incident or, in its room, shows what you can do."]
    naming: Line = ["Outside a room, name the incident: ", code(f"{COMMAND} update INC-42 …")]
    return blocks.message(lines(intro, naming), lines(*parts))


def _entry(sayable: Sayable) -> Line:
    word = sayable.words[0]
    says = (sayable.__doc__ or "").strip().partition("\n")[0].replace("`", "")
    return [code(f"{COMMAND} {EXAMPLES.get(word, word)}"), f"  {says}"]


def _group(sayable: Sayable) -> str:
    """Where it belongs, by what it is: a new operation finds its place by itself."""
    if not issubclass(sayable, Operation):
        return _QUESTIONS
    if sayable.opens:
        return _START
    if _ABOUT_PEOPLE & sayable.model_fields.keys():
        return _PEOPLE
    return _END if sayable.submit in _ENDING or not sayable.phases & LIVE else _DURING


_ENDING = ("Resolve",)
