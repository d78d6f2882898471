"""Messages on the timeline: whatever the order in which Slack delivers, the newest word of each person counts."""

import asyncio
import itertools
from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.core.operation import Context
from bot.operations.pins import MessagePinned, PinMessage, UnpinMessage, is_pinned
from bot.operations.timeline import ShowTimeline, Timeline
from bot.process.process import Process
from storage.database import Database
from storage.tables import Incident
from tests.clock import START
from tests.world import ANA, BO, TEAM, World

TS = "1772442000.000100"

Word = tuple[str, str, int, bool]
"""Whose word, on which message, said when (seconds), and whether it is to be there."""


def pin(second: int = 0, ts: str = TS) -> PinMessage:
    return PinMessage(channel="C1", message_ts=ts, said_at=START + timedelta(seconds=second), text="I see errors")


def unpin(second: int = 0, ts: str = TS) -> UnpinMessage:
    return UnpinMessage(channel="C1", message_ts=ts, said_at=START + timedelta(seconds=second))


words = st.lists(
    st.tuples(st.sampled_from((ANA, BO)), st.sampled_from((TS, "1772442001.000200")), st.integers(0, 9), st.booleans()),
    max_size=12,
    unique_by=lambda word: word[:3],  # nobody adds and removes in the same instant
)


@given(words)
def test_it_ends_as_the_newest_word_of_each_person_says_in_whatever_order_they_come(said: list[Word]) -> None:
    incident = Incident(pins=[])
    shown = dict.fromkeys((TS, "1772442001.000200"), False)
    newest: dict[tuple[str, str], tuple[int, bool]] = {}
    for person, ts, second, present in said:
        context = Context(TEAM, person, START, Process())
        (pin if present else unpin)(second, ts).apply(incident, context)
        for event, _ in context.recorded:
            assert shown[ts] != isinstance(event, MessagePinned), "an event is told only when something changes"
            shown[ts] = isinstance(event, MessagePinned)
        key = (person, ts)
        if key not in newest or newest[key][0] < second:
            newest[key] = (second, present)
        for each, is_shown in shown.items():
            wanted = any(there for (_, message), (_, there) in newest.items() if message == each)
            assert is_pinned(incident, "C1", each) == is_shown == wanted


@given(words, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(said: list[Word], random: Random) -> None:
    shuffled = list(said)
    random.shuffle(shuffled)
    ends = []
    for order in (said, shuffled):
        incident = Incident(pins=[])
        for person, ts, second, present in order:
            (pin if present else unpin)(second, ts).apply(incident, Context(TEAM, person, START, Process()))
        ends.append(sorted((p.user_id, p.message_ts, p.changed_at, p.present) for p in incident.pins))
    assert ends[0] == ends[1]


async def test_a_reaction_and_its_removal_in_every_order(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    added_again, taken_back = [1, -2, 3], [1, -2]  # removals are below 0
    orders = [*itertools.permutations(added_again), *itertools.permutations(taken_back)]
    for n, order in enumerate(orders):
        for second in order:
            said = pin(second, f"177244{n:04}.0") if second > 0 else unpin(-second, f"177244{n:04}.0")
            await world.do(incident, said, BO)
    assert len(await _shown(world, incident)) == len(list(itertools.permutations(added_again)))


async def test_a_burst_of_people_is_one_entry_until_the_last_takes_it_back(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    people = [f"U{n}" for n in range(8)]
    await asyncio.gather(*(world.do(incident, pin(n), person) for n, person in enumerate(people)))
    assert [e.kind for e in await world.timeline(incident)].count("message_pinned") == 1
    await asyncio.gather(*(world.do(incident, unpin(20), person) for person in people[1:]))
    assert await _shown(world, incident) == ["message_pinned"]
    await world.do(incident, unpin(20), people[0])
    assert await _shown(world, incident) == []
    await world.do(incident, pin(30), people[0])
    assert await _shown(world, incident) == ["message_pinned"]


async def test_the_same_event_delivered_three_times_is_one_entry(database: Database) -> None:
    world = World(database)
    incident = await world.declare()
    for _ in range(3):
        await world.run(pin(), incident, BO, key="Ev1")
    dump = await world.dump()
    assert [row[3] for row in dump["timeline_event"]].count("message_pinned") == 1
    assert len(dump["timeline_pin"]) == 1


async def _shown(world: World, incident: int) -> list[str]:
    answer = await world.ask(ShowTimeline(), ANA, incident)
    assert isinstance(answer, Timeline)
    return [entry.event.kind for entry in answer.entries if entry.event.kind.startswith("message_")]
