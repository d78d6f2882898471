"""A public and a private incident from beginning to end, on both databases."""

from tests.acceptance.scene import everything, newest
from tests.acceptance.stage import staged


async def test_two_incidents_live_side_by_side(database_url: str) -> None:
    async with staged(database_url) as stage:
        await stage.ana.command("/incident")
        form = await stage.ana.modal()
        await form.submit({"Name": "Checkout is down", "Severity": "SEV1", "Responders": ["bob"]})
        public = await newest(stage)
        await stage.bob.command("/incident")
        form = await stage.bob.modal()
        await form.submit({"Name": "Keys have leaked", "Severity": "SEV2", "Private": ["Yes"], "Lead": "cy"})
        private = await newest(stage)

        await stage.bob.press("Claim lead", message=await public.card())
        for scene, by in ((public, "bob"), (private, "cy")):
            await scene.types("update It is contained", by=by)
            message = await stage.slack.person(by).say("A word to keep", scene.room)
            await stage.slack.person(by).react(message, "pushpin")
            await stage.settled()

        for handle, sees_both in (("bob", True), ("cy", True), ("ana", False), ("dee", False)):
            person = stage.slack.person(handle)
            listed = (await person.command("/incident list all", "random")).text
            await person.open_home()
            assert "Checkout is down" in listed
            assert ("Keys have leaked" in listed) is sees_both, handle
            assert ("Keys have leaked" in await everything(person)) is sees_both, handle
        searched = (await stage.bob.command("/incident list all sev2 LEAKED", "random")).text
        assert private.reference in searched
        assert public.reference not in searched

        for scene, by in ((public, "bob"), (private, "cy")):
            await scene.types("resolve It is over", by=by)
            await scene.types("close resolved Well done", by=by)
            timeline = await scene.timeline(by=by)
            for words in (" declared ", "It is contained", "A word to keep", "It is over", "Well done"):
                assert timeline.count(words) == 1, words
            assert (await scene.card(by)).buttons == ["Reopen"]
        assert "Checkout is down" not in (await stage.ana.command("/incident list", "random")).text
