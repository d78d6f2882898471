"""List: incidents, narrowed by filters and words, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import Field

from bot.core.fields import Choice, Filters, Hidden, ShortText, Where, severity_choices, status_choices, type_choices
from bot.core.list_filter import ListFilter
from bot.core.operation import Answer, Context, RecordReader, WorkspaceQuery
from bot.core.read_models import IncidentLine
from bot.core.refusal import Refusal
from bot.core.registry import registry
from storage import queries

PAGE = 20
"""How many incidents a page has."""

STATES = (
    Choice("open", "open", "Not closed yet."),
    Choice("resolved", "resolved", "The impact is over, and it is not closed yet."),
    Choice("closed", "closed", "Nothing is left to do."),
    Choice("all", "all", "Whatever has become of them."),
)
MINE = Choice("me", "mine", words=("mine",))

BY_STATE = ListFilter("state", queries.in_state, lambda _: STATES, is_bare=True)
BY_PERSON = ListFilter("who", queries.belonging_to, lambda _: (MINE,), is_bare=True)
BY_SEVERITY = ListFilter("severity", queries.of_severity, severity_choices, is_bare=True)
BY_STATUS = ListFilter("status", queries.in_milestone, status_choices)
BY_TYPE = ListFilter("type", queries.of_type, type_choices)


@dataclass(frozen=True)
class Listed(Answer):
    """Incidents, the newest first: one page of them.

    `filters` is what was asked for in words, empty where all were; `total` how many there are on all pages together;
    `wanted` and `text` ask for the same again, and `after` for the next page, None on the last.
    """

    incidents: Sequence[IncidentLine]
    filters: str
    total: int
    wanted: tuple[str, ...] = ()
    text: str = ""
    after: str | None = None


class ListIncidents(WorkspaceQuery):
    """List incidents: `open` (the default) or `all`, `mine`, a severity, words from the name.

    The newest come first, in pages; also `resolved`, `closed`, `status:mitigated`, `type:security`, in any order.
    """

    slug = "list"
    words = ("list", "ls")
    example = "open sev1"
    title = "List"
    order = 20
    spoken = ("wanted",)

    wanted: Filters = ()
    text: ShortText = Field("", validate_default=False)
    after: Hidden = ""

    async def answer(self, reader: RecordReader, context: Context) -> Answer:
        filters, where = registry.filters(), Where(context.process)
        values = {BY_STATE.key: "open"} | dict(_pair(one) for one in self.wanted)
        if unknown := values.keys() - filters.keys():
            raise Refusal(f"There is no filter {min(unknown)}. There is {', '.join(sorted(filters))}.", "wanted")
        viewer = context.actor or ""
        conditions = [filters[key].condition(value, viewer) for key, value in values.items()]
        found = await queries.incident_page(
            reader.session, context.team_id, viewer, conditions, text=self.text, after=self.after or None, limit=PAGE
        )
        labels = [filters[key].label(value, where) for key, value in values.items() if (key, value) != _EVERYTHING]
        return Listed(
            incidents=tuple(_line(row) for row in found.rows),
            filters=", ".join(part for part in (*labels, self.text) if part),
            total=found.total,
            wanted=self.wanted,
            text=self.text,
            after=found.after,
        )


_EVERYTHING = (BY_STATE.key, "all")


def _pair(wanted: str) -> tuple[str, str]:
    key, _, value = wanted.partition(":")
    return key, value


def _line(row: queries.IncidentRow) -> IncidentLine:
    return IncidentLine(**row._asdict())
