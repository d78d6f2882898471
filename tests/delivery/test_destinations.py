"""Destinations beside Slack: addressed by a route, with lanes of their own, and under the same guarantees."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.config.loading import parse_process
from bot.config.problems import ConfigError
from bot.delivery.destinations import Destinations
from bot.delivery.worker import Worker
from bot.engine.lanes import UnknownSchemeError
from bot.operations.note import AddNote
from bot.operations.update import PostUpdate
from bot.process.process import Process
from bot.slack.outbound.slack_destination import SCHEMES
from storage.tables import Incident, Post, Room, Work
from tests.delivery.harness import PROCESS, Harness
from tests.delivery.json_lines import STEPS, JsonLines, ids, lines, undisturbed

pytestmark = pytest.mark.alike

ROOM = "inc-1-checkout-is-down"
PATIENCE = 20.0


def routed(*paths: Path) -> Process:
    """The process of the harness, with updates told in these files too: as `sitrep.toml` says it."""
    addresses = "".join(f", 'jsonl:{path}'" for path in paths)
    read = parse_process(f"[routing]\nupdated = ['room'{addresses}]", "sitrep.toml", schemes={*SCHEMES, "jsonl"})
    return PROCESS.model_copy(update={"routing": read.routing})


def reopened(harness: Harness, *paths: Path, before: Callable[[str, str], Awaitable[None]] = undisturbed) -> None:
    """Let the harness deliver to these files as well."""
    harness.process, harness.others = routed(*paths), (JsonLines(harness.clock, before),)
    harness.reopen()


@asynccontextmanager
async def running(worker: Worker) -> AsyncIterator[None]:
    task = asyncio.create_task(worker.run())
    try:
        yield
    finally:
        worker.stop()
        await asyncio.wait_for(task, PATIENCE)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 (what is waited for is in a file, or in another's memory)
            await asyncio.sleep(0.005)


async def room_at_rest(harness: Harness, incident_id: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while (work := await harness.work(incident_id)).applied < work.wanted:  # noqa: ASYNC110 (it is in a database)
            await asyncio.sleep(0.005)


async def test_a_route_leads_to_a_destination_of_ones_own_and_each_event_arrives_once(
    harness: Harness, tmp_path: Path
) -> None:
    path = tmp_path / "updates.jsonl"
    reopened(harness, path)
    incident_id = await harness.declare()
    for body in ("One", "Two"):
        await harness.run(PostUpdate(body=body), incident_id)
    await harness.converge()
    assert [(line["incident"], line["kind"], line["body"]) for line in lines(path)] == [
        ("INC-1", "updated", "One"),
        ("INC-1", "updated", "Two"),
    ]
    assert len([text for text in harness.texts(ROOM) if '"updated"' in text]) == 2
    assert await harness.posts("pending", "sending", "failed") == 0
    assert (await harness.work(incident_id, f"jsonl:{path}")).applied == 3


@pytest.mark.parametrize("step", STEPS)
async def test_a_kill_at_any_step_loses_nothing_and_writes_nothing_twice(
    harness: Harness, tmp_path: Path, step: str
) -> None:
    path, reached = tmp_path / "updates.jsonl", asyncio.Event()

    async def die(_lane: str, at: str) -> None:
        if at == step and not reached.is_set():
            reached.set()
            await asyncio.Event().wait()

    reopened(harness, path, before=die)
    incident_id = await harness.declare()
    for body in ("One", "Two"):
        await harness.run(PostUpdate(body=body), incident_id)
    dying = asyncio.create_task(harness.worker.run())
    await asyncio.wait_for(reached.wait(), PATIENCE)
    # A process that dies closes its files. Cut off in the middle of a transaction, a task in here would not.
    await room_at_rest(harness, incident_id)
    dying.cancel()
    await asyncio.gather(dying, return_exceptions=True)
    await harness.converge(harness.new_worker())
    assert [line["body"] for line in lines(path)] == ["One", "Two"]
    assert len([text for text in harness.texts(ROOM) if '"updated"' in text]) == 2
    assert await harness.posts("pending", "sending", "failed") == 0


async def test_a_destination_that_hangs_for_ten_minutes_keeps_the_room_from_nothing(
    harness: Harness, tmp_path: Path
) -> None:
    path, hanging, go = tmp_path / "updates.jsonl", asyncio.Event(), asyncio.Event()

    async def hang(_lane: str, at: str) -> None:
        if at == "append":
            hanging.set()
            await go.wait()

    reopened(harness, path, before=hang)
    harness.engine.on_commit.append(harness.worker.wake)
    incident_id = await harness.declare()
    async with running(harness.worker):
        await harness.run(PostUpdate(body="One"), incident_id)
        await asyncio.wait_for(hanging.wait(), PATIENCE)
        await until(lambda: harness.slack.workspace.channel_named(ROOM) is not None)
        for minute in range(10):
            await harness.run(PostUpdate(body=f"Minute {minute}"), incident_id)
            await until(lambda: any(f"Minute {minute}" in text for text in harness.texts(ROOM)))  # noqa: B023
            harness.clock.move(60)
        assert lines(path) == [], "its own call has not ended yet"
        go.set()
        await until(lambda: len(lines(path)) == 11)
    await harness.converge(harness.new_worker())
    assert len(set(ids(path))) == len(ids(path)) == 11
    assert await harness.posts("pending", "sending", "failed") == 0


async def test_of_two_addresses_of_one_scheme_one_hangs_and_the_other_gets_everything(
    harness: Harness, tmp_path: Path
) -> None:
    stuck, well, go = tmp_path / "stuck.jsonl", tmp_path / "well.jsonl", asyncio.Event()

    async def hang(lane: str, _step: str) -> None:
        if str(stuck) in lane:
            await go.wait()

    reopened(harness, stuck, well, before=hang)
    harness.engine.on_commit.append(harness.worker.wake)
    async with running(harness.worker):
        # More than there are slots in a lane: those that wait for the one that hangs take no slot of the others.
        many = harness.pace.rounds + 4
        for number in range(many):
            incident_id = await harness.declare(name=f"Trouble {number}", responders=(), lead=None)
            await harness.run(PostUpdate(body="One"), incident_id)
        await until(lambda: len(lines(well)) == many)
        assert lines(stuck) == []
        go.set()
        await until(lambda: len(lines(stuck)) == many)
    assert len(set(ids(stuck))) == len(set(ids(well))) == many


async def test_what_one_destination_cannot_do_is_tried_again_there_and_nowhere_else(
    harness: Harness, tmp_path: Path
) -> None:
    path = tmp_path / "missing" / "updates.jsonl"
    reopened(harness, path)
    incident_id = await harness.declare()
    await harness.run(PostUpdate(body="One"), incident_id)
    await harness.worker.settle()
    assert (await harness.work(incident_id)).attempts == 0
    assert (await harness.work(incident_id, f"jsonl:{path}")).attempts == 1
    path.parent.mkdir()
    await harness.converge()
    assert [line["body"] for line in lines(path)] == ["One"]


async def test_a_destination_that_cannot_prepare_keeps_no_other_from_its_work(
    harness: Harness, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(JsonLines):
        async def prepare(self, session: AsyncSession, incident_ids: Collection[int]) -> None:
            raise OSError("no disk")

    harness.process, harness.others = routed(tmp_path / "updates.jsonl"), (Broken(harness.clock),)
    harness.reopen()
    incident_id = await harness.declare()
    await harness.run(PostUpdate(body="One"), incident_id)
    await harness.worker.settle()
    assert "One" in "".join(harness.texts(ROOM))
    assert "cannot take what is due in jsonl:" in caplog.text
    harness.others = (JsonLines(harness.clock),)
    harness.reopen()
    await harness.converge()
    assert [line["body"] for line in lines(tmp_path / "updates.jsonl")] == ["One"]


async def test_an_address_that_nobody_serves_is_refused_before_anything_is_committed(
    harness: Harness, tmp_path: Path
) -> None:
    incident_id = await harness.declare()
    harness.process = routed(tmp_path / "updates.jsonl")
    harness.reopen()
    before = await harness.incident(incident_id)
    with pytest.raises(UnknownSchemeError, match=r"'updated'.*'jsonl:/.*updates\.jsonl'.*'jsonl' is not one of.* room"):
        await harness.run(PostUpdate(body="One"), incident_id)
    await harness.run(AddNote(body="What is not told there goes on"), incident_id)
    assert (await harness.incident(incident_id)).version == before.version + 1


def test_a_route_to_where_nobody_delivers_is_a_mistake_in_the_configuration() -> None:
    with pytest.raises(ConfigError, match=r"sitrep.toml:2: routing.updated\[1\]: nobody delivers to it; there is"):
        parse_process("[routing]\nupdated = ['room', 'jsonl:x']", "sitrep.toml", schemes=SCHEMES)


async def test_a_lane_whose_destination_is_gone_waits_and_is_said_once(
    harness: Harness, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "updates.jsonl"
    reopened(harness, path)
    incident_id = await harness.declare()
    await harness.run(PostUpdate(body="One"), incident_id)
    harness.process, harness.others = PROCESS, ()
    harness.reopen()
    for _ in range(3):
        await harness.worker.settle()
    assert caplog.text.count(f"Nobody here delivers to jsonl:{path}") == 1
    assert [one.destination for one in await harness.undelivered()] == [f"jsonl:{path}"]
    reopened(harness, path)
    await harness.converge()
    assert [line["body"] for line in lines(path)] == ["One"]


@pytest.mark.parametrize("differing", [{"private": True}, {"mode": "test"}, {"mode": "retrospective"}])
async def test_addresses_outside_hear_of_nothing_that_is_announced_nowhere(
    harness: Harness, tmp_path: Path, differing: dict[str, object]
) -> None:
    path = tmp_path / "updates.jsonl"
    reopened(harness, path)
    incident_id = await harness.declare(**differing)
    await harness.run(PostUpdate(body="Only for us"), incident_id)
    await harness.converge()
    assert lines(path) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.long
async def test_a_thousand_incidents_of_yesterday_open_no_channel(harness: Harness) -> None:
    harness.process = PROCESS.model_copy(update={"routing": {**PROCESS.routing, "declared": ()}})
    harness.reopen()
    for number in range(1000):
        await harness.declare(name=f"Yesterday {number}", mode="retrospective", responders=(), lead=None)
    await harness.worker.settle()
    assert harness.calls() == []
    async with harness.database.reading() as session:
        counted = [
            await session.scalar(select(func.count()).select_from(table)) for table in (Incident, Room, Work, Post)
        ]
    assert counted == [1000, 1000, 0, 0]


async def test_who_declared_an_incident_of_yesterday_is_told_and_no_room_is_opened(harness: Harness) -> None:
    incident_id = await harness.declare(mode="retrospective")
    await harness.run(PostUpdate(body="What we know now"), incident_id)
    await harness.converge()
    assert len(harness.direct_texts("ana")) == 1
    assert [call.name for call in harness.calls() if call.name != "chat.postMessage"] == []
    assert harness.texts("incidents") == []
    assert await harness.posts("pending", "sending", "failed") == 0


def test_two_destinations_may_not_serve_one_scheme(harness: Harness) -> None:
    lines_ = JsonLines(harness.clock)
    with pytest.raises(ValueError, match="one scheme"):
        Destinations(lines_, lines_)
