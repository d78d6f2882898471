"""Sixty operations and twenty queries more, in the local Slack: each is found, opened and carried out."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.clock import SpeededClock
from bot.core.operation import Operation, Theme
from bot.core.registry import registry
from bot.slack.blockkit.render import LONGEST_BLOCKS
from playground import Seen
from tests.acceptance.conftest import FASTER, LONG_LEASE
from tests.acceptance.scene import Scene, declared, newest
from tests.acceptance.stage import Stage, staged
from tests.capabilities import LAST, crowd
from tests.databases import copy_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

MENU = "More… (type to find)"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    url = copy_of(migrated_file, tmp_path_factory.mktemp("sixty"))
    with registry.with_modules(crowd()):
        async with staged(url, None, SpeededClock(FASTER), LONG_LEASE) as stage:
            yield await declared(stage, "sev4 Search is slow")
            _took_all(stage)


def _took_all(stage: Stage) -> None:
    """Slack refused nothing of what was said to it meanwhile, and no message was too long."""
    traffic = stage.slack.traffic
    assert {entry.outcome for entry in traffic.entries} <= {"ok", None}
    told = [entry.content for entry in traffic.calls()]
    told += [entry.answer for entry in traffic.entries if isinstance(entry.answer, dict)]
    assert max(len(json.dumps(one.get("blocks") or [], ensure_ascii=False)) for one in told) <= LONGEST_BLOCKS


def made(number: int) -> type[Operation]:
    return registry.operation(f"measure_the_pressure_of_main_{number:03}")


async def tray(scene: Scene) -> Seen:
    return (await scene.types("")).messages[0]


async def test_each_is_in_the_menu_of_the_room(scene: Scene) -> None:
    message = await tray(scene)
    offered = await scene.stage.ana.options(MENU, message=message)
    assert {made(number).title for number in range(60)} <= {one.label for one in offered}
    assert list(dict.fromkeys(one.group for one in offered)) == [theme.value for theme in Theme]


async def test_one_is_found_by_typing_and_its_form_opens(scene: Scene) -> None:
    ana, message = scene.stage.ana, await tray(scene)
    [found] = await ana.options(MENU, "pressure-017", message=message)
    assert found.label == made(17).title

    await ana.choose(MENU, found, message=message)
    outcome = await (await ana.modal()).submit({"Valve": LAST.value, "Note": "It leaks"})
    assert outcome.closed
    await scene.settled()
    assert f"measured {made(17).title} {LAST.value} It leaks" in await scene.last()


async def test_a_form_of_ninety_fields_is_filled_and_submitted(scene: Scene) -> None:
    form = await scene.form(made(3).words[0])
    assert len(form.fields) == 90
    assert (await form.submit({"Note": "It is low", "Gauge 88": "7 bar", "Gauge 87": LAST.value})).closed
    await scene.settled()
    assert f"It is low {LAST.value} 7 bar" in await scene.last()


async def test_each_can_be_typed(scene: Scene) -> None:
    for number in (0, 1, 2):
        reply = await scene.types(f"{made(number).words[-1]} {made(number).example}")
        assert reply.text.startswith(f"Measured {made(number).title}"), reply.text


async def test_a_query_is_asked_from_the_menu_and_typed(scene: Scene) -> None:
    ana, message = scene.stage.ana, await tray(scene)
    reply = await ana.choose(MENU, "Listen to the main, 019", message=message)
    assert reply.text == "Heard Listen to the main, 019."
    assert (await scene.types("listen-to-the-main-007")).text == "Heard Listen to the main, 007."


async def test_the_help_leads_to_each(scene: Scene) -> None:
    whole = (await scene.types("help")).messages[0]
    for kind in registry.typed():
        assert kind.words[0] in whole.text
    for theme in Theme:
        text = (await scene.stage.ana.press(theme.value, message=whole)).text
        for kind in registry.typed():
            assert kind.theme is not theme or f"/incident {kind.words[0]}" in text
    assert made(3).summary_line() in (await scene.types(f"help {made(3).words[0]}")).text


async def test_home_has_the_menu_too(scene: Scene) -> None:
    home = await scene.stage.ana.open_home()
    assert [one.label for one in await home.options("More…", "main, 013")] == ["Listen to the main, 013"]


async def test_a_forged_menu_of_a_private_incident_is_one_of_nothing(scene: Scene) -> None:
    stage, dee = scene.stage, scene.stage.dee
    await stage.ana.command("/incident")
    await (await stage.ana.modal()).submit({"Name": "Mallory stole the keys", "Severity": "SEV4", "Private": ["Yes"]})
    secret = await newest(stage)
    message = (await scene.types("", by="dee")).messages[0]
    kept = stage.slack.workspace.channels[message.channel].ephemerals[message.ts]
    kept.blocks = json.loads(json.dumps(kept.blocks).replace("menu:1", "menu:2"))
    assert secret.reference == "INC-2"
    [forged] = [one for one in await dee.messages(message.channel) if one.ts == message.ts]
    assert await dee.options(MENU, "", message=forged) == []
    mine = (await secret.types("")).messages[0]
    assert len(await stage.ana.options(MENU, "", message=mine)) > 60
