"""Pull the plug at calls to Slack, before or after their effect: nothing is lost, nothing is there twice.

Here it happens at the last call of each method; on SQLite after its effect, which leaves most behind. `make matrix`
plays every call on both databases. `pytest -s -n0` prints this part of it at the end.
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
    one_a_method,
    report,
)
from tests.databases import Postgres

WORST = "killed after"
LEAVING_MOST = ("conversations.create", "chat.postMessage")


@pytest.fixture(scope="module")
def results() -> Iterator[list[Result]]:
    found: list[Result] = []
    yield found
    print(f"\n{report('Killed at calls', found)}")


async def test_a_kill_after_any_method_leaves_no_trace(files: Fresh, results: list[Result]) -> None:
    matrix = Matrix({WORST: KILLS[WORST]}, a_process, files)
    expected, cells = await matrix.cells()
    played = await matrix.run(expected, one_a_method(cells))
    assert len(played) >= 8
    results += played
    assert not [result for result in played if result.problem]


async def test_another_process_takes_over_on_postgresql(postgres: Postgres, results: list[Result]) -> None:
    """Where killing leaves most behind."""
    matrix = Matrix(KILLS, a_process, postgres.fresh, POSTGRES_LEASE, at_once=4)
    expected, cells = await matrix.cells()
    played = await matrix.run(expected, [cell for cell in one_a_method(cells) if cell.call.method in LEAVING_MOST])
    assert len(played) == len(KILLS) * len(LEAVING_MOST)
    results += played
    assert not [result for result in played if result.problem]
