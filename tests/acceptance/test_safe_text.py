"""Whatever people write is text: it looks as written on every surface, and reaches nobody it was not meant for."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.clock import SpeededClock
from tests.acceptance.conftest import FASTER, LONG_LEASE
from tests.acceptance.scene import Scene, newest
from tests.acceptance.stage import Stage, staged

MARKS = "<!channel> <!here> <@{bob}> <!subteam^{group}> <https://x.io|y> *b* _i_ ~s~ `c` > q &lt; مرحبا 🔥 :fire:"


ON_THE_CARDS = [("summary", "Summary", "new summary"), ("rename", "Name", "new name")]

IN_THE_ROOM: list[tuple[str, Mapping[str, Any], str]] = [
    ("update", {}, "Update"),
    ("severity", {"Severity": "SEV1"}, "Why?"),
    ("snooze", {"Remind again": "in 2h"}, "Why can it wait?"),
    ("escalate", {"Person": "dee"}, "Why are they needed?"),
    ("resolve", {}, "What fixed it?"),
    ("close", {"Reason": "Resolved"}, "Comment"),
    ("reopen", {}, "Why?"),
    ("unresolve", {}, "What happened?"),
]


@dataclass
class Told:
    """What Ana, the lead of it all, wrote and did not write to anybody."""

    scene: Scene
    marks: str

    def text(self, label: str) -> str:
        return f"{self.marks} {label}"

    async def submits(self, command: str, values: Mapping[str, Any]) -> None:
        outcome = await (await self.scene.form(command)).submit(values)
        assert outcome.closed, outcome.errors
        await self.scene.settled()


async def test_what_people_write_is_text_everywhere_and_notifies_nobody(sqlite_url: str) -> None:
    """An incident of Ana and Dee whose every text is full of marks. Bob and Cy are not part of it."""
    async with staged(sqlite_url, clock=SpeededClock(FASTER), switches=LONG_LEASE) as stage:
        marks = MARKS.format(bob=stage.bob.id, group=next(iter(stage.slack.workspace.usergroups)))
        await stage.ana.command("/incident")
        form = await stage.ana.modal()
        values = {"Name": f"{marks} name", "Severity": "SEV2", "Summary": f"{marks} summary"}
        assert (await form.submit(values)).closed
        told = Told(await newest(stage), marks)
        await name_and_summary(told)
        for case in ON_THE_CARDS:
            await on_the_cards_and_in_the_form_afterwards(told, *case)
        for told_in_room in IN_THE_ROOM:
            await in_the_room_and_on_the_timeline(told, *told_in_room)
        await a_note_and_a_kept_message(told)
        await what_is_typed_is_kept_as_it_looked(told)
        await lists_to_choose_from(told)
        await nobody_was_notified_but_those_who_were_meant(told)
        nothing_written_is_live_markup(stage)


async def name_and_summary(told: Told) -> None:
    scene = told.scene

    for seen in (await scene.card(), await scene.announcement()):
        assert told.text("name") in seen.text
        assert told.text("summary") in seen.text
    assert told.text("name") in "".join(one.text for dm in await scene.stage.ana.dms() for one in dm.messages)
    assert told.text("name") in (await scene.stage.ana.open_home()).text
    for query in ("show", "list", "timeline", "who"):
        assert told.text("name") in (await scene.types(query)).text, query


async def on_the_cards_and_in_the_form_afterwards(told: Told, command: str, field: str, label: str) -> None:
    scene = told.scene

    await told.submits(command, {field: told.text(label)})

    assert told.text(label) in (await scene.card()).text
    assert told.text(label) in (await scene.announcement()).text
    form = await scene.form(command)
    assert form.fields[field] == told.text(label)
    await form.close()
    form = await scene.form("note")
    assert told.text("n") in form.text
    await form.close()


async def in_the_room_and_on_the_timeline(told: Told, command: str, values: Mapping[str, Any], field: str) -> None:
    text = told.text(command)
    if command == "unresolve":
        await told.scene.types("resolve again")

    await told.submits(command, {**values, field: text})

    assert text in await told.scene.last()
    assert text in await told.scene.timeline()
    if command in ("update", "resolve", "unresolve", "close", "reopen", "severity"):
        thread = await told.scene.stage.ana.thread(await told.scene.announcement())
        assert text in thread[-1].text
    if command == "escalate":
        assert text in "".join(one.text for dm in await told.scene.stage.dee.dms() for one in dm.messages)


async def a_note_and_a_kept_message(told: Told) -> None:
    scene = told.scene
    await told.submits("note", {"Note": told.text("note")})
    assert told.text("note") in await scene.timeline()

    # Somebody else's app said it; Slack's own client would escape it.
    said = await scene.stage.ana.say("kept: *b* `c` <!here> 🔥", scene.room)
    await scene.stage.ana.react(said, "pushpin")
    await scene.settled()
    assert "kept: *b* `c` <!here> 🔥" in await scene.timeline()


async def what_is_typed_is_kept_as_it_looked(told: Told) -> None:
    scene = told.scene

    await scene.types("update Tell @bob & @oncall: 5 > 3, *all* of <it>, see https://x.io/a?b=1&c=2")

    assert "Tell @bob & @oncall: 5 > 3, *all* of <it>, see https://x.io/a?b=1&c=2" in await scene.last()


async def lists_to_choose_from(told: Told) -> None:
    reply = await told.scene.stage.ana.command("/incident note", "random")

    assert any("<!channel> <!here>" in one for one in reply.messages[0].buttons)

    reply = await told.scene.stage.ana.command(f"/incident {told.marks}", "random")
    assert "<!channel>" in reply.text
    reply = await told.scene.stage.ana.command("/incident list <!channel> *b*", "random")
    assert "<!channel> *b*" in reply.text


async def nobody_was_notified_but_those_who_were_meant(told: Told) -> None:
    stage = told.scene.stage
    assert len(await told.scene.said()) > 8

    reached: dict[str, list[str]] = {}
    for channel in stage.slack.workspace.channels.values():
        for message in [*channel.messages.values(), *channel.ephemerals.values()]:
            if message.app_id and not message.subtype:
                for who in message.notified:
                    reached.setdefault(who, []).append(message.text)

    assert set(reached) <= {stage.ana.id, stage.dee.id}
    assert reached[stage.dee.id], "the one who was asked to join"


def nothing_written_is_live_markup(stage: Stage) -> None:
    """The mrkdwn that the bot sent holds no markup but its own."""
    live = ["<!channel", "<!here", f"<@{stage.bob.id}", "<!subteam", "<https://x.io|"]

    texts = [text for sent in _sent(stage) for text in _mrkdwn(sent)]

    assert sum("&lt;!channel&gt;" in text for text in texts) > 20
    assert not [text for text in texts if any(mark in text for mark in live)]
    assert not [
        topic
        for topic in (room.topic["value"] for room in stage.slack.workspace.channels.values())
        if any(mark in topic for mark in live)
    ]


def _sent(stage: Stage) -> Iterator[Mapping[str, Any]]:
    """Everything that the bot sent: arguments of calls, answers in acks, answers to addresses."""
    for entry in stage.slack.traffic.entries:
        if entry.kind in ("call", "response"):
            yield entry.content
        elif isinstance(entry.answer, Mapping):
            yield entry.answer


def _mrkdwn(node: Any, key: str = "") -> Iterator[str]:
    """The strings that Slack reads as mrkdwn: in `text` of a message, and in objects of that type."""
    if isinstance(node, str) and node[:1] in "[{":
        try:
            node = json.loads(node)
        except ValueError:
            return
    if isinstance(node, list):
        for child in node:
            yield from _mrkdwn(child)
    elif isinstance(node, Mapping):
        text = node.get("text")
        if isinstance(text, str) and (node.get("type") == "mrkdwn" or "type" not in node):
            yield text
        for name, child in node.items():
            if name != "text" or not isinstance(child, str):
                yield from _mrkdwn(child, name)
