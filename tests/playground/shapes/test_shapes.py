"""Every answer, event and payload has the keys and types that Slack's have, but for what the table names."""

from __future__ import annotations

import asyncio

import pytest

from playground import ManualClock, Playground
from tests.playground.conftest import MANIFEST
from tests.playground.shapes.differences import BEYOND, LEFT_OUT, Difference
from tests.playground.shapes.page import PAGE, page
from tests.playground.shapes.recordings import FILE, Shape, missing, recorded, unseen
from tests.playground.shapes.tour import UNRECORDED, Sent, Tour

needs_recordings = pytest.mark.skipif(not FILE.exists(), reason="the recordings are not part of the repository")


@pytest.fixture(scope="module")
def sent() -> Sent:
    async def walk() -> Sent:
        async with Playground(MANIFEST, clock=ManualClock()) as slack:
            return await Tour(slack).everything()

    return asyncio.run(walk())


@needs_recordings
def test_nothing_is_sent_that_slack_never_sent(sent: Sent) -> None:
    known = recorded()
    assert set(sent) - set(known) == UNRECORDED
    found = {(name, path) for name, shape in _both(sent, known) for path in unseen(sent[name], shape)}
    assert _unexplained(found, BEYOND) == []
    assert _idle(found, BEYOND) == []


@needs_recordings
def test_nothing_is_left_out_but_what_the_table_names(sent: Sent) -> None:
    known = recorded()
    found = {(name, path) for name, shape in _both(sent, known) for path in missing(sent[name], shape)}
    assert _unexplained(found, LEFT_OUT) == []
    assert _idle(found, LEFT_OUT) == []


def test_the_page_has_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(PAGE.read_text(encoding="utf-8"))


def _both(sent: Sent, known: dict[str, Shape]) -> list[tuple[str, Shape]]:
    return [(name, known[name]) for name in sent if name in known]


def _unexplained(found: set[tuple[str, str]], table: list[Difference]) -> list[str]:
    return sorted(f"{name} {path}" for name, path in found if not any(one.covers(name, path) for one in table))


def _idle(found: set[tuple[str, str]], table: list[Difference]) -> list[str]:
    """Return the rows, and the alternatives in them, that explain nothing any more."""
    singles = [Difference(one.where, path, one.why) for one in table for path in one.paths.split()]
    return [f"{one.where}: {one.paths}" for one in singles if not any(one.covers(*each) for each in found)]
