"""What stays in view: the card, its twin, topic, bookmarks, and the Home tab."""

import pytest

from bot.process.process import Process
from tests.acceptance.conftest import Declaring
from tests.acceptance.scene import announcements, declared
from tests.acceptance.stage import Stage, staged

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_card_tells_the_whole_and_stays_one_message(declaring: Declaring) -> None:
    scene = await declaring("sev2 Checkout is down")
    first = await scene.card()
    for words in (scene.reference, "Checkout is down", "SEV2", "Declared", "Incident lead: nobody", "Started"):
        assert words in first.text
    assert first.buttons == ["Acknowledge", "Post update", "Claim lead", "Severity", "Escalate", "Resolve"]

    await scene.types("claim", by="bob")
    await scene.types("summary Nobody can pay")
    await scene.types("update Rolling back")

    card = await scene.card()
    assert card.ts == first.ts
    assert not card.edited  # Slack does not mark what an app changes with blocks
    for words in ("Incident lead: @Bob", "Nobody can pay", "Rolling back", "Last update", "Next update"):
        assert words in card.text
    assert card.buttons == ["Post update", "Assign role", "Severity", "Escalate", "Resolve"]
    assert (await scene.channel()).pins == [first.ts]


async def test_the_buttons_of_the_card_follow_the_phase(declaring: Declaring) -> None:
    scene = await declaring()

    await scene.types("resolve Done")
    assert (await scene.card()).buttons == ["Close", "Not resolved"]
    await scene.types("close resolved")
    assert (await scene.card()).buttons == ["Reopen"]


async def test_the_twin_is_as_current_as_the_card_and_has_the_way_to_the_room(declaring: Declaring) -> None:
    scene = await declaring()
    twin = await scene.announcement()
    assert f"#{(await scene.channel()).name}" in twin.text
    assert not twin.buttons

    await scene.types("severity sev2")
    await scene.types("status identified")
    await scene.types("resolve Done")

    now = await scene.announcement()
    assert now.ts == twin.ts
    assert "SEV2" in now.text
    assert "Resolved" in now.text


async def test_what_gets_worse_is_announced_then(declaring: Declaring) -> None:
    scene = await declaring("sev4 Images load slowly")
    assert all(scene.reference not in one.text for one in await announcements(scene.stage.ana, "incidents"))

    await scene.types("severity sev1 They do not load at all")

    assert "SEV1" in (await scene.announcement()).text


async def test_the_topic_tells_severity_status_and_lead(declaring: Declaring) -> None:
    scene = await declaring()
    await scene.types("claim", by="bob")
    await scene.types("severity sev2")
    await scene.types("status mitigated")

    topic = (await scene.channel()).topic

    for words in ("SEV2", "Mitigated", f"<@{scene.stage.bob.id}>", "Next update"):
        assert words in topic


async def test_drills_are_announced_nowhere_and_say_what_they_are(shared: Stage) -> None:
    await shared.ana.command("/incident")
    form = await shared.ana.modal()
    await form.submit({"Name": "Fire drill", "Severity": "SEV1", "Mode": "Test"})
    await shared.settled()

    assert all("Fire drill" not in one.text for one in await announcements(shared.ana, "incidents"))
    room = next(one for one in await shared.ana.channels() if "fire-drill" in one.name)
    assert any("Test" in one.text and one.pinned for one in await shared.ana.messages(room.id))


async def test_links_of_the_team_are_bookmarked_in_every_room(sqlite_url: str) -> None:
    process = Process.model_validate(
        {"room": {"bookmarks": [{"title": "Call", "link": "https://meet.example.com/{reference}"}]}}
    )
    async with staged(sqlite_url, process) as stage:
        scene = await declared(stage)

        assert (await scene.channel()).bookmarks == [
            {"title": "Call", "link": f"https://meet.example.com/{scene.reference}"}
        ]


async def test_home_is_calm_then_tells_what_is_open_mine_and_due(sqlite_url: str) -> None:
    async with staged(sqlite_url) as stage:
        home = await stage.dee.open_home()
        assert "Nothing is open" in home.text

        ours = await declared(stage, "sev2 Ours", by="dee")
        theirs = await declared(stage, "sev3 Theirs", by="ana")
        home = await stage.dee.open_home()
        text = home.text
        assert "Due next" in text
        assert text.index("Yours") < text.rindex(f"{ours.reference} Ours") < text.index("Also open")
        assert text.index("Also open") < text.rindex(f"{theirs.reference} Theirs")

        await ours.types("resolve Done", by="dee")
        await ours.types("close resolved", by="dee")
        assert "Ours" not in (await stage.dee.open_home()).text


async def test_home_opened_twice_is_the_same(shared: Stage) -> None:
    first = await shared.cy.open_home()
    await shared.cy.do("open_home")
    await shared.settled()

    again = await shared.cy.home()
    assert again is not None
    assert again.buttons == first.buttons


async def test_home_declares(shared: Stage) -> None:
    home = await shared.cy.open_home()

    await home.press("Declare an incident")

    form = await shared.cy.modal()
    assert form.title == "Declare an incident"
    await form.close()


async def test_a_button_on_home_acts_and_a_refusal_is_told_in_a_modal(sqlite_url: str) -> None:
    async with staged(sqlite_url) as stage:
        scene = await declared(stage, "sev1 Due at home")
        home = await stage.bob.open_home()

        await home.press(f"Acknowledge · {scene.reference}")
        await stage.settled()
        assert "Acknowledged" in (await scene.card()).text
        assert await stage.bob.modal_now() is None

        await home.press(f"Acknowledge · {scene.reference}")
        assert "Somebody is on it already" in (await stage.bob.modal()).text
