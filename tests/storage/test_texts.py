"""No text that a database would refuse comes to it, whatever asks, and both keep the same of it."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import String, func, select, update

from storage.database import Database
from storage.tables import Base, Incident, Receipt, SlackChannel, SlackPerson, Workspace
from storage.types import storable, to_json
from tests.storage.rows import NOON, TEAM, add, declared, happening, incident

HOSTILE = "a\x00b\ud800c\udfff\ud83d d\U0001f600"
KEPT = "abc d\U0001f600"

texts = st.text(st.characters(codec=None, categories=None) | st.sampled_from("\x00\ud800\udfff"), max_size=20)
trees = st.recursive(
    texts | st.none() | st.booleans() | st.integers() | st.datetimes(),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(texts, part, max_size=3) | st.tuples(part),
    max_leaves=8,
)


@given(trees)
def test_what_is_storable_holds_nothing_refused_and_all_else(tree: Any) -> None:
    clean = storable(tree)
    assert storable(clean) is clean
    for text in _texts(clean):
        text.encode()
        assert "\x00" not in text
    assert type(clean) is type(tree)
    if isinstance(tree, str):
        assert clean == "".join(c for c in tree if c != "\x00" and not "\ud800" <= c <= "\udfff")


def _texts(tree: Any) -> list[str]:
    match tree:
        case str():
            return [tree]
        case dict():
            return [text for pair in tree.items() for part in pair for text in _texts(part)]
        case list() | tuple():
            return [text for part in tree for text in _texts(part)]
    return []


def test_json_is_clean_at_any_depth() -> None:
    assert to_json({HOSTILE: [{"x": (HOSTILE, 1)}]}) == to_json({KEPT: [{"x": [KEPT, 1]}]})


async def test_every_text_and_every_json_of_every_table_goes_in(database: Database) -> None:
    """As what is written, as what is looked for, and as what is changed."""
    number = await declared(database)
    await add(database, happening(number, payload={HOSTILE: {"deep": [HOSTILE]}}, actor_id=HOSTILE))
    columns = [(table, column) for table in Base.metadata.sorted_tables for column in table.columns]
    assert len(columns) > 100
    async with database.transaction() as session:
        for table, column in columns:
            if isinstance(column.type, String):
                await session.execute(select(column).where(column == HOSTILE))
                await session.execute(select(column).where(func.lower(column).contains(HOSTILE, autoescape=True)))
                if not (column.primary_key or column.foreign_keys or table.name == "timeline_event"):
                    await session.execute(table.update().where(column == HOSTILE).values({column.name: HOSTILE}))
        await session.execute(update(Incident).values(name=HOSTILE, announced_in=[HOSTILE]))
    async with database.reading() as session:
        kept = (await session.scalars(select(Incident))).unique().one()
        assert (kept.name, kept.announced_in) == (KEPT, [KEPT])


@pytest.mark.parametrize("hostile", [HOSTILE, "x" * 100_000], ids=["refused", "long"])
async def test_names_of_workspaces_people_and_channels_go_in(database: Database, hostile: str) -> None:
    await add(database, Workspace(team_id=TEAM, name=hostile))
    await add(
        database,
        SlackPerson(team_id=TEAM, user_id="U1", name=hostile, fetched_at=NOON),
        SlackChannel(team_id=TEAM, channel_id="C1", name=hostile[:80], fetched_at=NOON),
        incident(name=hostile, summary=hostile, source_permalink=hostile),
        Receipt(team_id=TEAM, key=hostile[:255], operation=hostile, carried_out_at=NOON),
    )
    async with database.reading() as session:
        assert await session.scalar(select(SlackPerson.name)) == storable(hostile)
        assert await session.scalar(select(Receipt.key)) == storable(hostile[:255])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts)
async def test_a_payload_comes_back_as_it_is_kept(database: Database, text: str) -> None:
    async with database.transaction() as session:
        found = await session.scalar(select(Workspace.team_id))
        if found is None:
            session.add(Workspace(team_id=TEAM))
    row = incident(number=await _next(database))
    await add(database, row)
    event = happening(row.id, payload={"text": text, text: [text]})
    await add(database, event)
    async with database.reading() as session:
        kept = (await session.get_one(type(event), event.id)).payload
    assert kept == storable({"text": text, text: [text]})


async def _next(database: Database) -> int:
    async with database.reading() as session:
        return int(await session.scalar(select(func.count()).select_from(Incident)) or 0) + 1
