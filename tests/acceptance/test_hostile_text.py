"""What a database refuses, and names made to deceive, come in by every payload: nothing is lost, nothing is live."""

from collections.abc import AsyncIterator, Iterable

import pytest
from sqlalchemy import delete

from bot.core.text import one_line
from storage.tables import SlackPerson
from tests.acceptance.scene import Scene, declared, newest
from tests.acceptance.stage import Stage, staged
from tests.acceptance.test_safe_text import _mrkdwn, _sent
from tests.logged import logged

NUL, HALF = "\x00", "\ud83d"
WORDS = f"The {NUL}cache{HALF} is cold"
KEPT = "The cache is cold"


@pytest.fixture
async def either(database_url: str) -> AsyncIterator[Stage]:
    """A fresh stage on each database."""
    async with staged(database_url) as stage:
        yield stage


async def pin(scene: Scene, text: str) -> None:
    message = await scene.stage.ana.say("for now", scene.room)
    # Slack's own client would not let it through; an app's message may hold it.
    scene.stage.slack.workspace.channels[scene.room].messages[message.ts].text = text
    await scene.stage.ana.react(message, "pushpin")
    await scene.settled()


async def test_what_a_database_refuses_comes_in_by_no_payload_and_nothing_is_lost(either: Stage) -> None:
    with logged() as log:
        scene = await declared(either, f"sev3 {WORDS}")
        assert KEPT in (await scene.card()).text
        await scene.types(f"update {WORDS} update")
        assert f"{KEPT} update" in await scene.last()
        outcome = await (await scene.form("note")).submit({"Note": f"{WORDS} note"})
        assert outcome.closed, outcome.errors
        await pin(scene, f"{WORDS} pinned")

        message = await either.ana.say("for now", "random")
        channel = either.slack.workspace.channel_named("random")
        assert channel
        channel.messages[message.ts].text = f"{WORDS} from a message"
        await either.ana.message_shortcut("Add to the timeline", message)
        form = await either.ana.modal()
        assert (await form.submit({"Which incident?": f"{scene.reference} {KEPT}"})).closed
        await either.ana.message_shortcut("Declare from message", message)
        form = await either.ana.modal()
        assert form.fields["Name"] == f"{KEPT} from a message"
        assert (await form.submit({"Severity": "SEV3"})).closed
        await either.settled()

        timeline = await scene.timeline()
        assert f"{KEPT} from a message" in (await (await newest(either)).card()).text
        assert KEPT in (await either.ana.command(f"/incident list {WORDS}", "random")).text
    for said in ("note", "pinned", "from a message"):
        assert f"{KEPT} {said}" in timeline
    assert "Traceback" not in log.getvalue()
    assert "cache" not in log.getvalue()


NAMES = (
    "<!channel>",
    "*bold* _i_ `c`",
    "@here <!here> |",
    "\u202eevil\u202d",
    "a\u200bb\u2060",
    "two\nlines",
    "\U0001f600" * 80,
    "> quoted",
    "<https://x.io|Ana>",
    "&lt;!everyone&gt;",
)


def is_tame(text: str) -> bool:
    """On one line, without what no format can show, and with every direction closed."""
    return text == one_line(text, 10_000)


async def test_no_name_of_a_person_or_a_group_is_live_anywhere(stage: Stage) -> None:
    """Bob, who leads, is called so, and a user group: in an error, in a select, in what is told. Cy and Dee are not."""
    workspace = stage.slack.workspace
    group = next(iter(workspace.usergroups.values()))
    scene = await declared(stage)
    await scene.types("assign lead @bob")
    for name in NAMES:
        workspace.accounts[stage.bob.id].name = group.name = name
        async with stage.sitrep.database.transaction() as session:
            await session.execute(delete(SlackPerson))
        await stage.sitrep.user_groups.refresh()

        form = await scene.form("assign")
        outcome = await form.submit({"Role": "Incident lead", "Who?": "bob"})
        assert outcome.modal is not None
        await outcome.modal.close()
        form = await scene.form("escalate")
        options = [block["element"]["options"] for block in form.view["blocks"] if block["block_id"] == "group"]
        await form.close()

        assert all(map(is_tame, outcome.errors.values())), name
        assert "holds the role" in str(outcome.errors)
        assert options
        for option in options[0]:
            assert is_tame(option["text"]["text"] + option.get("description", {"text": ""})["text"]), name
            assert option["text"]["type"] == option.get("description", option["text"])["type"] == "plain_text"
        await scene.types("who")
    nothing_written_is_live_markup(stage, NAMES)
    told = [message for channel in workspace.channels.values() for message in channel.messages.values()]
    assert not {stage.cy.id, stage.dee.id, "channel", "here"} & {who for one in told for who in one.notified}


def nothing_written_is_live_markup(stage: Stage, names: Iterable[str]) -> None:
    """No name is in what Slack reads as mrkdwn: there, people and groups stand by their ids."""
    texts = [text for sent in _sent(stage) for text in _mrkdwn(sent)]
    assert len(texts) > 10
    assert not [text for text in texts for name in names if name in text]
