"""Whatever is typed into whatever can be done or asked: it is kept, or refused in words; on both databases."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.core.fields import FieldKind, form_fields
from bot.core.operation import IncidentQuery
from bot.core.refusal import Refusal
from bot.core.registry import registry
from bot.engine.engine import Asking
from bot.operations.declare import Declare
from bot.operations.note import AddNote
from bot.process.process import Process
from storage.database import Database
from tests.offered import bring_to, filled, queries
from tests.world import ANA, TEAM, World

HOSTILE = "a\x00b\ud800c\udfff\ud83d d\U0001f600"
KEPT = "abc d\U0001f600"
LONG = "x" * 100_000
WRITTEN = (FieldKind.LINE, FieldKind.TEXT, FieldKind.HIDDEN)


@pytest.mark.parametrize("text", [HOSTILE, LONG], ids=["refused", "long"])
async def test_every_operation_keeps_a_text_or_refuses_it(database: Database, text: str) -> None:
    world = World(database, Process(), groups={"SONCALL": ("UCY",)})
    done = set()
    for kind in registry.operations():
        incident = None if kind.opens else await world.declare()
        phase = await bring_to(world, incident, kind) if incident else None
        world.later(hours=3)
        try:
            operation = kind.model_validate(filled(kind, text, Process(), phase), context={"process": Process()})
            await world.run(operation, incident)
        except (ValidationError, Refusal):
            continue
        done.add(kind.slug)
    writing = {one.slug for one in registry.operations() if any(f.kind in WRITTEN for f in form_fields(one))}
    assert len(writing) > 15
    if text == HOSTILE:
        assert writing <= done, "what is refused by a database is no reason to refuse the rest"
    dump = str(await world.dump())
    assert LONG not in dump
    assert text == LONG or KEPT in dump
    assert not [c for c in dump if "\ud800" <= c <= "\udfff" or c == "\x00"]
    assert "\\x00" not in dump


@pytest.mark.parametrize("text", [HOSTILE, LONG], ids=["refused", "long"])
async def test_every_question_is_answered_or_refused(database: Database, text: str) -> None:
    world = World(database, Process())
    incident = await world.declare()
    answered = 0
    for kind in queries():
        given_ = filled(kind, text, Process())
        for values in (given_, {**given_, **dict.fromkeys((name for name in given_ if name == "after"), text)}):
            try:
                query = kind.model_validate(values, context={"process": Process()})
                await world.ask(query, incident_id=incident if issubclass(kind, IncidentQuery) else None)
            except (ValidationError, Refusal, ValueError):
                continue
            answered += 1
    assert answered >= len(queries()) - 1


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.text(min_size=250, max_size=400) | st.just(HOSTILE), actor=st.text(min_size=1, max_size=40))
async def test_whoever_asks_under_whatever_key_is_served_once(database: Database, key: str, actor: str) -> None:
    world = World(database)
    asking = Asking(TEAM, ANA, key)
    first = await world.engine.run(Declare(name="One", severity="sev2"), asking)
    again = await world.engine.run(Declare(name="One", severity="sev2"), asking)
    assert again.incident.id == first.incident.id
    await world.engine.run(AddNote(body="x"), Asking(TEAM, actor, f"{actor} of {first.incident.id}"), first.incident.id)


async def test_long_keys_are_told_apart(database: Database) -> None:
    world = World(database)
    made = {
        (await world.engine.run(Declare(name="One", severity="sev2"), Asking(TEAM, ANA, "k" * 300 + end))).incident.id
        for end in "ab"
    }
    assert len(made) == 2
