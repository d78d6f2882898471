"""Each row of the tables: the call is refused with that error, over HTTP, and changes nothing."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.delivery.methods import METHODS as SITREP
from playground.methods import METHODS
from tests.playground.errors.generic import REQUIRED
from tests.playground.errors.page import PAGE, page
from tests.playground.errors.rows import Impossible, Provoked
from tests.playground.errors.stage import Stage, staged
from tests.playground.errors.tables import PROVOKED, TABLE

REFERENCE = os.environ.get("SLACK_METHODS_JSON", "")
# Not for bots in conversation: the installation, functions of workflows, and links other people post.
LEFT_OUT = {"chat.unfurl", "functions.completeError", "functions.completeSuccess", "oauth.v2.access"}
# Arguments whose absence has an error of its own.
SAID_OTHERWISE = {
    "conversations.create": ["name"],
    "conversations.invite": ["users"],
    "conversations.rename": ["name"],
    "files.getUploadURLExternal": ["length"],
    "reactions.add": ["channel", "timestamp"],
}
TIERS = {"t2": 20, "t3": 50, "t4": 100, "t5": 0, None: 0}
# Methods of the playground that the reference does not have; their errors are from their own pages.
BEYOND = {"chat.deleteScheduledMessage", "chat.scheduledMessages.list"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage() -> AsyncIterator[Stage]:
    async with staged() as running:
        yield running


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(("method", "error", "row"), PROVOKED, ids=[f"{m}-{e}" for m, e, _ in PROVOKED])
async def test_the_error_is_provoked(stage: Stage, method: str, error: str, row: Provoked) -> None:
    """However the arguments are sent; one that the method does not know makes no difference."""
    revision = stage.workspace.revision
    for how in ("json", "form"):
        answer = await stage.refused(method, row, how)
        assert (answer["ok"], answer.get("error")) == (False, error), (how, answer)
    assert stage.workspace.revision == revision, "a refused call changes nothing"


def test_every_method_of_the_playground_has_its_table() -> None:
    assert set(TABLE) == set(METHODS)
    assert set(SITREP) <= set(TABLE), "first of all those that Sitrep calls"


def test_every_row_is_provoked_or_explained() -> None:
    for method, rows in TABLE.items():
        for error, row in rows.items():
            assert isinstance(row, Provoked) or (isinstance(row, Impossible) and row.why), f"{method}: {error}"
    sitreps = [row for method in SITREP for row in TABLE[method].values()]
    assert sum(isinstance(row, Provoked) for row in sitreps) > 100


def test_the_page_is_that_of_the_tables() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tests.playground.errors"


@pytest.mark.skipif(not REFERENCE, reason="SLACK_METHODS_JSON does not say where Slack's method reference is")
def test_errors_scopes_tiers_and_required_arguments_are_those_of_the_reference() -> None:
    reference = json.loads(Path(REFERENCE).read_text(encoding="utf-8"))
    assert set(METHODS) - BEYOND == set(reference) - LEFT_OUT
    for method in set(reference) - LEFT_OUT:
        known, ours = reference[method], METHODS[method]
        assert set(TABLE[method]) == set(known["errors"]), method
        named = {*REQUIRED.get(method, "").split(), *SAID_OTHERWISE.get(method, ())}
        assert named >= set(known["required"]), method
        assert set(ours.scopes) == set(known["bot_scopes"] or []), method
        assert ours.tier == TIERS[known["rate_limit"]], method
