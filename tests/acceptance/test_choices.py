"""Choices beyond the hundred that a select holds: typed for, found, chosen, and nothing left out without a word."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.clock import SpeededClock
from bot.core.registry import registry
from playground import Modal, Person
from playground.setup import DEFAULT
from playground.view_stacks import View
from storage.tables import Room
from tests.acceptance.conftest import FASTER, LONG_LEASE
from tests.acceptance.scene import Scene, declared
from tests.acceptance.stage import Stage, staged
from tests.capabilities import LAST, VALVES, turning
from tests.databases import copy_of
from tests.slack.samples import incident

pytestmark = pytest.mark.asyncio(loop_scope="module")

OLD = 120
"""Open incidents that nobody declares here one by one."""
SECRET = "Mallory stole the keys"
LATE = "Mail {} is late because of the storm that came over the river and down the hill"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    """An incident of Ana among many, in a workspace with 130 user groups."""
    folder = tmp_path_factory.mktemp("choices")
    groups = [f'[[usergroups]]\nhandle = "team-{number:03}"\nname = "Team {number}"\n' for number in range(130)]
    workspace = folder / "workspace.toml"
    workspace.write_text("\n".join([DEFAULT.read_text(encoding="utf-8"), *groups]), encoding="utf-8")
    opened = staged(copy_of(migrated_file, folder), None, SpeededClock(FASTER), LONG_LEASE, workspace=workspace)
    with registry.with_modules(turning()):
        async with opened as stage:
            scene = await declared(stage, "sev4 Checkout is down")
            await _many(stage)
            yield scene
            # No answer came late, and Slack refused none.
            assert {one["outcome"] for one in await stage.slack.traffic_of(kind="suggestion")} <= {"ok"}


async def _many(stage: Stage) -> None:
    """Incidents as if declared last year, and a private one of Ana; none has a room that Slack would hear of."""
    team, ana = stage.slack.workspace.team_id, stage.ana.id
    async with stage.sitrep.database.transaction() as session:
        for number in range(1000, 1000 + OLD):
            is_secret = number == 1000
            session.add(
                incident(
                    id=number,
                    team_id=team,
                    number=number,
                    reference=f"INC-{number}",
                    idempotency_key=f"old {number}",
                    name=SECRET if is_secret else LATE.format(number),
                    visibility="private" if is_secret else "public",
                    creator_id=ana,
                    room=Room(team_id=team, is_wanted=False),
                )
            )


async def valves(form: Modal, typed: str) -> tuple[list[str], set[str]]:
    """The values that the form offers for what is typed, and what stands above them."""
    found = await form.options("Valve", typed)
    return [one.value for one in found], {one.group or "" for one in found}


async def test_a_field_of_many_choices_is_typed_into(scene: Scene) -> None:
    form = await scene.form("turn It leaks")
    assert form.fields["Valve"].startswith("Valve 249 of the northern")

    everything = [valve.value for valve in VALVES]
    assert await valves(form, "") == (everything[:100], {"First 100 of 250: type more"})
    assert await valves(form, "NORTHERN") == (everything[:100], {"First 100 of 250: type more"})
    assert await valves(form, "tap-20") == ([f"valve_20{digit}" for digit in range(10)], {""})
    assert await valves(form, LAST.value) == ([LAST.value], {""})
    assert await valves(form, "no such valve") == ([], set())
    await form.close()


async def test_what_was_found_by_typing_is_taken(scene: Scene) -> None:
    form = await scene.form("turn It leaks")
    assert (await form.submit({"Valve": "valve_201"})).closed
    await scene.settled()
    assert "measured Turn a valve valve_201 It leaks" in await scene.last()


async def test_what_was_chosen_already_is_taken_as_it_stands(scene: Scene) -> None:
    form = await scene.form("turn It drips")
    assert (await form.submit()).closed
    await scene.settled()
    assert f"measured Turn a valve {LAST.value} It drips" in await scene.last()


async def test_a_choice_that_was_never_offered_is_refused_on_its_field(scene: Scene) -> None:
    form = await scene.form("turn It leaks")
    view = _view(scene, scene.stage.ana, form)
    field = form.inputs["Valve"]
    view.fetched[field["block_id"], field["element"]["action_id"]] = [
        {"text": {"type": "plain_text", "text": "Another"}, "value": "valve_999"}
    ]
    await scene.stage.ana.do("fill", view_id=form.view["id"], values={"valve": "valve_999"})
    outcome = await form.submit()
    assert outcome.errors == {"Valve": "There is no valve “valve_999”."}
    await form.close()


async def test_what_a_choice_among_many_would_do_is_foretold(scene: Scene) -> None:
    form = await scene.form("turn It leaks")
    assert not (await form.choose("Valve", "valve_201")).text
    form = await scene.stage.ana.modal()
    assert "With tap-201:" in form.text
    assert form.fields["Valve"].startswith("Valve 201")
    await form.close()


async def test_user_groups_are_typed_for(scene: Scene) -> None:
    form = await scene.form("escalate")
    groups = await form.options("User group", "")
    assert {one.group for one in groups} == {"First 100 of 131: type more"}
    assert [one.label for one in await form.options("User group", "team-12")] == [f"@team-12{n}" for n in range(10)]
    await form.submit({"User group": "@oncall", "Why are they needed?": "All hands"})
    await scene.settled()
    assert {"bob", "cy"} <= set((await scene.channel()).members)


async def asked(stage: Stage, by: str) -> Modal:
    """The form that asks on which incident's timeline a message is to be put."""
    person = stage.slack.person(by)
    message = await person.say("Since noon", "random")
    await person.message_shortcut("Add to the timeline", message)
    return await person.modal()


async def test_an_incident_is_typed_for(scene: Scene) -> None:
    form = await asked(scene.stage, "ana")
    offered = await form.options("Which incident?", "")
    assert offered[0].label == f"{scene.reference} Checkout is down"
    assert {one.group for one in offered} == {f"First 100 of {OLD + 1}: type more"}
    [found] = await form.options("Which incident?", "inc-1117")
    assert found.label == "INC-1117 Mail 1117 is late because of the storm that came over the river a…"

    assert (await form.submit({"Which incident?": f"{scene.reference} Checkout"})).closed
    await scene.settled()
    assert "Since noon" in await scene.timeline()


@pytest.mark.parametrize("typed", ["", SECRET, "mallory", "INC-1000", "1000"])
async def test_a_private_incident_is_offered_to_nobody_outside(scene: Scene, typed: str) -> None:
    form = await asked(scene.stage, "ana")
    mine = await form.options("Which incident?", typed)
    await form.close()
    form = await asked(scene.stage, "dee")
    hers = await form.options("Which incident?", typed)
    await form.close()
    assert SECRET not in str(hers)
    assert SECRET in str(mine) or not typed
    assert len(hers) == (100 if not typed else 0)


@pytest.mark.parametrize(
    "forged",
    [
        {"incident": 1000},
        {"incident": 1000, "phase": "active", "hidden": {"incident": 1000}},
        {"operation": "update", "incident": 1000},
        {"operation": "no_such_operation"},
        {"operation": "list"},
    ],
)
async def test_nor_is_it_by_a_forged_form(scene: Scene, forged: dict[str, object]) -> None:
    form = await asked(scene.stage, "dee")
    view = _view(scene, scene.stage.dee, form)
    meta = json.loads(view.content["private_metadata"])
    view.content["private_metadata"] = json.dumps(meta | forged)
    for typed in ("", "Mallory", "INC-1000"):
        assert SECRET not in str(await form.options("Which incident?", typed))
    await form.close()


@pytest.mark.parametrize("metadata", ["", "{}", "[]", "null", '{"operation": "pin", "key": "x", "phase": "no phase"}'])
async def test_a_form_that_is_not_ours_is_offered_nothing(scene: Scene, metadata: str) -> None:
    form = await asked(scene.stage, "ana")
    _view(scene, scene.stage.ana, form).content["private_metadata"] = metadata
    assert await form.options("Which incident?", "") == []
    await form.close()


def _view(scene: Scene, person: Person, form: Modal) -> View:
    """The form as Slack has it, to be forged."""
    account = scene.stage.slack.workspace.accounts[person.id]
    return scene.stage.slack.services.modals.top(account, form.view["id"])


async def test_a_command_outside_a_room_offers_all_incidents_below_the_first(scene: Scene) -> None:
    ana = scene.stage.ana
    reply = await ana.command("/incident note Since noon & <!here>", "random")
    [message] = reply.messages
    assert f"And {OLD + 1 - 10} more: choose it below, or name it, as in /incident note INC-" in message.text
    offered = await ana.options("Another incident…", "", message=message)
    assert {one.group for one in offered} == {f"First 100 of {OLD + 1}: type more"}

    await ana.choose("Another incident…", "INC-1119 Mail 1119 is late", message=message)
    form = await ana.modal()
    assert form.fields["Note"] == "Since noon & <!here>"
    assert "INC-1119" in form.text
    await form.close()


async def test_there_too_a_private_incident_is_offered_to_nobody_outside(scene: Scene) -> None:
    dee = scene.stage.dee
    message = (await dee.command("/incident note Since noon", "random")).messages[0]
    for typed in ("", "mallory", "INC-1000"):
        assert SECRET not in str(await dee.options("Another incident…", typed, message=message))


async def test_what_is_too_long_to_go_along_has_to_be_named(scene: Scene) -> None:
    words = "Since noon. " * 60
    message = (await scene.stage.ana.command(f"/incident note {words}", "random")).messages[0]
    assert re.search(r"And \d+ more: name it, as in", message.text)
    assert "Another incident…" not in message.text
