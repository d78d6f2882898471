"""Everything that can be done and asked, with its fields filled in: for what has to hold whatever a capability is."""

from datetime import UTC, datetime
from typing import Any

from bot.core.fields import FieldKind, FormField, Where, form_fields
from bot.core.operation import LIVE, RESOLVED, Offered, Operation, Query
from bot.core.registry import registry
from bot.operations.lifecycle import Close, Resolve
from bot.process.process import Process
from bot.process.values import Phase
from tests.world import World

BOB = "UBOB"
AT = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)

_BY_NAME: dict[str, Any] = {"message_ts": "1714564800.000100", "said_at": AT, "at": AT, "if_free": False, "after": ""}
_BY_KIND: dict[FieldKind, Any] = {
    FieldKind.FLAG: True,
    FieldKind.SPAN: "30m",
    FieldKind.MOMENT: "1h",
    FieldKind.PERSON: BOB,
    FieldKind.PEOPLE: (BOB,),
    FieldKind.GROUP: "SONCALL",
    FieldKind.FILTERS: (),
}


def operations() -> list[type[Operation]]:
    """Those that are about an incident."""
    return [kind for kind in registry.operations() if not kind.opens]


def queries() -> list[type[Query]]:
    return list(registry.queries())


def filled(kind: Offered, text: str, process: Process, phase: Phase | None = None) -> dict[str, Any]:
    """A value for every field; the text wherever somebody may write one."""
    where = Where(process, phase, AT)
    return {field.name: _value(field, text, where) for field in form_fields(kind)}


def _value(field: FormField, text: str, where: Where) -> Any:
    if field.name in _BY_NAME:
        return _BY_NAME[field.name]
    if field.kind is FieldKind.CHOICE:
        assert field.asked.choices
        return field.asked.choices(where)[-1].value
    if field.name == "person":
        return BOB
    return _BY_KIND.get(field.kind, text)


async def bring_to(world: World, incident_id: int, kind: type[Operation]) -> Phase:
    """Let an incident that was just declared live on until such an operation makes sense."""
    if not kind.phases & LIVE:
        await world.do(incident_id, Resolve(resolution="Done"))
        if not kind.phases & RESOLVED:
            await world.do(incident_id, Close())
    return Phase((await world.incident(incident_id)).phase)
