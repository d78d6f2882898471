"""Pull the plug at calls to Slack, before or after their effect: nothing is lost, nothing is there twice.

Here every call is the last one after its effect, which leaves most behind. `make matrix` plays the whole, on PostgreSQL
too. `pytest -s -n0` prints this part of it at the end.
"""

from collections.abc import Iterator

import pytest

from tests.acceptance.matrix import (
    KILLS,
    POSTGRES_LEASE,
    Fresh,
    Matrix,
    Result,
    a_process,
    chequered,
    one_a_method,
    report,
)
from tests.databases import Postgres

WORST = "killed after"
GROUPS = 3


@pytest.fixture(scope="module")
def results() -> Iterator[list[Result]]:
    found: list[Result] = []
    yield found
    print(f"\n{report('Killed at calls', found)}")


@pytest.mark.parametrize("group", range(GROUPS))
async def test_a_kill_after_any_call_leaves_no_trace(group: int, files: Fresh, results: list[Result]) -> None:
    matrix = Matrix({WORST: KILLS[WORST]}, a_process, files)
    expected, cells = await matrix.cells()
    assert len(cells) >= 25
    played = await matrix.run(expected, cells[group::GROUPS])
    results += played
    assert not [result for result in played if result.problem]


async def test_another_process_takes_over_on_postgresql(postgres: Postgres, results: list[Result]) -> None:
    """At each method once, before or after its effect."""
    matrix = Matrix(KILLS, a_process, postgres.fresh, POSTGRES_LEASE, at_once=5)
    expected, cells = await matrix.cells()
    played = await matrix.run(expected, chequered(one_a_method(cells)))
    assert {result.cell.call.method for result in played} == {cell.call.method for cell in cells}
    results += played
    assert not [result for result in played if result.problem]
