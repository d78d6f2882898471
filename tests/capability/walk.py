"""What the capability of the worked example can do, as people in Slack see it.

No test of this project as it stands: tests/capability/test_worked_example.py runs it where the three files are.
"""

from pathlib import Path

import pytest

from bot.config.loading import parse_process
from bot.core.registry import registry
from storage.database import Database
from tests.acceptance.scene import Scene, declared
from tests.acceptance.stage import staged

ONLY_THE_LEAD = """\
[permissions]
region = ["role:lead"]
"""


async def walked(url: str) -> Scene:
    """A region is added by typing, by form and from the menu, and seen wherever an incident is shown."""
    async with staged(url) as stage:
        scene = await declared(stage, "sev1 Checkout is down")
        other = await declared(stage, "sev1 Search is slow")

        assert "Added the region eu-1." in (await scene.types("region eu-1")).text
        assert "Ana added the region eu-1" in (await scene.last()).replace("@", "")
        assert "Regions: eu-1" in (await scene.card()).text
        assert "Regions: eu-1" in (await scene.announcement()).text
        thread = [one.text for one in await stage.ana.messages("incidents") if one.is_reply]
        assert [text for text in thread if scene.reference in text and "added the region eu-1" in text]
        assert "added the region eu-1" in await scene.timeline()

        assert "already" in (await scene.types("region EU-1")).text
        assert (await scene.card()).text.count("eu-1") == 1

        form = await scene.form("region", by="bob")
        assert "Region" in form.fields
        assert set((await form.submit({"Region": "eu-1"})).errors) == {"Region"}
        assert (await form.submit({"Region": "us-1"})).closed
        await scene.settled()
        assert "Regions: eu-1, us-1" in (await scene.card()).text

        tray = (await scene.types("")).messages[0]
        await stage.ana.choose("More…", "Add a region", message=tray)
        await (await stage.ana.modal()).close()

        assert "/incident region eu-1" in (await scene.types("help")).text
        for typed in ("list region:eu-1 sev1 checkout", "list checkout region:EU-1 severity:sev1"):
            found = (await scene.types(typed)).text
            assert scene.reference in found
            assert other.reference not in found
        assert "No incident found" in (await scene.types("list region:ap-1")).text
        return scene


async def forbidden(url: str) -> None:
    """Where the process says so, only the lead adds a region."""
    async with staged(url, parse_process(ONLY_THE_LEAD, "sitrep.toml", None)) as stage:
        scene = await declared(stage)
        before = scene.seen()
        assert "Only the Incident lead may do this" in (await scene.types("region eu-1", by="bob")).text
        assert scene.seen() == before
        await scene.types("claim", by="bob")
        assert "Added the region" in (await scene.types("region eu-1", by="bob")).text


@pytest.mark.parametrize("walk", [walked, forbidden])
async def test_it_works_everywhere(database: Database, walk: object) -> None:
    assert callable(walk)
    await walk(str(database.url.render_as_string(hide_password=False)))


def test_what_is_made_of_the_registry_knows_it() -> None:
    made = "\n".join(Path(name).read_text(encoding="utf-8") for name in ("sitrep.schema.json", "docs/commands.md"))
    assert '"region_added"' in made
    assert "| `region` |" in made
    assert "region" in registry.filters()
