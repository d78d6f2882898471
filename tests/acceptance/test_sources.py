"""What comes from where not everybody can read is kept private unless somebody says otherwise, and the form says so."""

import pytest

from playground import Fault, Modal
from tests.acceptance.scene import everything, newest
from tests.acceptance.stage import Stage

SECRET = "Mallory stole the keys"
SAID = "not everybody can read"

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def from_message(stage: Stage, channel: str, text: str = SECRET) -> Modal:
    message = await stage.ana.say(text, channel)
    await stage.ana.message_shortcut("Declare from message", message)
    return await stage.ana.modal()


async def nobody_else_reads_it(stage: Stage) -> None:
    await stage.settled()
    assert SECRET not in await everything(stage.dee)
    names = [channel.name for channel in stage.slack.workspace.channels.values() if not channel.is_private]
    assert not [name for name in names if "mallory" in name]


async def test_a_message_of_a_private_channel_becomes_a_private_incident(shared: Stage) -> None:
    await shared.ana.create_channel("plans", private=True)

    form = await from_message(shared, "plans")
    assert form.fields["Private"] == ["Yes"]
    assert SAID in form.text
    await form.submit({"Severity": "SEV1"})

    await nobody_else_reads_it(shared)
    assert (await (await newest(shared)).channel()).private


async def test_whoever_unticks_it_tells_everybody(shared: Stage) -> None:
    await shared.ana.create_channel("plans-of-few", private=True)
    message = await shared.ana.say("The cache is cold", "plans-of-few")
    await shared.ana.message_shortcut("Declare from message", message)

    await (await shared.ana.modal()).submit({"Severity": "SEV1", "Private": []})

    assert not (await (await newest(shared)).channel()).private
    assert "The cache is cold" in await everything(shared.dee)


async def test_a_message_of_a_public_channel_becomes_an_ordinary_one(shared: Stage) -> None:
    message = await shared.ana.say("The disk is full", "random")
    await shared.ana.message_shortcut("Declare from message", message)
    form = await shared.ana.modal()

    assert not form.fields["Private"]
    assert SAID not in form.text
    await form.close()


async def test_where_slack_cannot_say_it_is_taken_for_private(shared: Stage) -> None:
    shared.slack.fail(Fault("conversations.info", error="channel_not_found"))
    form = await from_message(shared, "random", "Is it the cache?")

    assert form.fields["Private"] == ["Yes"]
    assert SAID in form.text
    await form.close()


async def test_what_is_typed_in_a_private_channel_is_asked_about_in_the_filled_form(shared: Stage) -> None:
    await shared.ana.create_channel("plans-of-others", private=True)

    reply = await shared.ana.command(f"/incident declare sev1 {SECRET}", "plans-of-others")
    form = await shared.ana.modal()

    assert not reply.text
    assert (form.fields["Name"], form.fields["Private"]) == (SECRET, ["Yes"])
    assert SAID in form.text
    await form.submit({})
    await nobody_else_reads_it(shared)


async def test_the_empty_form_carries_nothing_and_is_as_ever(shared: Stage) -> None:
    await shared.ana.create_channel("plans-of-nobody", private=True)
    await shared.ana.command("/incident", "plans-of-nobody")
    form = await shared.ana.modal()

    assert not form.fields["Private"]
    await form.close()


async def test_a_message_put_on_a_timeline_says_who_will_read_it(shared: Stage) -> None:
    await shared.ana.command("/incident declare sev3 Search is slow", "random")
    await shared.settled()
    await shared.ana.create_channel("plans-of-ana", private=True)
    message = await shared.ana.say(SECRET, "plans-of-ana")
    await shared.ana.message_shortcut("Add to the timeline", message)
    form = await shared.ana.modal()
    assert SAID in form.text
    await form.close()

    message = await shared.ana.say("Nothing secret", "random")
    await shared.ana.message_shortcut("Add to the timeline", message)
    form = await shared.ana.modal()
    assert SAID not in form.text
    await form.close()
