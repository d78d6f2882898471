"""Readable text, snapshots, the clock and the prompt."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import ManualClock, Playground
from playground.prompt import Line, Prompt, parse
from playground.readable import Viewer, mrkdwn, readable
from playground.typed_text import escape
from tests.playground.blockkit_samples import BLOCKS, actions, chart, modal, pie, plain, series
from tests.playground.bolt_apps import bolt, connected
from tests.playground.conftest import MANIFEST, Api
from tests.playground.forms import form, opens
from tests.playground.menus import Teams, external, posted

NOW = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
VIEWER = Viewer({"U1": "@Ana", "C1": "#general", "S1": "@oncall"}, "Asia/Kolkata", NOW)
AT = int(datetime(2026, 11, 20, 20, 15, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<@U1> in <#C1|old>", "@Ana in #general"),
        ("<!subteam^S1|@x> <!here> <!channel|channel>", "@oncall @here @channel"),
        ("<https://a.example|docs> <https://b.example>", "docs (https://a.example) https://b.example"),
        ("&lt;!channel&gt; &amp;amp;", "<!channel> &amp;"),
        (f"<!date^{AT}^{{date_short_pretty}} at {{time}}|x>", "today at 01:45"),
        (f"<!date^{AT}^{{date_num}} {{time_secs}}^https://a.example|x>", "2026-11-21 01:45:00"),
        (f"<!date^{AT - 86400 * 9}^{{date_long}}|x>", "Thursday, November 12, 2026"),
    ],
)
def test_markup_is_resolved_for_its_viewer(markup: str, expected: str) -> None:
    assert mrkdwn(markup, VIEWER) == expected


@given(st.text())
def test_escaped_text_reads_as_it_was_typed(text: str) -> None:
    assert mrkdwn(escape(text), VIEWER) == text


def test_blocks_are_drawn_line_by_line() -> None:
    plain = {"type": "plain_text", "text": "Post update"}
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": {"type": "plain_text", "text": "INC-1"}},
        {"type": "section", "text": {"type": "mrkdwn", "text": "*Lead* <@U1>"}, "fields": [plain]},
        {"type": "divider"},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "a"}, plain]},
        {
            "type": "actions",
            "elements": [
                {"type": "button", "text": plain},
                {"type": "static_select", "placeholder": plain, "options": []},
            ],
        },
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_list",
                    "elements": [
                        {"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]},
                        {"type": "rich_text_section", "elements": [{"type": "user", "user_id": "U1"}]},
                    ],
                }
            ],
        },
        {"type": "surprise"},
    ]
    assert readable(blocks, "fallback", VIEWER).splitlines() == [
        "# INC-1",
        "*Lead* @Ana",
        "Post update",
        "———",
        "a · Post update",
        "[Post update] [Post update ▾]",
        "• one",
        "• @Ana",
        "[surprise]",
    ]
    assert readable(None, "fallback", VIEWER) == "fallback"


@pytest.mark.parametrize("kind", ["static", "external", "multi_static", "multi_external", "users", "conversations"])
def test_a_menu_reads_as_its_placeholder_or_what_it_holds(kind: str) -> None:
    placeholder = {"type": "plain_text", "text": "Team"}
    menu: dict[str, Any] = {"type": f"{kind}_select", "placeholder": placeholder}
    options = [{"text": {"type": "plain_text", "text": name}, "value": name.lower()} for name in ("Search", "Ads")]
    if "static" in kind:
        menu["option_groups"] = [{"label": {"type": "plain_text", "text": "Engineering"}, "options": options}]
    button = {"type": "button", "text": {"type": "plain_text", "text": "Assign"}}
    section = {"type": "section", "text": placeholder, "accessory": menu}
    assert readable([{"type": "actions", "elements": [menu, button]}, section]) == "[Team ▾] [Assign]\nTeam\n[Team ▾]"
    many, one = ("initial_options", options), ("initial_option", options[0])
    held = dict([many if kind.startswith("multi_") else one])
    assert readable([{"type": "actions", "elements": [menu | held]}]) == (
        "[Search, Ads ▾]" if kind.startswith("multi_") else "[Search ▾]"
    )
    del menu["placeholder"]
    assert readable([{"type": "actions", "elements": [menu]}]) == "[… ▾]"


async def work(slack: Playground, api: Api, word: str) -> None:
    room = await api.channel()
    await api("conversations.invite", channel=room, users=slack.ids["ana"])
    stamp = int(slack.workspace.clock.now().timestamp())
    text = f"{word} <#{room}> <@{slack.ids['ana']}> <!date^{stamp}^{{time}}|{stamp}>"
    section = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    metadata = {"event_type": "post", "event_payload": {"at": stamp, "all": [stamp], "count": 7}}
    ts = await api.post(room, text, blocks=[section], metadata=metadata)
    await api.post(room, "reply", thread_ts=ts)
    await api("pins.add", channel=room, timestamp=ts)
    await api("bookmarks.add", channel_id=room, title="x", type="link", link=f"https://a.example/archives/{room}")
    await api("chat.postMessage", channel=slack.ids["bob"], text=word)


async def test_equal_work_makes_equal_snapshots(slack: Playground, api: Api) -> None:
    await work(slack, api, "same")
    async with Playground(MANIFEST, clock=ManualClock(NOW)) as other:
        for _ in range(5):
            other.workspace.new_id("X")
        await work(other, Api(other), "same")
        assert other.snapshot() == slack.snapshot()
        await Api(other)("chat.postMessage", channel="general", text="more")
        assert other.snapshot() != slack.snapshot()
    room = slack.snapshot()["channels"]["#room"]
    assert room["members"] == ["@ana", "@helper"]
    assert {one["in_thread_of"] is None for one in room["messages"]} == {True, False}
    assert [one["pinned"] for one in room["messages"]].count(True) == 1
    payloads = [one["metadata"]["event_payload"] for one in room["messages"] if one["metadata"]]
    assert payloads == [{"at": "TIME", "all": ["TIME"], "count": 7}]
    assert slack.snapshot()["directs"]["bob+helper"][0]["text"] == "same"


async def test_the_manual_clock_wakes_in_order() -> None:
    clock, woken = ManualClock(), list[int]()

    async def sleeper(seconds: int) -> None:
        await clock.sleep(seconds)
        woken.append(seconds)

    tasks = [asyncio.ensure_future(sleeper(seconds)) for seconds in (30, 10, 20)]
    await asyncio.sleep(0)
    before = clock.now()
    clock.advance(20)
    await asyncio.sleep(0)
    assert woken == [10, 20]
    assert clock.now() - before == timedelta(seconds=20)
    clock.advance(10)
    await asyncio.gather(*tasks)
    assert woken == [10, 20, 30]


async def test_timestamps_never_repeat(slack: Playground) -> None:
    stamps = [slack.workspace.new_ts() for _ in range(1000)]
    assert stamps == sorted(set(stamps))


def lines(block: dict[str, Any]) -> list[str]:
    return readable([block], "", VIEWER).split("\n")


@pytest.mark.parametrize("kind", BLOCKS)
def test_every_block_is_drawn(kind: str) -> None:
    assert f"[{kind}]" not in lines(BLOCKS[kind])


def test_what_holds_more_is_drawn_with_all_that_it_holds() -> None:
    assert lines(BLOCKS["context_actions"]) == ["[Go] [Go]"]
    assert lines(BLOCKS["table"])[0] == "Who | When"
    assert lines(BLOCKS["table"])[-1].endswith(" | 2.5 %")
    assert lines(BLOCKS["data_table"])[:2] == ["Who and when", "Who | When"]
    assert lines(chart(series("Web"), series("API"))) == [
        "Errors",
        "Web: Mon -2.5, Tue -2.5",
        "API: Mon -2.5, Tue -2.5",
    ]
    assert lines(pie()) == ["Shares", "s0 1, s1 1"]
    assert lines(BLOCKS["card"]) == ["(A chart)", "A card", "below it", "what it is about", "small", "[Go]"]
    assert lines(BLOCKS["carousel"])[-1] == "Another"
    assert lines(BLOCKS["container"])[-3:] == ["———", "*text*", "[Go]"]
    assert lines(BLOCKS["plan"])[:2] == ["Find the cause", "Look into the logs (in_progress)"]
    assert lines(BLOCKS["task_card"])[-1] == "Logs (https://example.com/logs)"
    assert lines(BLOCKS["alert"]) == ["Mind the gap"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("/incident resolve it", Line("command", "/incident resolve it")),
        ("as bob", Line("as", "bob")),
        ("  read  ", Line("read")),
        ("say a=b", Line("say", "a=b")),
        ("fill Name=Checkout is down", Line("fill", "Name=Checkout is down", {"Name": "Checkout is down"})),
        (
            'submit Name="Checkout" Responders=bob,cy "Next update"=30',
            Line(
                "submit",
                'Name="Checkout" Responders=bob,cy "Next update"=30',
                {"Name": "Checkout", "Responders": ["bob", "cy"], "Next update": "30"},
            ),
        ),
        (
            "fill Link=https://a.example/?b=1",
            Line("fill", "Link=https://a.example/?b=1", {"Link": "https://a.example/?b=1"}),
        ),
        ("submit", Line("submit")),
    ],
)
def test_lines_are_parsed(typed: str, expected: Line) -> None:
    assert parse(typed) == expected


@pytest.mark.parametrize("typed", ["fill checkout", "fill is Name=x"])
def test_bad_pairs_are_named(typed: str) -> None:
    with pytest.raises(ValueError, match="is not Label=value"):
        parse(typed)


async def test_the_prompt_acts_as_people(slack: Playground) -> None:
    app = bolt(slack)
    opens(app, form())

    @app.view("form")
    async def submitted(ack: Any, client: Any, view: Any) -> None:
        name = view["state"]["values"]["name"]["v"]["value"]
        await client.chat_postMessage(channel="general", text=f"It is called {name}")
        await ack()

    async with connected(slack, app):
        prompt = Prompt(slack)
        assert prompt.label == "ana #general> "
        assert "── Form ──" in await prompt.run("/help-me")
        assert "! Name: Please complete this required field." in await prompt.run("submit")
        assert "Checkout is down" in await prompt.run("fill Name=Checkout is down Severity=High")
        assert await prompt.run("submit") == "(done)"
        assert await prompt.run("submit") == "! no form is open"
        await prompt.run("as bob")
        await prompt.run("say thanks @ana")
        assert await prompt.run("read") == "helper: It is called Checkout is down\nbob: thanks @Ana"
        assert (await prompt.run("as nobody")).startswith("! there is nobody called")
        assert (await prompt.run("in #nowhere")).startswith("! bob sees no channel")
        assert "type a slash command" in await prompt.run("what")
        assert await prompt.run("react eyes") == ""
        assert "#general" in await prompt.run("channels")


async def test_the_prompt_chooses_from_menus_wherever_they_are(slack: Playground) -> None:
    app = bolt(slack)
    Teams(app)
    home = {"type": "home", "blocks": [actions(external() | {"placeholder": plain("Home team")})]}
    prompt = Prompt(slack)
    async with connected(slack, app):
        await posted(app, external())
        assert await prompt.run("options Team=pay") == "Engineering:\n  Payments\nOperations:\n  Payroll"
        assert await prompt.run("options Team=nobody") == "(nothing)"
        assert await prompt.run("choose Team=Payroll") == ""
        assert await prompt.run("read") == "helper: [Payroll ▾]"
        assert await prompt.run("choose Team") == "! 'Team' is not Label=value"
        assert await prompt.run("choose") == "! '' is not Menu=Option"
        assert (await prompt.run('choose "Home team"=Search')).startswith("! ana sees no 'Home team' in general")
        await app.client.views_publish(user_id=slack.ids["ana"], view=home)
        assert await prompt.run('choose "Home team"=Search') == ""
        shown = await prompt.person.home()
        assert shown
        assert shown.text == "[Search ▾]"
        trigger = slack.services.api.triggers.new(slack.app.id, slack.ids["ana"])
        form = modal(actions(external() | {"placeholder": plain("Form team")}))
        await app.client.views_open(trigger_id=trigger, view=form)
        assert "[Payments ▾]" in await prompt.run('choose "Form team"=Payments')
