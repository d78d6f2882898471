"""The menu of everything that can be done or asked: one select, grouped by theme, however much there is."""

import json
from collections.abc import Sequence

from bot.core.choices import fitting
from bot.core.fields import Choice, Where, without_choice
from bot.core.operation import IncidentQuery, Offered, Operation, Theme, WorkspaceQuery
from bot.core.read_models import IncidentView
from bot.core.registry import registry
from bot.process.process import Process
from bot.process.values import Phase
from bot.slack.blockkit.buttons import LARGEST_ID, NotOursError, Press
from bot.slack.blockkit.message import Block
from bot.slack.blockkit.render import LONGEST_BLOCKS
from bot.slack.blockkit.selects import MOST_OPTIONS, asking, fixed, offered

MENU = "menu:"
"""What the `action_id` of a menu begins with; the id of the incident follows, where it is for one."""

LONGEST_MENU = LONGEST_BLOCKS // 2
"""In characters of JSON: of a longer menu the options are asked for, as there is more in its message."""


def of_incident(incident: IncidentView, process: Process) -> Block:
    """What can be done to an incident now, and asked about it."""
    return _menu(_about(incident, process), incident.id)


def of_everything() -> Block:
    """What can be begun and asked where no incident is meant."""
    return _menu(_at_large(), None)


def found(incident: IncidentView | None, process: Process, typed: str) -> Block:
    """The options of the same menus for what was typed, a part of a title or of a word."""
    groups = _groups(_about(incident, process) if incident else _at_large(), typed)
    return {"option_groups": groups} if groups else offered((), 0)


def subject(action_id: str) -> int | None:
    """The incident that a menu is for."""
    number = action_id.removeprefix(MENU)
    is_id = number.isdecimal() and number.isascii() and len(number) <= len(str(LARGEST_ID))
    return int(number) if is_id and int(number) <= LARGEST_ID else None


def read(action_id: str, value: str) -> Press:
    """What was chosen. Raises NotOursError for what no menu of ours offers."""
    incident = subject(action_id)
    kind = registry.offered(value)
    if kind is None or not _is_offered(kind):
        raise NotOursError("no menu offers such a thing")
    if issubclass(kind, Operation) and (incident is None) is not kind.opens:
        raise NotOursError(f"{value} is not for {'no' if incident is None else 'an'} incident")
    if issubclass(kind, IncidentQuery) and incident is None:
        raise NotOursError(f"{value} is asked about an incident")
    return Press(value, incident)


def _about(incident: IncidentView, process: Process) -> list[Offered]:
    where = Where(process, Phase(incident.phase))
    doable = [kind for kind in registry.operations() if _is_offered(kind) and _applies(kind, incident, where)]
    return [*doable, *(kind for kind in registry.queries() if _is_offered(kind))]


def _at_large() -> list[Offered]:
    begun = [kind for kind in registry.operations() if kind.opens and _is_offered(kind)]
    return [*begun, *(kind for kind in registry.queries() if issubclass(kind, WorkspaceQuery) and _is_offered(kind))]


def _is_offered(kind: Offered) -> bool:
    return bool(kind.words and kind.title)


def _applies(kind: type[Operation], incident: IncidentView, where: Where) -> bool:
    """A choice wants something to choose."""
    fits = not kind.opens and incident.phase in kind.phases and kind.applies(incident)
    return fits and without_choice(kind, where) is None


def _menu(kinds: Sequence[Offered], incident: int | None) -> Block:
    groups = _groups(kinds)
    whole = {"type": "static_select", "placeholder": fixed("More…"), "option_groups": groups}
    is_short = len(json.dumps(groups, ensure_ascii=False)) <= LONGEST_MENU
    return {**(whole if is_short else asking("More… (type to find)")), "action_id": f"{MENU}{incident or ''}"}


def _groups(kinds: Sequence[Offered], typed: str = "") -> list[Block]:
    """What fits, by theme; a theme of which that is not all says so."""
    themes = {kind.slug: kind.theme for kind in kinds}
    fit = fitting([Choice(kind.slug, kind.title, words=kind.words) for kind in kinds], typed)
    by_theme = {theme: [choice for choice in fit if themes[choice.value] is theme] for theme in Theme}
    return [_group(theme, choices) for theme, choices in by_theme.items() if choices]


def _group(theme: Theme, choices: Sequence[Choice]) -> Block:
    rest = f": first {MOST_OPTIONS} of {len(choices)}, type more" if len(choices) > MOST_OPTIONS else ""
    options = [{"text": fixed(choice.label), "value": choice.value} for choice in choices[:MOST_OPTIONS]]
    return {"label": fixed(f"{theme}{rest}"), "options": options}
