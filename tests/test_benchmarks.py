"""What the benchmarks count holds on every machine; what they time does not, and is no test."""

from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Engine, event, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks import arrivals, backlog, clocks, rooms
from benchmarks.bench import SQLITE, Bench, shown
from benchmarks.crowds import PATTERNS, crowd
from benchmarks.deeds import Actor, Deed, Log
from benchmarks.found import problems_of
from benchmarks.incidents import OWN_FILE, PublicIncident
from benchmarks.incidents import load as read_incidents
from benchmarks.load import load
from benchmarks.replay import all_delivered, replay
from benchmarks.sampling import LAYERS
from benchmarks.storm import bound
from bot.core.fields import LONGEST_LINE
from bot.core.text import Quote
from bot.slack.blockkit.message import Block
from bot.slack.blockkit.render import blocks, header
from bot.slack.outbound.exactly_once import metadata
from playground.traffic import Entry
from storage import queries
from storage.database import Database
from storage.tables import Incident, RecordedClockEvent
from tests.clock import START
from tests.waves import Waves

POSTS = ["chat.postMessage"] * 3
"""The card, its twin in the announcement channel, and a message to the declarer."""
AT_ONCE = ["bookmarks.add", *POSTS, "conversations.invite", "conversations.setTopic"]

ROOT = Path(__file__).parents[1]


@pytest.fixture
def bench(migrated_file: Path, tmp_path: Path) -> Bench:
    template = tmp_path / "template.db"
    template.write_bytes(migrated_file.read_bytes())
    return Bench([], template, None)


@pytest.mark.long
async def test_the_projects_own_incidents_arrive_completely_in_order_and_exactly_once(bench: Bench) -> None:
    incidents = read_incidents(OWN_FILE)[:3]
    done = await replay(incidents, bench.sqlite())
    assert done.arrivals.problems == []
    assert done.arrivals.incidents == len(incidents) == 3
    assert done.arrivals.updates == sum(len(incident.updates) for incident in incidents)
    assert done.arrivals.undelivered == 0
    assert set(done.arrivals.outbox) == {"delivered"}
    assert len(done.traffic.calls("conversations.create")) == len(incidents)


async def test_what_is_missing_double_or_out_of_order_is_noticed(bench: Bench) -> None:
    incident = read_incidents(OWN_FILE)[0]
    first, second, last = arrivals.published(incident)[:-1]
    rooms_said = {
        "all": [first, second, last, last],
        "missing": [first, last, last],
        "double": [first, first, second, last, last],
        "swapped": [second, first, last, last],
        "none": [],
    }
    async with shown(bench.sqlite()) as show:
        client = AsyncWebClient(show.slack.bot_token, base_url=show.slack.api_url)
        channels = [await _room(client, name, incident, said) for name, said in rooms_said.items()]
        found = await arrivals.look(show, show.slack.person("ana"), [incident] * 5, dict(enumerate(channels)))
    assert found.incidents == 1
    assert found.updates == 3 + 2 + 1 + 1
    in_rooms = [problem for problem in found.problems if incident.title in problem]
    assert len(in_rooms) == 4
    assert "card-1 is in Slack 5 times" in found.problems
    assert "post-1 is in Slack but not delivered" in found.problems


async def _room(client: AsyncWebClient, name: str, incident: PublicIncident, said: list[str]) -> str:
    """A room as Sitrep would leave it, had it said this."""
    channel = str((await client.conversations_create(name=name))["channel"]["id"])
    card = await _say(client, channel, "card-1", header(f"INC-1 · {incident.name} · Closed"))
    await client.pins_add(channel=channel, timestamp=card)
    for text in said:
        await _say(client, channel, "post-1", blocks([Quote(text)])[0])
    return channel


async def _say(client: AsyncWebClient, channel: str, letter: str, block: Block) -> str:
    answer = await client.chat_postMessage(channel=channel, text="…", blocks=[block], metadata=metadata(letter))
    return str(answer["ts"])


async def test_a_declaration_is_measured_from_its_form_to_its_finished_room(bench: Bench) -> None:
    """How many of these come one after the other is no matter of time: see the test after this."""
    async with shown(bench.sqlite(), rooms.BOOKMARKED) as show:
        found = await rooms.declaration(show)
    assert [call.name for call in found.to_modal] == ["views.open"]
    assert sorted(call.name for call in found.calls) == sorted(["conversations.create", *AT_ONCE, "pins.add"])
    assert found.usable_depth <= found.finished_depth


async def test_two_calls_in_sequence_to_the_usable_room_and_three_to_the_finished_one(bench: Bench) -> None:
    waves = Waves()
    async with shown(bench.sqlite(), rooms.BOOKMARKED) as show:
        ana = show.slack.person("ana")
        await ana.command("/incident")
        form = await ana.modal()
        show.slack.on_call = waves
        await form.submit(rooms.DECLARED)
        assert await waves.pass_on(1) == ["conversations.create"]
        assert await waves.pass_on(len(AT_ONCE)) == AT_ONCE
        assert await waves.pass_on(1) == ["pins.add"]
        show.slack.on_call = None


@pytest.mark.parametrize(
    "query",
    [
        pytest.param(lambda session: queries.deadlines_due(session, "T1", START, 100, ["sev1"]), id="due"),
        pytest.param(lambda session: queries.next_due(session, "T1", START), id="next"),
    ],
)
async def test_deadlines_are_found_by_their_index(
    database: Database, query: Callable[[AsyncSession], Awaitable[object]]
) -> None:
    """A look at the deadlines reads only those that are due, however many incidents are open."""
    asked: list[tuple[str, Any]] = []

    def remember(_connection: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        asked.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", remember)
    try:
        async with database.reading() as session:
            await query(session)
    finally:
        event.remove(Engine, "before_cursor_execute", remember)
    statement, parameters = next(one for one in asked if "FROM deadline" in one[0])
    assert "ix_deadline_due" in await _plan(database, statement, parameters)


async def _plan(database: Database, statement: str, parameters: Any) -> str:
    explain = "EXPLAIN QUERY PLAN" if database.is_sqlite else "EXPLAIN"
    async with database.engine.connect() as connection:
        if not database.is_sqlite:
            # An empty table is read as a whole, unless that is made dear.
            await connection.exec_driver_sql("SET enable_seqscan = off")
        rows = await connection.exec_driver_sql(f"{explain} {statement}", parameters)
        return str(rows.all())


@pytest.mark.long
async def test_every_due_clock_is_one_reminder_among_many_the_most_urgent_first(bench: Bench) -> None:
    async with crowd(bench, SQLITE, 4 * PATTERNS) as some:
        running = select(func.count()).select_from(RecordedClockEvent).where(RecordedClockEvent.kind == "started")
        async with some.database.reading() as session:
            assert await session.scalar(select(func.count()).select_from(Incident)) == some.size
            assert await session.scalar(running) == 4 * some.size
        (found,) = await clocks.race([some], rounds=2, warm_up=0, starts=1)
        assert {what: len(times) for what, times in found.seconds.items()} == {
            "start": 1,
            "commit": 2,
            "look, nothing due": 2,
            "look, one due": 2,
        }
        assert found.memory
        await clocks.all_at_once(some, count=20)


@pytest.mark.long
async def test_reminders_due_at_once_are_each_said_once(bench: Bench) -> None:
    report = await backlog.backlog(bench, due=12)
    once, urgent, *_ = report.promises
    assert (once.found, once.kept) == ("12 in 12 rooms", True)
    assert urgent.kept


@pytest.mark.long
async def test_what_many_people_do_at_once_is_there_once(bench: Bench) -> None:
    done = await load(bench.sqlite(), people=5, incidents=1, deeds=4)
    assert done.problems == []
    assert done.log.failed == []
    kinds = Counter(deed.kind for deed in done.log.done)
    assert kinds["declared"] == kinds["resolved"] == kinds["closed"] == 1
    assert len(done.log.done) + done.log.asked + done.log.refused == 5 * 4 + (3 + 4)
    assert len(done.sent) >= 25


async def test_a_deed_that_is_lost_double_or_invented_is_noticed(bench: Bench) -> None:
    async with shown(bench.sqlite()) as show:
        ana, log = show.slack.person("ana"), Log()
        await ana.command(f"/incident declare sev1 {log.mark()}")
        room = await ana.sees("inc-1-mark000000x", "Declared")
        actor = Actor(ana, room.channel, log, Random(1))
        await actor.update()
        await all_delivered(show)
        invented = [one for one in await problems_of(show, log, ana) if "declared" in one]
        assert len(invented) == 1
        log.done.append(Deed("declared", "mark000000x", "", 0.0))
        assert await problems_of(show, log, ana) == []
        log.done.append(Deed("updated", log.mark(), room.channel, 0.0))
        lost = await problems_of(show, log, ana)
        assert len(lost) == 3
        assert all("0 times" in one for one in lost)
        log.done.pop()
        client = AsyncWebClient(show.slack.bot_token, base_url=show.slack.api_url)
        await client.chat_postMessage(channel=room.channel, text=f"Once more: {log.done[0].mark}")
        (double,) = await problems_of(show, log, ana)
        assert "2 times" in double


def test_a_title_that_is_too_long_is_cut_and_stands_in_full_in_the_summary() -> None:
    title = "Incident with " + ", ".join(["Actions"] * 20)
    incident = PublicIncident(title, "minor", (), ())
    assert len(incident.name) <= LONGEST_LINE
    assert incident.name.endswith("…")
    assert title in incident.summary
    whole = PublicIncident("x" * LONGEST_LINE, "minor", (), ())
    assert whole.name == whole.title
    assert not whole.is_cut


def test_the_bound_of_a_storm_is_that_of_its_scarcest_method() -> None:
    calls = [Entry(n, "call", "conversations.create", "A", {}, 0.0) for n in range(41)]
    calls += [Entry(n, "call", "conversations.invite", "A", {}, 0.0) for n in range(50)]
    calls += [Entry(n, "call", "chat.postMessage", "A", {"channel": "C1"}, 0.0) for n in range(11)]
    shortest, by_method = bound(calls)
    assert shortest == 120.0
    assert by_method == {
        "conversations.create": (41, 120.0),
        "chat.postMessage": (11, 10.0),
        "conversations.invite": (50, 0.0),
    }


def test_every_layer_that_time_is_given_to_is_there() -> None:
    ours = [path for path, _ in LAYERS if path.startswith(("/bot/", "/playground/", "/storage/", "/benchmarks/"))]
    assert len(ours) > 10
    assert [path for path in ours if not (ROOT / path.removeprefix("/")).exists()] == []
