"""The changes that several operations have in common: reaching a milestone, acknowledging, asking people in."""

from collections.abc import Iterable

from bot.core.operation import Context
from bot.core.refusal import Refusal, RefusalCode
from bot.process.principals import is_person
from bot.process.process import Milestone
from bot.process.transitions import reachable
from bot.process.values import Phase
from storage.tables import Incident, MilestoneReached, Responder


def reach(incident: Incident, context: Context, milestone: Milestone) -> None:
    """Make `milestone` the present one, and remember when it was reached and by whose word; once, if it is already."""
    if incident.milestone == milestone.slug:
        return
    incident.milestone = milestone.slug
    incident.phase = milestone.phase
    if not milestone.phase.is_live:
        end_escalation(incident)
    incident.milestones.append(
        MilestoneReached(
            milestone=milestone.slug, phase=milestone.phase, occurred_at=context.now, actor_id=context.actor
        )
    )


def move(incident: Incident, context: Context, milestone: Milestone) -> None:
    """Go on to `milestone`, by somebody's word. Raises Refusal where the lifecycle has no way there."""
    if milestone not in reachable(context.process, Phase(incident.phase)):
        before = context.process.milestone(incident.milestone)
        raise Refusal(f"From {before.name} it cannot go to {milestone.name}.", "status", code=RefusalCode.WRONG_PHASE)
    acknowledge(incident, context)
    reach(incident, context, milestone)
    if milestone.phase.is_over:
        incident.closed_at = context.now


def acknowledge(incident: Incident, context: Context) -> bool:
    """Note that somebody is on it, the first time; a person who acts on an incident has acknowledged it."""
    if incident.acknowledged_at is not None or not is_person(context.actor):
        return False
    incident.acknowledged_at = context.now
    end_escalation(incident)
    milestone = context.process.acknowledged_milestone
    is_ahead = milestone and milestone.rank > context.process.milestone(incident.milestone).rank
    if milestone and is_ahead and incident.phase == Phase.ACTIVE:
        reach(incident, context, milestone)
    return True


def end_escalation(incident: Incident) -> None:
    """Ask nobody else: somebody is on it, or nobody is needed any more."""
    incident.escalation_step, incident.escalated_at = 0, None


def ask_in(incident: Incident, context: Context, people: Iterable[str]) -> tuple[str, ...]:
    """Make these people responders, who are to be in the room; returns those who were not yet."""
    known = {responder.user_id: responder for responder in incident.responders}
    added = []
    for user_id in dict.fromkeys(people):
        responder = known.get(user_id)
        if responder is None:
            incident.responders.append(Responder(team_id=incident.team_id, user_id=user_id, since=context.now))
            added.append(user_id)
        elif responder.left_at is not None or responder.invitation == "failed":
            responder.left_at, responder.invitation, responder.problem = None, "wanted", ""
            added.append(user_id)
    return tuple(added)


def belongs(incident: Incident, person: str) -> bool:
    """Whether this person may know of the incident even where it is private."""
    here = {responder.user_id: responder.left_at is None for responder in incident.responders}
    is_theirs = person in (incident.creator_id, *(holder.user_id for holder in incident.holders))
    return here.get(person, is_theirs)
