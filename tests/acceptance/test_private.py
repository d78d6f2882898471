"""A private incident is for those in it; for everybody else it does not exist, on any surface."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.clock import SpeededClock
from bot.core.registry import registry
from bot.process.defaults import SEVERITIES
from bot.process.process import Process
from bot.process.vocabulary import Severity
from playground import Person
from tests.acceptance.conftest import FASTER, LONG_LEASE
from tests.acceptance.scene import Scene, everything, newest
from tests.acceptance.stage import Stage, staged
from tests.databases import copy_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECRET = "Mallory stole the keys"
NOBODY = "INC-999"
CALM = Process(severities=tuple(Severity(slug=one.slug, name=one.name, announce=one.announce) for one in SEVERITIES))
"""It reminds of nothing, so that nothing but what outsiders do can change anything."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def secret(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    """A private incident that Ana declared and Bob leads. Dee is an outsider."""
    url = copy_of(migrated_file, tmp_path_factory.mktemp("private"))
    async with staged(url, CALM, SpeededClock(FASTER), LONG_LEASE) as stage:
        yield await private(stage)


async def private(stage: Stage, name: str = SECRET) -> Scene:
    await stage.ana.command("/incident")
    form = await stage.ana.modal()
    await form.submit({"Name": name, "Severity": "SEV1", "Private": ["Yes"], "Lead": "bob", "Summary": name})
    return await newest(stage)


async def answer(person: Person, text: str, channel: str = "random") -> str:
    """What is answered to a command, without the reference that was typed."""
    reply = await person.command(f"/incident {text}", channel)
    modal = await person.modal_now()
    assert modal is None, text
    return reply.text


async def test_its_room_is_private_and_it_is_announced_nowhere(secret: Scene) -> None:
    room = await secret.channel()

    assert room.private
    assert set(room.members) == {"sitrep", "ana", "bob"}
    assert SECRET not in "\n".join(one.text for one in await secret.stage.cy.messages("incidents"))
    assert "Private" in (await secret.card()).text


async def test_it_stays_unannounced_whatever_happens_to_it(secret: Scene) -> None:
    before = len(await secret.stage.cy.messages("incidents"))

    await secret.types("update Changing the locks", by="bob")
    await secret.types("severity sev2", by="bob")
    await secret.types("severity sev1", by="bob")

    assert len(await secret.stage.cy.messages("incidents")) == before


async def test_the_people_in_it_see_it(secret: Scene) -> None:
    for person in (secret.stage.ana, secret.stage.bob):
        assert SECRET in await answer(person, "list")
        assert SECRET in await answer(person, f"list {SECRET.lower()}")
        assert SECRET in await answer(person, secret.reference)
        assert SECRET in (await person.open_home()).text


async def test_an_outsider_sees_it_in_no_list_no_search_and_not_at_home(secret: Scene) -> None:
    dee = secret.stage.dee

    for text in ("list", "list all", "list mine", "list sev1", "list all keys", f"list all {secret.reference}"):
        said = await answer(dee, text)
        assert SECRET not in said, text
        # What was searched for is repeated.
        assert secret.reference not in said.replace(f"({secret.reference})", ""), text
    await dee.open_home()
    assert SECRET not in await everything(dee)


@pytest.mark.parametrize(
    "kind", [kind for kind in registry.operations() if kind.words and not kind.opens], ids=lambda kind: kind.slug
)
async def test_an_operation_by_reference_answers_as_if_it_did_not_exist(secret: Scene, kind: type) -> None:
    dee, word = secret.stage.dee, kind.words[0]  # type: ignore[attr-defined]
    before = secret.stage.slack.snapshot()

    said = await answer(dee, f"{word} {secret.reference} something")
    unknown = await answer(dee, f"{word} {NOBODY} something")

    assert SECRET not in said
    assert said.replace(secret.reference, "…") == unknown.replace(NOBODY, "…")
    await secret.settled()
    assert secret.stage.slack.snapshot() == before


@pytest.mark.parametrize("text", ["{}", "show {}", "timeline {}", "who {}", "update {} x"])
async def test_a_bare_number_answers_as_if_it_did_not_exist(secret: Scene, text: str) -> None:
    dee = secret.stage.dee

    said = await answer(dee, text.format("1"))
    unknown = await answer(dee, text.format("7"))

    assert said.replace("1", "…") == unknown.replace("7", "…").replace("1", "…")


@pytest.mark.parametrize("text", ["{}", "show {}", "timeline {}", "who {}"])
async def test_a_question_by_reference_answers_as_if_it_did_not_exist(secret: Scene, text: str) -> None:
    dee = secret.stage.dee

    said = await answer(dee, text.format(secret.reference))
    unknown = await answer(dee, text.format(NOBODY))

    assert SECRET not in said
    assert said.replace(secret.reference, "…") == unknown.replace(NOBODY, "…")


async def test_what_may_be_chosen_from_holds_nothing_private(secret: Scene) -> None:
    dee = secret.stage.dee

    assert SECRET not in await answer(dee, "resolve done")
    message = await dee.say("put this somewhere", "random")
    reply = await dee.message_shortcut("Add to the timeline", message)
    modal = await dee.modal_now()
    assert SECRET not in reply.text + (modal.text if modal else "")
    assert SECRET not in str(modal.view if modal else "")
    if modal:
        await modal.close()


async def test_a_forged_button_is_a_button_of_nothing(secret: Scene) -> None:
    stage, dee = secret.stage, secret.stage.dee
    await dee.command("/incident declare sev4 Of Dee", "random")
    own = await newest(stage)
    shown = (await dee.command(f"/incident show {own.reference}", "random")).messages[0]
    forged = stage.slack.workspace.channels[shown.channel].ephemerals[shown.ts]
    texts = {}
    for number in (await number_of(secret), 999):
        forged.blocks = json.loads(re.sub(r'("i\\":) ?\d+', rf"\g<1>{number}", json.dumps(shown.blocks)))
        assert json.dumps(forged.blocks) != json.dumps(shown.blocks)
        before = stage.slack.snapshot()
        said = []
        for label in ("Acknowledge", "Post update", "Resolve", "Claim lead", "Timeline"):
            reply = await dee.press(label, message=shown)
            assert await dee.modal_now() is None, label
            said.append(reply.text)
        await stage.settled()
        assert stage.slack.snapshot() == before
        texts[number] = said
        assert all(said)
    mine, nobodys = texts.values()
    assert mine == nobodys


async def test_a_forged_form_is_a_form_of_nothing(secret: Scene) -> None:
    stage, dee = secret.stage, secret.stage.dee
    await dee.command("/incident declare sev4 Of Dee too", "random")
    own = await newest(stage)
    errors = []
    for number in (await number_of(secret), 999):
        form = await own.form("update", by="dee")
        view = stage.slack.services.modals.top(stage.slack.workspace.accounts[dee.id], form.view["id"])
        meta = json.loads(view.content["private_metadata"])
        view.content["private_metadata"] = json.dumps(meta | {"incident": number})
        before = stage.slack.snapshot()

        outcome = await form.submit({"Update": "Let me in"})

        await stage.settled()
        assert stage.slack.snapshot() == before
        assert outcome.errors
        errors.append(outcome.errors)
        assert outcome.modal is not None
        await outcome.modal.close()
    assert errors[0] == errors[1]


async def number_of(scene: Scene) -> int:
    """The id in the record, as buttons carry it."""
    buttons = [one.definition["value"] for one in (await scene.card()).controls]
    return int(json.loads(buttons[0])["i"])


async def test_whoever_is_let_into_the_room_by_hand_sees_it_until_they_leave(secret: Scene) -> None:
    stage, cy = secret.stage, secret.stage.cy
    assert SECRET not in await answer(cy, "list")

    await stage.ana.invite("cy", secret.room)
    await stage.settled()
    assert SECRET in await answer(cy, "list")
    assert SECRET in await answer(cy, secret.reference)
    assert SECRET in (await cy.open_home()).text

    await cy.leave(secret.room)
    await stage.settled()
    assert SECRET not in await answer(cy, "list")
    assert SECRET not in await answer(cy, secret.reference)
    assert SECRET not in (await cy.open_home()).text
    assert SECRET not in await answer(cy, "list all mine")


async def test_whoever_is_escalated_to_hears_of_it(secret: Scene) -> None:
    stage = secret.stage
    scene = await private(stage, "Another secret")

    await scene.types("escalate @cy We need you", by="bob")

    assert "cy" in (await scene.channel()).members
    assert "Another secret" in await answer(stage.cy, "list")
    assert "Another secret" not in await answer(stage.dee, "list")


async def test_an_open_form_is_worth_nothing_once_one_has_left(secret: Scene) -> None:
    stage = secret.stage
    scene = await private(stage, "A third secret")
    await scene.types("invite @cy", by="ana")
    form = await scene.form("update", by="cy")
    await stage.cy.leave(scene.room)
    await stage.settled()

    outcome = await form.submit({"Update": "One more thing"})

    assert "cannot be found" in outcome.errors["Update"]
    assert outcome.modal is not None
    await outcome.modal.close()
    assert "One more thing" not in (await scene.card()).text
