"""What people see when Slack, or somebody by hand, gets in the way."""

import pytest

from bot.process.process import Process
from playground import Person
from tests.acceptance.scene import announcements, declared, newest, scene_of
from tests.acceptance.stage import Stage, staged


async def told(person: Person) -> list[str]:
    """What Sitrep wrote to a person directly about something that did not arrive."""
    texts = [one.text for dm in await person.dms() for one in dm.messages]
    return [text for text in texts if "could not" in text or "not be delivered" in text or "did not" in text]


async def test_where_no_channel_may_be_made_the_declarer_is_told_and_a_retry_helps(stage: Stage) -> None:
    await stage.slack.restrict_channel_creation()

    reply = await stage.ana.command("/incident declare sev2 Checkout is down")
    await stage.settled()

    assert "Declared INC-1" in reply.text
    (words,) = await told(stage.ana)
    assert "INC-1" in words
    assert "do not allow" in words
    assert "Checkout is down" in (await announcements(stage.ana, "incidents"))[0].text

    await stage.slack.restrict_channel_creation(restricted=False)
    await stage.ana.command("/incident update INC-1 It goes on all the same")
    scene = await scene_of(stage, "INC-1")
    assert "It goes on all the same" in await scene.last()
    assert len(await told(stage.ana)) == 1


async def test_a_bot_that_was_removed_comes_back_to_a_public_room(stage: Stage) -> None:
    scene = await declared(stage)
    await stage.ana.kick("sitrep", scene.room)

    await stage.ana.command(f"/incident update {scene.reference} Still here")
    await stage.settled()

    assert "sitrep" in (await scene.channel()).members
    assert "Still here" in await scene.last()


async def test_a_bot_that_was_removed_from_a_private_room_says_so(stage: Stage) -> None:
    await stage.ana.command("/incident")
    await (await stage.ana.modal()).submit({"Name": "A secret", "Severity": "SEV2", "Private": ["Yes"]})
    scene = await newest(stage)
    await stage.ana.kick("sitrep", scene.room)

    await stage.ana.command(f"/incident update {scene.reference} Is anybody there?")
    await stage.settled()

    (words,) = await told(stage.ana)
    assert scene.reference in words
    assert "not in it" in words or "not in the channel" in words

    await stage.ana.invite("sitrep", scene.room)
    await stage.settled()
    await stage.ana.command(f"/incident note {scene.reference} Let in again")
    await stage.settled()
    assert "Is anybody there?" in await scene.last()


async def test_an_archived_room_is_told_of_and_catches_up_when_it_is_back(stage: Stage) -> None:
    scene = await declared(stage)
    await stage.ana.archive(scene.room)

    for text in ("One", "Two"):
        await stage.ana.command(f"/incident update {scene.reference} {text}")
        await stage.settled()
    assert "Two" in (await scene.announcement()).text
    (words,) = await told(stage.ana)
    assert "archived" in words

    await stage.ana.unarchive(scene.room)
    await stage.settled()
    said = [one.text for one in await scene.said()]
    assert sum("One" in text for text in said) == 1
    assert sum("Two" in text for text in said) == 1
    assert "Two" in (await scene.card()).text


async def test_a_room_may_be_renamed_by_hand(stage: Stage) -> None:
    scene = await declared(stage)
    await stage.ana.rename(scene.room, "war-room")

    await scene.types("update Nothing has changed for us")

    assert "Nothing has changed for us" in await scene.last()
    assert (await scene.channel()).name == "war-room"
    assert "#war-room" in (await scene.announcement()).text


async def test_a_missing_announcement_channel_is_told_once(sqlite_url: str) -> None:
    severity = {"slug": "sev1", "name": "SEV1", "announce": ["no-such-channel", "random"]}
    process = Process.model_validate({"severities": [severity], "default_severity": "sev1"})
    async with staged(sqlite_url, process) as stage:
        scene = await declared(stage, "sev1 Checkout is down")
        await scene.types("update Rolling back")

        (words,) = await told(stage.ana)
        assert "no-such-channel" in words
        assert "Rolling back" in (await scene.card()).text
        assert "Rolling back" in (await scene.announcement(channel="random")).text


async def test_an_admin_channel_hears_of_failures_too(sqlite_url: str) -> None:
    process = Process.model_validate({"admin_channel": "random"})
    async with staged(sqlite_url, process) as stage:
        await stage.slack.restrict_channel_creation()
        await stage.ana.command("/incident declare sev3 Nowhere to go")
        await stage.settled()

        assert any("INC-1" in one.text and "do not allow" in one.text for one in await stage.dee.messages("random"))


async def test_a_card_that_was_deleted_is_posted_and_pinned_anew(stage: Stage) -> None:
    scene = await declared(stage)
    old = await scene.card()
    await stage.ana.delete(old)

    await scene.types("update After the deletion")

    new = await scene.card()
    assert new.ts != old.ts
    assert "After the deletion" in new.text
    assert (await scene.channel()).pins == [new.ts]


async def test_who_is_deactivated_does_not_keep_the_others_out(stage: Stage) -> None:
    await stage.slack.deactivate("cy")

    await stage.ana.command("/incident")
    form = await stage.ana.modal()
    await form.submit({"Name": "All hands", "Severity": "SEV2", "Responders": ["bob", "cy", "dee"]})
    scene = await newest(stage)

    assert {"ana", "bob", "dee"} <= set((await scene.channel()).members)
    assert "cy" not in (await scene.channel()).members
    (words,) = await told(stage.ana)
    assert "@Cy" in words


@pytest.mark.parametrize("taken", ["inc-1-checkout-is-down"])
async def test_a_name_that_is_taken_gets_a_suffix(stage: Stage, taken: str) -> None:
    await stage.bob.create_channel(taken)

    reply = await stage.ana.command("/incident declare sev3 Checkout is down")
    await stage.settled()

    assert "INC-1" in reply.text
    room = await stage.ana.channel(f"{taken}-2")
    assert room is not None
    assert "sitrep" in room.members
