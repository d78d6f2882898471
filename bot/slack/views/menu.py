"""The menu of everything that can be done or asked: one select, grouped by theme, however much there is."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from bot.core.fields import Where, without_choice
from bot.core.operation import IncidentQuery, Offered, Operation, WorkspaceQuery
from bot.core.read_models import IncidentView
from bot.core.registry import registry
from bot.process.process import Process
from bot.process.values import Phase
from bot.slack.blockkit.buttons import Press
from bot.slack.blockkit.message import Block

MENU = "menu:"
"""What the `action_id` of a menu begins with; the id of the incident follows, where it is for one."""


def of_incident(incident: IncidentView, process: Process) -> Block:
    """What can be done to an incident now, and asked about it."""
    where = Where(process, Phase(incident.phase))
    doable = [kind for kind in registry.operations() if _is_offered(kind) and _applies(kind, incident, where)]
    asked = [kind for kind in registry.queries() if kind.words]
    return _menu([*doable, *asked], incident.id)


def of_everything() -> Block:
    """What can be begun and asked where no incident is meant."""
    begun = [kind for kind in registry.operations() if kind.opens and _is_offered(kind)]
    asked = [kind for kind in registry.queries() if kind.words and issubclass(kind, WorkspaceQuery)]
    return _menu([*begun, *asked], None)


def read(action_id: str, value: str) -> Press:
    """What was chosen. Raises ValueError for what no menu of ours offers."""
    number = action_id.removeprefix(MENU)
    incident = int(number) if number.isdecimal() and number.isascii() else None
    kind = registry.offered(value)
    if kind is None or not _is_offered(kind):
        raise ValueError(f"no menu offers {value!r}")
    if issubclass(kind, Operation) and (incident is None) is not kind.opens:
        raise ValueError(f"{value} is not for {'no' if incident is None else 'an'} incident")
    if issubclass(kind, IncidentQuery) and incident is None:
        raise ValueError(f"{value} is asked about an incident")
    return Press(value, incident)


def _is_offered(kind: Offered) -> bool:
    return bool(kind.words and kind.title)


def _applies(kind: type[Operation], incident: IncidentView, where: Where) -> bool:
    """A choice wants something to choose."""
    fits = not kind.opens and incident.phase in kind.phases and kind.applies(incident)
    return fits and without_choice(kind, where) is None


def _menu(offered: Sequence[Offered], incident: int | None) -> Block:
    return {
        "type": "static_select",
        "action_id": f"{MENU}{incident or ''}",
        "placeholder": {"type": "plain_text", "text": "More…", "emoji": False},
        "option_groups": [
            {"label": {"type": "plain_text", "text": theme.value, "emoji": False}, "options": _options(kinds)}
            for theme, kinds in groupby(offered, lambda kind: kind.theme)
        ],
    }


def _options(kinds: Iterable[Offered]) -> list[Block]:
    return [{"text": {"type": "plain_text", "text": kind.title, "emoji": False}, "value": kind.slug} for kind in kinds]
