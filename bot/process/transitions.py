"""Which milestones an incident can go to from where it is."""

from bot.process.process import Milestone, Process
from bot.process.values import Phase

_ONWARD: dict[Phase, tuple[Phase, ...]] = {
    Phase.TRIAGE: (Phase.TRIAGE, Phase.ACTIVE, Phase.DECLINED, Phase.MERGED, Phase.CANCELLED),
    Phase.ACTIVE: (Phase.ACTIVE, Phase.PAUSED, Phase.MERGED, Phase.CANCELLED),
    Phase.PAUSED: (Phase.ACTIVE, Phase.PAUSED, Phase.MERGED, Phase.CANCELLED),
    Phase.POST_INCIDENT: (Phase.POST_INCIDENT,),
}


def reachable(process: Process, phase: Phase) -> tuple[Milestone, ...]:
    """Where *status* may go from `phase`, in the order of the process.

    Resolving, closing and reopening ask for more than a milestone and are operations of their own, so the
    resolved and the closed milestone are never among these, and nothing is once an incident is over.
    """
    onward = process.milestones_in(*_ONWARD.get(phase, ()))
    return tuple(milestone for milestone in onward if milestone != process.resolved_milestone)
