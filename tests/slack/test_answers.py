"""Answers and the tray: complete, within what Slack takes, and with a way on."""

import json
from zoneinfo import ZoneInfo

import pytest

from bot.core.operation import Operation
from bot.core.read_models import Subjects
from bot.core.refusal import Refusal
from bot.core.registry import registry
from bot.incidents.incident_clocks import clocks
from bot.operations.clocks import Clocks
from bot.operations.help import Helped
from bot.operations.lists import Listed
from bot.operations.roles import Roles
from bot.operations.timeline import Entry, Timeline
from bot.slack.blockkit.render import LONGEST_BLOCKS
from bot.slack.views import answers
from playground.readable import readable
from tests.slack.samples import (
    ANA,
    EVENTS,
    PROCESS,
    STAGES,
    VIEWER,
    incident,
    minutes,
    responder,
    started,
    under_way,
    view,
)
from tests.slack.test_safety import nodes


def labels(blocks: list[dict[str, object]]) -> list[str]:
    return [node["text"]["text"] for node in nodes(blocks) if node.get("type") == "button"]


def test_help_names_everything_that_can_be_typed() -> None:
    text = readable(answers.render(Helped(tuple(registry.typed())), PROCESS).blocks)
    for offered in registry.typed():
        assert f"/incident {offered.words[0]}" in text
        assert offered.summary_line().replace("`", "") in text


@pytest.mark.parametrize("stage", STAGES)
def test_the_tray_offers_only_what_the_phase_allows(stage: str) -> None:
    shown = STAGES[stage]
    found = list(nodes(answers.tray(view(shown), PROCESS).blocks))
    pressed = [node["action_id"].split(":")[1] for node in found if str(node.get("action_id")).startswith("do:")]
    picked = [
        option["value"] for node in found for group in node.get("option_groups", []) for option in group["options"]
    ]
    kinds = [kind for slug in (*pressed, *picked) if (kind := registry.offered(slug)) and issubclass(kind, Operation)]
    assert kinds
    for kind in kinds:
        assert shown.phase in kind.phases


def test_a_long_timeline_shows_the_newest_and_says_how_many_are_left_out() -> None:
    entries = [Entry(minutes(n), ANA, EVENTS["note_added"]) for n in range(60)]
    text = readable(answers.render(Timeline(view(under_way()), entries), PROCESS).blocks, "", VIEWER)
    assert "The newest 25 of 60; 35 earlier left out." in text
    assert text.count("Restarted the workers.") == 25


@pytest.mark.parametrize(
    ("earlier", "said"), [(3, "Cycle 1: met after"), (4, "Cycle 1: met\n"), (5, "Cycles 1 to 2: 2 met\n")]
)
def test_the_first_of_many_cycles_are_told_together(earlier: int, said: str) -> None:
    subject = incident(clock_events=[started("update", 60, minutes(number * 10)) for number in range(earlier + 1)])
    explained = Clocks(view(subject, minutes(90)), clocks(subject, PROCESS, minutes(90)), minutes(90))
    assert said in readable(answers.render(explained, PROCESS).blocks, "", VIEWER)


def test_a_day_of_the_timeline_is_the_readers_day() -> None:
    # 23:30 in Berlin and 00:30 on the day after: one day in UTC.
    entries = [Entry(minutes(570), ANA, EVENTS["acknowledged"]), Entry(minutes(630), ANA, EVENTS["acknowledged"])]
    text = readable(
        answers.render(Timeline(view(under_way()), entries), PROCESS, ZoneInfo("Europe/Berlin")).blocks, "", VIEWER
    )
    assert [line for line in text.splitlines() if "2024" in line] == ["Wednesday, May 1, 2024", "Thursday, May 2, 2024"]


def test_a_lead_who_could_not_be_invited_is_said_to_be_missing() -> None:
    absent = responder(ANA, invitation="failed", problem="the account is deactivated")
    crew = under_way(responders=[absent, responder("UBEN"), responder("UCLEO")])
    text = readable(answers.render(Roles(view(crew), PROCESS.roles), PROCESS).blocks, "", VIEWER)
    assert "Incident lead: @Ana since" in text
    assert "Not in the room: @Ana (the account is deactivated)" in text
    assert "Also here: @Cleo\n" in text


@pytest.mark.parametrize(("length", "shown"), [(10, 10), (1900, 3), (2500, 10)])
def test_of_incidents_to_choose_from_as_many_are_buttons_as_fit_with_what_was_typed(length: int, shown: int) -> None:
    many = [view(incident(id=n + 1, reference=f"INC-{n}")) for n in range(40)]
    typed = {"body": "x" * length}
    drawn = answers.choose(Subjects(many, 250), registry.operation("update"), PROCESS, typed, [])
    assert len(labels(drawn.blocks)) == shown
    assert f"And {250 - shown} more:" in readable(drawn.blocks)
    assert len(json.dumps(drawn.blocks)) <= LONGEST_BLOCKS
    # What goes along with no choice is there to be copied.
    assert (typed["body"] in readable(drawn.blocks)) is (length > 2000)


def test_a_list_of_all_calls_none_of_them_open() -> None:
    ended = [view(STAGES["closed"]), view(STAGES["cancelled"])]
    assert readable(answers.render(Listed(ended, "", 2), PROCESS).blocks).startswith("2 incidents\n")
    assert readable(answers.render(Listed([], "", 0), PROCESS).blocks).startswith("No incident found.")


def test_a_list_offers_ten_at_most_and_to_declare() -> None:
    many = [view(incident(id=n + 1, reference=f"INC-{n}")) for n in range(15)]
    found = labels(answers.render(Listed(many, "open", 15), PROCESS).blocks)
    assert found == [*(f"Show INC-{n}" for n in range(10)), "Declare an incident"]
    assert labels(answers.render(Listed([], "open", 0), PROCESS).blocks) == ["Declare an incident"]


def test_of_what_would_help_only_what_is_there_is_a_button() -> None:
    refused = answers.refused(Refusal("It is over.", helps=("reopen", "no_such_operation")), 7)
    assert labels(refused.blocks) == ["Reopen the incident"]
    assert answers.refused(Refusal("It is over.", helps=("no_such_operation",)), 7).blocks == []
