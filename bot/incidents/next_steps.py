"""The ways from one part of an incident's life to another, for whoever asks for what cannot be done in this one."""

from bot.core.operation import LIVE, OVER, RESOLVED, Operation
from bot.operations.lifecycle import Close, Reopen, Resolve, Unresolve
from bot.process.values import Phase

_LEADS_TO: dict[type[Operation], frozenset[Phase]] = {Resolve: RESOLVED, Unresolve: LIVE, Close: OVER, Reopen: LIVE}
_WORDS: dict[type[Operation], str] = {
    Resolve: "Resolve it first",
    Unresolve: "If it is not over after all",
    Reopen: "To open it again",
}
"""Before the command. Nobody is sent to close an incident: after that less can be done than before."""


def refusal(kind: type[Operation], phase: Phase, name: str) -> str:
    """Why this cannot be done in this phase, and what leads on; `name` is how it stands, as in `INC-1 is resolved`."""
    leads_to = _LEADS_TO.get(kind, frozenset())
    if phase in leads_to:
        return f"{name}: it is open already." if leads_to == LIVE else f"{name} already."
    way = _way(phase, leads_to) or _way(phase, kind.phases)
    return f"{name}, so this cannot be done now." + (f" {_WORDS[way]}: `/incident {way.key()}`." if way else "")


def _way(phase: Phase, wanted: frozenset[Phase]) -> type[Operation] | None:
    """The operation that leads from `phase` to where an incident is wanted to be."""
    return next((way for way in _WORDS if phase in way.phases and _LEADS_TO[way] & wanted), None)
