"""Answers and the tray: complete, within what Slack takes, and with a way on."""

from zoneinfo import ZoneInfo

import pytest

from bot.core.operation import Operation
from bot.incidents.clocks import clocks
from bot.operations.catalogue import OPERATIONS, QUERIES, Sayable, called
from bot.operations.clocks import SlaOf
from bot.operations.queries import Crew, Entry, Helped, Listed, TimelineOf
from bot.slack.views import answers
from bot.slack.views.help import EXAMPLES
from playground.readable import readable
from tests.slack.samples import ANA, EVENTS, PROCESS, STAGES, VIEWER, incident, minutes, responder, started, under_way
from tests.slack.test_safety import nodes


def labels(blocks: list[dict[str, object]]) -> list[str]:
    return [node["text"]["text"] for node in nodes(blocks) if node.get("type") == "button"]


def test_help_names_everything_that_can_be_typed() -> None:
    text = readable(answers.render(Helped(), PROCESS).blocks)
    sayables: tuple[Sayable, ...] = (*OPERATIONS, *QUERIES)
    for sayable in sayables:
        assert f"/incident {sayable.words[0]}" in text
        assert (sayable.__doc__ or "").partition("\n")[0].replace("`", "") in text


def test_every_example_can_be_typed() -> None:
    for word, example in EXAMPLES.items():
        assert example.split()[0] == word
        assert called(word)


@pytest.mark.parametrize("stage", STAGES)
def test_the_tray_offers_only_what_the_phase_allows(stage: str) -> None:
    shown = STAGES[stage]
    buttons = [node for node in nodes(answers.tray(shown, PROCESS).blocks) if node.get("type") == "button"]
    doable = [called(node["action_id"].split(":")[1]) for node in buttons if node["action_id"].startswith("do:")]
    assert doable
    for kind in doable:
        assert kind is not None
        assert issubclass(kind, Operation)
        assert shown.phase in kind.phases


def test_a_long_timeline_shows_the_newest_and_says_how_many_are_left_out() -> None:
    entries = [Entry(minutes(n), ANA, EVENTS["note_added"]) for n in range(60)]
    text = readable(answers.render(TimelineOf(under_way(), entries), PROCESS).blocks, "", VIEWER)
    assert "The newest 25 of 60; 35 earlier left out." in text
    assert text.count("Restarted the workers.") == 25


@pytest.mark.parametrize(
    ("earlier", "said"), [(3, "Cycle 1: met after"), (4, "Cycle 1: met\n"), (5, "Cycles 1 to 2: 2 met\n")]
)
def test_the_first_of_many_cycles_are_told_together(earlier: int, said: str) -> None:
    subject = incident(clock_events=[started("update", 60, minutes(number * 10)) for number in range(earlier + 1)])
    explained = SlaOf(subject, clocks(subject, PROCESS, minutes(90)), minutes(90))
    assert said in readable(answers.render(explained, PROCESS).blocks, "", VIEWER)


def test_a_day_of_the_timeline_is_the_readers_day() -> None:
    # 23:30 in Berlin and 00:30 on the day after: one day in UTC.
    entries = [Entry(minutes(570), ANA, EVENTS["acknowledged"]), Entry(minutes(630), ANA, EVENTS["acknowledged"])]
    text = readable(
        answers.render(TimelineOf(under_way(), entries), PROCESS, ZoneInfo("Europe/Berlin")).blocks, "", VIEWER
    )
    assert [line for line in text.splitlines() if "2024" in line] == ["Wednesday, May 1, 2024", "Thursday, May 2, 2024"]


def test_a_lead_who_could_not_be_invited_is_said_to_be_missing() -> None:
    absent = responder(ANA, invitation="failed", problem="the account is deactivated")
    crew = under_way(responders=[absent, responder("UBEN"), responder("UCLEO")])
    text = readable(answers.render(Crew(crew), PROCESS).blocks, "", VIEWER)
    assert "Incident lead: @Ana since" in text
    assert "Not in the room: @Ana (the account is deactivated)" in text
    assert "Also here: @Cleo\n" in text


def test_a_list_of_all_calls_none_of_them_open() -> None:
    ended = [STAGES["closed"], STAGES["cancelled"]]
    assert readable(answers.render(Listed(ended, ""), PROCESS).blocks).startswith("2 incidents\n")
    assert readable(answers.render(Listed([], ""), PROCESS).blocks).startswith("No incident found.")


def test_a_list_offers_ten_at_most_and_to_declare() -> None:
    many = [incident(id=n + 1, reference=f"INC-{n}") for n in range(15)]
    found = labels(answers.render(Listed(many, "open"), PROCESS).blocks)
    assert found == [*(f"Show INC-{n}" for n in range(10)), "Declare an incident"]
    assert labels(answers.render(Listed([], "open"), PROCESS).blocks) == ["Declare an incident"]
