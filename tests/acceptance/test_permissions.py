"""Who may do what, as sitrep.toml says it, checked at the moment it is done."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.clock import SpeededClock
from bot.process.process import Process
from playground import Playground
from tests.acceptance.conftest import FASTER, LONG_LEASE
from tests.acceptance.scene import Scene, declared
from tests.acceptance.stage import Stage, staged
from tests.databases import copy_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

NOT_ALLOWED = "may do this."

# The ids that the playground gives the people and groups of its default workspace.
CY, ONCALL = "U00001003", "S00001008"

RULES = {
    "update": ["role:lead"],
    "severity": ["creator"],
    "rename": ["group:" + ONCALL],
    "summary": ["person:" + CY],
    "resolve": ["room"],
    "status": ["role:*"],
    "note": ["everyone"],
    "snooze": ["creator", "role:lead"],
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def strict(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """A stage whose team lets not everybody do everything."""
    url = copy_of(migrated_file, tmp_path_factory.mktemp("strict"))
    process = Process.model_validate({"permissions": RULES})
    async with staged(url, process, SpeededClock(FASTER), LONG_LEASE) as stage:
        assert_ids(stage.slack)
        yield stage


def assert_ids(slack: Playground) -> None:
    assert slack.ids["cy"] == CY
    assert list(slack.workspace.usergroups) == [ONCALL]


@pytest_asyncio.fixture(loop_scope="module")
async def scene(strict: Stage) -> Scene:
    """Ana declared, Bob leads, Cy is in the room as scribe, Dee is not there."""
    scene = await declared(strict)
    await scene.types("claim", by="bob")
    await scene.types("claim scribe", by="cy")
    return scene


CASES = [
    ("update Rolling back", "role:lead", {"bob"}),
    ("severity sev2", "creator", {"ana"}),
    ("rename Another name", "group", {"bob", "cy"}),
    ("summary Another summary", "person", {"cy"}),
    ("resolve It is over", "room", {"ana", "bob", "cy"}),
    ("status identified", "role:*", {"bob", "cy"}),
    ("note Everybody may", "everyone", {"ana", "bob", "cy", "dee"}),
]


@pytest.mark.parametrize(("typed", "rule", "allowed"), CASES, ids=[rule for _, rule, _ in CASES])
async def test_a_rule_admits_those_whom_it_names(scene: Scene, typed: str, rule: str, allowed: set[str]) -> None:
    for handle in sorted({"ana", "bob", "cy", "dee"} - allowed):
        before = scene.seen()
        reply = await scene.stage.slack.person(handle).command(
            f"/incident {typed.replace(' ', f' {scene.reference} ', 1)}", "random"
        )
        await scene.settled()
        assert NOT_ALLOWED in reply.text, handle
        assert scene.seen() == before, handle

    last = max(allowed)
    reply = await scene.stage.slack.person(last).command(
        f"/incident {typed.replace(' ', f' {scene.reference} ', 1)}", "random"
    )
    assert reply.text
    assert NOT_ALLOWED not in reply.text


async def test_the_form_does_not_open_for_those_who_may_not(scene: Scene) -> None:
    reply = await scene.types("update", by="ana")
    assert NOT_ALLOWED in reply.text
    assert await scene.stage.ana.modal_now() is None

    pressed = await scene.stage.ana.press("Post update", message=await scene.card())
    assert NOT_ALLOWED in pressed.text
    assert await scene.stage.ana.modal_now() is None


async def test_who_lost_the_role_meanwhile_is_told_in_the_form_and_nothing_changes(scene: Scene) -> None:
    form = await scene.form("update", by="bob")
    await scene.types("assign lead @cy")
    before = scene.seen()

    outcome = await form.submit({"Update": "I still lead, do I not?", "Status": "Mitigated"})
    await scene.settled()

    assert NOT_ALLOWED in outcome.errors["Update"]
    assert outcome.modal is not None
    assert outcome.modal.fields["Update"] == "I still lead, do I not?"
    assert scene.seen() == before
    await outcome.modal.close()


async def test_a_group_is_what_it_is_now(scene: Scene) -> None:
    slack = scene.stage.slack
    assert NOT_ALLOWED in (await scene.types("rename By Ana")).text

    await slack.set_usergroup_members("oncall", ["ana"])
    await scene.settled()
    try:
        assert NOT_ALLOWED in (await scene.types("rename By Bob", by="bob")).text
        assert NOT_ALLOWED not in (await scene.types("rename By Ana")).text
    finally:
        await slack.set_usergroup_members("oncall", ["bob", "cy"])
        await scene.settled()


async def test_declaring_can_be_restricted_too(sqlite_url: str) -> None:
    process = Process.model_validate({"permissions": {"declare": ["person:" + CY]}})
    async with staged(sqlite_url, process) as stage:
        assert NOT_ALLOWED in (await stage.ana.command("/incident declare sev3 Not mine to say")).text
        await stage.ana.command("/incident")
        form = await stage.ana.modal_now()
        if form:
            outcome = await form.submit({"Name": "Not mine", "Severity": "SEV3"})
            assert NOT_ALLOWED in " ".join(outcome.errors.values())
        await stage.settled()
        assert not [one for one in await stage.ana.channels() if one.name.startswith("inc-")]

        assert "Declared" in (await stage.cy.command("/incident declare sev3 Mine to say")).text


async def test_a_form_offers_no_way_around_another_operations_rules(sqlite_url: str) -> None:
    rules = {"severity": ["role:lead"], "status": ["role:lead"], "assign": ["role:lead", "group:" + ONCALL]}
    async with staged(sqlite_url, Process.model_validate({"permissions": rules})) as stage:
        scene = await declared(stage, "sev3 Search is slow")
        await scene.types("claim", by="bob")
        assert NOT_ALLOWED in (await scene.types("severity sev1", by="dee")).text

        theirs, mine = await scene.form("update", by="dee"), await scene.form("update", by="bob")
        assert {"Status", "Severity"}.isdisjoint(theirs.fields)
        assert {"Status", "Severity"} <= set(mine.fields)
        assert (await theirs.submit({"Update": "From Dee"})).closed
        await scene.types("assign lead @cy", by="bob")
        before = (await scene.card()).text

        for field, value in (("Status", "Mitigated"), ("Severity", "SEV1")):
            outcome = await mine.submit({"Update": "From Bob", "Status": None, "Severity": None} | {field: value})
            assert list(outcome.errors) == [field]
            assert NOT_ALLOWED in outcome.errors[field]
        await mine.close()
        await scene.settled()
        assert (await scene.card()).text == before

        for handle, may in (("dee", False), ("cy", True)):
            person = stage.slack.person(handle)
            await person.command("/incident")
            form = await person.modal()
            assert ("Lead" in form.fields) is may
            await form.close()
