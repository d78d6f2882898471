"""Where an incident can go from where it is."""

import pytest

from bot.process.process import Process
from bot.process.transitions import reachable
from bot.process.values import Phase

PROCESS = Process()


@pytest.mark.parametrize("phase", list(Phase))
def test_resolving_and_closing_are_operations_of_their_own(phase: Phase) -> None:
    onward = reachable(PROCESS, phase)
    assert PROCESS.resolved_milestone not in onward
    assert PROCESS.closed_milestone not in onward
    assert list(onward) == [m for m in PROCESS.milestones if m in onward], "in the order of the process"


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase.is_over])
def test_what_is_over_is_over(phase: Phase) -> None:
    assert reachable(PROCESS, phase) == ()


@pytest.mark.parametrize("phase", [Phase.ACTIVE, Phase.PAUSED, Phase.POST_INCIDENT])
def test_nothing_goes_back_to_triage(phase: Phase) -> None:
    assert Phase.TRIAGE not in {m.phase for m in reachable(PROCESS, phase)}


def test_only_what_is_in_triage_can_be_declined() -> None:
    able = {phase for phase in Phase if Phase.DECLINED in {m.phase for m in reachable(PROCESS, phase)}}
    assert able == {Phase.TRIAGE}


def test_after_it_is_resolved_only_the_retrospective_is_left() -> None:
    slugs = [m.slug for m in reachable(PROCESS, Phase.POST_INCIDENT)]
    assert slugs == ["retrospective_started", "retrospective_completed"]
