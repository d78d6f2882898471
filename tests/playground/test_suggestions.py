"""Suggestions: when an app is asked for options, what Slack refuses of its answers, and which option a person means.

Sources: those of `test_selects`; what a person sees of a late answer: github.com/slackapi/java-slack-sdk/issues/1204,
and of one that is too long: github.com/slackapi/bolt-js/issues/1630.
"""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_bolt.app.async_app import AsyncApp

from playground import CannotDo, Fault, ManualClock, Option, Playground
from playground.element_driver import pick
from tests.playground.blockkit_samples import Json, plain
from tests.playground.bolt_apps import Run, connected, serving, until
from tests.playground.menus import Teams, external, groups, option, posted, select


@pytest.mark.parametrize(("least", "short", "enough"), [({}, "pa", "pay"), ({"min_query_length": 5}, "sear", "searc")])
async def test_the_app_is_not_asked_before_enough_is_typed(
    slack: Playground, app: AsyncApp, teams: Teams, least: Json, short: str, enough: str
) -> None:
    async with connected(slack, app):
        await posted(app, select("external_select", **least))
        ana = slack.person("ana")
        with pytest.raises(CannotDo, match=f"offers nothing before {len(enough)} characters are typed"):
            await ana.options("Team", short, "general")
        [message] = await ana.messages("general")
        where = {"channel": message.channel, "ts": message.ts, "block_id": "tray", "action_id": "team"}
        assert await ana.do("suggest", text=short, **where) == {"options": []}
        assert teams.asked == []
        assert await ana.options("Team", enough, "general")
    assert [body["value"] for body in teams.asked] == [enough]


async def test_only_menus_whose_options_the_app_supplies_ask_it(slack: Playground, app: AsyncApp) -> None:
    button = {"type": "button", "action_id": "press", "text": plain("Press")}
    await posted(app, select("static_select", options=[option("Search")]), button)
    ana = slack.person("ana")
    [message] = await ana.messages("general")
    where = {"channel": message.channel, "ts": message.ts, "block_id": "tray", "action_id": "team"}
    with pytest.raises(CannotDo, match="there is no menu 'team' whose options the app supplies"):
        await ana.do("suggest", text="", **where)
    with pytest.raises(CannotDo, match="'Press' is no menu of options but a button"):
        await ana.options("Press", "", "general")
    said = await slack.person("bob").say("nothing to choose here")
    with pytest.raises(CannotDo, match="there is no menu"):
        await ana.do("suggest", text="", **where | {"ts": said.ts})


MANY = [option(f"Team {number}") for number in range(101)]
LONG = "x" * 76
REFUSED: dict[str, tuple[Any, str]] = {
    "too many options": ({"options": MANY}, "no more than 100 items allowed [json-pointer:/options]"),
    "too many groups": (
        {"option_groups": groups({str(number): ["a"] for number in range(101)})},
        "no more than 100 items allowed [json-pointer:/option_groups]",
    ),
    "too many options in a group": (
        {"option_groups": [{"label": plain("All"), "options": MANY}]},
        "no more than 100 items allowed [json-pointer:/option_groups/0/options]",
    ),
    "a label too long": (
        {"options": [option("Search"), option(LONG, "long")]},
        "must be less than 76 characters [json-pointer:/options/1/text/text]",
    ),
    "a heading too long": (
        {"option_groups": groups({LONG: ["Search"]})},
        "must be less than 76 characters [json-pointer:/option_groups/0/label/text]",
    ),
    "a value too long": (
        {"options": [option("Search", "x" * 151)]},
        "must be less than 151 characters [json-pointer:/options/0/value]",
    ),
    "both": ({"options": [], "option_groups": []}, "must define either `options` or `option_groups` [json-pointer:]"),
    "neither": ({"choices": []}, "invalid additional property: choices [json-pointer:]"),
    "no value": ({"options": [{"text": plain("Search")}]}, "missing required field: value [json-pointer:/options/0]"),
    "a label of mrkdwn": (
        {"options": [{"text": {"type": "mrkdwn", "text": "*Search*"}, "value": "search"}]},
        "unsupported type: mrkdwn [json-pointer:/options/0/text/type]",
    ),
    "no object": ("Search", "must provide an object [json-pointer:]"),
}


@pytest.mark.parametrize("case", REFUSED)
async def test_an_answer_that_slack_refuses_offers_nothing_and_says_why_in_the_traffic(
    slack: Playground, app: AsyncApp, teams: Teams, case: str
) -> None:
    teams.answer, problem = REFUSED[case]
    # What is no JSON object can only be said by HTTP.
    async with (serving if case == "no object" else connected)(slack, app):
        await posted(app, external())
        ana = slack.person("ana")
        assert await ana.options("Team", "", "general") == []
        with pytest.raises(CannotDo, match=r"'search' is not offered; there are \[\]"):
            await ana.choose("Team", "search", "general")
    [first, _] = await slack.traffic_of(kind="suggestion")
    assert (first["name"], first["outcome"]) == ("block_suggestion", "invalid_options")
    assert first["answer"] == teams.answer
    assert first["problems"] == [f"[ERROR] {problem}"]


MOST: dict[str, Json] = {
    "options": {"options": MANY[:100]},
    "groups": {"option_groups": groups({str(number): ["a"] for number in range(100)})},
    "options in a group": {"option_groups": [{"label": plain("x" * 75), "options": MANY[:100]}]},
    "characters": {"options": [option("x" * 75, "y" * 150)]},
    "nothing": {"options": []},
    "no group": {"option_groups": []},
}


@pytest.mark.parametrize("case", MOST)
async def test_as_much_as_slack_shows_is_offered(
    slack: Playground, app: AsyncApp, teams: Teams, run: Run, case: str
) -> None:
    teams.answer = MOST[case]
    async with run(slack, app):
        await posted(app, external())
        offered = await slack.person("ana").options("Team", "", "general")
    told = [*teams.answer.get("options", []), *(o for g in teams.answer.get("option_groups", []) for o in g["options"])]
    assert [(one.label, one.value) for one in offered] == [(one["text"]["text"], one["value"]) for one in told]
    assert [one["outcome"] for one in await slack.traffic_of(kind="suggestion")] == ["ok"]


async def test_an_ack_of_nothing_offers_nothing(slack: Playground, app: AsyncApp, run: Run) -> None:
    @app.options("team")
    async def offer(ack: Any) -> None:
        await ack()

    async with run(slack, app):
        await posted(app, external())
        assert await slack.person("ana").options("Team", "", "general") == []
    assert [one["outcome"] for one in await slack.traffic_of(kind="suggestion")] == ["ok"]


async def test_an_answer_after_three_seconds_is_none(
    slack: Playground, app: AsyncApp, clock: ManualClock, run: Run
) -> None:
    release = asyncio.Event()

    @app.options("team")
    async def offer(ack: Any) -> None:
        await release.wait()
        await ack(options=[option("Search")])

    async with run(slack, app):
        await posted(app, external())
        typing = asyncio.ensure_future(slack.person("ana").options("Team", "sea", "general"))
        await until(lambda: clock.sleepers() == 1)
        clock.advance(3)
        assert await typing == []
        release.set()
    assert [one["outcome"] for one in await slack.traffic_of(kind="suggestion")] == ["operation_timeout"]


async def test_nobody_there_offers_nothing(slack: Playground, app: AsyncApp) -> None:
    await posted(app, external())
    assert await slack.person("ana").options("Team", "sea", "general") == []
    [entry] = await slack.traffic_of(name="block_suggestion")
    assert entry["outcome"] != "ok"


async def test_a_suggestion_can_be_lost_by_rule(
    slack: Playground, app: AsyncApp, teams: Teams, clock: ManualClock
) -> None:
    slack.fail(Fault("block_suggestion", "lose"))
    async with connected(slack, app):
        await posted(app, external())
        ana = slack.person("ana")
        typing = asyncio.ensure_future(ana.options("Team", "sea", "general"))
        await until(lambda: clock.sleepers() == 1)
        clock.advance(3)
        assert await typing == []
        assert [one.label for one in await ana.options("Team", "sea", "general")] == ["Search"]


# Which option a person means

NAMES = st.lists(st.text(min_size=1, max_size=6), min_size=1, max_size=6, unique=True)


@given(NAMES, st.data())
def test_a_whole_label_means_its_option_whatever_others_hold_it(names: list[str], data: st.DataObject) -> None:
    offered = [Option(name, f"value {number}") for number, name in enumerate(names)]
    wanted = data.draw(st.sampled_from(offered))
    assert pick(offered, wanted.label) == wanted


@given(NAMES, st.text(min_size=1, max_size=6))
def test_a_part_means_an_option_if_no_other_label_holds_it(names: list[str], word: str) -> None:
    offered = [Option(name, f"value {number}") for number, name in enumerate(names)]
    fitting = [one for one in offered if word.lower() in one.label.lower()]
    if word not in names and len(fitting) == 1:
        assert pick(offered, word) == fitting[0]
    elif word not in names:
        with pytest.raises(CannotDo):
            pick(offered, word)


def test_a_value_will_do() -> None:
    assert pick([Option("Payments", "p1"), Option("p1 and others", "p2")], "p1").label == "Payments"
