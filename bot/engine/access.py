"""Who asks stands where towards an incident: what they may see of it and do to it, and what that is read from."""

from bot.core.needs import declared_by
from bot.core.operation import LIVE, Context, Operation
from bot.core.permissions import Standing, asks_who_is_there, describe, may_do, may_see
from bot.core.refusal import Refusal, RefusalCode
from bot.core.registry import registry
from bot.incidents.next_steps import wrong_phase
from bot.process.process import Process
from bot.process.values import Phase
from storage.loading import Needs
from storage.tables import Incident, Responder, RoleAssignment

WHO_IS_THERE = (Responder, RoleAssignment)
"""The tables that tell who belongs to an incident."""


def seen(incident: Incident | None, context: Context) -> Incident:
    """The incident, for those who may know of it; to all others it does not exist."""
    if (
        incident is None
        or incident.team_id != context.team_id
        or not (incident.visibility == "public" or may_see(incident.visibility, standing(incident, context)))
    ):
        raise Refusal("That incident cannot be found. It may be private.", code=RefusalCode.NOT_FOUND)
    return incident


def needed_to_admit(kind: type[Operation], incident: Incident, process: Process) -> Needs:
    """What the rules for such an operation, and for being seen, depend on."""
    rules = [rule for key in (*_keys(kind), *kind.does_also.values()) for rule in process.rules_for(key)]
    return WHO_IS_THERE if incident.visibility != "public" or asks_who_is_there(rules) else ()


def _keys(kind: type[Operation]) -> tuple[str, ...]:
    """What `permissions` may say of it, by slug: all of these have to let them through."""
    return (kind.slug, kind.rules_of) if kind.rules_of else (kind.slug,)


def admit(kind: type[Operation], incident: Incident, context: Context) -> None:
    """Raises Refusal where this person could not carry out such an operation on an incident that they can see."""
    for key in _keys(kind):
        require(key, standing(incident, context), context.process)
    if incident.phase not in kind.phases:
        raise wrong_phase(kind, Phase(incident.phase), _standing_of(incident, context), registry.operations())


def admit_fields(operation: Operation, incident: Incident, context: Context) -> None:
    """Raises Refusal, on the field, for one that would change what cannot be changed now, or not by this person."""
    with declared_by(type(operation).__name__):
        present = operation.prefill(incident, context)
    changing = {name for name, value in operation if value not in (None, present.get(name))}
    for name in () if incident.phase in LIVE else operation.while_open:
        if name in changing:
            words = f"{_standing_of(incident, context)} by now. Put this back as it was to go on without it."
            raise Refusal(words, name, code=RefusalCode.WRONG_PHASE)
    for name, key in operation.does_also.items():
        if name in changing:
            require(key, standing(incident, context), context.process, name)


def withheld(kind: type[Operation], incident: Incident | None, context: Context) -> frozenset[str]:
    """The fields of such an operation that this person cannot fill; no incident: the one that it begins."""
    where = standing(incident, context) if incident else founding(context)
    is_over = incident is not None and incident.phase not in LIVE
    forbidden = (name for name, key in kind.does_also.items() if not may_do(context.process.rules_for(key), where))
    return frozenset((*forbidden, *(kind.while_open if is_over else ())))


def require(key: str, where: Standing, process: Process, field: str | None = None) -> None:
    """Raises Refusal where the rules for this do not let them through."""
    rules = process.rules_for(key)
    if not may_do(rules, where):
        raise Refusal(f"Only {describe(rules, process)} may do this.", field, code=RefusalCode.FORBIDDEN)


def founding(context: Context) -> Standing:
    """Where a person will stand towards the incident that they are about to begin."""
    return Standing(context.actor, is_creator=True, groups=groups_of(context))


def groups_of(context: Context) -> frozenset[str]:
    return frozenset(group for group, members in context.groups.items() if context.actor in members)


def standing(incident: Incident, context: Context) -> Standing:
    """Where they stand towards it, as far as what was loaded tells: see `needed_to_admit`."""
    actor = context.actor
    responders = incident.responders if incident.has_loaded(Responder) else ()
    holders = incident.holders if incident.has_loaded(RoleAssignment) else ()
    return Standing(
        principal=actor,
        is_creator=incident.creator_id == actor,
        is_responder=any(r.user_id == actor and r.left_at is None for r in responders),
        has_left=any(r.user_id == actor and r.left_at is not None for r in responders),
        roles=frozenset(holder.role for holder in holders if holder.user_id == actor),
        groups=groups_of(context),
    )


def _standing_of(incident: Incident, context: Context) -> str:
    """How it stands, in words."""
    return f"{incident.reference} is {context.process.milestone(incident.milestone).name.lower()}"
