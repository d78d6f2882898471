"""Each row of the tables: the call is refused with that error, over HTTP, and changes nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.slack.api.methods import METHODS as SITREP
from playground.methods import METHODS
from tests.playground.errors.page import PAGE, page
from tests.playground.errors.rows import Impossible, Provoked
from tests.playground.errors.sample_workspace import SampleWorkspace, sample_workspace
from tests.playground.errors.tables import PROVOKED, TABLE


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sample() -> AsyncIterator[SampleWorkspace]:
    async with sample_workspace() as running:
        yield running


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(("method", "error", "row"), PROVOKED, ids=[f"{m}-{e}" for m, e, _ in PROVOKED])
async def test_the_error_is_provoked(sample: SampleWorkspace, method: str, error: str, row: Provoked) -> None:
    """However the arguments are sent; one that the method does not know makes no difference."""
    revision = sample.workspace.revision
    for how in ("json", "form"):
        answer = await sample.refused(method, row, how)
        assert (answer["ok"], answer.get("error")) == (False, error), (how, answer)
    assert sample.workspace.revision == revision, "a refused call changes nothing"


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
