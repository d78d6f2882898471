"""Messages that depend on how the incident stands, and not only on what happened."""

import pytest

from bot.operations.roles import RoleAssigned
from bot.slack.outbound.renderer import BlockKitRenderer
from bot.slack.views.answers import replied
from storage.tables import Incident
from tests.slack.samples import ANA, BEN, EVENTS, PROCESS, mark, minutes, resolved, started, under_way, view

RENDERER = BlockKitRenderer(PROCESS)
STANDS_STILL = [started("update", 60, minutes(30)), mark("update", "paused", minutes(30))]


@pytest.mark.parametrize(
    ("stage", "count"),
    [
        (under_way(), 1),
        (resolved(), 0),
        (under_way(mode="retrospective", clock_events=[]), 0),
        (under_way(clock_events=STANDS_STILL), 0),
    ],
    ids=["under way", "resolved", "retrospective", "the clock stands still"],
)
def test_a_pace_of_updates_is_said_only_where_updates_are_due(stage: Incident, count: int) -> None:
    message = RENDERER.message(stage, EVENTS["severity_changed"], ANA, "room")
    assert message.text.count("Updates are now due") == count


@pytest.mark.parametrize("role", [role.slug for role in PROCESS.roles])
def test_instructions_have_no_marks_of_formatting_that_nothing_formats(role: str) -> None:
    given = RoleAssigned(role=role, person=BEN)
    assert "`" not in str(RENDERER.message(under_way(), given, ANA, f"person:{BEN}").blocks)


def test_a_date_that_is_agreed_while_the_clock_is_paused_is_not_said_to_hold() -> None:
    running = [started("resolve", 240), mark("resolve", "agreed", minutes(40), moment=minutes(300))]
    paused = under_way(clock_events=[*running, mark("resolve", "paused", minutes(35))])
    agreed, note = EVENTS["due_agreed"], "Its clock is paused, and the pause puts that off."
    for stage, count in ((under_way(clock_events=running), 0), (paused, 1)):
        assert RENDERER.message(stage, agreed, ANA, "room").text.count(note) == count
        assert replied((agreed,), view(stage), PROCESS).text.count(note) == count
