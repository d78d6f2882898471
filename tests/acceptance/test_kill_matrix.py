"""Pull the plug at any call to Slack, before or after its effect: nothing is lost, nothing is there twice.

`make matrix` plays all of it on PostgreSQL too. `pytest -s -n0` prints what was played at the end.
"""

from collections.abc import Iterator

import pytest

from tests.acceptance.matrix import KILLS, POSTGRES_LEASE, Fresh, Matrix, Result, a_process, one_a_method, report
from tests.databases import Postgres

GROUPS = 6
LEAVING_MUCH = ("bookmarks", "chat", "conversations", "pins")


@pytest.fixture(scope="module")
def results() -> Iterator[list[Result]]:
    found: list[Result] = []
    yield found
    print(f"\n{report('Killed at every call', found)}")


@pytest.mark.parametrize("group", range(GROUPS))
async def test_a_kill_at_any_call_leaves_no_trace(group: int, files: Fresh, results: list[Result]) -> None:
    matrix = Matrix(KILLS, a_process, files)
    expected, cells = await matrix.cells()
    assert len(cells) >= 50
    played = await matrix.run(expected, cells[group::GROUPS])
    results += played
    assert not [result for result in played if result.problem]


@pytest.mark.parametrize("kind", KILLS)
async def test_another_process_takes_over_on_postgresql(kind: str, postgres: Postgres, results: list[Result]) -> None:
    """Where killing leaves most behind, once for each method."""
    matrix = Matrix({kind: KILLS[kind]}, a_process, postgres.fresh, POSTGRES_LEASE, at_once=7)
    expected, cells = await matrix.cells()
    played = await matrix.run(
        expected, one_a_method([cell for cell in cells if cell.call.method.startswith(LEAVING_MUCH)])
    )
    assert len(played) >= 6
    results += played
    assert not [result for result in played if result.problem]
