"""What a severity would do to every due time, shown in its form before it is confirmed."""

import json
import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.process.process import Process
from playground import Fault, Modal
from playground.modal_driver import modal_now
from tests.acceptance.scene import declared, newest
from tests.acceptance.stage import Stage, staged
from tests.clock import ManualClock


@pytest.fixture
def clock() -> ManualClock:
    """Monday, 2 March 2026, 10:00 in Berlin, where Ana is."""
    return ManualClock()


@pytest.fixture
async def stage(sqlite_url: str, clock: ManualClock) -> AsyncIterator[Stage]:
    async with staged(sqlite_url, clock=clock) as opened:
        yield opened


async def chosen(form: Modal, severity: str) -> Modal:
    """The form as it is after a choice in it."""
    reply = await form.act("Severity", severity)
    assert not reply.text, reply.text
    changed = await modal_now(form.person)
    assert changed is not None
    return changed


def foretold(form: Modal) -> list[str]:
    """What stands below the severity, without the date."""
    found = re.search(r"(With .*)\nWhy\?", form.text, re.DOTALL)
    return re.sub(r"\w+ (\d+), 2026 at ", r"\1/", found[1]).splitlines() if found else []


async def test_every_clock_is_foretold_and_comes_true(stage: Stage, clock: ManualClock) -> None:
    scene = await declared(stage, "sev4 Search is slow")
    clock.jump(timedelta(minutes=20))
    form = await scene.form("severity")
    assert foretold(form) == []
    await form.fill({"Why?": "All regions"})

    form = await chosen(form, "SEV1")
    assert foretold(form) == [
        "With SEV1:",
        "Acknowledgement: 2/18:00 → due at once",
        "Lead: 2/10:30, newly promised",
        "Next update: 3/10:00 → 2/10:30",
        "Escalation: 3/10:00 → due at once",
        "Resolution: 16/10:00 → 2/14:00",
    ]
    assert form.fields == {"Severity": "🔴 SEV1", "Why?": "All regions"}

    form = await chosen(form, "SEV2")
    assert foretold(form)[0] == "With SEV2:"
    assert "Next update: 3/10:00 → 2/11:00" in foretold(form)
    form = await chosen(form, "SEV4")
    assert foretold(form) == []
    form = await chosen(form, "SEV2")

    assert (await form.submit()).closed
    await stage.settled()
    assert "All regions" in (await scene.said())[-2].text + (await scene.said())[-1].text
    assert "Next update due Mar 2, 2026 at 11:00" in (await scene.card()).text


async def test_what_ends_stands_still_or_stays_is_said_too(stage: Stage, clock: ManualClock) -> None:
    scene = await declared(stage, "sev1 Checkout is down")
    await scene.types("pause resolve Waiting for the vendor")
    await scene.types("due update 2h the customer")
    clock.jump(timedelta(minutes=12))

    form = await chosen(await scene.form("severity"), "SEV4")

    assert foretold(form) == [
        "With SEV4:",
        "Acknowledgement: 2/10:10 → 2/18:00",
        "Lead: 2/10:10 → no longer promised",
        "Next update: stays 2/12:00",
        "Escalation: 2/10:15 → 3/10:00",
        "Resolution: clock paused",
    ]


async def test_a_severity_given_outside_the_room_is_foretold_at_once(stage: Stage) -> None:
    scene = await declared(stage, "sev3 Search is slow")

    reply = await stage.bob.command("/incident severity sev1", "random")
    await stage.bob.press(next(one for one in reply.messages[0].buttons if scene.reference in one), "random")

    form = await stage.bob.modal()
    assert foretold(form)[0] == "With SEV1:"


async def test_what_acts_at_once_answers_with_the_due_times(stage: Stage) -> None:
    scene = await declared(stage, "sev3 Search is slow")

    reply = await scene.types("severity sev1")

    assert "Severity is now 🔴 SEV1. Acknowledgement due Mar 2, 2026 at 10:10 · Lead due" in reply.text


@pytest.mark.parametrize("error", ["hash_conflict", "not_found", "internal_error"])
async def test_a_form_that_cannot_be_redrawn_stays_and_can_be_submitted(stage: Stage, error: str) -> None:
    scene = await declared(stage, "sev3 Search is slow")
    form = await scene.form("severity")
    stage.slack.fail(Fault("views.update", error=error))

    form = await chosen(form, "SEV1")

    assert foretold(form) == []
    assert (await form.submit()).closed
    await stage.settled()
    assert "SEV1" in (await scene.card()).text


async def test_a_forged_form_foretells_nothing_of_what_one_cannot_see(stage: Stage) -> None:
    await stage.ana.command("/incident")
    await (await stage.ana.modal()).submit({"Name": "Mallory stole the keys", "Severity": "SEV3", "Private": ["Yes"]})
    secret = await newest(stage)
    own = await declared(stage, "sev4 Of Dee", by="dee")
    said = []
    for number in (1, 999):
        form = await own.form("severity", by="dee")
        view = stage.slack.services.modals.top(stage.slack.workspace.accounts[stage.dee.id], form.view["id"])
        meta = json.loads(view.content["private_metadata"])
        view.content["private_metadata"] = json.dumps(meta | {"incident": number})

        await form.act("Severity", "SEV1")

        shown = await stage.dee.modal()
        said.append(shown.text)
        await shown.close()
    assert secret.reference == "INC-1"
    assert said[0] == said[1]
    assert "cannot be found" in said[0]


async def test_who_may_not_change_it_is_foretold_nothing(sqlite_url: str) -> None:
    process = Process.model_validate({"permissions": {"severity": ["role:lead"]}})
    async with staged(sqlite_url, process) as stage:
        scene = await declared(stage, "sev3 Search is slow")
        await scene.types("claim")
        form = await scene.form("severity")
        await scene.types("handback")

        await form.act("Severity", "SEV1")

        assert "Only the Incident lead" in (await stage.ana.modal()).text
